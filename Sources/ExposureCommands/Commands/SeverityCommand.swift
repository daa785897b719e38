import ArgumentParser
import BreachNotification
import IncidentFindings
import Lowering
import Reports

/// How severe a breach is.
struct SeverityCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "severity",
    abstract: "How severe a breach is, by the method of ENISA (2013), as a range with its reasons.",
    discussion: """
      SE = DPC × EI + CB for each class of people. Factors come from the graph: the kinds of the exposed \
      fields from their categories, identification from 'identifies', circumstances from what happened. An \
      incident's 'severity' sets a factor by hand, with its reason. JSON: exposure.severity/1.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    let analysis = IncidentAnalysis(
      LoweredTopology(loaded.topology), try scenario.scenario(in: loaded.topology))
    let report = SeverityReport(
      SeverityAssessment(analysis), of: analysis,
      naming: Naming(loaded.topology, files: loaded.files), variant: loaded.variant)
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    return .done
  }
}
