import ArgumentParser
import BreachNotification
import IncidentFindings
import Lowering
import Reports
import TopologyModel

/// Who must tell whom after an incident.
struct DutiesCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "duties",
    abstract: "Who must tell whom, by when, with which figures, and what exempts from it.",
    discussion: """
      From whose systems it happened at, chains of 'acts-for' and who controls whose data. Laws are those of \
      'subject-to', or the GDPR where the file says none: GDPR and UK GDPR 33 and 34, NIS2 23, HIPAA 164.404 to 410. \
      JSON: exposure.duties/1; CSV for a tracker: one duty a line.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "Since when everybody knows, or one organization: 2024-02-01, 2024-02-01T15:00+01:00, insurer=2024-02-01. May be given several times.",
      valueName: "[organization=]date"))
  var aware: [String] = []

  @Option(
    help: "Only this law, for everybody: gdpr, uk-gdpr, nis2 or hipaa. May be given several times.")
  var law: [String] = []

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    let question = try question(loaded.topology)
    let analysis = IncidentAnalysis(
      LoweredTopology(loaded.topology), try scenario.scenario(in: loaded.topology))
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
        "no rules are known for the law '\(id)'",
        help: "known are \(known.joined(separator: ", "))")
    }
    var question = DutyQuestion(laws: law)
    let names = NameResolver(topology)
    for entry in aware {
      let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
      guard let date = parts.last, NotificationMoment(date) != nil else {
        throw CommandFailure(
          "'\(entry)' is not a day", help: "write 2024-02-01 or 2024-02-01T15:00+01:00")
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
