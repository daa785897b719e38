/// Why a computation ended. Nothing is omitted silently: reports of a result must state this.
public enum StopReason: Hashable, Sendable {
  /// The result is complete and exact.
  case complete
  /// A limit was reached; the result is sound but incomplete.
  case limitReached(String)
  /// The user or a caller cancelled the computation; there is no usable result.
  case cancelled
}
