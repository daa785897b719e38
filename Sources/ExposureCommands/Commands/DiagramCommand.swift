import ArgumentParser
package import Diagrams
import PointAnalysis

/// `exposure diagram`: draws a picture.
struct DiagramCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagram",
    abstract:
      "Draw what an intrusion reaches, where data is, single points of failure, or architectures side by side.",
    discussion: """
      Views: 'exposure' draws what an incident reaches. 'lineage' draws where data is and how it got there. \
      'spof' draws the events, secrets and organizations that fail alone, and the choke points. \
      'comparison' draws the variants of a file side by side, with the same things at the same places.

      The file extension selects the format: svg, png, pdf or dot. Without -o, SVG goes to standard \
      output. A picture too large to read is folded, and its caption says what was folded.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions

  @Option(
    help:
      "What to draw: \(names(of: DiagramView.self)). Default: exposure if there is an incident, otherwise lineage."
  )
  var view: DiagramView?

  @Option(
    help: "Level of detail: \(names(of: DiagramDetail.self)). Default: whatever fits on a screen.")
  var detail: DiagramDetail?

  @Option(help: "Fold the picture to at most this number of boxes. Default: about 60.")
  var maxNodes: Int?

  @Option(
    help:
      "Show only this system, dataset, secret, service or organization and what is connected to it."
  )
  var focus: String?

  @Option(help: "Show only what concerns these people (a group or a cohort).")
  var people: String?

  @Option(help: "Show only what carries this field.")
  var field: String?

  @Flag(help: "Show only the path of the compromise.")
  var path = false

  @Option(help: "Minimum share of a class that makes a single point of failure: 20% or 0.2.")
  var threshold: Share = Share(value: SinglePoints.defaultThreshold)

  @Option(
    help: "Background: light, dark, or automatic (an SVG follows the viewer's setting).")
  var theme = DiagramTheme.light

  @Option(help: "Maximum processor time of a layout in seconds; beyond it, there is no picture.")
  var timeLimit = DiagramOptions().layoutSeconds

  @Option(name: [.customShort("o"), .long], help: "Write to this file (.svg, .png, .pdf or .dot).")
  var output: String?

  @Option(
    help: ArgumentHelp(
      "With --view comparison: variants to draw, separated by commas, the base first; 'as-written' is the base file. Default: all, at most \(Self.comfortableColumns).",
      valueName: "id,…"))
  var variants: String?

  @OptionGroup var measures: MeasureOptions
  @OptionGroup var messages: MessageOptions

  /// The number of architectures that fit side by side by default. Naming more draws more.
  static let comfortableColumns = 4

  func validate() throws {
    guard maxNodes ?? 1 >= 1 else { throw ValidationError("--max-nodes must be at least 1.") }
    guard timeLimit > 0, timeLimit <= LayoutWorker.longest else {
      throw ValidationError("--time-limit must be more than 0 and at most 86,400 seconds.")
    }
    if variants != nil, view != .comparison {
      throw ValidationError(
        "--variants needs --view comparison; --variant chooses a single variant.")
    }
    if view == .comparison, topology.variant != nil {
      throw ValidationError("--view comparison takes --variants, not --variant.")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let format = try fileFormat()
    let model = try model(console)
    try OutputFile.check(output, sparing: console.inputs)
    let picture: DiagramPicture
    do {
      picture = try DiagramRenderer(worker: LayoutWorker(of: console)).render(
        model, format: format, options: options)
    } catch let error as DiagramError {
      if case .tooSlow = error {
        throw CommandFailure(
          "\(error)",
          help:
            "show less with --detail organization, --max-nodes, --focus or --path, or raise --time-limit"
        )
      }
      if case .tooMuchWork = error {
        throw CommandFailure(
          "\(error)", help: "show less with --detail organization, --max-nodes, --focus or --path")
      }
      if case .tooLarge = error {
        throw CommandFailure(
          "\(error)",
          help: "write an SVG, or ask for less with --focus, --path, --field or --max-nodes")
      }
      throw error
    }
    if !messages.quiet {
      for message in picture.messages { console.writeError("note: \(message)\n") }
    }
    if let output {
      try OutputFile.write(picture.bytes, to: output, sparing: console.inputs)
    } else {
      console.writeOutput(String(decoding: picture.bytes, as: UTF8.self))
    }
    return .done
  }

  private func fileFormat() throws -> DiagramFormat {
    guard let output else { return .svg }
    if let format = DiagramFormat(path: output) { return format }
    throw CommandFailure(
      "unsupported picture format '\(output)'", help: "use .svg, .png, .pdf or .dot")
  }

  private var options: DiagramOptions {
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
}

extension DiagramView: ExpressibleByArgument {}
extension DiagramDetail: ExpressibleByArgument {}
extension DiagramTheme: ExpressibleByArgument {}

/// The values of an option, for its help text.
private func names<Value: CaseIterable & RawRepresentable<String>>(of type: Value.Type) -> String {
  type.allCases.map(\.rawValue).joined(separator: ", ")
}
