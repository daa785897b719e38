import ArgumentParser
import Explaining
import IncidentFindings
import Lowering
import Reports
import TopologyLanguage
import TopologyModel

/// `exposure verify`: checks incidents against published claims.
struct VerifyCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check each incident against published claims.",
    discussion: """
      Each claim of an incident is consistent with the graph, contradicted by it, or open. A folder stands \
      for all topologies in it and its subfolders (.yaml, .yml, .json), except hidden ones. Files that are \
      not topologies, links, and anything that is not a file are skipped and counted. JSON: \
      exposure.verification/1.
      """)

  @Argument(help: "Topologies, or folders of them; '-' is standard input.")
  var files: [String]

  @Option(help: "The variant to check in every file. Default: the base file.")
  var variant: String?

  @Flag(help: "Exit with code 1 if a claim is contradicted.")
  var strict = false

  @OptionGroup var output: OutputOptions

  func run(on console: Console) throws -> ExitStatus {
    var parts: [VerificationReport.Part] = []
    var isRefused = false
    var passedOver: [String] = []
    for (file, isNamed) in try files.flatMap(TopologyFolder.files) {
      var limits = LoaderLimits()
      limits.filesOnly = !isNamed
      let source = TopologyOptions.read(file, output.messages, console, limits: limits)
      guard isNamed || TopologyFolder.isTopology(source) else {
        passedOver.append(file)
        continue
      }
      do {
        let loaded = try TopologyOptions.load(source, variant: variant, output.messages, console)
        let incidents = IncidentVerification.all(of: LoweredTopology(loaded.topology))
        parts.append(
          .init(
            file: file, naming: Naming(loaded.topology, files: loaded.files),
            incidents: incidents))
      } catch is InputRefused {
        // One failing file does not hide the answers for the others; the exit code reports it.
        isRefused = true
      }
    }
    guard !parts.isEmpty || isRefused || passedOver.isEmpty else {
      throw CommandFailure(
        "no topology among the \(passedOver.count) files of '\(files.joined(separator: "', '"))'",
        help: "name a folder with topologies")
    }
    try OutputFile.check(output.output, sparing: console.inputs)
    let report = VerificationReport(parts, passedOver: passedOver)
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    if isRefused { return .badInput }
    return strict && report.count(.contradicted) > 0 ? .badNews : .done
  }
}
