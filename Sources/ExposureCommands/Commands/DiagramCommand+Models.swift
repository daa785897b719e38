import ArchitectureAnalysis
import Diagrams
import IncidentFindings
import Lowering
import PointAnalysis
import TopologyModel

/// Computes what the requested view draws.
extension DiagramCommand {
  /// The model of the requested view.
  /// - Throws: `CommandFailure` when the arguments name something that does not exist.
  func model(_ console: Console) throws -> DiagramModel {
    if view == .comparison { return try comparison(console) }
    let loaded = try topology.load(messages, console)
    try checkNames(in: [loaded.topology])
    let lowered = LoweredTopology(loaded.topology)
    let variant = loaded.variant.map { id in
      loaded.topology.variants.first { $0.id == id }?.label ?? id
    }
    let isAsked = !scenario.isEmpty || !loaded.topology.incidents.isEmpty
    let view = view ?? (isAsked ? .exposure : .lineage)
    if path, view != .exposure { throw noPath(view, in: loaded.topology) }
    var model: DiagramModel
    switch view {
    case .exposure:
      let analysis = IncidentAnalysis(lowered, try scenario.scenario(in: loaded))
      model = .exposure(of: analysis, variant: variant)
    case .singlePoints: model = try singlePoints(of: lowered, variant: variant)
    case .lineage, .comparison: model = .lineage(of: lowered, variant: variant)
    }
    try checkFocus(in: [model], of: loaded.topology)
    if let people {
      model.notePeople(beside: try NameResolver(loaded.topology).people(people), in: lowered)
    }
    return model
  }

  /// Single points of failure, limited to what the picture shows.
  private func singlePoints(
    of lowered: LoweredTopology, variant: String?
  ) throws -> DiagramModel {
    let entry = EntrySet(lowered.topology)
    let targets = ExposureTarget.defaults(in: lowered)
    return .singlePoints(
      SinglePoints(
        lowered, entry: entry, threshold: threshold.value,
        measure: try measures.measure(in: lowered.topology)),
      ChokePoints.find(of: targets, in: lowered, entry: entry), in: lowered, variant: variant)
  }

  private func comparison(_ console: Console) throws -> DiagramModel {
    var loaded = try LoadedArchitecture.variants(variants, of: topology.file, messages, console)
    guard loaded.count > 1 else {
      throw CommandFailure(
        "nothing to compare: only one architecture",
        help: "give a file with variants, or name several with --variants")
    }
    var names = ArchitectureNames.distinct(loaded.map { ($0.id, $0.label) })
    var leftOut: [String] = []
    if variants == nil, loaded.count > Self.comfortableColumns {
      leftOut = Array(names[Self.comfortableColumns...])
      names.removeSubrange(Self.comfortableColumns...)
      loaded = Array(loaded.prefix(Self.comfortableColumns))
    }
    try checkNames(in: loaded.map(\.topology))
    let scenarios = try self.scenarios(in: loaded)
    if path, scenarios[0] == nil { throw noPath(.comparison, in: loaded[0].topology) }
    let architectures = zip(zip(loaded, names), scenarios).map { named, scenario in
      let (architecture, name) = named
      let lowered = LoweredTopology(architecture.topology)
      return ComparedArchitecture(
        id: architecture.id, label: name, lowered: lowered,
        incident: scenario.map { IncidentAnalysis(lowered, $0) },
        points: SinglePoints(
          lowered, entry: EntrySet(architecture.topology), threshold: threshold.value))
    }
    let model = DiagramModel.comparison(of: architectures, leavingOut: leftOut)
    try checkFocus(in: model.panels.map(\.model), of: loaded[0].topology)
    return model
  }

  /// What happens in each architecture: the first topology's incident, where the others have it too, or the
  /// events given on the command line. Nil when nothing happens.
  private func scenarios(in loaded: [LoadedArchitecture]) throws -> [Scenario?] {
    let isGiven =
      !scenario.intrude.isEmpty || !scenario.steal.isEmpty || !scenario.event.isEmpty
      || !scenario.contain.isEmpty
    if isGiven { return try loaded.map { try scenario.scenario(in: $0.topology) } }
    let base = loaded[0].topology
    let id: String?
    if let name = scenario.incident {
      let found: Reference<Incident> = try NameResolver(base).incident(name)
      id = base.incidents[found].id
    } else {
      id = base.incidents.count == 1 ? base.incidents[0].id : nil
    }
    let original = LoweredTopology(base)
    return loaded.map { architecture in
      id.flatMap { Scenario(incident: $0, in: architecture.topology, playedFrom: original) }
    }
  }

  // MARK: - Checking the request

  /// Reports fields and people that exist in none of the topologies.
  private func checkNames(in topologies: [Topology]) throws {
    func check(_ find: (NameResolver) throws -> Void) throws {
      var failure: (any Error)?
      for topology in topologies {
        do { return try find(NameResolver(topology)) } catch { failure = failure ?? error }
      }
      if let failure { throw failure }
    }
    if let field { try check { _ = try $0.field(field) } }
    if let people { try check { _ = try $0.people(people) } }
  }

  private func checkFocus(in models: [DiagramModel], of topology: Topology) throws {
    guard let focus, !models.contains(where: { $0.shows(focus) }) else { return }
    throw NameResolver(topology).nothingNamed(
      focus, among: Set(models.flatMap(\.shownIDs)).sorted())
  }

  private func noPath(_ view: DiagramView, in topology: Topology) -> CommandFailure {
    let hasIncident = !topology.incidents.isEmpty
    return CommandFailure(
      "--path draws the path of a compromise, but the \(view.rawValue) view has no compromise"
        + (view == .comparison ? " without an incident" : ""),
      help: hasIncident
        ? view == .comparison ? "choose an incident with --incident" : "use --view exposure"
        : "give --intrude, --steal or --event")
  }
}
