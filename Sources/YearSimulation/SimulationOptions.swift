public import Lowering
public import Propagation
public import TopologyModel

/// How a simulation is made.
public struct SimulationOptions: Sendable {
  /// Years drawn.
  public var trials = 1_000_000
  /// Where the draws start: the same seed draws the same years.
  public var seed: UInt64 = 1
  /// The likelihood of events for which the file has none; nil: they are asked for.
  public var assumption: Double?
  /// By what the likelihood of each event is multiplied; nil: by nothing.
  public var factor: (@Sendable (BasicEvent) -> Double)?
  /// Some events of which a share of each one's likelihood is one cause that they share; nil: none is.
  public var sharedCause: SharedCause?
  /// Up to so many events that matter, every combination is weighed instead of drawing years.
  public var exactEvents = 20
  /// With fewer trials than this in which somebody is exposed, or a service stops, years are drawn among those
  /// in which that is so.
  public var fewHits = 100
  /// Years drawn among those, at most: each of them tells something.
  public var rareTrials = 100_000
  /// Operations on decision diagrams that finding those years may take, for each class and service: about a
  /// quarter of a second.
  public var rareBudget = MinimalSets.defaultBudget / 4
  /// The person classes asked about; nil: all.
  public var classes: [Reference<PeopleGroup>]?
  /// Whether services are asked about.
  public var includesServices = true
  /// How worlds are evaluated; results do not depend on it.
  public var worlds = WorldOptions()

  /// A million years, seed 1.
  public init() {}
}

/// A cause that some events share: it makes all of them happen at once (the β-factor model: Fleming, 1975). The
/// likelihood of each stays what it is; only how much of it is its own changes.
public struct SharedCause: Sendable {
  /// The events.
  public var events: [BasicEvent]
  /// Which share of the least likely one's likelihood is the cause's, 0 … 1.
  public var share: Double

  /// A shared cause.
  public init(_ events: [BasicEvent], share: Double) {
    self.events = events
    self.share = share
  }
}
