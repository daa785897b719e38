public import ArgumentParser
public import Diagrams
import PointAnalysis

/// A picture.
struct DiagramCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagram",
    abstract:
      "A picture: what an intrusion reaches, where data is, single points of failure, or architectures side by side.",
    discussion: """
      exposure draws what an incident reaches, lineage where data is and how it came there, spof which events, \
      secrets and organizations fail alone and what every way goes through, comparison the variants of a file \
      side by side with the same things at the same places. The file's extension says the format: svg, png, pdf, or dot. Without -o an SVG goes to standard \
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

  @Option(
    help: ArgumentHelp(
      "Of --view comparison: variants of the file, separated by commas, the first being the base; 'as-written' is the file itself. Unsaid: all, at most \(Self.comfortableColumns).",
      valueName: "id,…"))
  var variants: String?

  @OptionGroup var messages: MessageOptions

  /// As many architectures as can be read side by side; more are drawn when they are named.
  static let comfortableColumns = 4

  func validate() throws {
    guard maxNodes ?? 1 >= 1 else { throw ValidationError("--max-nodes is at least 1") }
    guard timeLimit > 0 else { throw ValidationError("--time-limit is more than 0") }
    if variants != nil, view != .comparison {
      throw ValidationError("--variants goes with --view comparison; --variant chooses one")
    }
    if view == .comparison, topology.variant != nil {
      throw ValidationError("--view comparison takes --variants, not --variant")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let format = try fileFormat()
    let model = try model(console)
    let picture: DiagramPicture
    do {
      picture = try DiagramRenderer(worker: LayoutWorker(of: console)).render(
        model, format: format, options: options)
    } catch let error as DiagramError {
      if case .tooSlow = error {
        throw CommandFailure(
          "\(error)",
          help: "ask for less with --focus, --path or --field, or allow more with --time-limit")
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

/// The values of an option, for its help.
private func names<Value: CaseIterable & RawRepresentable<String>>(of type: Value.Type) -> String {
  type.allCases.map(\.rawValue).joined(separator: ", ")
}
