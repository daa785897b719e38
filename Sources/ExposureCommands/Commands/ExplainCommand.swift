import ArgumentParser
import Explaining
import IncidentFindings
import Lowering
import Reports
import TopologyModel

/// `exposure explain`: explains why a field is exposed or safe.
struct ExplainCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Explain why a field is exposed, step by step, or why it is safe and what came closest.")

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The field to explain.")
  var field: String

  @Option(help: "Only these people (a group or a cohort). Default: every class that has the field.")
  var people: String?

  @Option(help: "How many ways are shown, the shortest first; how many there are is always said.")
  var limit = 3

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1.") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    let names = NameResolver(loaded.topology)
    let reference = try names.field(field)
    let people = try people.map(names.people)
    let analysis = IncidentAnalysis(
      LoweredTopology(loaded.topology), try scenario.scenario(in: loaded.topology))
    let ways = WayTable(analysis)
    let groups = people.map { loaded.topology.groups(naming: [$0]) }
    let explanations = analysis.people.compactMap { finding -> Explanation? in
      if let people, loaded.topology.personClass(of: people) != finding.personClass { return nil }
      return Explanation(
        reference, of: finding.personClass, among: groups, in: analysis, ways: ways)
    }
    guard !explanations.isEmpty else {
      throw CommandFailure(
        "nothing to explain: no dataset or flow carries '\(field)' for these people, no field derives it, and no claim names it"
      )
    }
    let report = ExplanationReport(
      explanations, in: analysis, naming: Naming(loaded.topology, files: loaded.files),
      variant: loaded.variant, limit: limit)
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    return .done
  }
}
