public import Lowering
import Propagation
import TopologyModel

/// Relevant basic events without a likelihood.
public struct MissingLikelihoods: Error {
  /// The events, in order.
  public let events: [BasicEvent]

  /// Creates the error.
  public init(events: [BasicEvent]) {
    self.events = events
  }
}

/// Simulates a year: basic events occur independently with their yearly likelihoods. For every person class,
/// how many people this exposes; for every service, whether it stops.
///
/// A year is one world: each event occurs in it once or not at all. Every system that the intruder controls or
/// reads is contained and therefore stops. The draws of an event depend only on the seed, its id and the number
/// of the trial, so that two architectures have the same years.
public struct Simulation: Sendable {
  /// The topology.
  public let lowered: LoweredTopology
  /// The options.
  public let options: SimulationOptions
  /// The likelihood of each relevant event.
  public let likelihoods: EventLikelihoods
  /// One outlook per person class, in the order of the file.
  public let classes: [ClassOutlook]
  /// One outlook per service as declared, sorted by id.
  public let services: [ServiceOutlook]

  /// Runs the simulation.
  /// - Throws: `MissingLikelihoods`; `CancellationError` if `options.worlds.cancellation` was triggered.
  /// - Complexity: O(trials / 512 × clauses + trials × (groups exposed + classes)); 4 bytes per trial and
  ///   class.
  public init(_ lowered: LoweredTopology, _ options: SimulationOptions = SimulationOptions()) throws
  {
    let topology = lowered.topology
    let asked = options.includesServices ? topology.services.references : []
    let whole = YearProgram(
      lowered,
      .init(
        classes: options.classes ?? topology.personClasses, services: asked,
        measure: options.measure, shared: options.sharedCause))
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
