import ArgumentParser
import Foundation
import Lowering
import Reports
import RequirementChecks
import SourceText
import TopologyLanguage
import TopologyModel
import YearSimulation

/// `exposure check`: checks the requirements of topologies.
struct CheckCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the requirements of a topology.",
    discussion: """
      Each requirement is met, violated or open: what the file does not say neither meets nor violates it. A \
      violation names the element to look at, with its line and the shortest way. A violated requirement is \
      accepted until its 'until', and known if a baseline has all its violations.

      Exit code: 1 if a requirement is violated, 2 for bad input, 0 otherwise. JSON: exposure.requirements/1.
      """)

  @Argument(help: "The topologies, YAML or JSON files; '-' is standard input.")
  var files: [String]

  @Option(help: "A file with further 'requirements', merged over each topology.")
  var require: String?

  @Option(
    help: ArgumentHelp("The day on which exceptions are judged. Default: today.", valueName: "date")
  )
  var day: String?

  @Option(help: "A file of violations that are known; only others count.")
  var baseline: String?

  @Flag(help: "Write the present violations to the file of --baseline.")
  var updateBaseline = false

  @Flag(help: "Exit with code 1 also if a requirement is open.")
  var strict = false

  @Option(help: "Write SARIF 2.1.0 to this file.")
  var sarif: String?

  @Option(help: "Write JUnit XML to this file.")
  var junit: String?

  @Flag(help: "Also print the violations as annotations of GitHub Actions.")
  var annotations = false

  @Option(help: "Number of years to draw for statements about years.")
  var trials = 1_000_000

  @Option(help: "Maximum number of violations of a requirement to list. Totals count all.")
  var limit = 5

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    guard (1...SimulationSettings.mostTrials).contains(trials) else {
      throw ValidationError("--trials must be a number from 1 to 100,000,000.")
    }
    if updateBaseline, baseline == nil {
      throw ValidationError("--update-baseline goes with --baseline.")
    }
    if let day, !CalendarDay.isDay(day) {
      throw ValidationError("--day must be a day such as 2026-11-27.")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let known = try readBaseline()
    var parts: [CheckReport.Part] = []
    var isRefused = false
    for file in files {
      do {
        parts += try check(file, console)
      } catch is InputRefused {
        // One failing file does not hide the answers for the others; the exit code reports it.
        isRefused = true
      }
    }
    if isRefused, parts.isEmpty { return .badInput }
    let report = CheckReport(
      parts, day: day ?? CalendarDay.today, baseline: known, limit: limit)
    report.unusedExceptions.forEach { warn(of: $0, console) }
    try output.write(
      report.document(within: output.format), json: report.json, tables: report.tables,
      to: console)
    if annotations { console.writeOutput(report.annotations) }
    if let sarif {
      try OutputFile.write(
        report.sarif(version: Version.text).text().utf8, to: sarif, sparing: console.inputs)
    }
    if let junit { try OutputFile.write(report.junit.utf8, to: junit, sparing: console.inputs) }
    if updateBaseline, let baseline, !isRefused {
      try OutputFile.write(
        report.baseline.text.utf8, to: baseline, sparing: console.inputs)
      return .done
    }
    if isRefused { return .badInput }
    return report.count(.violated) > 0 || strict && report.count(.open) > 0 ? .badNews : .done
  }

  /// The findings of one file: of the base file, and of each variant that a requirement names.
  private func check(_ file: String, _ console: Console) throws -> [CheckReport.Part] {
    let source = TopologyOptions.read(file, requirements: require, output.messages, console)
    let base = try TopologyOptions.load(source, variant: nil, output.messages, console)
    var options = RequirementCheck.Options()
    options.simulation.trials = trials
    if baseline != nil { options.limit = RequirementCheck.Options.limitOfBaseline }
    let named = base.topology.requirements.flatMap { requirement in
      requirement.variants.isEmpty ? [nil] : requirement.variants
    }
    let variants = [nil] + base.topology.variants.map { $0.id }
    console.stage("checking requirements")
    return try variants.filter(named.contains).map { variant in
      let loaded =
        variant == nil
        ? base : try TopologyOptions.load(source, variant: variant, output.messages, console)
      let check = RequirementCheck(
        LoweredTopology(loaded.topology), variant: variant, options)
      return CheckReport.Part(
        file: file, variant: variant, naming: Naming(loaded.topology, files: loaded.files),
        findings: check.findings)
    }
  }

  private func warn(of row: CheckReport.Row, _ console: Console) {
    guard !output.quiet, let files = row.part.naming.files else { return }
    let renderer = DiagnosticRenderer(
      files: files, colored: output.colorsErrors(console))
    console.writeError(renderer.render([.exceptionUnused(row.requirement)]))
  }

  private func readBaseline() throws -> Baseline? {
    guard let baseline else { return nil }
    if updateBaseline, !FileManager.default.fileExists(atPath: baseline) { return Baseline([]) }
    let data = try SmallFile.read(baseline, most: Baseline.largest)
    do {
      return try Baseline(reading: data)
    } catch {
      throw CommandFailure(
        "'\(TerminalText.printable(baseline))' is no baseline",
        help: "write one with --update-baseline")
    }
  }
}

extension CheckReport {
  /// The document; a comment takes 65,536 characters, so Markdown lists fewer violations where it must, and
  /// folds what is not violated.
  func document(within format: OutputFormat) -> ReportDocument {
    guard format == .markdown else { return document }
    let shorter = [(limit, nil), (3, nil), (1, nil), (1, 100)] as [(Int, Int?)]
    let longest = shorter.lazy.map { document(limit: min(limit, $0), rows: $1) }
      .first {
        MarkdownRenderer().render($0).unicodeScalars.count <= MarkdownRenderer.mostInComment
      }
    var comment = longest ?? document(limit: 1, rows: 50)
    comment.isComment = true
    return comment
  }
}
