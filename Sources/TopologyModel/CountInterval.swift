/// A range for a number of people: at least `low` and, if known, at most `high`.
///
/// Whole people, 0 … 2^53. An unknown number is `0..`, never zero.
public struct CountInterval: Hashable, Sendable {
  /// The largest count in the language: 2^53.
  public static let largest = 1 << 53

  /// The lower bound.
  public var low: Int
  /// The upper bound; nil if there is none.
  public var high: Int?

  /// Creates an interval. It may be empty (`low > high`), see `isEmpty`.
  public init(low: Int, high: Int?) {
    self.low = low
    self.high = high
  }

  /// Creates an exact number.
  public init(exactly count: Int) {
    self.init(low: count, high: count)
  }

  /// An unknown number: `0..`.
  public static let unknown = CountInterval(low: 0, high: nil)
  /// Zero.
  public static let zero = CountInterval(exactly: 0)

  /// Whether no number satisfies it, because the counts it came from contradict each other.
  public var isEmpty: Bool { high.map { $0 < low } ?? false }
  /// Whether it is a single number.
  public var isExact: Bool { high == low }

  /// Whether this interval contains every number of the other.
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
