public import Lowering
import Propagation
import TopologyModel
import YearSimulation

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
    /// A figure has no upper bound, so nobody can say.
    case unknown
  }

  /// A limit, and how far chance in the sampling may have moved it.
  public struct Bound: Hashable, Sendable {
    /// The limit.
    public var limit: Limit
    /// One standard error, at most; 0 when exact, nil when chance may move it beyond all bounds.
    public var standardError: Double?
  }

  /// What a year is like when so much of the own events' likelihood is one cause that they share.
  public struct Shared: Hashable, Sendable {
    /// The share, 0 … 1.
    public var share: Double
    /// People in the worst year of 100; nil: no bound.
    public var p99: Int?
    /// The probability that as many are exposed as can be at once in the base.
    public var everyone: Double
  }

  /// What holds for one class.
  public struct ClassLimits: Sendable {
    /// The id of the class.
    public var personClass: String
    /// The own events that matter to it, in order.
    public var events: [BasicEvent]
    /// By which factor each own event may be likelier before the expected people are more.
    public var mean: Bound
    /// The same for the worst year of 100.
    public var p99: Bound
    /// Which share of the own events' likelihood may be one cause that they share before the worst year of 100
    /// is as bad as the base's; nil where it already is, or where the own events are fewer than two.
    public var sharedCause: Limit?
    /// What a year is like at some shares of a shared cause; empty where the own events are fewer than two.
    public var sensitivity: [Shared]
    /// Whether the figures are exact.
    public var isExact: Bool
    /// Whether the counts are intervals; then all figures go by the upper bounds.
    public var isByUpperBounds: Bool
    /// The worst year of 100 of the base; nil: no bound.
    public var p99OfBase: Int?
    /// The worst year of 100 of the architecture as it is; nil: no bound.
    public var p99AsIs: Int?
    /// Where the worst year of 100 is no better as it is: the events that carry it, the likeliest first.
    public var carriers: [BasicEvent]
  }

  /// Which of the comparison's architectures it is.
  public let architecture: Int
  /// Its own events that matter, in order.
  public let events: [BasicEvent]
  /// One for each class of both that somebody can be exposed of and that own events matter to.
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
    classes = try reference.classes.compactMap { before -> ClassLimits? in
      let id = base.lowered.topology.groups[before.personClass].id
      guard let root = other.personClass(id), let now = other.outlook(id), before.tail != nil,
        now.tail != nil
      else { return nil }
      let matter = Set(now.events)
      let concerned = own.filter { matter.contains($0.event) }
      guard !concerned.isEmpty else { return nil }
      return try BreakEvenSearch(other, root, concerned, base, before, question).limits(id)
    }
  }
}
