import ArgumentParser
import Reports
import SourceText

/// The format of the answer.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case markdown
  case csv
}

/// When to use color.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never
}

/// Options of every command: color and messages.
struct MessageOptions: ParsableArguments {
  @Option(help: "When to use color.")
  var color: ColorChoice = .auto

  @Flag(help: "Suppress warnings and progress.")
  var quiet = false

  /// Whether text on standard error is coloured.
  func colorsErrors(_ console: Console) -> Bool {
    usesColor(console, isTerminal: console.isErrorTerminal)
  }

  func usesColor(_ console: Console, isTerminal: Bool) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: isTerminal && !console.refusesColor
    }
  }
}

/// Options of every command that answers in text.
struct OutputOptions: ParsableArguments {
  @Option(help: "Output format: text, json or markdown.")
  var format: OutputFormat = .text

  @Option(
    name: [.customShort("o"), .long],
    help: "Write to this file instead of standard output.")
  var output: String?

  @OptionGroup var messages: MessageOptions

  /// Whether warnings and progress are suppressed.
  var quiet: Bool { messages.quiet }

  /// Whether text on standard output is coloured.
  func colorsOutput(_ console: Console) -> Bool {
    output == nil && messages.usesColor(console, isTerminal: console.isOutputTerminal)
  }

  /// Whether text on standard error is coloured.
  func colorsErrors(_ console: Console) -> Bool { messages.colorsErrors(console) }

  /// Writes the answer in the requested format. CSV is available only if the command passes `csv`.
  func write(
    _ document: @autoclosure () -> ReportDocument, json: @autoclosure () -> JSONValue,
    csv: (() -> String)? = nil, to console: Console
  ) throws {
    let text: String
    switch format {
    case .json: text = try json().text()
    case .csv:
      guard let csv else { try refuseCSV() }
      text = csv()
    case .markdown: text = MarkdownRenderer().render(document())
    case .text:
      let width = output == nil ? console.width ?? 100 : 100
      text = TextRenderer(width: width, isColored: colorsOutput(console)).render(document())
    }
    try write(text, to: console)
  }

  /// Fails for a command without CSV output.
  func refuseCSV() throws -> Never {
    throw CommandFailure(
      "this command has no CSV output", help: "use --format text, json or markdown")
  }

  /// Writes text to the requested file, or to standard output.
  func write(_ text: String, to console: Console) throws {
    guard let output else { return console.writeOutput(text) }
    try OutputFile.write(text.utf8, to: output)
  }
}
