import ArgumentParser
import Reports
import SourceText

/// The format of the answer.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case markdown
  case csv
  case xlsx
}

/// How comma-separated values are written.
enum CSVDialectChoice: String, ExpressibleByArgument, CaseIterable {
  case standard
  case excel

  /// The dialect in a language.
  /// - Throws: `ValidationError` if the dialect has none, or the language is not known.
  func dialect(language: String?) throws -> CSVDialect {
    guard self == .excel else {
      if language != nil { throw ValidationError("--language goes with --csv-dialect excel.") }
      return .standard
    }
    guard let dialect = CSVDialect.excel(language: language) else {
      throw ValidationError(
        "'\(TerminalText.printable(language ?? ""))' is no language that is known here: write a tag such as de, fr-CA or en-GB."
      )
    }
    return dialect
  }
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
  @Option(
    help:
      "Output format: text, json, markdown, csv (the main table, one row per fact) or xlsx (all tables, with -o)."
  )
  var format: OutputFormat = .text

  @Option(
    help:
      "With --format csv: standard (RFC 4180), or excel, which a spreadsheet opens by a double click (UTF-8 mark, semicolons)."
  )
  var csvDialect: CSVDialectChoice = .standard

  @Option(
    help: ArgumentHelp(
      "With --csv-dialect excel: the language whose decimal sign numbers have, such as de or fr-CA. Unsaid: a point.",
      valueName: "tag"))
  var language: String?

  @Option(
    name: [.customShort("o"), .long],
    help: "Write to this file instead of standard output.")
  var output: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if csvDialect != .standard, format != .csv {
      throw ValidationError("--csv-dialect goes with --format csv.")
    }
    _ = try csvDialect.dialect(language: language)
    if format == .xlsx, output == nil {
      throw ValidationError("--format xlsx writes a file: say which with -o.")
    }
  }

  /// Whether warnings and progress are suppressed.
  var quiet: Bool { messages.quiet }

  /// Whether text on standard output is coloured.
  func colorsOutput(_ console: Console) -> Bool {
    output == nil && messages.usesColor(console, isTerminal: console.isOutputTerminal)
  }

  /// Whether text on standard error is coloured.
  func colorsErrors(_ console: Console) -> Bool { messages.colorsErrors(console) }

  /// Writes an answer in the format asked for.
  func write(
    _ document: @autoclosure () -> ReportDocument, json: @autoclosure () -> JSONValue,
    tables: @autoclosure () -> ReportTables, to console: Console
  ) throws {
    let text: String
    switch format {
    case .json: text = try json().text()
    case .csv: text = csv(tables())
    case .xlsx: return try write(workbook: tables(), to: console)
    case .markdown: text = MarkdownRenderer().render(document())
    case .text:
      let width = output == nil ? console.width ?? 100 : 100
      text = TextRenderer(width: width, isColored: colorsOutput(console)).render(document())
    }
    try write(text, to: console)
  }

  /// The main table in the dialect asked for.
  func csv(_ tables: ReportTables) -> String {
    tables.csv((try? csvDialect.dialect(language: language)) ?? .standard)
  }

  /// Writes all tables to the file asked for.
  func write(workbook tables: ReportTables, to console: Console) throws {
    guard let output else { return }
    do {
      try OutputFile.write(Workbook(tables).bytes(), to: output, sparing: console.inputs)
    } catch let failure as Workbook.Failure {
      throw CommandFailure("no workbook: \(failure)", help: "write --format csv or json")
    }
  }

  /// Writes text to the requested file, or to standard output.
  func write(_ text: String, to console: Console) throws {
    guard let output else { return console.writeOutput(text) }
    try OutputFile.write(text.utf8, to: output, sparing: console.inputs)
  }
}
