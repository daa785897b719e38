public import SourceText

/// One place at which two topologies say different things.
public struct TopologyEdit: Hashable, Sendable {
  /// The keys from the top: `systems`, `portal`, `access`, `login`.
  public let path: [String]
  /// Where the old file says it; nil if only the new one does.
  public let old: SourcePosition?
  /// Where the new file says it; nil if only the old one does.
  public let new: SourcePosition?
}

/// An id that the new file spells otherwise.
public struct RenamedID: Hashable, Sendable {
  /// The section: `systems`.
  public let section: String
  /// The id in the old file.
  public let old: String
  /// The id in the new file.
  public let new: String
}

/// Two versions of a topology, read side by side, with the edits that lead from one to the other.
///
/// Files are compared as values, after `extends`: splitting a file or reordering keys is no edit. Ids that were only
/// renamed are found first and are no edits either. Any of the edits can be applied without the others.
public struct TopologyEdits: Sendable {
  /// The edits, in the order of the old file, then of the new one.
  public let edits: [TopologyEdit]
  /// The ids that were only renamed, in the order of the new file.
  public let renamed: [RenamedID]
  private let loader: TopologyLoader
  private let files: FileSet
  private let old: NodeArena.Node?
  private let new: NodeArena.Node?

  /// Reads two versions.
  /// - Parameter store: Where the old version's files come from; nil for the disk.
  /// - Complexity: O(values).
  init(_ loader: TopologyLoader, old: String, in store: FileStore?, new: String) {
    self.loader = loader
    var files = FileSet(limits: loader.limits)
    let before = files.read(path: old, store: store ?? .disk)
    let after = files.read(path: new, store: .disk)
    var renamed: [RenamedID] = []
    var start = before
    if let before, let after {
      let search = RenameSearch(before, after, in: files.arena)
      renamed = search.renamed
      start = search.renaming(before, in: &files.arena)
    }
    self.renamed = renamed
    self.files = files
    self.old = start
    self.new = after
    var mixer = EditMixer(files.arena)
    if let start, let after { _ = mixer.mix(start, after, path: []) }
    edits = mixer.edits
  }

  /// The old version, with ids spelled as in the new one.
  public func oldTopology(variant: String? = nil) -> LoadOutcome { load([], variant: variant) }

  /// The new version.
  public func newTopology(variant: String? = nil) -> LoadOutcome {
    loader.load(new, of: files, variant: variant)
  }

  /// The old version with some edits applied; often not a valid topology.
  /// - Parameter applied: Indices into `edits`.
  /// - Complexity: O(values).
  public func load(_ applied: Set<Int>, variant: String? = nil) -> LoadOutcome {
    guard let old, let new else { return loader.load(nil, of: files, variant: variant) }
    var mixer = EditMixer(files.arena, applying: applied)
    let mixed = mixer.mix(old, new, path: []) ?? old
    var files = files
    files.arena = mixer.arena
    return loader.load(mixed, of: files, variant: variant)
  }

  /// Whether a path leads to something that a topology as such does not say: a title, a description.
  public static func isWording(_ path: [String]) -> Bool {
    path.last.map { ["title", "description", "label", "note", "because", "url"].contains($0) }
      ?? false
  }
}

extension TopologyLoader {
  /// Reads two versions of a topology.
  /// - Parameter store: Where the old version's files come from; nil for the disk.
  public func edits(from old: String, in store: FileStore? = nil, to new: String) -> TopologyEdits {
    TopologyEdits(self, old: old, in: store, new: new)
  }
}

/// Walks two values side by side, and puts together what some of their differences make.
private struct EditMixer {
  typealias Node = NodeArena.Node

  var arena: NodeArena
  private(set) var edits: [TopologyEdit] = []
  private let applied: Set<Int>

  init(_ arena: NodeArena, applying applied: Set<Int> = []) {
    self.arena = arena
    self.applied = applied
  }

  /// The old value with the applied edits; nil where they remove it.
  mutating func mix(_ old: Node?, _ new: Node?, path: [String]) -> Node? {
    if let old, let new, arena.kind(old) == .map, arena.kind(new) == .map {
      return map(old, new, path: path)
    }
    // A section that only one version has counts entry by entry.
    if path.count == 1, let map = [old, new].compactMap({ $0 }).first, arena.kind(map) == .map,
      old == nil || new == nil
    {
      return self.map(old, new, path: path)
    }
    if let old, let new, arena.isAlike(old, new) { return old }
    guard old != nil || new != nil else { return nil }
    edits.append(
      TopologyEdit(
        path: path, old: old.map { place($0, than: new) }, new: new.map { place($0, than: old) }))
    return applied.contains(edits.count - 1) ? new : old
  }

  private mutating func map(_ old: Node?, _ new: Node?, path: [String]) -> Node? {
    var values: [SymbolTable.Symbol: (key: Node, value: Node)] = [:]
    let before = pairs(old)
    let after = pairs(new)
    for pair in after { values[arena.symbol(pair.key)] = pair }
    var children: [Node] = []
    for pair in before {
      let other = values.removeValue(forKey: arena.symbol(pair.key))
      guard let mixed = mix(pair.value, other?.value, path: path + [name(pair.key)]) else {
        continue
      }
      children += [mixed == pair.value ? pair.key : other?.key ?? pair.key, mixed]
    }
    for pair in after where values[arena.symbol(pair.key)] != nil {
      guard let mixed = mix(nil, pair.value, path: path + [name(pair.key)]) else { continue }
      children += [pair.key, mixed]
    }
    if children.isEmpty, old == nil { return nil }
    guard let place = old ?? new else { return nil }
    let result = arena.open(.map, at: arena.position(place))
    arena.close(result, children: children)
    return result
  }

  private func pairs(_ map: Node?) -> [(key: Node, value: Node)] {
    map.map { arena.pairs($0).map { ($0.key, $0.value) } } ?? []
  }

  private func name(_ key: Node) -> String { arena.symbols.text(arena.symbol(key)) }

  /// Where a value begins to differ from another: for a list, its first item that the other does not have.
  private func place(_ node: Node, than other: Node?) -> SourcePosition {
    guard arena.kind(node) == .list, let other, arena.kind(other) == .list else {
      return arena.position(node)
    }
    let items = arena.children(other)
    let own = arena.children(node).first { item in
      !items.contains { arena.isAlike(item, $0) }
    }
    return arena.position(own ?? node)
  }
}

extension NodeArena {
  /// Whether two values say the same; the order of a map's keys says nothing.
  func isAlike(_ first: Node, _ second: Node) -> Bool {
    if first == second { return true }
    switch (kind(first), kind(second)) {
    case (.map, .map):
      let left = children(first)
      let right = children(second)
      guard left.count == right.count else { return false }
      var values: [SymbolTable.Symbol: Node] = [:]
      for (key, value) in pairs(second) { values[symbol(key)] = value }
      return pairs(first).allSatisfy { key, value in
        values[symbol(key)].map { isAlike(value, $0) } ?? false
      }
    case (.list, .list):
      let left = children(first)
      let right = children(second)
      return left.count == right.count && zip(left, right).allSatisfy { isAlike($0, $1) }
    case (.list, _), (.map, _), (_, .list), (_, .map): return false
    default:
      return symbol(first) == symbol(second) && isNull(first) == isNull(second)
        && boolean(first) == boolean(second)
    }
  }
}
