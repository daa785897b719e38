import ArgumentParser
import Explaining
import Foundation
import IncidentFindings
import Lowering
import Reports
import TopologyModel

/// Do the graphs reproduce what is known to have happened?
struct VerifyCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Hold every incident of some topologies against the public record.",
    discussion: """
      Every claim of every incident is consistent with what the graph says, contradicted by it, or left open. \
      A folder stands for all topologies in it and below (.yaml, .yml, .json), without hidden ones. JSON: \
      exposure.verification/1.
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
    for file in try files.flatMap(TopologyFolder.files) {
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
    let report = VerificationReport(parts)
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    if isRefused { return .badInput }
    return strict && report.count(.contradicted) > 0 ? .badNews : .done
  }
}

/// The topologies of a folder.
enum TopologyFolder {
  /// The file itself, or for a folder every topology in it and below, sorted by path.
  static func files(at path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      isFolder.boolValue
    else { return [path] }
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
    return files.map { root + $0 }.sorted()
  }
}
