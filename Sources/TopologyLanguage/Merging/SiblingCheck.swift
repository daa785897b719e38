import SourceText

/// Compares what several files of one `extends` list say under the same keys. The later one counts, so a
/// difference makes the result depend on the order of the list.
struct SiblingCheck {
  typealias Node = NodeArena.Node

  /// A key that two of the files give different values.
  struct Difference {
    let key: Node
    let before: Node
  }

  let arena: NodeArena
  private(set) var differences: [Difference] = []

  init(_ arena: NodeArena) {
    self.arena = arena
  }

  /// Compares `later` with what the files before it came to. What `own`, the file that extends them, says itself
  /// is no difference, nor are the titles of the files.
  /// - Complexity: O(entries of the maps that both have).
  mutating func compare(_ later: Node, with before: Node, own: Node?, isTop: Bool = true) {
    var known: [SymbolTable.Symbol: (key: Node, value: Node)] = [:]
    for (key, value) in arena.pairs(before) { known[arena.symbol(key)] = (key, value) }
    for (key, value) in arena.pairs(later) {
      let symbol = arena.symbol(key)
      if isTop, [Key.title, .description, .schema].contains(where: { $0.symbol == symbol }) {
        continue
      }
      guard let other = known[symbol] else { continue }
      let said = own.flatMap { self.value(symbol, of: $0) }
      if arena.kind(value) == .map, arena.kind(other.value) == .map {
        let inside = said.flatMap { arena.kind($0) == .map ? $0 : nil }
        if said == nil || inside != nil {
          compare(value, with: other.value, own: inside, isTop: false)
        }
      } else if said == nil, !isSame(value, other.value, of: Key(symbol)) {
        differences.append(Difference(key: key, before: other.key))
      }
    }
  }

  private func value(_ symbol: SymbolTable.Symbol, of map: Node) -> Node? {
    for (key, value) in arena.pairs(map) where arena.symbol(key) == symbol { return value }
    return nil
  }

  /// Whether two values of a key mean the same: a list of one may be written without brackets, and numbers in several
  /// ways.
  private func isSame(_ first: Node, _ second: Node, of key: Key?) -> Bool {
    if first == second { return true }
    if arena.isScalar(first), arena.isScalar(second) {
      guard arena.isNull(first) == arena.isNull(second) else { return false }
      let (left, right) = (text(first), text(second))
      return left == right || key.map { Self.isSameNumber(left, right, of: $0) } ?? false
    }
    let (left, right) = (children(first), children(second))
    return left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1, of: nil) }
  }

  private func text(_ node: Node) -> String { arena.symbols.text(arena.symbol(node)) }

  /// Whether two texts are the same count or likelihood, such as `1000` and `1k`, where the key takes one.
  private static func isSameNumber(_ first: String, _ second: String, of key: Key) -> Bool {
    if Key.counts.contains(key), let count = try? CountNotation.parse(first) {
      return count == (try? CountNotation.parse(second))
    }
    if Key.likelihoods.contains(key), let likelihood = try? LikelihoodNotation.parse(first) {
      return likelihood == (try? LikelihoodNotation.parse(second))
    }
    return false
  }

  private func children(_ node: Node) -> [Node] {
    arena.isScalar(node) ? [node] : Array(arena.children(node))
  }
}
