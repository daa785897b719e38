import SourceText

/// Rejects ids that no reader can tell apart.
extension TopologyDecoder {
  /// Reports every id that looks like an id before it in the file although its characters differ, of whatever section.
  ///
  /// Ids are compared by their bytes while a file is read. This check is why the rest of the program may compare them
  /// as texts: no two that are left are canonically equivalent.
  /// - Complexity: O(bytes of the ids), and O(1) if all are ASCII.
  mutating func checkLookAlikes() {
    guard hasUnicodeIDs else { return }
    var first: [String: Node] = [:]
    var known: Set<Symbol> = []
    for node in ids {
      guard known.insert(arena.symbol(node)).inserted else { continue }
      let id = name(node)
      let skeleton = LookAlike.skeleton(of: id)
      guard let other = first[skeleton] else {
        first[skeleton] = node
        continue
      }
      let (here, there) = LookAlike.difference(id, name(other))
      report(
        .idLooksAlike,
        "id '\(id)' looks like another id: it has \(here) where the other has \(there)", at: node,
        help: "write both alike if they are one thing, otherwise choose a different id",
        notes: [Diagnostic.Note("the other id is here", at: arena.position(other))])
    }
  }
}
