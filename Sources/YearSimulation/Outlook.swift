public import Lowering
public import TopologyModel

/// The method by which figures about a year were computed.
public enum OutlookMethod: Hashable, Sendable {
  /// Every combination of the relevant events was weighted: no sampling error.
  case exact(worlds: Int)
  /// Exact: every combination of the events that affect several groups was weighted, and given these the groups
  /// are independent.
  case independent(worlds: Int, groups: Int)
  /// Years were drawn at random.
  case sampled(trials: Int)
  /// Years were drawn on condition that at least one relevant event occurs, which has this probability, with
  /// one stratum for each event that may be the first.
  case conditional(trials: Int, strata: Int, probability: Double)
  /// Years were drawn among those in which someone is exposed or the service stops. Each is a hit, and their
  /// probability is exact.
  case amongHits(trials: Int, probability: Double)
  /// The probability was computed from a decision diagram: exact.
  case diagram
}

/// A figure with its sampling error: one standard error, 0 if exact.
public struct Estimate: Hashable, Sendable {
  /// The figure.
  public var value: Double
  /// Its standard error.
  public var standardError: Double

  /// Creates a figure with its standard error.
  public init(value: Double, standardError: Double) {
    self.value = value
    self.standardError = standardError
  }
}

/// A quantile of the number of people exposed in a year.
public struct QuantileEstimate: Sendable {
  /// The share; 0.5 is the median.
  public var share: Double
  /// From the quantile of the lower bounds to that of the upper bounds.
  public var persons: CountInterval
  /// Half the distance between the order statistics at one standard error of the share to either side; nil if
  /// one of them has no bound.
  public var standardError: (low: Double, high: Double?)
  /// The 95 % confidence interval: order statistics at 1.96 standard errors of the share to either side, by the
  /// normal approximation of the binomial distribution.
  public var confidence: (low: CountInterval, high: CountInterval)
}

/// The worst years of a class and the events in them.
public struct Tail: Sendable {
  /// How often an event occurs in the worst years.
  public struct Share: Sendable {
    /// The event.
    public var event: BasicEvent
    /// Its likelihood in any year.
    public var likelihood: Double
    /// Its likelihood given that the year is among the worst.
    public var inTail: Double
  }

  /// The requested share of years: 1 %.
  public var asked: Double
  /// The actual share: larger if years at the boundary tie, smaller if exposure is rarer.
  public var probability: Double
  /// The least bad of them.
  public var mildest: CountInterval
  /// The events, those whose likelihood rises most in the worst years first.
  public var events: [Share]
}

/// The figures of a year for one person class.
public struct ClassOutlook: Sendable {
  /// The root of the class.
  public var personClass: Reference<PeopleGroup>
  /// The method.
  public var method: OutlookMethod
  /// The possible basic events that can affect it.
  public var events: [BasicEvent]
  /// The probability that anyone is exposed by what the file lists.
  public var any: Estimate
  /// The probability that anyone is or may be exposed. It is larger than `any` where some years read what the file
  /// does not list; these people count in the upper bounds of all figures, and not in the lower ones.
  public var anyPossible: Estimate
  /// The number of trials in which anyone is or may be exposed; nil if exact.
  public var hits: Int?
  /// The expected number of people in a year, by the lower bounds.
  public var expectedLow: Estimate
  /// The expected number of people in a year, by the upper bounds; nil for no bound.
  public var expectedHigh: Estimate?
  /// Median, 95th and 99th percentile.
  public var quantiles: [QuantileEstimate]
  /// The worst year of all examined.
  public var worst: CountInterval
  /// The number exposed if all events occur at once, which is the maximum.
  public var possible: CountInterval
  /// The distribution of the number of people, by the lower bounds.
  public var low: ValueDistribution
  /// The distribution of the number of people, by the upper bounds.
  public var high: ValueDistribution
  /// The worst 1 % of years; nil if nobody can be exposed.
  public var tail: Tail?

  /// The standard deviation, by the lower bounds; nil without a bound.
  public var deviationLow: Estimate? { deviation(of: low) }
  /// The standard deviation, by the upper bounds; nil without a bound.
  public var deviationHigh: Estimate? { deviation(of: high) }

  private func deviation(of people: ValueDistribution) -> Estimate? {
    people.standardDeviation.map {
      // Draws among rare years are more informative than the same number among all years.
      let trials = precision.trials.map { Double($0) / precision.probability }
      return Estimate(
        value: $0, standardError: trials.map { people.deviationError(trials: $0) } ?? 0)
    }
  }
}

/// How often a service fails, with a fleet's members together.
public struct ServiceFailure: Hashable, Sendable {
  /// The probability that any member fails.
  public var any: Estimate
  /// The expected number of members that fail.
  public var expected: Estimate
  /// The number of trials in which any member fails; nil if exact.
  public var hits: Int?
  /// The method.
  public var method: OutlookMethod
}

/// The figures of a year for one service, with a fleet's members together.
public struct ServiceOutlook: Sendable {
  /// The members, or the single service.
  public var services: [Reference<Service>]
  /// How often members are down.
  public var down: ServiceFailure
  /// How often they are degraded or down.
  public var impaired: ServiceFailure
}

extension ServiceOutlook {
  init(
    _ services: [Reference<Service>], _ tally: ServiceTally, method: OutlookMethod, _ run: YearRun
  ) {
    let count = Double(services.count)
    let precision = Precision(run, isProbabilityExact: method.isProbabilityExact)
    let unit = run.trials.map { run.probability / Double($0) } ?? 1
    func failure(_ any: Double, _ sum: Double) -> ServiceFailure {
      let probability = any * unit
      let expected = sum * unit
      // For the expected number of members, only what holds for any dependence: the error is at most what it
      // would be if they always failed together.
      return ServiceFailure(
        any: Estimate(
          value: probability, standardError: precision.ofEstimatedProbability(probability)),
        expected: Estimate(
          value: expected,
          standardError: services.count == 1
            ? precision.ofEstimatedProbability(probability)
            : count * precision.ofEstimatedShare(expected / count)),
        hits: run.trials.map { _ in Int(any) }, method: method)
    }
    self.init(
      services: services, down: failure(tally.anyDown, tally.down),
      impaired: failure(tally.anyFailing, tally.failing))
  }
}

extension OutlookMethod {
  /// Whether the condition of the trials is exactly what is asked for, so that its probability is exact.
  var isProbabilityExact: Bool { if case .amongHits = self { true } else { false } }
}

extension ClassOutlook {
  private var precision: Precision {
    switch method {
    case .exact, .independent, .diagram: .exact
    case .sampled(let trials): Precision(trials: trials, probability: 1)
    case .conditional(let trials, _, let probability):
      Precision(trials: trials, probability: probability)
    case .amongHits(let trials, let probability):
      Precision(trials: trials, probability: probability, isProbabilityExact: true)
    }
  }

  /// The standard error of a probability that is at most the probability that anyone may be exposed; 0 if exact.
  public func standardError(of probability: Double) -> Double {
    probability >= anyPossible.value
      ? precision.ofEstimatedProbability(probability) : precision.ofEstimatedShare(probability)
  }

  /// The number of drawn years on which a probability is based; nil if exact. An average for strata.
  public func hits(of probability: Double) -> Int? {
    let precision = precision
    guard let trials = precision.trials, precision.probability > 0 else { return nil }
    return Int(saturating: (probability / precision.probability * Double(trials)).rounded())
  }
}
