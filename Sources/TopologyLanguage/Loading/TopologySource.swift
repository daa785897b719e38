public import SourceText

/// A topology's file and the files it extends, read once, for loading repeatedly with changes.
public struct TopologySource: Sendable {
  let loader: TopologyLoader
  let files: FileSet
  let root: NodeArena.Node?

  /// Loads the file, or one of its variants, with a change merged over it.
  /// - Parameter change: A merge patch like a variant's `change` (RFC 7396); nil for no change.
  public func load(variant: String? = nil, change: SourceFile? = nil) -> LoadOutcome {
    var outcome = loader.load(root, of: files, variant: variant, change: change)
    guard let variant, !outcome.diagnostics.isEmpty,
      let place = root.flatMap({ loader.place(of: variant, in: $0, files.arena) })
    else { return outcome }
    let known = Set(loader.load(root, of: files, variant: nil).diagnostics)
    for index in outcome.diagnostics.indices where !known.contains(outcome.diagnostics[index]) {
      outcome.diagnostics[index].notes.append(.init("in the variant '\(variant)'", at: place))
    }
    return outcome
  }
}

extension TopologyLoader {
  /// Reads a file by its path, or standard input for `-`.
  /// - Parameter requirements: A file with further `requirements`, and nothing else, that are merged over the
  ///   file's (RFC 7396); nil for none.
  public func source(path: String, requirements: String? = nil) -> TopologySource {
    var files = FileSet(limits: limits)
    var root = files.read(path: path)
    if let requirements {
      root = root.flatMap { files.adding(requirementsOf: requirements, to: $0) }
    }
    return TopologySource(loader: self, files: files, root: root)
  }

  /// Uses a file from memory.
  public func source(file: SourceFile, folder: String? = nil) -> TopologySource {
    var files = FileSet(limits: limits)
    let root = files.read(file, folder: folder)
    return TopologySource(loader: self, files: files, root: root)
  }
}
