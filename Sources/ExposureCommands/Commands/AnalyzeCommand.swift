import ArgumentParser
import Foundation
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
  @OptionGroup var measures: MeasureOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Exit with code 1 if a published claim is contradicted.")
  var strict = false

  @Option(
    help: "How many people have all of these fields exposed: two or more, separated by commas.")
  var both: String?

  @Option(help: "With --both: at least this many of the fields. Default: all of them.")
  var atLeast: Int?

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    let analysis = IncidentAnalysis(
      LoweredTopology(loaded.topology), try scenario.scenario(in: loaded))
    let joint = try joint(in: analysis, NameResolver(loaded.topology))
    let report = AnalysisReport(
      analysis, naming: Naming(loaded.topology, files: loaded.files), variant: loaded.variant,
      joint: joint, measure: try measures.measure(in: loaded.topology))
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    let isContradicted = analysis.standingClaims.contains { $0.verdict == .contradicted }
    return strict && isContradicted ? .badNews : .done
  }

  private func joint(
    in analysis: IncidentAnalysis, _ names: NameResolver
  ) throws -> [JointFinding]? {
    guard let both else {
      if atLeast != nil { throw ValidationError("--at-least needs --both with the fields") }
      return nil
    }
    let fields = try both.split(separator: ",").map { name in
      try names.field(name.trimmingCharacters(in: .whitespaces))
    }
    guard fields.count == Set(fields).count, (2...JointFinding.mostFields).contains(fields.count)
    else {
      throw ValidationError(
        "--both takes two to \(JointFinding.mostFields) different fields, separated by commas")
    }
    let atLeast = atLeast ?? fields.count
    guard (1...fields.count).contains(atLeast) else {
      throw ValidationError(
        "--at-least takes a number from 1 to \(fields.count), the number of fields")
    }
    return analysis.joint(fields, atLeast: atLeast)
  }
}
