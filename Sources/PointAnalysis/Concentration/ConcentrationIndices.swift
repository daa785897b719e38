public import TopologyModel

/// How unevenly people are distributed over organizations: Herfindahl–Hirschman index, Gini coefficient and the
/// largest share, with bounds that hold for all counts within the intervals.
///
/// - Each share s(i) = x(i)/Σx lies between low(i)/(low(i) + Σ others' high) and
///   high(i)/(high(i) + Σ others' low), and the shares add up to 1.
/// - HHI = 10,000 · Σ s². Its lower bound is the minimum of Σ s² over such shares, reached when they are as
///   equal as their bounds allow. Its upper bound replaces each square by the chord over its bounds, which is
///   never below the square, and assigns the remainder to the steepest chords first.
/// - Gini = 1 − (1/n) Σ (L(k) + L(k−1)), where L(k) is the share of the k smallest. L(k) is at least the share
///   of the k smallest lower bounds against the n − k largest upper bounds. It is at most the share of the k
///   smallest upper bounds against the n − k largest lower bounds, and at most k/n.
///
/// If all counts are exact, so are the indices. The bounds are sound but not necessarily tight.
public struct ConcentrationIndices: Sendable {
  /// The number of organizations.
  public let organizations: Int
  /// The Herfindahl–Hirschman index, from 10,000/n (equal shares) to 10,000 (one organization has everything).
  public let herfindahl: ClosedRange<Double>
  /// The Gini coefficient, from 0 (equal shares) to (n − 1)/n (one organization has everything).
  public let gini: ClosedRange<Double>
  /// Bounds of each organization's share in the given order, 0 … 1.
  public let shares: [ClosedRange<Double>]
  /// The organization with the highest lower bound, which certainly or most likely has the largest share.
  public let largest: Int

  /// Whether no other organization can have a larger share than `largest`.
  public var isLargestCertain: Bool {
    let least = shares[largest].lowerBound
    return shares.indices.allSatisfy { $0 == largest || shares[$0].upperBound <= least }
  }

  /// The largest share of any organization.
  public var largestShare: ClosedRange<Double> {
    let lows = shares.map(\.lowerBound)
    let highs = shares.map(\.upperBound)
    return (lows.max() ?? 0)...(highs.max() ?? 1)
  }

  /// The index from which a market counts as moderately concentrated (United States, Horizontal Merger
  /// Guidelines, 2010).
  public static let moderate = 1500.0
  /// The index from which a market counts as highly concentrated (same source).
  public static let high = 2500.0

  /// The indices of some counts; nil if there are no people.
  /// - Complexity: O(n log n).
  public init?(_ counts: [CountInterval]) {
    guard counts.contains(where: { $0.high != 0 }) else { return nil }
    organizations = counts.count
    let bounds = Self.shareBounds(counts)
    shares = bounds
    largest =
      bounds.indices.max {
        (bounds[$0].lowerBound, bounds[$0].upperBound, -$0)
          < (bounds[$1].lowerBound, bounds[$1].upperBound, -$1)
      } ?? 0
    if counts.allSatisfy(\.isExact) {
      let squares = bounds.reduce(0) { $0 + $1.lowerBound * $1.lowerBound }
      herfindahl = (squares * 10_000)...(squares * 10_000)
    } else {
      let low = Self.leastSquares(bounds) * 10_000
      herfindahl = low...max(low, min(1, Self.mostSquares(bounds)) * 10_000)
    }
    gini = Self.gini(counts)
  }

  private static func shareBounds(_ counts: [CountInterval]) -> [ClosedRange<Double>] {
    let lows = counts.reduce(0.0) { $0 + Double($1.low) }
    let highs = counts.reduce(0.0) { $0 + Double($1.high ?? 0) }
    let unbounded = counts.count { $0.high == nil }
    return counts.map { count in
      let low = Double(count.low)
      let isOthersUnbounded = unbounded > (count.high == nil ? 1 : 0)
      let othersHigh = isOthersUnbounded ? .infinity : highs - Double(count.high ?? 0)
      let least = low == 0 ? 0 : low / (low + max(0, othersHigh))
      guard let high = count.high else { return least...1 }
      let most = high == 0 ? 0 : Double(high) / (Double(high) + max(0, lows - low))
      return min(least, most)...most
    }
  }

  /// The minimum of Σ s² over shares within bounds that add up to 1: every share equals one common level, or
  /// the bound nearest to it.
  private static func leastSquares(_ bounds: [ClosedRange<Double>]) -> Double {
    var low = 0.0
    var high = 1.0
    func shares(_ level: Double) -> [Double] {
      bounds.map { min(max(level, $0.lowerBound), $0.upperBound) }
    }
    // A double has 53 bits, and each step decides one of them.
    for _ in 0..<60 {
      let level = (low + high) / 2
      if shares(level).reduce(0, +) < 1 { low = level } else { high = level }
    }
    return shares(low).reduce(0) { $0 + $1 * $1 }
  }

  /// An upper bound of Σ s² over shares within bounds that add up to 1.
  private static func mostSquares(_ bounds: [ClosedRange<Double>]) -> Double {
    var left = 1 - bounds.reduce(0) { $0 + $1.lowerBound }
    var sum = 0.0
    let steepest = bounds.sorted { $0.lowerBound + $0.upperBound > $1.lowerBound + $1.upperBound }
    for bound in steepest {
      let more = min(max(0, left), bound.upperBound - bound.lowerBound)
      left -= more
      let share = bound.lowerBound + more
      sum += share * (bound.lowerBound + bound.upperBound) - bound.lowerBound * bound.upperBound
    }
    return sum
  }

  private static func gini(_ counts: [CountInterval]) -> ClosedRange<Double> {
    let count = counts.count
    let lows = runningSums(counts.map { Double($0.low) }.sorted())
    let highs = runningSums(counts.map { $0.high.map(Double.init) ?? .infinity }.sorted())
    /// The share of the k smallest against the n − k largest; undefined if both are zero.
    func share(_ smallest: Double, _ largest: Double, unknown: Double) -> Double {
      if smallest == 0 { return largest == 0 ? unknown : 0 }
      if smallest.isInfinite { return largest.isInfinite ? unknown : 1 }
      return smallest / (smallest + largest)
    }
    func rest(_ sums: [Double], _ from: Int) -> Double {
      sums[count].isInfinite ? .infinity : sums[count] - sums[from]
    }
    var least = 0.0
    var most = 0.0
    for size in 0...count {
      let level = Double(size) / Double(count)
      let weight = size == 0 || size == count ? 1.0 : 2.0
      var low = size == count ? 1 : share(lows[size], rest(highs, size), unknown: 0)
      var high =
        size == 0 ? 0 : share(highs[size], count == size ? 0 : rest(lows, size), unknown: 1)
      low = min(low, level)
      high = min(high, level)
      least += weight * low
      most += weight * max(low, high)
    }
    let upper = max(0, 1 - least / Double(count))
    return min(upper, max(0, 1 - most / Double(count)))...upper
  }

  /// The sums of the first k values, starting at k = 0.
  private static func runningSums(_ values: [Double]) -> [Double] {
    values.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
  }
}
