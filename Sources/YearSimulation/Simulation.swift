public import Lowering
import Propagation
import TopologyModel

/// Basic events that matter and have no likelihood.
public struct MissingLikelihoods: Error {
  /// The events, in order.
  public let events: [BasicEvent]

  /// These are missing.
  public init(events: [BasicEvent]) {
    self.events = events
  }
}

/// What a year may bring: basic events drawn from their yearly likelihoods, independently, and for every person
/// class how many people that exposes, for every service whether it stops.
///
/// A year is one world: each event happens in it once or not at all. Every system that the intruder controls or
/// is let into is contained, hence stops. The draws of an event depend on the seed, its id and the number of
/// the trial alone, so that two architectures meet the same years.
public struct Simulation: Sendable {
  /// What it was asked of.
  public let lowered: LoweredTopology
  /// How it was made.
  public let options: SimulationOptions
  /// How likely each event that matters is.
  public let likelihoods: EventLikelihoods
  /// One for each person class, in the order of the file.
  public let classes: [ClassOutlook]
  /// One for each service as declared, sorted by id.
  public let services: [ServiceOutlook]

  /// Simulates.
  /// - Throws: `MissingLikelihoods`; `CancellationError` when `options.worlds.cancellation` asked to stop.
  /// - Complexity: O(trials / 512 × clauses + trials × (groups exposed + classes)); 4 bytes a trial and class.
  public init(_ lowered: LoweredTopology, _ options: SimulationOptions = SimulationOptions()) throws
  {
    let topology = lowered.topology
    let asked = options.includesServices ? topology.services.references : []
    let whole = YearProgram(
      lowered,
      .init(
        classes: options.classes ?? topology.personClasses, services: asked,
        shared: options.sharedCause))
    likelihoods = EventLikelihoods(
      of: whole.events.map(\.event), in: topology, assuming: options.assumption,
      scaling: options.factor ?? { _ in 1 })
    guard likelihoods.missing.isEmpty else {
      throw MissingLikelihoods(events: likelihoods.missing)
    }
    self.lowered = lowered
    self.options = options
    let study = SimulationStudy(lowered: lowered, options: options, likelihoods: likelihoods)
    (classes, services) = try study.run(whole, asked)
  }
}
