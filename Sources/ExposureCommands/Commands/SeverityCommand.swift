import ArgumentParser
import BreachNotification
import IncidentFindings
import Lowering
import Reports

/// `exposure severity`: rates the severity of a breach.
struct SeverityCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "severity",
    abstract: "Rate the severity of a breach by ENISA's method (2013), as a range with reasons.",
    discussion: """
      Computes SE = DPC × EI + CB for each class of people. The factors come from the graph: the kinds of \
      exposed data from field categories, identification from 'identifies', circumstances from what \
      happened. An incident's 'severity' sets a factor by hand, with a reason. JSON: exposure.severity/1.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    let analysis = IncidentAnalysis(
      LoweredTopology(loaded.topology), try scenario.scenario(in: loaded))
    let report = SeverityReport(
      SeverityAssessment(analysis), of: analysis,
      naming: Naming(loaded.topology, files: loaded.files), variant: loaded.variant)
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    return .done
  }
}
