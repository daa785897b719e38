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
    abstract: "Explain why a field is exposed or safe, or why a number of people is what it is.",
    discussion: """
      With --field: step by step why it is exposed, or why it is safe and what came closest.
      With --people alone: the counts that prove each number of people.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The field to explain.")
  var field: String?

  @Option(
    defaultAsFlag: "",
    help: "Only these people (a group or a cohort). Without --field: prove the numbers of people.")
  var people: String? = nil

  @Option(help: "How many ways are shown, the shortest first; how many there are is always said.")
  var limit = 3

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1.") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    let names = NameResolver(loaded.topology)
    guard field != nil || people != nil else {
      throw ValidationError(
        "say what to explain: --field FIELD, or --people for the numbers of people")
    }
    let people = try people.flatMap { $0.isEmpty ? nil : try names.people($0) }
    let reference = try field.map(names.field)
    let analysis = IncidentAnalysis(
      LoweredTopology(loaded.topology), try scenario.scenario(in: loaded))
    guard let field, let reference else {
      let concerned = analysis.people.filter { finding in
        people.map { loaded.topology.personClass(of: $0) == finding.personClass } ?? true
      }
      let report = PeopleProofReport(
        concerned.flatMap { PeopleExplanation.all(of: $0, in: analysis) }, in: analysis,
        naming: Naming(loaded.topology, files: loaded.files), variant: loaded.variant)
      try output.write(report.document, json: report.json, tables: report.tables, to: console)
      return .done
    }
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
