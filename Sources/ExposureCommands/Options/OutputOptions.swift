import ArgumentParser
import Reports
import SourceText

/// How a result is written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case markdown
  case csv
}

/// When to use colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never
}

/// What every command takes: how it says what is not its result.
struct MessageOptions: ParsableArguments {
  @Option(help: "Colour the text: auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(help: "Say nothing but the answer: no warnings, no progress.")
  var quiet = false

  @Flag(help: "Say more about what is done, on standard error.")
  var verbose = false

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

/// What every command that answers in text takes.
struct OutputOptions: ParsableArguments {
  @Option(help: "Format of the answer: text, json or markdown.")
  var format: OutputFormat = .text

  @Option(
    name: [.customShort("o"), .long],
    help: "Write to this file instead of standard output.")
  var output: String?

  @OptionGroup var messages: MessageOptions

  /// Say nothing but the answer.
  var quiet: Bool { messages.quiet }
  /// Say more about what is done.
  var verbose: Bool { messages.verbose }

  /// Whether text on standard output is coloured.
  func colorsOutput(_ console: Console) -> Bool {
    output == nil && messages.usesColor(console, isTerminal: console.isOutputTerminal)
  }

  /// Whether text on standard error is coloured.
  func colorsErrors(_ console: Console) -> Bool { messages.colorsErrors(console) }

  /// Writes an answer in the format asked for; CSV only where a command has it.
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

  /// Ends a command that has no CSV.
  func refuseCSV() throws -> Never {
    throw CommandFailure(
      "this command does not write CSV", help: "it writes text, json and markdown")
  }

  /// Writes text to the file asked for, or to standard output.
  func write(_ text: String, to console: Console) throws {
    guard let output else { return console.writeOutput(text) }
    try OutputFile.write(text.utf8, to: output)
  }
}
