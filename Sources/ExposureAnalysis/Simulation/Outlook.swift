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

  /// The standard error of the standard deviation, by the upper bounds; 0 when exact.
  var deviationError: Double {
    switch method {
    case .exact, .independent: 0
    case .sampled(let trials): high.deviationError(trials: trials)
    // Draws where it is rare tell more than as many in all years do.
    case .conditional(let trials, _, let probability):
      high.deviationError(trials: Int((Double(trials) / probability).rounded(.down)))
    }
  }
}

/// What a year holds for one service, a fleet's members together.
public struct ServiceOutlook: Sendable {
  /// The members, or the one service.
  public var services: [Reference<Service>]
  /// How the figures were found.
  public var method: OutlookMethod
  /// The probability that any member is down.
  public var anyDown: Estimate
  /// The expected number of members that are down.
  public var expectedDown: Estimate
  /// The probability that any member is degraded or down.
  public var anyImpaired: Estimate
  /// The expected number of members that are degraded or down.
  public var expectedImpaired: Estimate
}
