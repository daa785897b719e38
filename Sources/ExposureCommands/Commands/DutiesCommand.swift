import ArgumentParser
import BreachNotification
import IncidentFindings
import Lowering
import Reports
import TopologyModel

/// `exposure duties`: lists who must notify which parties after an incident.
struct DutiesCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "duties",
    abstract:
      "List notification duties: who must notify which parties, by when, with which figures.",
    discussion: """
      Starts at the organizations whose systems were hit and follows 'acts-for' and the controllers of the \
      data. Applies the laws named in 'subject-to', or the GDPR if the file names none: GDPR and UK GDPR \
      33 and 34, NIS2 23, HIPAA 164.404 to 410. Shows exemptions. \
      JSON: exposure.duties/1. CSV: one duty per line, for a tracker.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "When the organizations became aware: one date for all, or ORGANIZATION=DATE. Examples: 2024-02-01, 2024-02-01T15:00+01:00, insurer=2024-02-01. Repeatable.",
      valueName: "[organization=]date"))
  var aware: [String] = []

  @Option(
    help: "Apply only this law, to every organization: gdpr, uk-gdpr, nis2 or hipaa. Repeatable.")
  var law: [String] = []

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    let question = try question(loaded.topology)
    let analysis = IncidentAnalysis(
      LoweredTopology(loaded.topology), try scenario.scenario(in: loaded))
    let survey = DutySurvey(analysis, question)
    let report = DutiesReport(
      survey, of: analysis, naming: Naming(loaded.topology, files: loaded.files),
      variant: loaded.variant)
    try output.write(
      report.document, json: report.json, tables: report.tables, to: console)
    return .done
  }

  private func question(_ topology: Topology) throws -> DutyQuestion {
    let known = NotificationLaw.all.map(\.id)
    for id in law where !known.contains(id) {
      throw CommandFailure(
        "unsupported law '\(id)'",
        help: "supported: \(known.joined(separator: ", "))")
    }
    var question = DutyQuestion(laws: law)
    let names = NameResolver(topology)
    for entry in aware {
      let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
      guard let date = parts.last, NotificationMoment(date) != nil else {
        throw CommandFailure(
          "invalid date '\(entry)'", help: "write 2024-02-01 or 2024-02-01T15:00+01:00")
      }
      if parts.count == 2 {
        question.awareOf[try names.organization(parts[0])] = date
      } else {
        question.aware = date
      }
    }
    return question
  }
}
