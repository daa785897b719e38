/// A probability distribution over numbers of people, with an additional value for "unbounded" if a count has
/// no upper bound.
public struct ValueDistribution: Sendable {
  /// The possible numbers, ascending.
  public let values: [Int]
  /// The probability of each.
  public let probabilities: [Double]
  /// The probability that there is no bound.
  public let unbounded: Double
  /// The cumulative probabilities.
  private let cumulative: [Double]

  /// Probabilities that should be equal may differ by this much because of rounding.
  private static let rounding = 1e-12

  /// Creates a distribution from pairs in any order; values may repeat. A missing value means "unbounded".
  /// - Complexity: O(n log n).
  init(_ pairs: [(value: Int?, probability: Double)]) {
    var values: [Int] = []
    var probabilities: [Double] = []
    var unbounded = 0.0
    let known = pairs.compactMap { pair in pair.value.map { ($0, pair.probability) } }
    for (value, probability) in known.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) {
      if values.last == value {
        probabilities[probabilities.count - 1] += probability
      } else {
        values.append(value)
        probabilities.append(probability)
      }
    }
    for pair in pairs where pair.value == nil { unbounded += pair.probability }
    self.values = values
    self.probabilities = probabilities
    self.unbounded = unbounded
    var sum = 0.0
    cumulative = probabilities.map {
      sum += $0
      return sum
    }
  }

  /// The expected value; nil if it may be unbounded.
  public var mean: Double? {
    guard unbounded == 0 else { return nil }
    return zip(values, probabilities).reduce(0) { $0 + Double($1.0) * $1.1 }
  }

  /// The standard deviation; nil if it may be unbounded.
  public var standardDeviation: Double? {
    guard let mean else { return nil }
    let variance = zip(values, probabilities).reduce(0.0) { sum, pair in
      let distance = Double(pair.0) - mean
      return sum + distance * distance * pair.1
    }
    return variance.squareRoot()
  }

  /// The standard error of the standard deviation s of n draws: s · √((κ − 1) / 4n), where κ is the kurtosis.
  func deviationError(trials: Double) -> Double {
    guard let mean, let deviation = standardDeviation, deviation > 0 else { return 0 }
    // Computes κ / n from squares that neither overflow nor underflow, however rare the values are.
    let sum = zip(values, probabilities).reduce(0.0) { sum, pair in
      let distance = (Double(pair.0) - mean) / deviation
      let root = distance * (distance * (pair.1 / trials).squareRoot())
      return sum + root * root
    }
    return deviation * max(0, sum - 1 / trials).squareRoot() / 2
  }

  /// The smallest x with P(people ≤ x) ≥ share; nil if it is unbounded.
  /// - Complexity: O(log n).
  public func quantile(_ share: Double) -> Int? {
    var low = 0
    var high = cumulative.count
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] >= share - Self.rounding { high = middle } else { low = middle + 1 }
    }
    // Rounding alone must not make the largest value unbounded.
    if low == values.count, unbounded <= Self.rounding { return values.last }
    return low < values.count ? values[low] : nil
  }

  /// The largest possible number; nil if unbounded.
  public var largest: Int? { unbounded > 0 ? nil : values.last }

  /// P(people > x).
  /// - Complexity: O(log n).
  public func exceeding(_ value: Int) -> Double {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] <= value { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 1 }
    return max(0, min(1, probabilities[low...].reduce(unbounded, +)))
  }

  /// A step of the exceedance curve.
  public struct Step: Hashable, Sendable {
    /// The number x.
    public let people: Int
    /// P(people > x).
    public let probability: Double
  }

  /// The exceedance curve P(people > x): its steps, ascending in x. It is flat between steps.
  /// - Complexity: O(n).
  public var exceedance: [Step] {
    var rest = unbounded
    var steps: [Step] = []
    for index in values.indices.reversed() {
      steps.append(Step(people: values[index], probability: rest))
      rest += probabilities[index]
    }
    return steps.reversed()
  }
}
