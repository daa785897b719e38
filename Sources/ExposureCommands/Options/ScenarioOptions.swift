import ArgumentParser
import Lowering
import TopologyModel

/// What is supposed to have happened.
struct ScenarioOptions: ParsableArguments {
  @Option(
    help: "An incident of the file. Unsaid: the file's only one, unless events are given.")
  var incident: String?

  @Option(help: "A system, or an organization, that is intruded. May be given several times.")
  var intrude: [String] = []

  @Option(help: "A secret that is stolen. May be given several times.")
  var steal: [String] = []

  @Option(help: "A common event that happens. May be given several times.")
  var event: [String] = []

  @Option(help: "A system, or an organization, that is disconnected. May be given several times.")
  var contain: [String] = []

  /// Whether nothing was said.
  var isEmpty: Bool {
    incident == nil && intrude.isEmpty && steal.isEmpty && event.isEmpty && contain.isEmpty
  }

  /// The scenario: the incident, and the events given on top of it.
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
          help: "say what happened with --intrude, --steal or --event")
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
      disabled: scenario.disabled, entered: scenario.entered)
  }
}
