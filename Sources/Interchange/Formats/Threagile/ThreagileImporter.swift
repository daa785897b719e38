import Foundation
import SourceText

/// Threagile models (YAML, version 1.0.0 and the main branch), with the files that they include.
///
/// The keys of the maps are titles; links, boundaries and runtimes name the identifiers inside.
enum ThreagileImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var files = ThreagileFiles(log)
    for input in inputs { try files.read(input) }
    guard files.documents.contains(where: { ThreagileFiles.isModel($0.root) }) else {
      throw ByteSource.notTheFormat(
        "Threagile model", in: inputs,
        help: "a model has 'technical_assets', or includes files that have them")
    }
    var reader = ThreagileReader(options, log)
    for document in files.documents { reader.read(document.root) }
    return AssetModelBuilder(reader.model, options, log).build()
  }
}

/// The files of a model: those named, and those that they include.
struct ThreagileFiles {
  private let log: ImportLog
  private(set) var documents: [Document] = []
  private var seen: Set<String> = []

  /// Files that include files.
  private static let depthLimit = 32

  init(_ log: ImportLog) { self.log = log }

  mutating func read(_ input: ImportInput) throws {
    let folder = URL(fileURLWithPath: input.name).deletingLastPathComponent()
      .resolvingSymlinksInPath().path
    try read(input, within: folder, depth: 0)
  }

  private mutating func read(_ input: ImportInput, within root: String, depth: Int) throws {
    let path = URL(fileURLWithPath: input.name).resolvingSymlinksInPath().path
    guard seen.insert(path).inserted else { return }
    let document: Document
    do throws(ImportFailure) {
      document = try Document(input, log)
    } catch {
      // A part that holds only comments is allowed.
      guard depth > 0, error.diagnostic.code == "file-empty" else { throw error }
      return
    }
    guard Self.isModel(document.root) || document.root["includes"] != nil else {
      log.account.note(
        "files-not-read", "Files without anything of a model were left out.",
        example: input.baseName)
      return
    }
    log.account.files.append(input.name)
    documents.append(document)
    for name in document.root.words("includes") {
      let target = URL(fileURLWithPath: input.name).deletingLastPathComponent()
        .appendingPathComponent(name).standardizedFileURL.resolvingSymlinksInPath().path
      // Nothing outside the folder of the model is read.
      guard !name.hasPrefix("/"), target.hasPrefix(root.hasSuffix("/") ? root : root + "/") else {
        throw ByteSource.failure(
          "include-outside", "'\(input.name)' includes '\(name)', which is outside its folder",
          help: "put the file below \(URL(fileURLWithPath: root).lastPathComponent)/")
      }
      guard depth < Self.depthLimit else {
        throw ByteSource.failure(
          "too-deep", "files include files more than \(Self.depthLimit) levels deep")
      }
      log.account.note("includes", "Files that the model includes.", example: name)
      try read(ImportInput(path: target), within: root, depth: depth + 1)
    }
  }

  /// Whether a file has a part of a model.
  static func isModel(_ root: DocumentNode) -> Bool {
    ["threagile_version", "technical_assets", "data_assets", "trust_boundaries", "shared_runtimes"]
      .contains { root[$0] != nil }
  }
}
