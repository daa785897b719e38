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

/// `exposure report`: writes every answer as one page.
struct ReportCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a self-contained report page, with pictures and tables as separate files.",
    discussion: """
      Writes index.html, which loads nothing from elsewhere and can be sent as a single file. The same \
      folder receives the pictures as SVG, the tables as CSV and the answers as JSON.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions

  @Option(name: [.customShort("o"), .long], help: "Write to this folder; it is created if needed.")
  var output: String

  @Option(
    help:
      "Number of years to draw where an exact calculation would take too long. The page states it."
  )
  var trials = 25_000

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    guard (1...10_000_000).contains(trials) else {
      throw ValidationError("--trials must be a number from 1 to 10,000,000.")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    try OutputFolder.check(output)
    let (loaded, architectures) = try changed(load(console), console)
    let lowered = LoweredTopology(loaded.topology)
    let isAsked = !scenario.isEmpty || !loaded.topology.incidents.isEmpty
    let analysis =
      isAsked ? IncidentAnalysis(lowered, try scenario.scenario(in: loaded)) : nil
    let naming = Naming(loaded.topology, files: loaded.files)
    let points = PointsAnswer(PointsQuestion(), of: lowered)
    let comparison = try comparison(of: architectures, analysis?.scenario)
    var page = IncidentPage(
      lowered, analysis: analysis, points: points, naming: naming, variant: loaded.variant)
    (page.drawings, page.limits) = drawings(
      Subject(
        lowered: lowered, analysis: analysis, points: points, comparison: comparison,
        variant: loaded.variant.map { id in
          loaded.topology.variants.first { $0.id == id }?.label ?? id
        }), console)
    page.comparison = comparison.map { ComparisonReport($0, marksDifferences: true) }
    if comparison == nil {
      page.limits.append("No comparison: the file describes only one architecture.")
    }
    page.outlook = try outlook(lowered, comparison).map {
      SimulationReport($0, naming: naming, variant: loaded.variant)
    }
    if case .success = page.outlook {
      page.limits.append(
        "Where years are drawn instead of calculated exactly, this report draws \(CountWording.number(trials)). The simulate and compare commands draw \(CountWording.number(SimulationOptions().trials)) by default and are more precise."
      )
    }
    if let analysis {
      page.severity = SeverityReport(
        SeverityAssessment(analysis), of: analysis, naming: naming, variant: loaded.variant)
      page.duties = DutiesReport(
        DutySurvey(analysis), of: analysis, naming: naming, variant: loaded.variant)
    }
    let files = try page.files(inputs: loaded.files, version: Version.text)
    try OutputFolder.write(files.map { ($0.name, $0.bytes) }, to: output, sparing: console.inputs)
    if !messages.quiet { console.writeError("wrote \(output)/index.html\n") }
    return .done
  }

  // MARK: - The file and its variants

  /// The topology that the page is about, all architectures of the file, and its position among them.
  /// An error in any architecture ends the command, because the page compares all of them.
  private func load(
    _ console: Console
  ) throws -> (LoadedTopology, (all: [LoadedArchitecture], base: Int)) {
    let all = TopologyLoader().loadAllVariants(path: topology.file)
    console.inputs.add(all.base.files)
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

  /// The architecture of a question with changes, in addition to those of the file.
  private func changed(
    _ loaded: (LoadedTopology, (all: [LoadedArchitecture], base: Int)), _ console: Console
  ) throws -> (LoadedTopology, (all: [LoadedArchitecture], base: Int)) {
    let whatIf = topology.changes.whatIf
    guard !whatIf.isEmpty else { return loaded }
    guard topology.file != "-" else {
      throw CommandFailure(
        "--with and --without read the file again, and standard input cannot be read twice",
        help: "give the file by its name")
    }
    var (main, architectures) = loaded
    main.original = main.topology
    main.topology = try TopologyOptions.changed(
      TopologyLoader().source(path: topology.file), topology.variant, whatIf)
    main.variant = [topology.variant ?? "as written", whatIf.words].joined(separator: ", ")
    architectures.all.append(
      LoadedArchitecture(id: whatIf.words, label: main.variant, topology: main.topology))
    architectures.base = architectures.all.count - 1
    return (main, architectures)
  }

  // MARK: - What a year may bring

  private var simulation: SimulationOptions {
    var options = SimulationOptions()
    options.trials = trials
    return options
  }

  /// The simulation of a year, reused from the comparison when there is one.
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

  /// The comparison of all architectures, or nil if there is only one. Plays an incident of the file in each.
  private func comparison(
    of architectures: (all: [LoadedArchitecture], base: Int), _ scenario: Scenario?
  ) throws -> Comparison? {
    guard architectures.all.count > 1 else { return nil }
    let base = architectures.all[architectures.base].topology
    var question = ComparisonQuestion()
    question.incident = scenario?.incident.map { base.incidents[$0].id }
    question.simulation = simulation
    // The whole and its parts use the same years, so that differences are not sampling noise.
    question.breakEvenTrials = trials
    let original = question.incident.map { _ in LoweredTopology(base) }
    return try Comparison(
      architectures.all.map {
        try Architecture($0.id, label: $0.label, $0.topology, question, original: original)
      },
      base: architectures.base, question)
  }

  // MARK: - Pictures

  /// What the pictures show.
  private struct Subject {
    let lowered: LoweredTopology
    let analysis: IncidentAnalysis?
    let points: PointsAnswer
    let comparison: Comparison?
    /// The architecture's label; nil for the base file.
    let variant: String?
  }

  /// A view and the file it is written to. The first view with content appears on the page.
  private struct View {
    let name: String
    let what: String
    let model: @Sendable (Subject) -> DiagramModel?
  }

  private static let views = [
    View(name: "exposure.svg", what: "what the intruder reaches") { subject in
      subject.analysis.map { .exposure(of: $0, variant: subject.variant) }
    },
    View(name: "lineage.svg", what: "where data is and how it got there") {
      .lineage(of: $0.lowered, variant: $0.variant)
    },
    View(name: "spof.svg", what: "single points of failure") {
      .singlePoints(of: $0.points, in: $0.lowered, variant: $0.variant)
    },
    View(name: "comparison.svg", what: "the architectures side by side") { subject in
      subject.comparison.map { .comparison(of: $0) }
    },
  ]

  /// The pictures, and a sentence on each that could not be drawn.
  private func drawings(
    _ subject: Subject, _ console: Console
  ) -> ([IncidentPage.Drawing], missing: [String]) {
    let renderer = DiagramRenderer(worker: LayoutWorker(of: console))
    var options = DiagramOptions()
    options.theme = .automatic
    var drawings: [IncidentPage.Drawing] = []
    var missing: [String] = []
    for view in Self.views {
      guard let model = view.model(subject), !model.isBlank else { continue }
      do {
        let drawn = try renderer.render(model, format: .svg, options: options)
        drawings.append(
          .init(
            file: .init(name: view.name, what: view.what, bytes: drawn.bytes),
            messages: drawn.messages, elements: drawn.elements))
      } catch {
        let reason = TerminalText.printable("\(error)")
        missing.append("No picture of \(view.what): \(reason).")
        if !messages.quiet { console.writeError("warning: no \(view.name): \(reason)\n") }
      }
    }
    return (drawings, missing)
  }
}

extension DiagramModel {
  /// Whether the picture contains nothing except its title.
  fileprivate var isBlank: Bool {
    systems.isEmpty && people.isEmpty && services.isEmpty && panels.isEmpty
  }
}
