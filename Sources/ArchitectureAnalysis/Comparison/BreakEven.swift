public import Lowering
import Propagation
import TopologyModel
import YearSimulation

/// How much worse the nodes of an architecture may become before it is worse than the base.
///
/// Its *own* events are those that the base does not have, by id: small stores instead of a hub, a second
/// factor. Their likelihoods are multiplied by one factor, up to certainty; common events stay as they are. All
/// factors use the same random draws, and a likelier event occurs in a superset of years, so every figure grows
/// with the factor, and bisection finds the largest factor.
public struct BreakEven: Sendable {
  /// The limit at which a figure of the architecture exceeds that of the base.
  public enum Limit: Hashable, Sendable {
    /// It is no worse up to this factor or share.
    case upTo(Double)
    /// It is never worse.
    case never
    /// It is worse even at zero.
    case always
    /// Unknown, because a figure has no upper bound.
    case unknown
  }

  /// A limit with its sampling error.
  public struct Bound: Hashable, Sendable {
    /// The limit.
    public var limit: Limit
    /// An upper bound of one standard error; 0 if exact, nil if unbounded.
    public var standardError: Double?
  }

  /// The figures of a year if a share of the own events' likelihood is one common cause.
  public struct Shared: Hashable, Sendable {
    /// The share, 0 … 1.
    public var share: Double
    /// People in the worst year of 100; nil for no bound.
    public var p99: Int?
    /// The probability that at least as many people are exposed as the base can expose at once.
    public var everyone: Double
  }

  /// The result for one class.
  public struct ClassLimits: Sendable {
    /// The id of the class.
    public var personClass: String
    /// The own events that affect the class, in order.
    public var events: [BasicEvent]
    /// The factor by which own events may become likelier before more people are expected than in the base.
    public var mean: Bound
    /// The same for the worst year of 100.
    public var p99: Bound
    /// The share of the own events' likelihood that may be one common cause before the worst year of 100 is as
    /// bad as in the base; nil if it already is, or if there are fewer than two own events.
    public var sharedCause: Limit?
    /// Figures for several shares of a common cause; empty if there are fewer than two own events.
    public var sensitivity: [Shared]
    /// Whether the figures are exact.
    public var isExact: Bool
    /// Whether counts are intervals, so that all figures use the upper bounds.
    public var isByUpperBounds: Bool
    /// The worst year of 100 in the base; nil for no bound.
    public var p99OfBase: Int?
    /// The worst year of 100 in the architecture as it is; nil for no bound.
    public var p99AsIs: Int?
    /// If the worst year of 100 is already no better: the events that cause it, likeliest first.
    public var carriers: [BasicEvent]
  }

  /// The index of the architecture in the comparison.
  public let architecture: Int
  /// Its relevant own events, in order.
  public let events: [BasicEvent]
  /// One result per common class that can be exposed and that own events affect.
  public let classes: [ClassLimits]

  /// Searches for the limits; nil if the year of either architecture is unknown.
  /// - Complexity: about 60 simulations per class.
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
