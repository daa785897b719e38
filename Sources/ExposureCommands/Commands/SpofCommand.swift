import ArgumentParser
import Lowering
import PointAnalysis
import Reports
import TopologyModel

/// `exposure spof`: finds single points of failure.
struct SpofCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "spof",
    abstract: "Find single points of failure.",
    discussion: """
      Examines every basic event (an intrusion, a theft, a common cause) and every organization alone: which \
      people it exposes, and which services stop when it is disconnected. Then says of the ways to each \
      target how many there are, what every way passes through (choke points), and how likely one is. \
      --details lists also the smallest sets of events that reach the target, the smallest sets of events to \
      prevent so that no way remains, how much each event contributes, and concentration. Events with \
      likelihood 0 are ignored.

      Fields differ in gravity: simple, behavioural, financial, sensitive, by their category or as the file \
      says. The threshold is of people of whom something of the gravest tier that is held about the class \
      comes out; --tier and --measure count otherwise. What is public does not count.

      Events with the same effect, and the members of a fleet, are one line: one decision. Of each event: \
      Birnbaum is how much likelier the target is reached if it occurs than if it does not; \
      Fussell–Vesely the share of the likelihood to which ways with it contribute; risk achievement (RAW) \
      how many times as likely the target is if it occurs for certain; risk reduction (RRW) how many times \
      as likely it is as if it never occurred.

      By default the targets are each class with its most identifying field: a field that identifies alone \
      before one that identifies only in combination, then the field held about more people, then the \
      first in the file.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var measures: MeasureOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Minimum share of a class that makes a single point of failure: 20% or 0.2.")
  var threshold: Share = Share(value: SinglePoints.defaultThreshold)

  @Option(
    help: ArgumentHelp(
      "Allow only these events: systems, organizations, secrets, common events. Separate with commas or repeat.",
      valueName: "id,…"))
  var entry: [String] = []

  @Option(
    help: ArgumentHelp(
      "What an intruder is after: a field of some people, a field, or people. Repeatable. Default: each class's most identifying field.",
      valueName: "people.field"))
  var target: [String] = []

  @Option(help: "Maximum size of the event sets to find.")
  var order = 3

  @Option(
    help: ArgumentHelp(
      "Yearly likelihood of events without one in the file: 5% or 0.05.",
      valueName: "likelihood"))
  var assume: Share?

  @Option(
    name: .customLong("sort"),
    help: "Which event sets to list first: the smallest (size) or the most probable (probability).")
  var sorting = SortChoice.size

  @Option(help: Budget.help)
  var budget: Budget?

  @Option(help: "Maximum number of rows and sets to list. Totals always count all.")
  var limit = 20

  @Flag(
    help:
      "Write every detail, not only the decisions. Other formats than text and markdown always do.")
  var details = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if order < 1 { throw ValidationError("--order must be at least 1.") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    let names = NameResolver(loaded.topology)
    var question = PointsQuestion()
    question.threshold = threshold.value
    question.limit = limit
    question.measure = try measures.measure(in: loaded.topology)
    question.order = order
    question.sorting = sorting.sorting
    if let budget { question.budget = budget.operations }
    question.assumedLikelihood = assume?.value
    if !target.isEmpty { question.targets = try target.map(names.target) }
    if !entry.isEmpty {
      question.entry = try entry.flatMap { $0.split(separator: ",") }
        .flatMap { try names.basicEvents(String($0)) }
    }
    console.stage("finding single points and attack sets")
    let answer = PointsAnswer(question, of: LoweredTopology(loaded.topology))
    let report = PointsReport(
      answer, naming: Naming(loaded.topology, files: loaded.files), variant: loaded.variant)
    try output.write(
      details ? report.document : report.screen, json: report.json, tables: report.tables,
      to: console)
    return .done
  }
}

/// Which event sets to list first, on the command line.
enum SortChoice: String, ExpressibleByArgument, CaseIterable {
  case size, probability

  var sorting: SetSorting { self == .size ? .size : .probability }
}
