import ArgumentParser
import Explaining
import Lowering
import Reports
import TopologyModel

/// `exposure lineage`: shows where data is and how it got there.
struct LineageCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage",
    abstract: "Show where a field is, about which people, how it got there, and under which name.",
    discussion: """
      With --overdue: the people exposed by an incident that nobody should have held any more on that day, by the \
      'retained' of the datasets; in a file without incidents, of everybody held. JSON: exposure.lineage/1, \
      exposure.overdue/1.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Only this field, under every name it takes.")
  var field: String?

  @Option(help: "Only these people (a group or a cohort).")
  var people: String?

  @Option(help: "Start from this dataset.")
  var dataset: String?

  @Flag(help: "With --dataset: show where its data comes from.")
  var upstream = false

  @Flag(help: "With --dataset: show which data depend on this dataset.")
  var downstream = false

  @Option(help: "Follow at most this many flows. Default: follow them to the end.")
  var depth: Int?

  @Option(help: "Count the people exposed that nobody should have held any more on this day.")
  var overdue: String?

  @OptionGroup(title: "With --overdue") var scenario: ScenarioOptions

  func validate() throws {
    if let overdue, !CalendarDay.isDay(overdue) {
      throw ValidationError("--overdue is a day such as 2026-11-27.")
    }
    let isOfFlows =
      field != nil || people != nil || dataset != nil || upstream || downstream || depth != nil
    if overdue != nil, isOfFlows {
      throw ValidationError("--overdue is a question of its own: combine it with --incident.")
    }
    if overdue == nil, !scenario.isEmpty {
      throw ValidationError("An incident and events are for --overdue.")
    }
    if let depth, depth < 0 { throw ValidationError("--depth is 0 or more.") }
    if depth != nil, !upstream, !downstream, field == nil || dataset != nil {
      throw ValidationError("--depth limits --upstream, --downstream or --field without --dataset.")
    }
    if upstream, downstream {
      throw ValidationError("Choose either --upstream or --downstream.")
    }
    if upstream || downstream, dataset == nil {
      throw ValidationError("--upstream and --downstream need --dataset.")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    if let overdue {
      let isOfHeld = scenario.isEmpty && loaded.topology.incidents.isEmpty
      let answer = OverdueAnswer(
        on: overdue, LoweredTopology(loaded.topology),
        isOfHeld ? nil : try scenario.scenario(in: loaded))
      let report = OverdueReport(answer, naming: Naming(loaded.topology, files: loaded.files))
      try output.write(report.document, json: report.json, tables: report.tables, to: console)
      return .done
    }
    let names = NameResolver(loaded.topology)
    let query = LineageQuery(
      field: try field.map(names.field),
      people: try people.map { loaded.topology.groups(naming: [try names.people($0)]) },
      datasets: try dataset.map(names.datasets),
      direction: upstream ? .upstream : downstream ? .downstream : nil, depth: depth)
    let answer = LineageAnswer(query, of: LoweredTopology(loaded.topology))
    let report = LineageReport(answer, naming: Naming(loaded.topology, files: loaded.files))
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    return .done
  }
}
