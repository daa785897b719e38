import ArgumentParser
import Reports
import SourceText
import TopologyLanguage
import TopologyModel

/// `exposure explain-diagnostic`: explains a diagnostic code.
struct ExplainDiagnosticCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain-diagnostic",
    abstract: "Explain a diagnostic, with a wrong example and a corrected one.")

  @Argument(help: "The code shown in brackets. Default: list all codes.")
  var code: String?

  @OptionGroup var output: OutputOptions

  func run(on console: Console) throws -> ExitStatus {
    let all = DiagnosticCatalogue.all
    guard let code else {
      try output.write(Self.list(all), json: Self.json(all), tables: Self.tables(all), to: console)
      return .done
    }
    guard let found = DiagnosticCatalogue.explanation(of: code) else {
      let near = NearName.near(to: code, among: all.map(\.code))
      throw CommandFailure(
        "unknown diagnostic code '\(code)'",
        help: near.isEmpty
          ? "omit the code to list all of them"
          : "did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?")
    }
    try output.write(
      Self.document(found), json: Self.json([found]), tables: Self.tables([found]), to: console)
    return .done
  }

  private static func list(_ all: [DiagnosticCatalogue.Explanation]) -> ReportDocument {
    var document = ReportDocument()
    document.heading(1, "Diagnostics")
    document.table(
      [.init("code"), .init("severity"), .init("title", wraps: true)],
      all.map { [.init($0.code), .init($0.severity.rawValue), .init($0.title)] })
    return document
  }

  private static func document(_ found: DiagnosticCatalogue.Explanation) -> ReportDocument {
    var document = ReportDocument()
    document.heading(1, .init("\(found.severity.rawValue)[\(found.code)]: \(found.title)"))
    document.paragraph(.init(found.explanation))
    document.heading(2, "Wrong")
    document.code(found.bad)
    document.heading(2, "Mended")
    document.code(found.good)
    return document
  }

  private static func tables(_ all: [DiagnosticCatalogue.Explanation]) -> ReportTables {
    ReportTables(
      "diagnostics",
      CSVTable(
        json(all), rowsOf: ["diagnostics"],
        ["code", "severity", "title", "explanation", "bad", "good"]))
  }

  private static func json(_ all: [DiagnosticCatalogue.Explanation]) -> JSONValue {
    [
      "schema": "exposure.diagnostics/1",
      "diagnostics": .array(
        all.map {
          [
            "code": .string($0.code), "severity": .string($0.severity.rawValue),
            "title": .string($0.title), "explanation": .string($0.explanation),
            "bad": .string($0.bad), "good": .string($0.good),
          ]
        }),
    ]
  }
}
