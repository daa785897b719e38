import SourceText

/// JSON Merge Patch (RFC 7396) on nodes: maps are merged key by key, null removes, anything else replaces.
///
/// Nodes keep their source positions, so that a diagnostic in a variant points into the patch or into the
/// file, wherever the value was written.
struct MergePatch {
  typealias Node = NodeArena.Node

  /// A null in the patch that removed nothing, and the map whose keys it could have meant.
  struct Useless {
    let key: Node
    let target: Node?
  }

  /// Whether nulls are kept instead of applied, because two patches are being combined.
  private var joinsPatches = false
  private(set) var useless: [Useless] = []

  /// Applies `patch` to `target`; a nil target is an absent value.
  /// - Complexity: O(entries of the maps that the patch descends into).
  mutating func apply(_ patch: Node, over target: Node?, in arena: inout NodeArena) -> Node {
    guard arena.kind(patch) == .map else { return patch }
    guard let target, arena.kind(target) == .map else { return withoutNulls(patch, in: &arena) }
    var keys: [Node] = []
    var values: [Node?] = []
    var places: [SymbolTable.Symbol: Int] = [:]
    for (key, value) in arena.pairs(target) {
      places[arena.symbol(key)] = keys.count
      keys.append(key)
      values.append(value)
    }
    for (key, value) in arena.pairList(patch) {
      let symbol = arena.symbol(key)
      let place = places[symbol]
      if arena.isNull(value), !joinsPatches {
        if let place { values[place] = nil } else { note(key, in: target) }
      } else if let place {
        let goesInto = arena.kind(value) == .map && values[place].map { arena.kind($0) } == .map
        values[place] = apply(value, over: values[place], in: &arena)
        if !goesInto { keys[place] = key }
      } else {
        places[symbol] = keys.count
        keys.append(key)
        values.append(apply(value, over: nil, in: &arena))
      }
    }
    let merged = arena.open(.map, at: arena.position(target))
    var children: [Node] = []
    children.reserveCapacity(keys.count * 2)
    for (key, value) in zip(keys, values) {
      guard let value else { continue }
      children.append(key)
      children.append(value)
    }
    arena.close(merged, children: children)
    return merged
  }

  /// Applies `file` to the files it extends. The changes of its variants are patches themselves and keep their
  /// nulls.
  mutating func extend(_ base: Node?, by file: Node, in arena: inout NodeArena) -> Node {
    let changes = changes(of: file, arena)
    guard !changes.isEmpty else { return apply(file, over: base, in: &arena) }
    let before = base.map { self.changes(of: $0, arena) } ?? [:]
    let plain = rebuiltVariants(of: file, in: &arena) { _, variant, arena in
      Self.rebuilt(variant, in: &arena) { key, value, arena in
        arena.symbol(key) == Key.change.symbol ? nil : value
      }
    }
    let merged = apply(plain, over: base, in: &arena)
    return rebuiltVariants(of: merged, in: &arena) { name, variant, arena in
      guard let change = changes[arena.symbol(name)] else { return variant }
      var joining = MergePatch()
      joining.joinsPatches = true
      let joined = joining.apply(
        change.value, over: before[arena.symbol(name)]?.value, in: &arena)
      var children = arena.pairs(variant)
        .filter { arena.symbol($0.key) != Key.change.symbol }
        .flatMap { [$0.key, $0.value] }
      children += [change.key, joined]
      let copy = arena.open(.map, at: arena.position(variant))
      arena.close(copy, children: children)
      return copy
    }
  }

  private typealias Pair = (key: Node, value: Node)

  /// The change of each variant of a file, with the key node `change`.
  private func changes(of file: Node, _ arena: NodeArena) -> [SymbolTable.Symbol: Pair] {
    guard arena.kind(file) == .map, let variants = arena.value(.variants, of: file),
      arena.kind(variants) == .map
    else { return [:] }
    var result: [SymbolTable.Symbol: Pair] = [:]
    for (name, variant) in arena.pairs(variants) where arena.kind(variant) == .map {
      result[arena.symbol(name)] = arena.pairs(variant).first {
        arena.symbol($0.key) == Key.change.symbol
      }
    }
    return result
  }

  /// A copy of a file in which the variants that are maps are replaced.
  private func rebuiltVariants(
    of file: Node, in arena: inout NodeArena,
    change: (_ name: Node, _ variant: Node, _ arena: inout NodeArena) -> Node
  ) -> Node {
    Self.rebuilt(file, in: &arena) { key, variants, arena in
      guard arena.symbol(key) == Key.variants.symbol, arena.kind(variants) == .map else {
        return variants
      }
      return Self.rebuilt(variants, in: &arena) { name, variant, arena in
        arena.kind(variant) == .map ? change(name, variant, &arena) : variant
      }
    }
  }

  /// A copy of a map with other values under the same keys.
  static func rebuilt(
    _ map: Node, in arena: inout NodeArena,
    change: (_ key: Node, _ value: Node, _ arena: inout NodeArena) -> Node?
  ) -> Node {
    var children: [Node] = []
    for (key, value) in arena.pairList(map) {
      guard let changed = change(key, value, &arena) else { continue }
      children.append(key)
      children.append(changed)
    }
    let copy = arena.open(.map, at: arena.position(map))
    arena.close(copy, children: children)
    return copy
  }

  /// What a patch yields when applied to an absent value: itself without nulls. The same node if it has none.
  private mutating func withoutNulls(_ patch: Node, in arena: inout NodeArena) -> Node {
    guard !joinsPatches else { return patch }
    var changed = false
    var children: [Node] = []
    for (index, pair) in arena.pairList(patch).enumerated() {
      var value: Node? = pair.value
      if arena.isNull(pair.value) {
        note(pair.key, in: nil)
        value = nil
      } else if arena.kind(pair.value) == .map {
        value = withoutNulls(pair.value, in: &arena)
      }
      if !changed, value != pair.value {
        changed = true
        children = Array(arena.children(patch).prefix(index * 2))
      }
      if changed, let value {
        children.append(pair.key)
        children.append(value)
      }
    }
    guard changed else { return patch }
    let copy = arena.open(.map, at: arena.position(patch))
    arena.close(copy, children: children)
    return copy
  }

  private mutating func note(_ key: Node, in target: Node?) {
    useless.append(Useless(key: key, target: target))
  }
}
