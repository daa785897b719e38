import SourceText

/// Finds ids that the new version only spells otherwise.
///
/// Entries whose section has the same id in both versions stand for themselves. The others are told apart by what
/// they say, with every id in it replaced by what its entry says, round by round (as Weisfeiler and Leman refine
/// colors). Entries of one section that end alike in both versions are renamed; where several are alike, in the order
/// of the files.
struct RenameSearch {
  typealias Node = NodeArena.Node
  typealias Symbol = SymbolTable.Symbol

  private struct Entry {
    let section: Key
    let id: Symbol
    let body: Node
    /// Whether the other version has the id in the same section.
    var isShared = false
    var color = 0

    func marked(_ isShared: Bool) -> Entry {
      var copy = self
      copy.isShared = isShared
      return copy
    }
  }

  /// Rounds of refinement: longer chains of renamed entries are not recognised.
  private static let rounds = 8
  /// Sections whose entries other entries name.
  private static let sections: [Key] = [
    .sources, .organizations, .cohorts, .fields, .secrets, .systems, .services, .events,
    .incidents, .variants, .leaks, .flows, .requirements, .zones,
  ]
  /// Keys whose values are words for people, in which an id is only a word.
  private static let words: Set<Symbol> = Set(
    [
      Key.title, .description, .label, .note, .because, .url, .contact, .advice, .kind, .category,
      .date, .count, .state, .role,
    ].map(\.symbol))

  /// The renamed ids, in the order of the new file.
  private(set) var renamed: [RenamedID] = []
  private var replacements: [Symbol: Symbol] = [:]

  init(_ old: Node, _ new: Node, in arena: NodeArena) {
    var before = Self.entries(old, arena)
    var after = Self.entries(new, arena)
    let oldIDs = Set(before.map { Name(section: $0.section, id: $0.id) })
    let newIDs = Set(after.map { Name(section: $0.section, id: $0.id) })
    before = before.map { $0.marked(newIDs.contains(Name(section: $0.section, id: $0.id))) }
    after = after.map { $0.marked(oldIDs.contains(Name(section: $0.section, id: $0.id))) }
    guard before.contains(where: { !$0.isShared }), after.contains(where: { !$0.isShared }) else {
      return
    }
    for _ in 0..<Self.rounds {
      before = Self.refined(before, arena)
      after = Self.refined(after, arena)
    }
    // An id that names several things is not replaced, since what a word means would have to be known.
    let named = Dictionary(grouping: before, by: \.id)
    let taken = Set(after.map(\.id)).union(before.filter(\.isShared).map(\.id))
    var waiting = Dictionary(grouping: before.filter { !$0.isShared }) {
      Look(section: $0.section, color: $0.color)
    }
    let counts = Dictionary(grouping: after.filter { !$0.isShared }) {
      Look(section: $0.section, color: $0.color)
    }.mapValues(\.count)
    let totals = waiting.mapValues(\.count)
    for entry in after where !entry.isShared {
      let look = Look(section: entry.section, color: entry.color)
      guard let alike = waiting[look], let first = alike.first, totals[look] == counts[look] else {
        continue
      }
      guard named[first.id]?.count == 1, !taken.contains(first.id) else { continue }
      waiting[look] = Array(alike.dropFirst())
      replacements[first.id] = entry.id
      renamed.append(
        RenamedID(
          section: entry.section.text, old: arena.symbols.text(first.id),
          new: arena.symbols.text(entry.id)))
    }
  }

  private struct Name: Hashable {
    let section: Key
    let id: Symbol
  }

  private struct Look: Hashable {
    let section: Key
    let color: Int
  }

  // MARK: - What entries say

  private static func entries(_ root: Node, _ arena: NodeArena) -> [Entry] {
    var result: [Entry] = []
    for section in sections {
      guard let map = arena.value(section, of: root), arena.kind(map) == .map else { continue }
      for (key, body) in arena.pairs(map) {
        result.append(entry(section, arena.symbol(key), body))
        // Names of datasets are of their system; those that several systems use are not told apart.
        guard section == .systems, arena.kind(body) == .map,
          let datasets = arena.value(.datasets, of: body), arena.kind(datasets) == .map
        else { continue }
        for (key, body) in arena.pairs(datasets) {
          result.append(entry(.datasets, arena.symbol(key), body))
        }
      }
    }
    func groups(_ map: Node?) {
      guard let map, arena.kind(map) == .map else { return }
      for (key, body) in arena.pairs(map) {
        result.append(entry(.people, arena.symbol(key), body))
        if arena.kind(body) == .map { groups(arena.value(.groups, of: body)) }
      }
    }
    groups(arena.value(.people, of: root))
    return result
  }

