import ArgumentParser
import Exports
import Foundation
import IncidentFindings
import Interchange
import Lowering
import Reports
import SourceText
import TopologyModel

/// `exposure export`: writes a topology, and what an incident does to it, for other tools.
struct ExportCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a topology, and what an incident does to it, for other tools.",
    discussion: """
      An incident of the file, or events given here, say what an intruder reaches; without one that is \
      unknown in the export. What a format cannot hold is left out, and the account says what and why; \
      JSON: exposure.export/1.

      Formats: \(ExportFormat.allCases.map { "\($0.rawValue) (\($0.summary))" }.joined(separator: "; ")).
      """)

  @Argument(
    help: ArgumentHelp(
      "The format: \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "format"))
  var kind: ExportFormat

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var scenario: ScenarioOptions

  @Option(
    name: [.customShort("o"), .long],
    help:
      "Write to this file, or this folder if the format is several files. Default: standard output."
  )
  var output: String?

  @Option(
    help:
      "For csv: standard (RFC 4180), or excel, which a spreadsheet opens by a double click (UTF-8 mark, semicolons)."
  )
  var csvDialect: CSVDialectChoice = .standard

  @Option(
    help: ArgumentHelp(
      "With --csv-dialect excel: the language whose decimal sign numbers have, such as de or fr-CA. Unsaid: a point.",
      valueName: "tag"))
  var language: String?

  @Flag(help: "For graphml: nested, with yEd's graphics. Other readers drop what is nested.")
  var yed = false

  @Option(
    help: ArgumentHelp(
      "For open-psa: what an intruder is after, as 'spof' takes it. Default: the first class with its most identifying field.",
      valueName: "people.field"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      "For open-psa: yearly likelihood of events without one in the file: 5% or 0.05.",
      valueName: "likelihood"))
  var assume: Share?

  @Option(help: "Format of the account: text or json.")
  var format: ImportCommand.AccountFormat = .text

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if csvDialect != .standard, kind != .csv {
      throw ValidationError("--csv-dialect goes with csv.")
    }
    if let language {
      guard csvDialect == .excel else {
        throw ValidationError("--language goes with --csv-dialect excel.")
      }
      guard CSVDialect.excel(language: language) != nil else {
        throw ValidationError(
          "'\(TerminalText.printable(language))' is no language that is known here: write a tag such as de, fr-CA or en-GB."
        )
      }
    }
    if yed, kind != .graphml { throw ValidationError("--yed goes with graphml.") }
    if target != nil || assume != nil, kind != .openPSA {
      throw ValidationError("--\(target == nil ? "assume" : "target") goes with open-psa.")
    }
    if kind.isFolder, output == nil {
      throw ValidationError("\(kind.rawValue) is several files: say with -o in which folder.")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    if kind.isFolder, let output { try OutputFolder.check(output) }
    let loaded = try topology.load(messages, console)
    let request = try request(loaded)
    let exported: ExportedFiles
    do {
      exported = try kind.export(request)
    } catch let failure as ExportFailure {
      throw CommandFailure(failure.message, help: failure.help)
    }
    let account = try account(exported.account, console)
    if kind.isFolder, let output {
      try OutputFolder.write(exported.files, to: output)
    } else if let output {
      try OutputFile.write(exported.files[0].bytes, to: output)
    } else {
      console.writeOutput(String(decoding: exported.files[0].bytes, as: UTF8.self))
      if !messages.quiet { console.writeError(account) }
      return .done
    }
    if !messages.quiet || format == .json { console.writeOutput(account) }
    return .done
  }

  private func request(_ loaded: LoadedTopology) throws -> ExportRequest {
    let lowered = LoweredTopology(loaded.topology)
    let isAsked = !scenario.isEmpty || !loaded.topology.incidents.isEmpty
    if !scenario.isEmpty, !kind.saysWhatHappens {
      throw CommandFailure(
        "\(kind.rawValue) says nothing of incidents", help: "leave out --incident and the events")
    }
    var request = ExportRequest(
      lowered,
      analysis: isAsked && kind.saysWhatHappens
        ? IncidentAnalysis(lowered, try scenario.scenario(in: loaded.topology)) : nil,
      naming: Naming(loaded.topology, files: loaded.files), variant: loaded.variant)
    request.isForYEd = yed
    request.target = try target.map(NameResolver(loaded.topology).target)
    request.assumedLikelihood = assume?.value
    if csvDialect == .excel {
      request.dialect = CSVDialect.excel(language: language) ?? .standard
    }
    return request
  }

  private func account(_ account: ImportAccount, _ console: Console) throws -> String {
    let report = ImportReport(account, of: .export)
    switch format {
    case .json: return try report.json.text()
    case .text:
      return TextRenderer(width: console.width ?? 100, isColored: false).render(report.document)
    }
  }
}

extension ExportFormat: ExpressibleByArgument {}
