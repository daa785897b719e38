public import Propagation
public import TopologyModel
public import YearSimulation

/// One row of a comparison: one figure for every architecture.
public struct Measure: Sendable {
  /// The kind of figure.
  public enum Kind: Hashable, Sendable {
    /// People of the class exposed by the worst single basic event.
    case worstEvent
    /// People of the class of whom the worst single basic event exposes something at least this grave.
    case worstOfTier(Gravity)
    /// People of the class of whom the incident exposes something at least this grave.
    case incidentOfTier(Gravity)
    /// People of the class exposed by a single basic event, averaged over the events that expose anyone.
    case meanEvent
    /// Minimal sets, of this number of basic events, that expose anyone of the class.
    case attackSets(order: Int)
    /// The probability that anyone of the class is exposed in a year.
    case any
    /// The probability that at least as many people of the class are exposed in a year as the base can expose
    /// at once.
    case everyone
    /// The expected number of people of the class in a year.
    case expected
    /// The standard deviation of the number of people of the class exposed in a year.
    case deviation
    /// A quantile of the number of people of the class exposed in a year.
    case quantile(Double)
    /// People of the class exposed if all events occur at once.
    case possible
    /// People of the class exposed by the incident.
    case incident
    /// Basic events that alone expose at least the threshold share of a class.
    case exposurePoints
    /// Basic events that alone take a service down when their systems are contained.
    case availabilityPoints
    /// The maximum number of services down when the systems of one basic event are contained.
    case servicesLost
    /// The expected number of services down in a year.
    case expectedOutages
    /// Herfindahl–Hirschman index of people at the direct processors.
    case directConcentration
    /// Herfindahl–Hirschman index of people at the ultimate processors.
    case ultimateConcentration
    /// The largest share of people at one ultimate processor.
    case largestShare
  }

  /// A figure.
  public enum Value: Sendable {
    /// A number of people.
    case people(CountInterval)
    /// A mean or expected number of people, by the lower and the upper bounds.
    case mean(low: Estimate, high: Estimate?)
    /// A probability.
    case probability(Estimate)
    /// A probability, by the lower and the upper bounds.
    case chance(low: Estimate, high: Estimate)
    /// Bounds of a count.
    case number(ClosedRange<Int>)
    /// A number of sets, which can be very large.
    case sets(SetCount)
    /// An expected number of things.
    case expectation(Estimate)
    /// Bounds of an index.
    case index(ClosedRange<Double>)
    /// Bounds of a share, 0 … 1.
    case share(ClosedRange<Double>)
  }

  /// How a figure compares with that of the base.
  public enum Mark: String, Sendable {
    /// Less than the base, beyond sampling error.
    case better
    /// The same, or within three standard errors.
    case same
    /// More than the base, beyond sampling error.
    case worse
    /// Undecided, because the bounds overlap.
    case open
  }

  /// The kind of figure.
  public var kind: Kind
  /// The id of the class; nil if it concerns no single class.
  public var personClass: String?
  /// The figure of each architecture; nil if it has none.
  public var values: [Value?]
  /// A note for each architecture, such as the name of the worst event.
  public var notes: [String?]
  /// How each architecture's figure compares with the base's; nil for the base itself and for figures that are
  /// neither good nor bad.
  public var marks: [Mark?]
}

extension Measure.Value {
  /// The figure as bounds with standard errors; nil for no bound.
  var bounds: (low: Estimate, high: Estimate?) {
    func exactly(_ value: Double) -> Estimate { Estimate(value: value, standardError: 0) }
    switch self {
    case .people(let count):
      return (exactly(Double(count.low)), count.high.map { exactly(Double($0)) })
    case .mean(let low, let high): return (low, high)
    case .chance(let low, let high): return (low, high)
    case .probability(let estimate), .expectation(let estimate): return (estimate, estimate)
    case .number(let range):
      return (exactly(Double(range.lowerBound)), exactly(Double(range.upperBound)))
    case .sets(let count):
      let value = Double(count.description) ?? .infinity
      return (exactly(value), exactly(value))
    case .index(let range), .share(let range):
      return (exactly(range.lowerBound), exactly(range.upperBound))
    }
  }

  /// Compares this figure with another, where less is better. It is better if it can be at most less, and is at least
  /// not more; worse if it is at least more, and can be at most not less. That it may be less, because less is known, is
  /// not better.
  func mark(against base: Measure.Value) -> Measure.Mark {
    func compare(_ value: Estimate?, _ other: Estimate?) -> Int {
      guard let value, let other else { return value == nil ? (other == nil ? 0 : 1) : -1 }
      let error =
        (value.standardError * value.standardError
        + other.standardError * other.standardError).squareRoot()
      let scale = max(abs(value.value), abs(other.value))
      let difference = value.value - other.value
      if abs(difference) <= max(3 * error, 1e-9 * scale) { return 0 }
      return difference < 0 ? -1 : 1
    }
    let (mine, others) = (bounds, base.bounds)
    switch (compare(mine.low, others.low), compare(mine.high, others.high)) {
    case (0, 0): return .same
    case (...0, -1): return .better
    case (1, 0...): return .worse
    default: return .open
    }
  }
}
