extension CountInterval {
  /// The sum of two counts of different people.
  ///
  /// Counts of a file are at most 2^53 each, and there may be more than a thousand of them: beyond 2^62 it is at
  /// least that, without an upper bound.
  package static func + (left: CountInterval, right: CountInterval) -> CountInterval {
    CountInterval(
      low: min(sum(left.low, right.low) ?? beyond, beyond), high: sum(left.high, right.high))
  }

  /// The sum of two upper bounds; nil, none, where one has none or the sum is beyond 2^62.
  @inlinable
  package static func sum(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow || sum > beyond ? nil : sum
  }

  /// Where sums end.
  @usableFromInline
  package static let beyond = 1 << 62
}
