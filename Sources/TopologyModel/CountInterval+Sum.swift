extension CountInterval {
  /// The sum of two counts of different people.
  ///
  /// Counts in a file are at most 2^53 each, but there may be more than a thousand of them. Beyond 2^62 the sum
  /// has 2^62 as its lower bound and no upper bound.
  package static func + (left: CountInterval, right: CountInterval) -> CountInterval {
    CountInterval(
      low: min(sum(left.low, right.low) ?? beyond, beyond), high: sum(left.high, right.high))
  }

  /// The sum of two upper bounds; nil if one has none or the sum exceeds 2^62.
  @inlinable
  package static func sum(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow || sum > beyond ? nil : sum
  }

  /// The largest sum.
  @usableFromInline
  package static let beyond = 1 << 62
}

extension Int {
  /// The whole number before a fraction towards zero, at most 2^62 to either side; 0 for what is no number.
  ///
  /// `Int(_:)` ends the program for what is no number and for what is too large, and both can come out of what a file says.
  /// 2^62 leaves room for a sum with another such number.
  @inlinable
  package init(saturating value: Double) {
    guard !value.isNaN else {
      self = 0
      return
    }
    let most = CountInterval.beyond
    self = value >= Double(most) ? most : value <= -Double(most) ? -most : Int(value)
  }
}
