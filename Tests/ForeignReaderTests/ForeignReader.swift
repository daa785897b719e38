import Foundation
import TestSupport

/// Programs of other projects that read what Exposure writes, in the virtual environment that `./test` makes.
enum ForeignReader {
  static let home = ProjectFolder.root.appendingPathComponent(".build/readers")
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// Python with the readers; nil if `./test` has not made it.
  static var python: String? {
    let path = home.appendingPathComponent("bin/python").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  /// Mermaid, as its package carries it.
  static var mermaid: String {
    home.appendingPathComponent("library/artoo_mermaid/assets/mermaid.min.js").path
  }

  static var browser: String? {
    let asked = ProcessInfo.processInfo.environment["EXPOSURE_BROWSER"]
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    return ([asked].compactMap { $0 } + known).first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  static func topology(_ name: String) -> URL {
    folder.appendingPathComponent("Topologies/\(name).yaml")
  }

  /// What a check says, and its exit code.
  static func run(_ script: String, _ arguments: [String]) throws -> (said: String, exit: Int32) {
    let log = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-check-\(UUID().uuidString)")
    try Data().write(to: log)
    defer { try? FileManager.default.removeItem(at: log) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python ?? "/nonexistent/python")
    process.arguments =
      ["-B", folder.appendingPathComponent("Readers/\(script).py").path] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["PYTHONIOENCODING": "utf-8"]) { $1 }
    process.standardOutput = try FileHandle(forWritingTo: log)
    process.standardError = process.standardOutput
    try process.run()
    process.waitUntilExit()
    return (try String(contentsOf: log, encoding: .utf8), process.terminationStatus)
  }
}

/// An export with the analysis of the same topology, in a folder of its own.
struct Export {
  let folder: URL
  var file: URL { folder.appendingPathComponent("export") }
  var analysis: URL { folder.appendingPathComponent("analysis.json") }
  /// The account on standard output.
  let account: String

  init(_ format: String, of topology: URL, _ arguments: [String] = []) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-export-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let output = folder.appendingPathComponent("export")
    let run = try ProgramRun(
      ["export", format, topology.path, "-o", output.path, "--format", "json", "--quiet"]
        + arguments, in: ProjectFolder.root)
    guard run.exit == 0 else { throw Failed(said: run.error) }
    account = run.output
    let events = arguments.contains("--intrude") ? arguments : []
    let analysis = try ProgramRun(
      ["analyze", topology.path, "--format", "json", "--quiet"] + events, in: ProjectFolder.root)
    try Data(analysis.output.utf8).write(to: folder.appendingPathComponent("analysis.json"))
  }

  struct Failed: Error {
    var said: String
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
