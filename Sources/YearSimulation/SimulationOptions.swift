public import Lowering
public import Propagation
public import TopologyModel

/// Options of a simulation.
public struct SimulationOptions: Sendable {
  /// The number of years drawn.
  public var trials = 1_000_000
  /// The random seed. The same seed draws the same years.
  public var seed: UInt64 = 1
  /// The likelihood of events without one in the file; nil reports them as missing.
  public var assumption: Double?
  /// The factor for the likelihood of some events; nil for none.
  public var factor: (@Sendable (BasicEvent) -> Double)?
  /// Events that share a part of their likelihood as one common cause; nil for none.
  public var sharedCause: SharedCause?
  /// Up to this number of relevant events, every combination is weighted instead of drawing years.
  public var exactEvents = 20
  /// If fewer trials than this have exposure, or stop a service, years are drawn among those that
  /// do.
  public var fewHits = 100
  /// The maximum number of years drawn among those.
  public var rareTrials = 100_000
  /// The maximum number of decision diagram operations to find those years, per class and service: about a
  /// quarter of a second.
  public var rareBudget = MinimalSets.defaultBudget / 4
  /// Which exposure is counted.
  public var measure = ExposureMeasure.people
  /// The person classes to simulate; nil for all.
  public var classes: [Reference<PeopleGroup>]?
  /// Whether services are simulated.
  public var includesServices = true
  /// Whether the worst years are examined: which events occur in them. Without it, outlooks have no `tail`.
  public var includesTail = true
  /// How worlds are evaluated, which does not affect the results.
  public var worlds = WorldOptions()

  /// Creates the defaults: a million years, seed 1.
  public init() {}
}

/// A cause shared by some events, which makes all of them occur at once (the β-factor model: Fleming, 1975).
/// The likelihood of each event does not change, only the part of it that is independent.
public struct SharedCause: Sendable {
  /// The events.
  public var events: [BasicEvent]
  /// The share of the least likely event's likelihood that is due to the cause, 0 … 1.
  public var share: Double

  /// Creates a shared cause.
  public init(_ events: [BasicEvent], share: Double) {
    self.events = events
    self.share = share
  }
}
