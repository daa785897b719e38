import Foundation

/// Files of the repository that tests read.
enum RepositoryFiles {
  static let root: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  /// Every topology in `graphs/` and below, by its path.
  static let graphs: [String] = yamlFiles(in: "graphs")

  /// The YAML files of a folder of the repository and of the folders below it, by path.
  static func yamlFiles(in folder: String) -> [String] {
    let base = root + "/" + folder
    guard let names = FileManager.default.enumerator(atPath: base) else { return [] }
    return names.compactMap { $0 as? String }
      .filter { $0.hasSuffix(".yaml") }
      .sorted()
      .map { base + "/" + $0 }
  }
}
