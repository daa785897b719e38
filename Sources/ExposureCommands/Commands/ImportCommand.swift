import ArgumentParser
import Foundation
import Interchange
import Reports
import SourceText

/// `exposure import`: makes a topology of what other tools write.
struct ImportCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a topology of what other tools write: registers, dbt, OpenLineage and others.",
    discussion: """
      The format is found by the content; name it before the files to be sure. What the source does not say \
      is left out, which is unknown in a topology, not empty. Add people, counts and incidents in a file that \
      extends the topology, so that the next import does not touch them. The account says what was read, \
      joined and left out, and why; JSON: exposure.import/1.

      Formats: \(ImportFormat.readable.map { "\($0.rawValue) (\($0.summary))" }.joined(separator: "; ")).
      """)

  /// The format of the account.
  enum AccountFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(
    help: ArgumentHelp(
      "The format, if it is said, and the files, folders and archives to read; '-' is standard input.",
      valueName: "format and files"))
  var words: [String]

  @Option(
    name: [.customShort("o"), .long],
    help:
      "Write the topology to this file. Default: standard output, and the account to standard error."
  )
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Categories of columns and marks: a YAML file such as 'email: user.contact.email'.",
      valueName: "file"))
  var map: String?

  @Option(
    help: ArgumentHelp(
      "For registers: the headings of this one, a YAML file such as 'people: Betroffene'.",
      valueName: "file"))
  var columns: String?

  @Option(
    help: ArgumentHelp(
      "The class of people whose data it is where the source names nobody. Default: 'unsaid'.",
      valueName: "class"))
  var people: String?

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "Also take what is not safe to take unasked: \(ImportChoice.allCases.map(\.rawValue).joined(separator: ", ")). May be repeated.",
      valueName: "choice"))
  var choices: [ImportChoice] = []

  @Flag(help: "Write nothing; exit code 1 if the file that -o names would change.")
  var check = false

  @Flag(help: "Keep the ids of the file that -o names, and say which are gone.")
  var update = false

  @Option(help: "Format of the account: text or json.")
  var format: AccountFormat = .text

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if output == nil, check || update {
      throw ValidationError("--\(check ? "check" : "update") goes with -o.")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let known = words.first.flatMap { ImportFormat(rawValue: $0) }
    let paths = Array(known == nil ? words[...] : words.dropFirst())
    guard !paths.isEmpty else {
      throw CommandFailure(
        "no file to import", help: "write 'exposure import \(words.joined(separator: " ")) FILE'")
    }
    let earlier = try earlierFile()
    let options = try self.options(earlier)
    if !messages.quiet { console.progress?.begin("importing \(TerminalText.printable(paths[0]))") }
    let outcome = Importer.run(known, paths: paths, options: options)
    let shown = outcome.diagnostics.filter { $0.severity == .error || !messages.quiet }
    if !shown.isEmpty {
      let renderer = DiagnosticRenderer(
        files: outcome.files, colored: messages.colorsErrors(console))
      console.writeError(renderer.render(shown))
    }
    guard let yaml = outcome.yaml else { return .badInput }
    let account = try account(outcome.account, console)
    guard let output else {
      console.writeOutput(String(decoding: yaml, as: UTF8.self))
      if !messages.quiet { console.writeError(account) }
      return .done
    }
    if check {
      let isSame = earlier.map { Array($0) } == yaml
      let name = TerminalText.printable(output)
      console.writeOutput(isSame ? "\(name): up to date\n" : "\(name): would change\n")
      return isSame ? .done : .badNews
    }
    try OutputFile.write(yaml, to: output)
    if !messages.quiet || format == .json { console.writeOutput(account) }
    return .done
  }

  /// The bytes of the file that is to be written, if an import wrote it.
  private func earlierFile() throws -> Data? {
    guard let output, let bytes = FileManager.default.contents(atPath: output), !bytes.isEmpty
    else {
      return nil
    }
    guard bytes.starts(with: Array(ImportedFile.firstLine.utf8)) else {
      throw CommandFailure(
        "'\(output)' exists, and no import wrote it",
        help: "choose another file, and let '\(output)' extend it")
    }
    return bytes
  }

  private func options(_ earlier: Data?) throws -> ImportOptions {
    var options = ImportOptions()
    options.people = people
    options.choices = Set(choices)
    do throws(ImportFailure) {
      if let map { options.categories = try CategoryMap.read(path: map) }
      if let columns { options.columns = try ImportOptions.columns(path: columns) }
    } catch {
      throw CommandFailure(error.diagnostic.message, help: error.diagnostic.help)
    }
    if update, earlier != nil, let output {
      guard let found = EarlierImport(path: output) else {
        throw CommandFailure(
          "'\(output)' is no topology that can be loaded",
          help: "'exposure validate \(output)' says why; without --update it is replaced")
      }
      options.earlier = found
    }
    return options
  }

  private func account(_ account: ImportAccount, _ console: Console) throws -> String {
    let report = ImportReport(account)
    switch format {
    case .json: return try report.json.text()
    case .text:
      return TextRenderer(width: console.width ?? 100, isColored: false).render(report.document)
    }
  }
}

extension ImportChoice: ExpressibleByArgument {}
