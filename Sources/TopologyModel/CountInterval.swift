/// What is known of a number of persons: at least `low` and, where known, at most `high`.
///
/// Whole persons, 0 … 2^53. Unknown is `0..`, never zero.
public struct CountInterval: Hashable, Sendable {
  /// The largest count the language has: 2^53.
  public static let largest = 1 << 53

  /// At least so many.
  public var low: Int
  /// At most so many; nil when there is no bound.
  public var high: Int?

  /// An interval from its bounds. An empty one (`low > high`) can be made, and is found by `isEmpty`.
  public init(low: Int, high: Int?) {
    self.low = low
    self.high = high
  }

  /// Exactly so many.
  public init(exactly count: Int) {
    self.init(low: count, high: count)
  }

  /// Nothing is known: `0..`.
  public static let unknown = CountInterval(low: 0, high: nil)
  /// Nobody.
  public static let zero = CountInterval(exactly: 0)

  /// No number satisfies it: the counts it came from disagree.
  public var isEmpty: Bool { high.map { $0 < low } ?? false }
  /// One number.
  public var isExact: Bool { high == low }

  /// Whether every number of the other lies in this one.
  public func contains(_ other: CountInterval) -> Bool {
    guard other.low >= low else { return false }
    guard let high else { return true }
    return other.high.map { $0 <= high } ?? false
  }

  /// The order in which more people come first: by those known, then by those possible.
  package func isMore(than other: CountInterval) -> Bool {
    low != other.low ? low > other.low : (high ?? .max) > (other.high ?? .max)
  }

  /// Whether no number lies in both.
  public func isDisjoint(from other: CountInterval) -> Bool {
    (high.map { other.low > $0 } ?? false) || (other.high.map { low > $0 } ?? false)
  }
}
