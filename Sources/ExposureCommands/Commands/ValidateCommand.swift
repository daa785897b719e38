import ArgumentParser
import Reports
import SourceText
import TopologyLanguage
import TopologyModel

/// `exposure validate`: prints diagnostics only.
struct ValidateCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check topologies and all their variants, and report every problem.")

  @Argument(help: "Topologies to check; '-' is standard input.")
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Show the final values at and below a key, such as 'systems.crm', and where each is written.",
      valueName: "key"))
  var showOrigin: String?

  @OptionGroup var output: OutputOptions

  func run(on console: Console) throws -> ExitStatus {
    var status = ExitStatus.done
    var text = ""
    var results: [JSONValue] = []
    for file in files {
      let outcome = TopologyLoader().loadAllVariants(path: file)
      console.inputs.add(outcome.base.files)
      let found = outcome.diagnostics.filter { $0.severity == .error || !output.quiet }
      let errors = found.filter { $0.severity == .error }
      if !errors.isEmpty {
        // An unreadable file is bad input (exit code 2). A readable file with errors is bad news (exit code 1).
        let isUnread = errors.contains {
          $0.position == nil && !$0.countsOthers
        }
        status = isUnread || status == .badInput ? .badInput : .badNews
      }
      let renderer = DiagnosticRenderer(
        files: outcome.base.files, colored: output.colorsOutput(console))
      text += renderer.render(found)
      if !output.quiet || !errors.isEmpty {
        if !found.isEmpty { text += "\n" }
        text += Self.summary(
          file, outcome, errors: errors.count, warnings: found.count - errors.count)
      }
      if let showOrigin { text += try Self.origins(of: showOrigin, in: file) }
      results.append(Self.json(file, found, outcome))
    }
    let document: JSONValue = ["schema": "exposure.validation/1", "files": .array(results)]
    switch output.format {
    case .csv: try output.write(output.csv(Self.tables(document)), to: console)
    case .xlsx: try output.write(workbook: Self.tables(document), to: console)
    case .text: try output.write(TerminalText.lines(text), to: console)
    case .markdown:
      // Lines of the file are in it, which are neither Markdown nor HTML.
      var document = ReportDocument()
      document.code(text)
      try output.write(text.isEmpty ? "" : MarkdownRenderer().render(document), to: console)
    case .json: try output.write(document.text(), to: console)
    }
    return status
  }

  /// The final values of a key, a line each.
  private static func origins(of key: String, in file: String) throws -> String {
    guard file != "-" else {
      throw CommandFailure("--show-origin needs a file; standard input can be read only once")
    }
    let source = TopologyLoader().source(path: file)
    let found = source.origins(of: key)
    guard !found.isEmpty else { throw CommandFailure("no value at '\(key)' in '\(file)'") }
    return found.map { origin in
      let name = source.sourceFiles[origin.position.file]?.name ?? file
      let line = "\(origin.path): \(origin.value)  [\(name):\(origin.position.line)]"
      return TerminalText.printable(line) + "\n"
    }.joined()
  }

  private static func summary(
    _ file: String, _ outcome: AllVariants, errors: Int, warnings: Int
  ) -> String {
    let name = TerminalText.printable(file)
    func some(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
    guard errors == 0 else {
      return "\(name): \(some(errors, "error")), \(some(warnings, "warning"))\n"
    }
    let variants =
      outcome.variants.isEmpty ? "" : ", with \(some(outcome.variants.count, "variant"))"
    let warned = warnings == 0 ? "" : ", \(some(warnings, "warning"))"
    return "\(name): valid\(variants)\(warned)\n"
  }

  /// One row for each diagnostic; a file without any has one row.
  private static func tables(_ document: JSONValue) -> ReportTables {
    ReportTables(
      "diagnostics",
      CSVTable(
        document, rowsOf: ["files", "diagnostics"],
        [
          "file", .init("valid", nil, .flag), "severity", "code", "message",
          .init("at-file", "at.file"), .init("line", "at.line", .number),
          .init("column", "at.column", .number), "help",
        ]))
  }

  private static func json(
    _ file: String, _ found: [Diagnostic], _ outcome: AllVariants
  ) -> JSONValue {
    func place(_ position: SourcePosition?) -> JSONValue {
      guard let position else { return .null }
      return [
        "file": .string(outcome.base.files[position.file]?.name ?? file),
        "line": .integer(Int(position.line)), "column": .integer(Int(position.column)),
      ]
    }
    return [
      "file": .string(file),
      "valid": .boolean(!found.contains { $0.severity == .error }),
      "diagnostics": .array(
        found.map { diagnostic in
          [
            "code": .string(diagnostic.code),
            "severity": .string(diagnostic.severity.rawValue),
            "message": .string(diagnostic.message),
            "at": place(diagnostic.position),
            "length": .integer(diagnostic.length),
            "help": .optional(diagnostic.help),
            "notes": .array(
              diagnostic.notes.map {
                ["message": .string($0.message), "at": place($0.position)]
              }),
          ]
        }),
    ]
  }
}
