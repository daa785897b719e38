public import Foundation

/// Where things are in the checkout that the tests were built from.
public enum ProjectFolder {
  /// The folder with Package.swift.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The topologies that are shipped, in `graphs` and the folders below it, by name.
  public static var graphs: [URL] {
    get throws {
      let folder = root.appendingPathComponent("graphs")
      let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      return names.filter { $0.hasSuffix(".yaml") }.sorted().map(folder.appendingPathComponent)
    }
  }
}
