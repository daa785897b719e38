import ArgumentParser
import Lowering
import TopologyModel

/// What happens: an incident of the file, or events given on the command line.
struct ScenarioOptions: ParsableArguments {
  @Option(
    help: "An incident of the file. Default: the file's only incident, unless events are given.")
  var incident: String?

  @Option(help: "A system, or an organization, that is intruded. Repeatable.")
  var intrude: [String] = []

  @Option(help: "A secret that is stolen. Repeatable.")
  var steal: [String] = []

  @Option(help: "A common event that occurs. Repeatable.")
  var event: [String] = []

  @Option(help: "A system, or an organization, that is disconnected. Repeatable.")
  var contain: [String] = []

  /// Whether no option was given.
  var isEmpty: Bool {
    incident == nil && intrude.isEmpty && steal.isEmpty && event.isEmpty && contain.isEmpty
  }

  /// The scenario in a topology in which something was added or switched off: what brought the intruder into reach
  /// in the file must bring him there still.
  func scenario(in loaded: LoadedTopology) throws -> Scenario {
    let here = try scenario(in: loaded.topology)
    guard let original = loaded.original else { return here }
    return here.played(
      from: try scenario(in: original), in: LoweredTopology(original), on: loaded.topology)
  }

  /// The scenario: the incident plus the events given on the command line.
  func scenario(in topology: Topology) throws -> Scenario {
    let names = NameResolver(topology)
    var scenario = Scenario()
    if let incident {
      scenario = Scenario(try names.incident(incident), in: topology)
    } else if intrude.isEmpty, steal.isEmpty, event.isEmpty {
      switch topology.incidents.count {
      case 1: scenario = Scenario(Reference(0), in: topology)
      case 0 where contain.isEmpty:
        throw CommandFailure(
          "this topology has no incident",
          help: "give --intrude, --steal or --event")
      case 0: break
      default:
        let ids = topology.incidents.map(\.id).joined(separator: ", ")
        throw CommandFailure(
          "this topology has \(topology.incidents.count) incidents",
          help: "choose one with --incident: \(ids)")
      }
    }
    let events =
      try intrude.flatMap { try names.systems($0).map(BasicEvent.intrusion) }
      + steal.flatMap { try names.secrets($0).map(BasicEvent.theft) }
      + event.map { .common(try names.event($0)) }
    return Scenario(
      incident: scenario.incident, events: scenario.events + events,
      contained: try scenario.contained + contain.flatMap(names.systems),
      disabled: scenario.disabled,
      entered: scenario.entered + intrude.compactMap(names.organizationWithoutSystems))
  }
}
