extension SetFamilyDiagram {
  /// What is wrong with the family at a node, or nil when it is as every operation must leave it:
  /// levels grow downwards, no node has an empty `high`, no two nodes are the same decision, and no
  /// set contains another.
  /// - Complexity: O(nodes) for the form; as an operation `without` at each node for the last.
  func fault(at root: Node) -> String? {
    struct Content: Hashable {
      let level: UInt32
      let low: Node
      let high: Node
    }
    var seen: Set<Content> = []
    var copy = self
    copy.table.budget = .max
    for node in table.reachable(from: CollectionOfOne(root)) {
      let decision = table[node]
      if decision.high == Self.empty { return "node \(node) has an empty high branch" }
      if min(table.level(decision.low), table.level(decision.high)) <= decision.level {
        return "node \(node) is not above its branches"
      }
      let content = Content(level: decision.level, low: decision.low, high: decision.high)
      if !seen.insert(content).inserted { return "node \(node) is a duplicate" }
      // A set with this level's event contains one without it when it does so without the event.
      if copy.without(decision.high, decision.low) != decision.high {
        return "a set at node \(node) contains another"
      }
    }
    return nil
  }
}
