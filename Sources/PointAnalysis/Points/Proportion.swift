/// How often something happened in independent trials, with 95 % confidence intervals. Without trials, the
/// interval covers everything possible.
public struct Proportion: Hashable, Sendable {
  /// The number of trials in which it happened.
  public let count: Int
  /// The number of trials.
  public let trials: Int

  /// The square of the normal quantile for 95 %.
  static let critical = 3.841_458_820_694_124

  /// Creates a proportion.
  public init(_ count: Int, of trials: Int) {
    self.count = count
    self.trials = trials
  }

  /// The observed share, 0 … 1; nil without trials.
  public var share: Double? { trials > 0 ? Double(count) / Double(trials) : nil }

  /// Wilson's score interval ("Probable inference, the law of succession, and statistical inference",
  /// Journal of the American Statistical Association 22, 1927).
  public var interval: ClosedRange<Double> {
    guard let share else { return 0...1 }
    let total = Double(trials)
    let center = (share + Self.critical / (2 * total)) / (1 + Self.critical / total)
    let spread =
      (Self.critical * (share * (1 - share) / total + Self.critical / (4 * total * total)))
      .squareRoot() / (1 + Self.critical / total)
    return
      (count == 0 ? 0 : max(0, center - spread))...(count == trials
      ? 1 : min(1, center + spread))
  }

  /// The difference between this share and one from other trials, by Newcombe's tenth method ("Interval
  /// estimation for the difference between independent proportions", Statistics in Medicine 17, 1998).
  public func difference(from other: Proportion) -> ClosedRange<Double> {
    guard let share, let others = other.share else {
      return
        (interval.lowerBound - other.interval.upperBound)...(interval.upperBound
        - other.interval.lowerBound)
    }
    func spread(_ first: Double, _ second: Double) -> Double {
      (first * first + second * second).squareRoot()
    }
    let low = spread(share - interval.lowerBound, other.interval.upperBound - others)
    let high = spread(interval.upperBound - share, others - other.interval.lowerBound)
    return max(-1, share - others - low)...min(1, share - others + high)
  }

  /// The ratio of this share to one from other trials, 0 … ∞: the ratios that Pearson's statistic does not
  /// reject (Koopman, "Confidence intervals for the ratio of two binomial proportions", Biometrics 40, 1984).
  /// - Complexity: O(1), about a hundred steps of bisection.
  public func ratio(to other: Proportion) -> ClosedRange<Double> {
    guard trials > 0, other.trials > 0, count + other.count > 0 else { return 0...(.infinity) }
    let seen = Double(count) * Double(other.trials) / (Double(other.count) * Double(trials))
    let low = count == 0 ? 0 : bound(to: other, rejected: 0x1p-100, accepted: seen)
    let high =
      other.count == 0 ? .infinity : bound(to: other, rejected: 0x1p100, accepted: seen)
    return low...high
  }

  /// The ratio, between a rejected one and an accepted one, at which the statistic crosses the critical value.
  private func bound(to other: Proportion, rejected: Double, accepted: Double) -> Double {
    var out = rejected
    var within = min(max(accepted, 0x1p-100), 0x1p100)
    // In logarithms: 200 halvings of 200 powers of two exceed the digits of a double.
    for _ in 0..<200 {
      let middle = (out * within).squareRoot()
      if statistic(middle, other) > Self.critical { out = middle } else { within = middle }
    }
    return within
  }

  /// Pearson's statistic for a ratio, at the best-fitting shares with that ratio.
  private func statistic(_ ratio: Double, _ other: Proportion) -> Double {
    let (count, trials) = (Double(count), Double(trials))
    let (others, otherTrials) = (Double(other.count), Double(other.trials))
    // The derivative of the likelihood is 0 at the smaller root of a quadratic equation.
    let linear = count + otherTrials + ratio * (others + trials)
    let square = ratio * (trials + otherTrials)
    let root = (max(0, linear * linear - 4 * square * (count + others))).squareRoot()
    let otherShare = 2 * (count + others) / (linear + root)
    func term(_ count: Double, _ trials: Double, _ share: Double) -> Double {
      let share = min(1, share)
      let distance = count - trials * share
      let variance = trials * share * (1 - share)
      return distance == 0 ? 0 : variance > 0 ? distance * distance / variance : .infinity
    }
    return term(count, trials, ratio * otherShare) + term(others, otherTrials, otherShare)
  }
}
