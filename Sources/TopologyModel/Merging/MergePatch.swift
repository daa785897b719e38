import SourceText

/// JSON Merge Patch (RFC 7396) on nodes: a map is merged key by key, null takes away, anything else replaces.
///
/// Nodes keep the place where they were written, so that a finding in a variant points into the patch or
/// into the file, whichever said it.
struct MergePatch {
  typealias Node = NodeArena.Node

  /// A null of the patch that took nothing away, and the keys that it could have meant.
  struct Useless {
    let key: Node
    let candidates: [SymbolTable.Symbol]
  }

  /// Whether nulls are kept rather than carried out: two patches are joined into one.
  private var joinsPatches = false
  private(set) var useless: [Useless] = []

  /// `patch` over `target`; a nil target is nothing at all.
  /// - Complexity: O(entries of the maps that the patch goes into).
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
    for (key, value) in arena.pairs(patch) {
      let symbol = arena.symbol(key)
      let place = places[symbol]
      if arena.isNull(value), !joinsPatches {
        if let place { values[place] = nil } else { note(key, in: target, arena) }
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

  /// `file` over what it extends: a patch, but for what its variants change, which are patches
  /// themselves and keep their nulls.
  mutating func extend(_ base: Node?, by file: Node, in arena: inout NodeArena) -> Node {
    let fileChanges = changes(of: file, arena)
    let baseChanges = base.map { changes(of: $0, arena) } ?? [:]
    let merged = apply(file, over: base, in: &arena)
    guard !fileChanges.isEmpty, arena.kind(merged) == .map,
      let variants = arena.value(.variants, of: merged), arena.kind(variants) == .map
    else { return merged }
    let rewritten = rebuilt(variants, in: &arena) { name, variant, arena in
      guard let change = fileChanges[arena.symbol(name)], arena.kind(variant) == .map else {
        return variant
      }
      var joining = MergePatch()
      joining.joinsPatches = true
      let joined = joining.apply(change, over: baseChanges[arena.symbol(name)], in: &arena)
      return Self.rebuilt(variant, in: &arena) { key, value, arena in
        arena.symbol(key) == Key.change.symbol ? joined : value
      }
    }
    return Self.rebuilt(merged, in: &arena) { key, value, arena in
      arena.symbol(key) == Key.variants.symbol ? rewritten : value
    }
  }

  private func changes(of file: Node, _ arena: NodeArena) -> [SymbolTable.Symbol: Node] {
    guard arena.kind(file) == .map, let variants = arena.value(.variants, of: file),
      arena.kind(variants) == .map
    else { return [:] }
    var result: [SymbolTable.Symbol: Node] = [:]
    for (name, variant) in arena.pairs(variants) where arena.kind(variant) == .map {
      result[arena.symbol(name)] = arena.value(.change, of: variant)
    }
    return result
  }

  /// A copy of a map with other values under the same keys.
  static func rebuilt(
    _ map: Node, in arena: inout NodeArena,
    change: (_ key: Node, _ value: Node, _ arena: inout NodeArena) -> Node?
  ) -> Node {
    var children: [Node] = []
    for (key, value) in arena.pairs(map) {
      guard let changed = change(key, value, &arena) else { continue }
      children.append(key)
      children.append(changed)
    }
    let copy = arena.open(.map, at: arena.position(map))
    arena.close(copy, children: children)
    return copy
  }

  private func rebuilt(
    _ map: Node, in arena: inout NodeArena,
    change: (_ key: Node, _ value: Node, _ arena: inout NodeArena) -> Node?
  ) -> Node {
    Self.rebuilt(map, in: &arena, change: change)
  }

  /// What a patch makes where there was nothing: itself, less its nulls. The same node when it has none.
  private mutating func withoutNulls(_ patch: Node, in arena: inout NodeArena) -> Node {
    guard !joinsPatches else { return patch }
    var changed = false
    var children: [Node] = []
    for (index, pair) in arena.pairs(patch).enumerated() {
      var value: Node? = pair.value
      if arena.isNull(pair.value) {
        note(pair.key, in: nil, arena)
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

  private mutating func note(_ key: Node, in target: Node?, _ arena: NodeArena) {
    let candidates = target.map { arena.pairs($0).map { arena.symbol($0.key) } } ?? []
    useless.append(Useless(key: key, candidates: candidates))
  }
}
