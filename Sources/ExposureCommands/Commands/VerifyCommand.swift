import ArgumentParser
import Explaining
import Foundation
import IncidentFindings
import Lowering
import Reports
import TopologyLanguage
import TopologyModel

/// `exposure verify`: checks incidents against published claims.
struct VerifyCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check each incident against published claims.",
    discussion: """
      Each claim of an incident is consistent with the graph, contradicted by it, or open. A folder stands \
      for all topologies in it and its subfolders (.yaml, .yml, .json), except hidden ones. Files that are \
      not topologies are skipped and counted. JSON: exposure.verification/1.
      """)

  @Argument(help: "Topologies, or folders of them; '-' is standard input.")
  var files: [String]

  @Option(help: "The variant to check in every file. Default: the base file.")
  var variant: String?

  @Flag(help: "Exit with code 1 if a claim is contradicted.")
  var strict = false

  @OptionGroup var output: OutputOptions

  func run(on console: Console) throws -> ExitStatus {
    var parts: [VerificationReport.Part] = []
    var isRefused = false
    var passedOver: [String] = []
    for (file, isNamed) in try files.flatMap(TopologyFolder.files) {
      guard isNamed || TopologyFolder.isTopology(file) else {
        passedOver.append(file)
        continue
      }
      do {
        let loaded = try TopologyOptions.load(file, variant: variant, output.messages, console)
        let incidents = IncidentVerification.all(of: LoweredTopology(loaded.topology))
        parts.append(
          .init(
            file: file, naming: Naming(loaded.topology, files: loaded.files),
            incidents: incidents))
      } catch is InputRefused {
        // One failing file does not hide the answers for the others; the exit code reports it.
        isRefused = true
      }
    }
    guard !parts.isEmpty || isRefused || passedOver.isEmpty else {
      throw CommandFailure(
        "no topology among the \(passedOver.count) files of '\(files.joined(separator: "', '"))'",
        help: "name a folder with topologies")
    }
    let report = VerificationReport(parts, passedOver: passedOver)
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    if isRefused { return .badInput }
    return strict && report.count(.contradicted) > 0 ? .badNews : .done
  }
}

/// Finds the topologies of a folder.
enum TopologyFolder {
  /// The file itself, as named, or all files in a folder and its subfolders that may be topologies, sorted by
  /// path.
  static func files(at path: String) throws -> [(path: String, isNamed: Bool)] {
    var isFolder: ObjCBool = false
    guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      isFolder.boolValue
    else { return [(path, true)] }
    guard let found = FileManager.default.enumerator(atPath: path) else {
      throw CommandFailure("cannot read folder '\(path)'")
    }
    let kinds: Set = ["yaml", "yml", "json"]
    let root = path.hasSuffix("/") ? path : path + "/"
    let files = found.compactMap { $0 as? String }.filter { name in
      kinds.contains((name as NSString).pathExtension.lowercased())
        && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }
    guard !files.isEmpty else {
      throw CommandFailure(
        "no topology in '\(path)'", help: "name a folder that contains .yaml, .yml or .json files")
    }
    return files.map { root + $0 }.sorted().map { ($0, false) }
  }

  /// Whether a file of a folder is a topology, be it a wrong one: it can be used, or it names a section that
  /// other kinds of files do not have. `services` and `secrets` are not such ones: files for containers have
  /// them, too.
  static func isTopology(_ path: String) -> Bool {
    if TopologyLoader().load(path: path).topology != nil { return true }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return false }
    let section =
      /(?m)^[ \t{"']*(?:organizations|people|cohorts|systems|flows|inferences|leaks|incidents|variants|extends)["']?[ \t]*:/
    return text.contains(section)
  }
}
