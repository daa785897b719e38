import ArchitectureAnalysis
import ArgumentParser
import BreachNotification
import Diagrams
import IncidentFindings
import Lowering
import PointAnalysis
import ReportPage
import Reports
import SourceText
import TopologyLanguage
import TopologyModel
import YearSimulation

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

  @Option(
    help:
      "Years to draw where weighing every combination of events would be too many; the page says how many."
  )
  var trials = 25_000

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    guard (1...10_000_000).contains(trials) else {
      throw ValidationError("--trials takes a number from 1 to 10,000,000.")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    try OutputFolder.check(output)
    let (loaded, architectures) = try load(console)
    let lowered = LoweredTopology(loaded.topology)
    let isAsked = !scenario.isEmpty || !loaded.topology.incidents.isEmpty
    let analysis =
      isAsked ? IncidentAnalysis(lowered, try scenario.scenario(in: loaded.topology)) : nil
    let naming = Naming(loaded.topology, files: loaded.files)
    let points = PointsAnswer(PointsQuestion(), of: lowered)
    let comparison = try comparison(of: architectures, analysis?.scenario)
    var page = IncidentPage(
      lowered, analysis: analysis, points: points, naming: naming, variant: loaded.variant)
    page.drawings = try drawings(
      Subject(
        lowered: lowered, analysis: analysis, points: points, comparison: comparison,
        variant: loaded.variant.map { id in
          loaded.topology.variants.first { $0.id == id }?.label ?? id
        }), console)
    page.comparison = comparison.map { ComparisonReport($0, marksDifferences: true) }
    if comparison == nil {
      page.limits.append("Nothing is compared: the file describes one architecture.")
    }
    page.outlook = try outlook(lowered, comparison).map {
      SimulationReport($0, naming: naming, variant: loaded.variant)
    }
    if case .success = page.outlook {
      page.limits.append(
        "Where years are drawn and not weighed exactly, \(CountWording.number(trials)) are drawn for this report; a simulation or a comparison of its own draws \(CountWording.number(SimulationOptions().trials)) unless told otherwise, and its figures are finer."
      )
    }
    if let analysis {
      page.severity = SeverityReport(
        SeverityAssessment(analysis), of: analysis, naming: naming, variant: loaded.variant)
      page.duties = DutiesReport(
        DutySurvey(analysis), of: analysis, naming: naming, variant: loaded.variant)
    }
    let files = try page.files(inputs: loaded.files, version: Version.text)
    try OutputFolder.write(files.map { ($0.name, $0.bytes) }, to: output)
    if !messages.quiet { console.writeError("wrote \(output)/index.html\n") }
    return .done
  }

  // MARK: - The file and its variants

  /// The topology that the page is about, and all architectures of the file with that one's place among them.
  /// A mistake in any of them ends the command: the page compares them all.
  private func load(
    _ console: Console
  ) throws -> (LoadedTopology, (all: [LoadedArchitecture], base: Int)) {
    let all = TopologyLoader().loadAllVariants(path: topology.file)
    let diagnostics = all.diagnostics.filter { $0.severity == .error || !messages.quiet }
    if !diagnostics.isEmpty {
      let renderer = DiagnosticRenderer(
        files: all.base.files, colored: messages.colorsErrors(console))
      console.writeError(renderer.render(diagnostics))
    }
    guard let base = all.base.topology else { throw InputRefused() }
    var main = base
    let variants = try all.variants.map { outcome in
      guard let topology = outcome.topology, let id = outcome.variant else { throw InputRefused() }
      if id == self.topology.variant { main = topology }
      return LoadedArchitecture(
        id: id, label: base.variants.first { $0.id == id }?.label, topology: topology)
    }
    if let variant = topology.variant, !variants.contains(where: { $0.id == variant }) {
      throw NameResolver(base).noVariant(variant)
    }
    let architectures = LoadedArchitecture.all(variants, of: base)
    let place =
      topology.variant.flatMap { id in architectures.firstIndex { $0.id == id } }
      ?? architectures.firstIndex { $0.topology.isSameArchitecture(as: base) } ?? 0
    return (
      LoadedTopology(topology: main, files: all.base.files, variant: topology.variant),
      (architectures, place)
    )
  }

  // MARK: - What may happen

  private var simulation: SimulationOptions {
    var options = SimulationOptions()
    options.trials = trials
    return options
  }

  /// What a year may bring; that of the comparison when there is one.
  private func outlook(
    _ lowered: LoweredTopology, _ comparison: Comparison?
  ) throws -> Result<Simulation, MissingLikelihoods> {
    if let known = comparison.map({ $0.architectures[$0.base] })?.simulation {
      return .success(known)
    }
    do {
      return .success(try Simulation(lowered, simulation))
    } catch let missing as MissingLikelihoods {
      return .failure(missing)
    }
  }

  /// All architectures side by side; nil when there is one. The incident is played where it is the file's.
  private func comparison(
    of architectures: (all: [LoadedArchitecture], base: Int), _ scenario: Scenario?
  ) throws -> Comparison? {
    guard architectures.all.count > 1 else { return nil }
    let base = architectures.all[architectures.base].topology
    var question = ComparisonQuestion()
    question.incident = scenario?.incident.map { base.incidents[$0].id }
    question.simulation = simulation
    // The same years for the whole and for its parts: then what differs is not the draw.
    question.breakEvenTrials = trials
    return try Comparison(
      architectures.all.map { try Architecture($0.id, label: $0.label, $0.topology, question) },
      base: architectures.base, question)
  }

  // MARK: - Pictures

  /// What pictures are of.
  private struct Subject {
    let lowered: LoweredTopology
    let analysis: IncidentAnalysis?
    let points: PointsAnswer
    let comparison: Comparison?
    /// The architecture's label; nil: the file as written.
    let variant: String?
  }

  /// A view with the file it becomes; the first that has something to show is on the page.
  private struct View {
    let name: String
    let what: String
    let model: @Sendable (Subject) -> DiagramModel?
  }

  private static let views = [
    View(name: "exposure.svg", what: "what the intruder reaches") { subject in
      subject.analysis.map { .exposure(of: $0, variant: subject.variant) }
    },
    View(name: "lineage.svg", what: "where data is and how it came there") {
      .lineage(of: $0.lowered, variant: $0.variant)
    },
    View(name: "spof.svg", what: "single points of failure") {
      .singlePoints(of: $0.points, in: $0.lowered, variant: $0.variant)
    },
    View(name: "comparison.svg", what: "the architectures side by side") { subject in
      subject.comparison.map { .comparison(of: $0) }
    },
  ]

  private func drawings(_ subject: Subject, _ console: Console) throws -> [IncidentPage.Drawing] {
    let renderer = DiagramRenderer(worker: LayoutWorker(of: console))
    var options = DiagramOptions()
    options.theme = .automatic
    return try Self.views.compactMap { view in
      guard let model = view.model(subject), !model.isBlank else { return nil }
      let drawn = try renderer.render(model, format: .svg, options: options)
      return .init(
        file: .init(name: view.name, what: view.what, bytes: drawn.bytes), messages: drawn.messages)
    }
  }
}

extension DiagramModel {
  /// Whether there is nothing to draw but the title.
  fileprivate var isBlank: Bool {
    systems.isEmpty && people.isEmpty && services.isEmpty && panels.isEmpty
  }
}
