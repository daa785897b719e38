public import ArgumentParser
public import Diagrams
import ExposureAnalysis
import TopologyModel

/// A picture.
struct DiagramCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagram",
    abstract: "A picture of what an intrusion reaches, or of where data is and how it came there.",
    discussion: """
      The file's extension says the format: svg, png, pdf, or dot. Without -o an SVG goes to standard \
      output. A picture too large to read is folded, and says what it folded.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions

  @Option(
    help:
      "What to draw: \(names(of: DiagramView.self)). Unsaid: exposure where there is an incident, lineage elsewhere."
  )
  var view: DiagramView?

  @Option(
    help: "How closely to look: \(names(of: DiagramDetail.self)). Unsaid: as fits on a screen.")
  var detail: DiagramDetail?

  @Option(help: "Fold until the picture has no more boxes than this. Unsaid: about 60.")
  var maxNodes: Int?

  @Option(
    help: "Only this system, dataset, secret, service or organization and what is joined to it.")
  var focus: String?

  @Option(help: "Only what is about these people, a group or a cohort.")
  var people: String?

  @Option(help: "Only what carries this field.")
  var field: String?

  @Flag(help: "Only the path of the compromise.")
  var path = false

  @Option(help: "The share of a class that makes a single point for exposure: 20% or 0.2.")
  var threshold: Share = Share(value: SinglePoints.defaultThreshold)

  @Option(
    help: "The background: light, dark, or automatic (an SVG that follows its reader's setting).")
  var theme = DiagramTheme.light

  @Option(help: "Seconds that a layout may take before a coarser picture is drawn.")
  var timeLimit = DiagramOptions().layoutSeconds

  @Option(name: [.customShort("o"), .long], help: "The file to write.")
  var output: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    guard maxNodes ?? 1 >= 1 else { throw ValidationError("--max-nodes is at least 1") }
    guard timeLimit > 0 else { throw ValidationError("--time-limit is more than 0") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let format = try fileFormat()
    let loaded = try topology.load(messages, console)
    let options = try options(in: loaded.topology)
    let model = try model(of: loaded)
    let worker = console.program.map {
      LayoutWorker(executable: $0, arguments: [LayoutWorkerCommand.configuration.commandName ?? ""])
    }
    let picture: DiagramPicture
    do {
      picture = try DiagramRenderer(worker: worker).render(model, format: format, options: options)
    } catch let error as DiagramError {
      if case .tooSlow = error {
        throw CommandFailure(
          "\(error)",
          help: "ask for less with --focus, --path or --field, or allow more with --time-limit")
      }
      throw error
    }
    if !messages.quiet {
      for message in picture.messages { console.writeError("note: \(message)\n") }
    }
    if let output {
      try OutputFile.write(picture.bytes, to: output)
    } else {
      console.writeOutput(String(decoding: picture.bytes, as: UTF8.self))
    }
    return .done
  }

  private func fileFormat() throws -> DiagramFormat {
    guard let output else { return .svg }
    if let format = DiagramFormat(path: output) { return format }
    throw CommandFailure(
      "'\(output)' does not say in which format", help: "end it in .svg, .png, .pdf or .dot")
  }

  private func options(in topology: Topology) throws -> DiagramOptions {
    let names = NameResolver(topology)
    if let field { _ = try names.field(field) }
    if let people { _ = try names.people(people) }
    var options = DiagramOptions()
    options.detail = detail
    options.theme = theme
    options.maximumNodes = maxNodes
    options.field = field
    options.people = people
    options.focus = focus
    options.onlyPath = path
    options.layoutSeconds = timeLimit
    return options
  }

  /// Of the question of single points only what is drawn is asked.
  private func singlePoints(of lowered: LoweredTopology, variant: String?) -> DiagramModel {
    let entry = EntrySet(lowered.topology)
    let targets = ExposureTarget.defaults(in: lowered)
    return .singlePoints(
      SinglePoints(lowered, entry: entry, threshold: threshold.value),
      ChokePoints.find(of: targets, in: lowered, entry: entry), in: lowered, variant: variant)
  }

  private func model(of loaded: LoadedTopology) throws -> DiagramModel {
    let topology = loaded.topology
    let lowered = LoweredTopology(topology)
    let variant = loaded.variant.map { id in
      topology.variants.first { $0.id == id }?.label ?? id
    }
    let isAsked = !scenario.isEmpty || !topology.incidents.isEmpty
    let model: DiagramModel
    switch view ?? (isAsked ? .exposure : .lineage) {
    case .exposure:
      let analysis = IncidentAnalysis(lowered, try scenario.scenario(in: topology))
      model = .exposure(of: analysis, variant: variant)
    case .lineage:
      model = .lineage(of: lowered, variant: variant)
    case .singlePoints:
      model = singlePoints(of: lowered, variant: variant)
    case .comparison: model = .lineage(of: lowered, variant: variant)
    }
    if let focus, !model.shows(focus) {
      throw NameResolver(topology).nothingNamed(focus, among: model.shownIDs)
    }
    return model
  }
}

extension DiagramView: ExpressibleByArgument {}
extension DiagramDetail: ExpressibleByArgument {}
extension DiagramTheme: ExpressibleByArgument {}

/// The values of an option, for its help.
private func names<Value: CaseIterable & RawRepresentable<String>>(of type: Value.Type) -> String {
  type.allCases.map(\.rawValue).joined(separator: ", ")
}
