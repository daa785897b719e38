/// What the fixpoint over a cone computes with: monotone functions of the events as nodes of a
/// diagram.
protocol MonotoneAlgebra {
  /// Whether a budget is used up, so that results are worthless.
  var isExhausted: Bool { get }
  /// Whether something was left out for its size since this was last set to false.
  var isTruncated: Bool { get set }
  /// The topmost level on which a function depends.
  func level(_ function: UInt32) -> UInt32
  /// The function that is one event.
  mutating func event(level: UInt32) -> UInt32
  /// Holds when one of both does.
  mutating func either(_ first: UInt32, _ second: UInt32) -> UInt32
  /// Holds when both do.
  mutating func both(_ first: UInt32, _ second: UInt32) -> UInt32
}
