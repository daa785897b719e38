import Foundation
import SourceText
import TopologyLanguage

/// Finds the topologies of a folder.
enum TopologyFolder {
  /// The file itself, as named, or everything in a folder and its subfolders that is called like a topology, sorted by
  /// path. Subfolders that are links are not entered; a link that is called like a topology is found, but not opened.
  /// - Complexity: O(entries of the folders).
  static func files(at path: String) throws -> [(path: String, isNamed: Bool)] {
    guard path != "-", let top = Descriptor.folder(path) else { return [(path, true)] }
    var found: [String] = []
    var open = [(folder: path.hasSuffix("/") ? path : path + "/", top)]
    while let (folder, opened) = open.popLast() {
      for name in opened.names where !name.hasPrefix(".") {
        let inner = Descriptor(
          openat(opened.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
        if let inner {
          open.append((folder + name + "/", inner))
        } else if kinds.contains(FilePath(name).kind.lowercased()) {
          found.append(folder + name)
        }
      }
    }
    guard !found.isEmpty else {
      throw CommandFailure(
        "no topology in '\(path)'", help: "name a folder that contains .yaml, .yml or .json files")
    }
    return found.sorted().map { ($0, false) }
  }

  private static let kinds: Set = ["yaml", "yml", "json"]

  /// Whether a file of a folder is a topology, be it a wrong one: it can be used, or it names a section that
  /// other kinds of files do not have. `services` and `secrets` are not such ones: files for containers have
  /// them, too.
  static func isTopology(_ source: TopologySource) -> Bool {
    if source.load().topology != nil { return true }
    guard let file = source.sourceFiles.files.first,
      let text = String(validating: file.bytes, as: UTF8.self)
    else { return false }
    let section =
      /(?m)^[ \t{"']*(?:organizations|people|cohorts|systems|flows|inferences|leaks|incidents|variants|extends)["']?[ \t]*:/
    return text.contains(section)
  }
}
