import ArgumentParser
import ExposureAnalysis
import Reports
import TopologyModel

/// Single points of failure.
struct SpofCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "spof",
    abstract: "What alone exposes or stops too much: single points of failure.",
    discussion: """
      Every basic event (an intrusion, a theft, a common cause) and every organization is looked at alone: \
      whom it exposes, and which services stop when it is disconnected. An event of likelihood 0 does not \
      happen.
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

  @Option(help: "How many lines and sets are listed; counts are always of all.")
  var limit = 20

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is at least 1.") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    let names = NameResolver(loaded.topology)
    var question = PointsQuestion()
    question.threshold = threshold.value
    question.limit = limit
    if !entry.isEmpty {
      question.entry = try entry.flatMap { $0.split(separator: ",") }
        .flatMap { try names.basicEvents(String($0)) }
    }
    let answer = PointsAnswer(question, of: LoweredTopology(loaded.topology))
    let report = PointsReport(
      answer, naming: Naming(loaded.topology, files: loaded.files), variant: loaded.variant)
    try output.write(report.document, json: report.json, to: console)
    return .done
  }
}

/// A share on the command line, `20%` or `0.2`: 0 … 1.
struct Share: ExpressibleByArgument {
  var value: Double

  init(value: Double) { self.value = value }

  init?(argument: String) {
    let isPercent = argument.hasSuffix("%")
    guard let number = Double(isPercent ? String(argument.dropLast()) : argument) else {
      return nil
    }
    value = isPercent ? number / 100 : number
    guard (0...1).contains(value) else { return nil }
  }

  var defaultValueDescription: String { "\(Int((value * 100).rounded()))%" }
}

extension NameResolver {
  /// The basic events that an id names: a system's or secret's, a fleet's, an organization's, or a
  /// common event.
  func basicEvents(_ name: String) throws -> [BasicEvent] {
    if let event = topology.events.firstIndex(where: { $0.id == name }) {
      return [.common(Reference(event))]
    }
    let isSecret = topology.secrets.contains { $0.id == name || $0.member?.declared == name }
    if isSecret { return try secrets(name).map(BasicEvent.theft) }
    return try systems(name).map(BasicEvent.intrusion)
  }
}
