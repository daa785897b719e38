import Foundation

/// Finds the files that paths mean: a folder stands for its files, a ZIP for its members.
enum InputExpansion {
  /// Files of one import.
  static let fileLimit = 10_000
  /// Folders within folders.
  static let depthLimit = 8

  /// The inputs in a stable order.
  static func inputs(_ paths: [String]) throws(ImportFailure) -> [ImportInput] {
    var result: [ImportInput] = []
    for path in paths {
      if path == "-" {
        let bytes = try ByteSource(path: path).readAll()
        result.append(ImportInput(name: "<stdin>", bytes: bytes))
        continue
      }
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      if exists, isFolder.boolValue {
        try add(folder: path, depth: 0, to: &result)
      } else {
        try add(file: path, to: &result)
      }
    }
    guard !result.isEmpty else {
      throw ByteSource.failure(
        "file-missing", "no file to import in \(paths.map { "'\($0)'" }.joined(separator: ", "))",
        help: "an import reads files that end in \(endings.sorted().joined(separator: ", "))")
    }
    return result
  }

  /// How files end that an import takes from a folder.
  private static let endings: Set<String> = [
    "json", "jsonl", "ndjson", "log", "yaml", "yml", "csv", "tsv", "txt", "xlsx", "ods", "zip",
    "tm7", "xml",
  ]

  private static func add(
    folder: String, depth: Int, to result: inout [ImportInput]
  ) throws(ImportFailure) {
    guard depth < depthLimit else { return }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      guard
        let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type]
          as? FileAttributeType
      else { continue }
      // Links are not followed: they may lead anywhere.
      if kind == .typeDirectory, name == ".fides" || !name.hasPrefix(".") {
        try add(folder: path, depth: depth + 1, to: &result)
      } else if kind == .typeRegular, !name.hasPrefix("."),
        let ending = name.split(separator: ".").last, endings.contains(ending.lowercased())
      {
        try add(file: path, to: &result)
      }
    }
  }

  private static func add(
    file path: String, to result: inout [ImportInput]
  ) throws(ImportFailure) {
    guard result.count < fileLimit else {
      throw tooMany
    }
    let input = ImportInput(path: path)
    guard try isArchive(input) else {
      result.append(input)
      return
    }
    try add(archive: path, to: &result)
  }

  /// Whether a file that can be read is a ZIP file. What cannot be read is said when it is.
  private static func isArchive(_ input: ImportInput) throws(ImportFailure) -> Bool {
    try input.head(4) == [0x50, 0x4B, 0x03, 0x04]
  }

  /// The members of a ZIP file, unless it is one document, such as a workbook.
  private static func add(
    archive path: String, to result: inout [ImportInput]
  ) throws(ImportFailure) {
    let bytes = try ByteSource(path: path).readAll()
    let archive: ZIPReader
    do {
      archive = try ZIPReader(bytes)
    } catch {
      throw ByteSource.failure(
        "archive-unreadable", "'\(path)': \(error.message)", help: error.help)
    }
    guard documents.allSatisfy({ archive[$0] == nil }) else {
      result.append(ImportInput(path: path))
      return
    }
    for member in archive.members
    where member.name.split(separator: ".").last.map({ endings.contains($0.lowercased()) }) == true
    {
      guard result.count < fileLimit else { throw tooMany }
      result.append(ImportInput(member, of: archive, at: path))
    }
  }

  /// Members by which a ZIP file is a document of its own.
  private static let documents = [
    "xl/workbook.xml", "content.xml", "[Content_Types].xml", "langspec.json",
  ]

  private static var tooMany: ImportFailure {
    ByteSource.failure("too-many-files", "too many files: the limit is \(fileLimit)")
  }
}
