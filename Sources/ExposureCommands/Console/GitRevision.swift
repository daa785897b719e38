import Foundation
import SourceText
import Synchronization
import TopologyLanguage

/// The files of a revision of a repository, read by `git show`.
///
/// Git is started with its arguments as they are, never through a shell, and reads objects only: no hook, filter,
/// pager or driver of the repository runs.
struct GitRevision {
  /// The file's path in the repository.
  let path: String
  /// The files of the revision.
  let store: FileStore

  /// Finds the file's repository and the revision in it.
  /// - Throws: `CommandFailure` if there is no Git, no repository, or no such revision.
  init(_ revision: String, ofFile file: String) throws {
    let url = URL(fileURLWithPath: file).resolvingSymlinksInPath()
    let folder = url.deletingLastPathComponent().path
    let top = try Self.text(["rev-parse", "--show-toplevel"], in: folder, file)
    let commit: String
    do {
      commit = try Self.text(
        ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"],
        in: folder, file)
    } catch {
      throw CommandFailure(
        "no revision '\(TerminalText.printable(revision))' in the repository of '\(TerminalText.printable(file))'",
        help: "name a commit, a branch or a tag")
    }
    let root = URL(fileURLWithPath: top).resolvingSymlinksInPath().path
    guard url.path.hasPrefix(root + "/") else {
      throw CommandFailure("'\(TerminalText.printable(file))' is not in the repository '\(root)'")
    }
    path = String(url.path.dropFirst(root.count + 1))
    let shared = SharedCache()
    store = FileStore(named: revision + ":") { path in
      shared.value(of: path) {
        Self.run(["cat-file", "blob", "\(commit):\(path)"], in: root)
      }
    }
  }

  private final class SharedCache: Sendable {
    private let known = Mutex<[String: [UInt8]?]>([:])

    func value(of path: String, _ read: () -> [UInt8]?) -> [UInt8]? {
      if let found = known.withLock({ $0[path] }) { return found }
      let found = read()
      known.withLock { $0[path] = .some(found) }
      return found
    }
  }

  private static func text(_ arguments: [String], in folder: String, _ file: String) throws
    -> String
  {
    guard let bytes = run(arguments, in: folder) else {
      throw CommandFailure(
        "'\(TerminalText.printable(file))' is in no Git repository, or there is no 'git'",
        help: "give two files instead")
    }
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// What a Git command writes, at most 256 MiB; nil if it fails.
  private static func run(_ arguments: [String], in folder: String) -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "--no-pager", "-C", folder] + arguments
    var environment = ProcessInfo.processInfo.environment
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    environment["GIT_TERMINAL_PROMPT"] = "0"
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return nil
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 && data.count <= 256 << 20 ? [UInt8](data) : nil
  }
}
