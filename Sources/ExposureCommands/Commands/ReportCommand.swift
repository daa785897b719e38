import ArgumentParser
import Diagrams
import ExposureAnalysis
import Reports
import TopologyModel

/// Everything as one page, for those who do not use the command line.
struct ReportCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "All of it as one self-contained page, with pictures and tables beside it.",
    discussion: """
      Writes index.html, which loads nothing from elsewhere and can be sent as it is, and beside it \
      the pictures as SVG, the tables as CSV and the answers as JSON.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions

  @Option(name: [.customShort("o"), .long], help: "The folder to write to; it is made if needed.")
  var output: String

  @OptionGroup var messages: MessageOptions

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(messages, console)
    let lowered = LoweredTopology(loaded.topology)
    let isAsked = !scenario.isEmpty || !loaded.topology.incidents.isEmpty
    let analysis =
      isAsked ? IncidentAnalysis(lowered, try scenario.scenario(in: loaded.topology)) : nil
    var page = IncidentPage(
      lowered, analysis: analysis, points: PointsAnswer(PointsQuestion(), of: lowered),
      naming: Naming(loaded.topology, files: loaded.files), variant: loaded.variant)
    try addPictures(to: &page, lowered, analysis, loaded, console)
    try addOutlook(to: &page, lowered, loaded)
    if let analysis {
      try addSeverity(to: &page, analysis, loaded)
      try addDuties(to: &page, analysis, loaded)
    }
    let files = try page.files(inputs: loaded.files, version: Version.text)
    try OutputFolder.write(files.map { ($0.name, $0.bytes) }, to: output)
    if !messages.quiet { console.writeError("wrote \(output)/index.html\n") }
    return .done
  }

  /// Years drawn for the report: enough for a curve, few enough not to wait for.
  private static let trials = 100_000

  /// What a year may bring, where the file says how likely things are.
  private func addOutlook(
    to page: inout IncidentPage, _ lowered: LoweredTopology, _ loaded: LoadedTopology
  ) throws {
    var options = SimulationOptions()
    options.trials = Self.trials
    do {
      page.outlook = SimulationReport(
        try Simulation(lowered, options), naming: Naming(loaded.topology, files: loaded.files),
        variant: loaded.variant)
    } catch let missing as MissingLikelihoods {
      page.limits.append(
        "No year is simulated: the file does not say how likely \(missing.events.count) of its basic events are."
      )
    }
  }

  private func addSeverity(
    to page: inout IncidentPage, _ analysis: IncidentAnalysis, _ loaded: LoadedTopology
  ) throws {
    let report = SeverityReport(
      SeverityAssessment(analysis), of: analysis,
      naming: Naming(loaded.topology, files: loaded.files), variant: loaded.variant)
    page.sections.append(
      .init(id: "severity", heading: "Severity", document: report.document))
    page.attachments.append(
      .init(
        name: "severity.json", what: "how severe it is, with reasons",
        bytes: try report.json.text().utf8))
  }

  private func addDuties(
    to page: inout IncidentPage, _ analysis: IncidentAnalysis, _ loaded: LoadedTopology
  ) throws {
    let report = DutiesReport(
      DutySurvey(analysis), of: analysis,
      naming: Naming(loaded.topology, files: loaded.files), variant: loaded.variant)
    page.sections.append(
      .init(id: "duties", heading: "Duties to notify", document: report.document))
    page.attachments.append(
      .init(
        name: "duties.csv", what: "who must tell whom, one duty a line, for a tracker",
        bytes: report.csv.text.utf8))
    page.attachments.append(
      .init(
        name: "duties.json", what: "the same, with the rules",
        bytes: try report.json.text().utf8))
  }

  private func addPictures(
    to page: inout IncidentPage, _ lowered: LoweredTopology, _ analysis: IncidentAnalysis?,
    _ loaded: LoadedTopology, _ console: Console
  ) throws {
    let variant = loaded.variant.map { id in
      loaded.topology.variants.first { $0.id == id }?.label ?? id
    }
    let renderer = DiagramRenderer(worker: LayoutWorker(of: console))
    var options = DiagramOptions()
    options.theme = .automatic
    func draw(_ model: DiagramModel, _ name: String, _ what: String) throws {
      let drawn = try renderer.render(model, format: .svg, options: options)
      page.attachments.append(.init(name: name, what: what, bytes: drawn.bytes))
      if page.picture == nil {
        page.picture = PagePicture(
          svg: String(decoding: drawn.bytes, as: UTF8.self), messages: drawn.messages)
      }
    }
    if let analysis {
      try draw(
        .exposure(of: analysis, variant: variant), "exposure.svg", "what the intruder reaches")
    }
    try draw(
      .lineage(of: lowered, variant: variant), "lineage.svg", "where data is and how it came there")
  }
}

extension LayoutWorker {
  /// The layout process of a console's program; nil when layouts are to be done in this process.
  init?(of console: Console) {
    guard let program = console.program else { return nil }
    self.init(
      executable: program, arguments: [LayoutWorkerCommand.configuration.commandName ?? ""])
  }
}
