public import IncidentFindings
public import Lowering
public import PointAnalysis
public import Propagation
public import TopologyModel
public import YearSimulation

/// The parameters of a comparison, the same for every architecture.
public struct ComparisonQuestion: Sendable {
  /// The incident to play in each; nil for none.
  public var incident: String?
  /// The share of a class that makes a single point for exposure, 0 … 1.
  public var threshold = SinglePoints.defaultThreshold
  /// Which exposure makes a single point; nil: of the gravest tier that is held about a class.
  public var measure: ExposureMeasure?
  /// The maximum size of the attack sets counted.
  public var order = 3
  /// Options of the simulation.
  public var simulation = SimulationOptions()
  /// The number of years drawn per step of the break-even search, if it cannot be exact.
  public var breakEvenTrials = 100_000
  /// Whether break-evens are searched for.
  public var includesBreakEven = true

  /// Creates the default parameters.
  public init() {}
}

/// An architecture of the comparison, with its results.
public struct Architecture: Sendable {
  /// A variant's id, a file's name, or `as-written`.
  public let id: String
  /// The display name; nil to use the id.
  public let label: String?
  /// The topology.
  public let lowered: LoweredTopology
  /// Every event and organization examined alone.
  public let points: SinglePoints
  /// Minimal attack sets on each class, on what is not exposed without any event; nil if the architecture has no such
  /// class or holds nothing about it.
  public let attackSets: [String: MinimalSets]
  /// How concentrated people's data is.
  public let concentration: Concentration
  /// The simulation of a year; nil if likelihoods are missing.
  public let simulation: Simulation?
  /// Relevant events without a likelihood.
  public let missing: [BasicEvent]
  /// The result of the incident; nil if the architecture has no such incident.
  public let incident: IncidentAnalysis?
  /// The result if all possible basic events occur at once: everything that can be exposed.
  public let everything: IncidentAnalysis

  /// Evaluates one architecture.
  /// - Parameter original: The architecture in which the incident happened; nil for this one.
  /// - Throws: `CancellationError`.
  public init(
    _ id: String, label: String?, _ topology: Topology, _ question: ComparisonQuestion,
    original: LoweredTopology? = nil
  ) throws {
    let lowered = LoweredTopology(topology)
    let entry = EntrySet(topology)
    self.id = id
    self.label = label
    self.lowered = lowered
    points = SinglePoints(
      lowered, entry: entry, threshold: question.threshold,
      measure: question.measure)
    concentration = Concentration(lowered)
    // What everybody can read anyway is no attack.
    let anyway = IncidentAnalysis(lowered, Scenario(events: [])).world
    var attackSets: [String: MinimalSets] = [:]
    for root in topology.personClasses {
      let target = ExposureTarget(people: .group(root), field: nil)
      let facts = target.facts(in: lowered)
      guard !facts.isEmpty else { continue }
      // Where there is nothing else, the one set is that of no event.
      let more = facts.filter { !anyway.holds($0) }
      let (program, fact) = lowered.exposure.program.adding(anyOf: more.isEmpty ? facts : more)
      attackSets[topology.groups[root].id] = MinimalSets.attack(
        on: fact, in: program, events: entry.facts(in: lowered.exposure), order: question.order)
    }
    self.attackSets = attackSets
    do {
      simulation = try Simulation(lowered, question.simulation)
      missing = []
    } catch let error as MissingLikelihoods {
      simulation = nil
      missing = error.events
    }
    everything = IncidentAnalysis(lowered, Scenario(events: entry.events, needsReach: true))
    incident = question.incident.flatMap { name in
      Scenario(incident: name, in: topology, playedFrom: original)
        .map { IncidentAnalysis(lowered, $0) }
    }
  }

  /// The class with an id, in this architecture.
  public func personClass(_ id: String) -> Reference<PeopleGroup>? {
    lowered.topology.personClasses.first { lowered.topology.groups[$0].id == id }
  }

  /// The simulated year for the class with an id.
  public func outlook(_ id: String) -> ClassOutlook? {
    guard let root = personClass(id) else { return nil }
    return simulation?.classes.first { $0.personClass == root }
  }
}
