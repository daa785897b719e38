public import IncidentFindings
public import Lowering
public import PointAnalysis
public import Propagation
public import TopologyModel
public import YearSimulation

/// What every architecture of a comparison is asked.
public struct ComparisonQuestion: Sendable {
  /// The incident that is played in each; nil: none is.
  public var incident: String?
  /// The share of a class that makes a single point for exposure, 0 … 1.
  public var threshold = SinglePoints.defaultThreshold
  /// The largest size of the attack sets counted.
  public var order = 3
  /// How years are drawn.
  public var simulation = SimulationOptions()
  /// Years drawn for each step of the search for a break-even, where it cannot be exact.
  public var breakEvenTrials = 100_000
  /// Whether break-evens are looked for.
  public var includesBreakEven = true

  /// The usual question.
  public init() {}
}

/// One of the architectures compared, with everything that was found out about it.
public struct Architecture: Sendable {
  /// A variant's id, a file's name, or `as-written`.
  public let id: String
  /// What people call it; nil: its id.
  public let label: String?
  /// What it was asked of.
  public let lowered: LoweredTopology
  /// Every event and organization alone.
  public let points: SinglePoints
  /// Minimal attack sets on each class; nil where the architecture has no such class, or holds nothing about it.
  public let attackSets: [String: MinimalSets]
  /// Who holds how much.
  public let concentration: Concentration
  /// The year; nil when likelihoods are missing.
  public let simulation: Simulation?
  /// Events that matter and have no likelihood.
  public let missing: [BasicEvent]
  /// The incident played here; nil when there is none of that name.
  public let incident: IncidentAnalysis?
  /// All basic events that are not impossible at once: what can be exposed at all.
  public let everything: IncidentAnalysis

  /// Asks one architecture.
  /// - Throws: `CancellationError`.
  public init(
    _ id: String, label: String?, _ topology: Topology, _ question: ComparisonQuestion
  ) throws {
    let lowered = LoweredTopology(topology)
    let entry = EntrySet(topology)
    self.id = id
    self.label = label
    self.lowered = lowered
    points = SinglePoints(lowered, entry: entry, threshold: question.threshold)
    concentration = Concentration(lowered)
    var attackSets: [String: MinimalSets] = [:]
    for root in topology.personClasses {
      let target = ExposureTarget(people: .group(root), field: nil)
      let facts = target.facts(in: lowered)
      guard !facts.isEmpty else { continue }
      let (program, fact) = lowered.exposure.program.adding(anyOf: facts)
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
    everything = IncidentAnalysis(lowered, Scenario(events: entry.events))
    incident = question.incident.flatMap { name in
      topology.incidents.firstIndex { $0.id == name }.map {
        IncidentAnalysis(lowered, Scenario(Reference($0), in: topology))
      }
    }
  }

  /// The class of that id here.
  public func personClass(_ id: String) -> Reference<PeopleGroup>? {
    lowered.topology.personClasses.first { lowered.topology.groups[$0].id == id }
  }

  /// What a year holds for the class of that id.
  public func outlook(_ id: String) -> ClassOutlook? {
    guard let root = personClass(id) else { return nil }
    return simulation?.classes.first { $0.personClass == root }
  }
}
