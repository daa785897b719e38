import ArgumentParser
import Explaining
import Foundation
import IncidentFindings
import Lowering
import Reports
import TopologyLanguage
import TopologyModel

/// Do the graphs reproduce what is known to have happened?
struct VerifyCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Hold every incident of some topologies against the public record.",
    discussion: """
      Every claim of every incident is consistent with what the graph says, contradicted by it, or left open. \
      A folder stands for all topologies in it and below (.yaml, .yml, .json), without hidden ones; files that are \
      no topologies are passed over, and it says how many. JSON: exposure.verification/1.
      """)

  @Argument(help: "Topologies, or folders of them; '-' is standard input.")
  var files: [String]

  @Option(help: "The architecture to ask: one of the variants. Unsaid: the files as written.")
  var variant: String?

  @Flag(help: "End with exit code 1 when a claim is contradicted.")
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
        // The others are still worth an answer; the exit code says that one is missing.
        isRefused = true
      }
    }
    guard !parts.isEmpty || isRefused || passedOver.isEmpty else {
      throw CommandFailure(
        "no topology among the \(passedOver.count) files of '\(files.joined(separator: "', '"))'",
        help: "name a folder with topologies")
    }
    let report = VerificationReport(parts, passedOver: passedOver)
    try output.write(report.document, json: report.json, to: console)
    if isRefused { return .badInput }
    return strict && report.count(.contradicted) > 0 ? .badNews : .done
  }
}

/// The topologies of a folder.
enum TopologyFolder {
  /// The file itself, as named, or for a folder every file in it and below that may be a topology, sorted by path.
  static func files(at path: String) throws -> [(path: String, isNamed: Bool)] {
    var isFolder: ObjCBool = false
    guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      isFolder.boolValue
    else { return [(path, true)] }
    guard let found = FileManager.default.enumerator(atPath: path) else {
      throw CommandFailure("cannot read the folder '\(path)'")
    }
    let kinds: Set = ["yaml", "yml", "json"]
    let root = path.hasSuffix("/") ? path : path + "/"
    let files = found.compactMap { $0 as? String }.filter { name in
      kinds.contains((name as NSString).pathExtension.lowercased())
        && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }
    guard !files.isEmpty else {
      throw CommandFailure("no topology in '\(path)'", help: "name a folder with .yaml files")
    }
    return files.map { root + $0 }.sorted().map { ($0, false) }
  }

  /// Whether a file of a folder is a topology, be it a wrong one: it can be used, or it names a section that other
  /// kinds of files do not have. `services` and `secrets` are not such ones: files for containers have them, too.
  static func isTopology(_ path: String) -> Bool {
    if TopologyLoader().load(path: path).topology != nil { return true }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return false }
    let section =
      /(?m)^[ \t{"']*(?:organizations|people|cohorts|systems|flows|inferences|leaks|incidents|variants|extends)["']?[ \t]*:/
    return text.contains(section)
  }
}
