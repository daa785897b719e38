public import SourceText

/// A topology's file, read once with what it extends, to be loaded again and again with changes.
public struct TopologySource: Sendable {
  let loader: TopologyLoader
  let files: FileSet
  let root: NodeArena.Node?

  /// Loads the file, or a variant of it, with a change merged over it.
  /// - Parameter change: a merge patch as a variant's `change` has it (RFC 7396); nil: none.
  public func load(variant: String? = nil, change: SourceFile? = nil) -> LoadOutcome {
    loader.load(root, of: files, variant: variant, change: change)
  }
}

extension TopologyLoader {
  /// Reads a file by its path, or standard input for `-`.
  public func source(path: String) -> TopologySource {
    var files = FileSet(limits: limits)
    let root = files.read(path: path)
    return TopologySource(loader: self, files: files, root: root)
  }

  /// Takes a file that is in memory.
  public func source(file: SourceFile, folder: String? = nil) -> TopologySource {
    var files = FileSet(limits: limits)
    let root = files.read(file, folder: folder)
    return TopologySource(loader: self, files: files, root: root)
  }
}