  private static func entry(_ section: Key, _ id: Symbol, _ body: Node) -> Entry {
    Entry(section: section, id: id, body: body)
  }

  private static func refined(_ entries: [Entry], _ arena: NodeArena) -> [Entry] {
    var colors: [Symbol: Int] = [:]
    for entry in entries {
      let own = entry.isShared ? hash(1, Int(entry.id.index)) : entry.color
      colors[entry.id, default: 0] &+= hash(Int(entry.section.rawValue), own)
    }
    return entries.map { entry in
      guard !entry.isShared else { return entry }
      var entry = entry
      entry.color = look(entry.body, colors, arena)
      return entry
    }
  }

  /// A number that is equal for bodies that say the same; the order of keys and items does not matter.
  private static func look(_ node: Node, _ colors: [Symbol: Int], _ arena: NodeArena) -> Int {
    switch arena.kind(node) {
    case .plain, .quoted: return look(arena.symbol(node), colors, arena)
    case .list:
      return arena.children(node).reduce(3) { $0 &+ hash(5, look($1, colors, arena)) }
    case .map:
      var sum = 7
      for (key, value) in arena.pairs(node) {
        let isWord = words.contains(arena.symbol(key))
        let inner =
          isWord && arena.isScalar(value)
          ? hash(11, Int(arena.symbol(value).index)) : look(value, colors, arena)
        sum = sum &+ hash(look(arena.symbol(key), colors, arena), inner)
      }
      return sum
    }
  }

  private static func look(
    _ symbol: Symbol, _ colors: [Symbol: Int], _ arena: NodeArena
  ) -> Int {
    if let color = colors[symbol] { return hash(13, color) }
    let text = arena.symbols.text(symbol)
    guard let end = text.firstIndex(where: { $0 == "." || $0 == "[" }) else {
      return hash(17, Int(symbol.index))
    }
    // A dataset of a system, or a member of a fleet.
    return [text[..<end], text[text.index(after: end)...]].reduce(19) { sum, part in
      if let color = arena.symbols.find(String(part)).flatMap({ colors[$0] }) {
        return hash(sum, hash(13, color))
      }
      return part.utf8.reduce(hash(sum, 23)) { hash($0, Int($1)) }
    }
  }

  /// A mixing step of SplitMix64; the same on every run.
  private static func hash(_ first: Int, _ second: Int) -> Int {
    var value = UInt64(bitPattern: Int64(first)) &* 0x9E37_79B9_7F4A_7C15
    value &+= UInt64(bitPattern: Int64(second))
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int(Int64(bitPattern: value ^ (value >> 31)))
  }

  // MARK: - Renaming

  /// A value with the old ids spelled as in the new version.
  func renaming(_ node: Node, in arena: inout NodeArena) -> Node {
    replacements.isEmpty ? node : renamed(node, in: &arena)
  }

  private func renamed(_ node: Node, in arena: inout NodeArena) -> Node {
    switch arena.kind(node) {
    case .plain, .quoted:
      guard let symbol = replacement(of: arena.symbol(node), in: &arena) else { return node }
      return arena.addScalar(
        symbol, quoted: arena.kind(node) == .quoted, at: arena.position(node),
        length: arena.length(node))
    case .list:
      let items = arena.children(node).map { $0 }
      let changed = items.map { renamed($0, in: &arena) }
      guard changed != items else { return node }
      let list = arena.open(.list, at: arena.position(node))
      arena.close(list, children: changed)
      return list
    case .map:
      var children: [Node] = []
      for (key, value) in arena.pairs(node) {
        children.append(renamed(key, in: &arena))
        let isWord = Self.words.contains(arena.symbol(key)) && arena.isScalar(value)
        children.append(isWord ? value : renamed(value, in: &arena))
      }
      guard children != Array(arena.children(node)) else { return node }
      let map = arena.open(.map, at: arena.position(node))
      arena.close(map, children: children)
      return map
    }
  }

  /// `rights` for a renamed id, and `core.rights` or `store[3]` for a renamed system.
  private func replacement(of symbol: Symbol, in arena: inout NodeArena) -> Symbol? {
    if let found = replacements[symbol] { return found }
    let text = arena.symbols.text(symbol)
    guard let end = text.firstIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
    func spelled(_ part: Substring) -> String {
      let found = arena.symbols.find(String(part)).flatMap { replacements[$0] }
      return found.map { arena.symbols.text($0) } ?? String(part)
    }
    let new = spelled(text[..<end]) + String(text[end]) + spelled(text[text.index(after: end)...])
    return new == text ? nil : arena.symbols.intern(new)
  }
}
