import ArgumentParser
import Lowering
import PointAnalysis
import Reports
import TopologyModel

/// Single points of failure.
struct SpofCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "spof",
    abstract: "What alone exposes or stops too much: single points of failure.",
    discussion: """
      Every basic event (an intrusion, a theft, a common cause) and every organization is looked at alone: \
      whom it exposes, and which services stop when it is disconnected. Then the ways to a target: what \
      every way goes through (choke points), the smallest sets of events that reach it, the smallest whose \
      prevention closes every way, how likely it is and what each event means for that. An event of \
      likelihood 0 does not happen.

      Unsaid, the targets are each class with its most identifying field: of the fields held about it, one \
      that identifies alone before one that does combined, then the one held for more people, then the \
      first in the file.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The share of a class that makes a single point for exposure: 20% or 0.2.")
  var threshold: Share = Share(value: SinglePoints.defaultThreshold)

  @Option(
    help: ArgumentHelp(
      "Only these events may happen: systems, organizations, secrets, common events; several with commas or repeated.",
      valueName: "id,…"))
  var entry: [String] = []

  @Option(
    help: ArgumentHelp(
      "What an intruder is after: a field of some people, or either; may be repeated. Unsaid: each class's most identifying field.",
      valueName: "people.field"))
  var target: [String] = []

  @Option(help: "The largest size of the sets of events looked for.")
  var order = 3

  @Option(
    help: ArgumentHelp(
      "The yearly likelihood of events for which the file says none: 5% or 0.05.",
      valueName: "likelihood"))
  var assume: Share?

  @Option(help: "How many lines and sets are listed; counts are always of all.")
  var limit = 20

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1.") }
    if order < 1 { throw ValidationError("--order is at least 1.") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    let names = NameResolver(loaded.topology)
    var question = PointsQuestion()
    question.threshold = threshold.value
    question.limit = limit
    question.order = order
    question.assumedLikelihood = assume?.value
    if !target.isEmpty { question.targets = try target.map(names.target) }
    if !entry.isEmpty {
      question.entry = try entry.flatMap { $0.split(separator: ",") }
        .flatMap { try names.basicEvents(String($0)) }
    }
    console.stage("looking for single points and attack sets")
    let answer = PointsAnswer(question, of: LoweredTopology(loaded.topology))
    let report = PointsReport(
      answer, naming: Naming(loaded.topology, files: loaded.files), variant: loaded.variant)
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    return .done
  }
}
