/// Why a computation ended. Nothing is cut off silently: whoever reports a result reports this.
public enum StopReason: Hashable, Sendable {
  /// The result is complete and exact.
  case complete
  /// A stated limit was reached; the result is sound but not complete.
  case limitReached(String)
  /// The user or a caller asked to stop; there is no usable result.
  case cancelled
}
