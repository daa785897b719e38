public import Lowering
public import TopologyModel

/// How figures about a year were found.
public enum OutlookMethod: Hashable, Sendable {
  /// Every combination of the events that matter was weighed: no sampling error.
  case exact(worlds: Int)
  /// Exact too: every combination of the events that matter to several groups was weighed, and within each the
  /// groups are independent of one another.
  case independent(worlds: Int, groups: Int)
  /// Years were drawn.
  case sampled(trials: Int)
  /// Years were drawn given that at least one of the events that matter happens, which has this probability,
  /// in one stratum for each event that may be the first.
  case conditional(trials: Int, strata: Int, probability: Double)
  /// Years were drawn among those in which somebody is exposed, or the service stops: each is a hit, and how
  /// likely they are is exact.
  case amongHits(trials: Int, probability: Double)
  /// The probability was read off a decision diagram: exact.
  case diagram
}

/// A figure and how far chance in the sampling may have moved it: one standard error, 0 when exact.
public struct Estimate: Hashable, Sendable {
  /// The figure.
  public var value: Double
  /// Its standard error.
  public var standardError: Double

  /// A figure with its standard error.
  public init(value: Double, standardError: Double) {
    self.value = value
    self.standardError = standardError
  }
}

/// A quantile of the people exposed in a year.
public struct QuantileEstimate: Sendable {
  /// 0.5 is the median.
  public var share: Double
  /// From the quantile of the lower bounds to that of the upper bounds.
  public var persons: CountInterval
  /// Half the distance between the order statistics one standard error of the share to either side; nil
  /// where one of them has no bound.
  public var standardError: (low: Double, high: Double?)
  /// From the order statistic at the share less 1.96 standard errors, to that at as many more: 95 %
  /// confidence by the normal approximation of the binomial.
  public var confidence: (low: CountInterval, high: CountInterval)
}

/// The worst years of a class and the events in them.
public struct Tail: Sendable {
  /// How often an event is among the worst years.
  public struct Share: Sendable {
    /// The event.
    public var event: BasicEvent
    /// Its likelihood in any year.
    public var likelihood: Double
    /// Its likelihood given that the year is among the worst.
    public var inTail: Double
  }

  /// The share of years asked for: 1 %.
  public var asked: Double
  /// The share that they are: more, where years beyond the boundary tie, less, where exposure is rarer.
  public var probability: Double
  /// The mildest of them.
  public var mildest: CountInterval
  /// For each event, those that the tail makes likelier by most first.
  public var events: [Share]
}

/// What a year holds for one person class.
public struct ClassOutlook: Sendable {
  /// The root of the class.
  public var personClass: Reference<PeopleGroup>
  /// How the figures were found.
  public var method: OutlookMethod
  /// The basic events that can matter to it and are possible.
  public var events: [BasicEvent]
  /// The probability that anyone is exposed.
  public var any: Estimate
  /// Trials in which somebody was; nil when exact.
  public var hits: Int?
  /// Expected people a year, by the lower bounds.
  public var expectedLow: Estimate
  /// Expected people a year, by the upper bounds; nil: no bound.
  public var expectedHigh: Estimate?
  /// Median, 95th and 99th percentile.
  public var quantiles: [QuantileEstimate]
  /// The worst year of all that were looked at.
  public var worst: CountInterval
  /// What is exposed when all the events happen at once: nothing worse exists.
  public var possible: CountInterval
  /// People by the lower bounds.
  public var low: ValueDistribution
  /// People by the upper bounds.
  public var high: ValueDistribution
  /// The worst 1 % of years; nil when nobody can be exposed.
  public var tail: Tail?

  /// The standard deviation by the lower bounds; nil without a bound.
  public var deviationLow: Estimate? { deviation(of: low) }
  /// The standard deviation by the upper bounds; nil without a bound.
  public var deviationHigh: Estimate? { deviation(of: high) }

  private func deviation(of people: ValueDistribution) -> Estimate? {
    people.standardDeviation.map {
      // Draws where it is rare tell more than as many in all years do.
      let trials = precision.trials.map { Double($0) / precision.probability }
      return Estimate(
        value: $0, standardError: trials.map { people.deviationError(trials: $0) } ?? 0)
    }
  }
}

/// How often a service fails, a fleet's members together.
public struct ServiceFailure: Hashable, Sendable {
  /// The probability that any member does.
  public var any: Estimate
  /// The expected number of members that do.
  public var expected: Estimate
  /// Trials in which any did; nil when exact.
  public var hits: Int?
  /// How the figures were found.
  public var method: OutlookMethod
}

/// What a year holds for one service, a fleet's members together.
public struct ServiceOutlook: Sendable {
  /// The members, or the one service.
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
      // Of the expected number of members only what is true whatever their dependence: at most as if they
      // failed together.
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
  /// Whether what the trials are given is what is asked for, so that its probability is exact.
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

  /// The standard error of a probability that is no larger than that anyone is exposed; 0 when exact.
  public func standardError(of probability: Double) -> Double {
    probability >= any.value
      ? precision.ofEstimatedProbability(probability) : precision.ofEstimatedShare(probability)
  }

  /// On how many years drawn a probability rests; nil when exact. Of strata an average.
  public func hits(of probability: Double) -> Int? {
    let precision = precision
    guard let trials = precision.trials, precision.probability > 0 else { return nil }
    return Int((probability / precision.probability * Double(trials)).rounded())
  }
}
