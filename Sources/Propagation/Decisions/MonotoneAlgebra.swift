/// The values that the fixpoint over a cone computes: monotone functions of the events, as nodes of a
/// diagram.
protocol MonotoneAlgebra {
  /// Whether a budget is exhausted, so that results are meaningless.
  var isExhausted: Bool { get }
  /// Whether something was omitted because of its size since this was last set to false.
  var isTruncated: Bool { get set }
  /// The topmost level on which a function depends.
  func level(_ function: UInt32) -> UInt32
  /// The function that is one event.
  mutating func event(level: UInt32) -> UInt32
  /// Holds if at least one of the two holds.
  mutating func either(_ first: UInt32, _ second: UInt32) -> UInt32
  /// Holds if both hold.
  mutating func both(_ first: UInt32, _ second: UInt32) -> UInt32
}
