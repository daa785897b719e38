public import Propagation
public import TopologyModel
public import YearSimulation

/// One line of a comparison: one figure of every architecture.
public struct Measure: Sendable {
  /// What is measured.
  public enum Kind: Hashable, Sendable {
    /// People of the class whom the worst basic event exposes alone.
    case worstEvent
    /// People of the class exposed by one basic event, averaged over those that expose any.
    case meanEvent
    /// Minimal sets of so many basic events that expose anyone of the class.
    case attackSets(order: Int)
    /// The probability that anyone of the class is exposed in a year.
    case any
    /// The probability that as many of the class are exposed in a year as can be at once in the base.
    case everyone
    /// Expected people of the class a year.
    case expected
    /// Standard deviation of the people of the class exposed in a year.
    case deviation
    /// A quantile of the people of the class exposed in a year.
    case quantile(Double)
    /// People of the class exposed when everything happens at once.
    case possible
    /// The incident's people of the class.
    case incident
    /// Basic events that expose at least the threshold's share of a class alone.
    case exposurePoints
    /// Basic events that take a service down alone when their systems are contained.
    case availabilityPoints
    /// The most services down when the systems of one basic event are contained.
    case servicesLost
    /// Expected number of services down in a year.
    case expectedOutages
    /// Herfindahl–Hirschman index of people held, at the direct processors.
    case directConcentration
    /// The same at the ultimate processors.
    case ultimateConcentration
    /// The largest share of people held by one ultimate processor.
    case largestShare
  }

  /// A figure.
  public enum Value: Sendable {
    /// People.
    case people(CountInterval)
    /// A mean or an expected number of people, by the lower and by the upper bounds.
    case mean(low: Estimate, high: Estimate?)
    /// A probability.
    case probability(Estimate)
    /// A probability by the lower and by the upper bounds.
    case chance(low: Estimate, high: Estimate)
    /// How many.
    case number(Int)
    /// How many sets, which can be very many.
    case sets(SetCount)
    /// An expected number of things.
    case expectation(Estimate)
    /// Bounds of an index.
    case index(ClosedRange<Double>)
    /// Bounds of a share, 0 … 1.
    case share(ClosedRange<Double>)
  }

  /// How a figure stands to that of the base.
  public enum Mark: String, Sendable {
    /// Less than the base, beyond sampling error.
    case better
    /// The same, or the difference is within three standard errors.
    case same
    /// More than the base, beyond sampling error.
    case worse
    /// The bounds do not decide.
    case open
  }

  /// What is measured.
  public var kind: Kind
  /// The id of the class it is measured of; nil: of no one class.
  public var personClass: String?
  /// For each architecture the figure; nil where it has none.
  public var values: [Value?]
  /// For each architecture what leads to the figure, such as the worst event's name.
  public var notes: [String?]
  /// For each architecture how the figure stands to the base's; nil for the base itself and for what is
  /// neither good nor bad.
  public var marks: [Mark?]
}

extension Measure.Value {
  /// The figure as bounds with standard errors; nil: no bound.
  var bounds: (low: Estimate, high: Estimate?) {
    func exactly(_ value: Double) -> Estimate { Estimate(value: value, standardError: 0) }
    switch self {
    case .people(let count):
      return (exactly(Double(count.low)), count.high.map { exactly(Double($0)) })
    case .mean(let low, let high): return (low, high)
    case .chance(let low, let high): return (low, high)
    case .probability(let estimate), .expectation(let estimate): return (estimate, estimate)
    case .number(let number): return (exactly(Double(number)), exactly(Double(number)))
    case .sets(let count):
      let value = Double(count.description) ?? .infinity
      return (exactly(value), exactly(value))
    case .index(let range), .share(let range):
      return (exactly(range.lowerBound), exactly(range.upperBound))
    }
  }

  /// How this figure, of which less is better, stands to another. Bounds that agree say nothing of the
  /// numbers between them, so bounds on both sides must differ the same way or be the same.
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
    let signs = Set([compare(mine.low, others.low), compare(mine.high, others.high)])
    if signs == [0] { return .same }
    if signs.isSubset(of: [0, -1]) { return .better }
    return signs.isSubset(of: [0, 1]) ? .worse : .open
  }
}
