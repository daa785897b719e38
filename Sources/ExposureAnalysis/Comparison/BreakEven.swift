import Propagation
import TopologyModel

/// How far an architecture may be worse at each of its own nodes before it is worse altogether than the base.
///
/// Its *own* events are those that the base has not, by id: the small stores in place of the hub, a second
/// factor. Their likelihoods are multiplied by one factor, at most to certainty; what both have stays. The draws
/// are the same for every factor, and more likely events happen in more of the same years, so every figure only
/// grows with the factor and the largest factor can be found by halving.
public struct BreakEven: Sendable {
  /// Where a figure of the architecture passes the base's.
  public enum Limit: Hashable, Sendable {
    /// Up to this factor, or this share, it is no worse.
    case upTo(Double)
    /// It is no worse whatever happens.
    case never
    /// It is worse even at nought.
    case always
  }

  /// What holds for one class.
  public struct ClassLimits: Sendable {
    /// The id of the class.
    public var personClass: String
    /// By which factor each own event may be likelier before the expected people are more.
    public var mean: Limit
    /// The same for the worst year of 100.
    public var p99: Limit
    /// Which share of the own events' likelihood may be one cause that they share before the worst year of 100
    /// is as bad as the base's; nil where it already is, or where the own events are fewer than two.
    public var sharedCause: Limit?
    /// Whether the figures are exact.
    public var isExact: Bool
    /// The worst year of 100, of the base and of the architecture as it is.
    public var p99OfBase: Int?
    /// nil: no bound.
    public var p99AsIs: Int?
  }

  /// Which of the comparison's architectures it is.
  public let architecture: Int
  /// Its own events that matter, in order.
  public let events: [BasicEvent]
  /// One for each class that somebody can be exposed of in both.
  public let classes: [ClassLimits]

  /// Searches; nil when a year of either is unknown.
  /// - Complexity: about 60 simulations of a class.
  init?(
    of other: Architecture, at architecture: Int, against base: Architecture,
    _ question: ComparisonQuestion
  ) throws {
    guard let simulation = other.simulation, let reference = base.simulation else { return nil }
    let topology = other.lowered.topology
    let known = Set(base.lowered.topology.basicEvents.map { base.lowered.topology.id(of: $0) })
    let own = simulation.likelihoods.entries
      .filter { $0.likelihood > 0 && !known.contains(topology.id(of: $0.event)) }
    self.architecture = architecture
    events = own.map(\.event)
    guard !own.isEmpty else {
      classes = []
      return
    }
    let least = own.map(\.likelihood).min() ?? 1
    let search = BreakEvenSearch(
      lowered: other.lowered, own: own.map(\.event), largest: 1 / least, question: question)
    classes = try reference.classes.compactMap { before -> ClassLimits? in
      let id = base.lowered.topology.groups[before.personClass].id
      guard let root = other.personClass(id), let now = other.outlook(id), before.tail != nil,
        now.tail != nil
      else { return nil }
      return try search.limits(id, root, before)
    }
  }
}

/// The search for the break-evens of one architecture.
private struct BreakEvenSearch {
  let lowered: LoweredTopology
  let own: [BasicEvent]
  let largest: Double
  let question: ComparisonQuestion

  func limits(
    _ id: String, _ root: Reference<PeopleGroup>, _ base: ClassOutlook
  ) throws -> BreakEven.ClassLimits {
    let mean = Self.mean(base)
    let p99 = Self.p99(base)
    let asIs = try outlook(root)
    // What is equal but for rounding is no worse.
    let tolerance = 1 + 1e-9
    let byMean = try limit(to: largest) { factor in
      Self.mean(try outlook(root, factor: factor)) <= mean * tolerance
    }
    let byP99 = try limit(to: largest) { factor in
      Self.p99(try outlook(root, factor: factor)) <= p99
    }
    var shared: BreakEven.Limit?
    if own.count > 1, Self.p99(asIs) < p99 {
      shared = try limit(to: 1) { Self.p99(try outlook(root, share: $0)) < p99 }
    }
    func count(_ value: Double) -> Int? { value.isFinite ? Int(value) : nil }
    return BreakEven.ClassLimits(
      personClass: id, mean: byMean, p99: byP99, sharedCause: shared,
      isExact: base.hits == nil && asIs.hits == nil, p99OfBase: count(p99),
      p99AsIs: count(Self.p99(asIs)))
  }

  private func outlook(
    _ root: Reference<PeopleGroup>, factor: Double = 1, share: Double = 0
  ) throws -> ClassOutlook {
    var options = question.simulation
    options.trials = min(options.trials, question.breakEvenTrials)
    options.classes = [root]
    options.includesServices = false
    options.worlds.progress = nil
    let own = Set(own)
    options.factor = { own.contains($0) ? factor : 1 }
    if share > 0 { options.sharedCause = SharedCause(self.own, share: share) }
    return try Simulation(lowered, options).classes[0]
  }

  /// By the upper bounds; infinite where there is none.
  private static func mean(_ outlook: ClassOutlook) -> Double {
    outlook.expectedHigh?.value ?? .infinity
  }

  private static func p99(_ outlook: ClassOutlook) -> Double {
    outlook.high.quantile(0.99).map(Double.init) ?? .infinity
  }

  /// The largest value up to which a condition holds that, once it fails, never holds again; to three digits.
  private func limit(
    to largest: Double, while holds: (Double) throws -> Bool
  ) throws -> BreakEven.Limit {
    guard try holds(0) else { return .always }
    if try holds(largest) { return .never }
    var low = 0.0
    var high = largest
    if largest > 1 {
      if try holds(1) { low = 1 } else { high = 1 }
    }
    while high - low > 0.0005 * high {
      let middle = low > 0 ? (low * high).squareRoot() : high / 2
      if middle <= 1e-9 { break }
      if try holds(middle) { low = middle } else { high = middle }
    }
    return .upTo(low)
  }
}
