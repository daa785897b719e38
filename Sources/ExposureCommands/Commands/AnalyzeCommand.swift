import ArgumentParser
import IncidentFindings
import Lowering
import Reports

/// `exposure analyze`: shows what an intrusion reaches.
struct AnalyzeCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Show what an intrusion reaches, who is affected, and what stays safe and why.")

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Exit with code 1 if a published claim is contradicted.")
  var strict = false

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    let analysis = IncidentAnalysis(
      LoweredTopology(loaded.topology), try scenario.scenario(in: loaded.topology))
    let report = AnalysisReport(
      analysis, naming: Naming(loaded.topology, files: loaded.files), variant: loaded.variant)
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    let isContradicted = analysis.claims.contains { $0.verdict == .contradicted }
    return strict && isContradicted ? .badNews : .done
  }
}
