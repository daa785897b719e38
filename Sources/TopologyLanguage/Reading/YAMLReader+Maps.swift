import SourceText

/// Checks completed maps and expands merge keys.
extension YAMLReader {
  /// Removes keys that are not text and duplicate keys, and expands merge keys.
  mutating func finishMap(
    _ frame: Frame, _ arena: inout NodeArena, _ findings: inout Findings
  ) throws(Unreadable) {
    if seen.count < arena.symbols.count {
      let missing = arena.symbols.count - seen.count
      // Doubling keeps the total linear in the size of the file.
      let room = Swift.max(missing, seen.count)
      seen.append(contentsOf: repeatElement(KeySeen(map: .max, place: 0), count: room))
    }
    var merges: [Int] = []
    var write = frame.first
    for place in stride(from: frame.first, to: pending.count, by: 2) {
      let key = pending[place]
      guard arena.isScalar(key) else {
        findings.add(
          .keyNotText, "a key must be text, not \(arena.describe(key))", at: arena.position(key),
          length: arena.length(key))
        continue
      }
      let symbol = Int(arena.symbol(key).index)
      if arena.isMergeKey(key) {
        merges.append(write)
      } else if isPieceOfNumber(place, behind: write, frame, arena) {
        // The decoder says what is wrong with the whole number.
      } else if seen[symbol].map == frame.node.index {
        let first = pending[seen[symbol].place]
        findings.add(
          .duplicateKey, "duplicate key '\(arena.symbols.text(arena.symbol(key)))'",
          at: arena.position(key), length: arena.length(key),
          notes: [Diagnostic.Note("first here", at: arena.position(first))])
        continue
      } else {
        seen[symbol] = KeySeen(map: frame.node.index, place: write)
      }
      pending[write] = key
      pending[write + 1] = pending[place + 1]
      write += 2
    }
    pending.removeSubrange(write...)
    if !merges.isEmpty { try writeOut(merges, frame, &arena, &findings) }
  }

  /// Whether a pair is what commas have cut from a number in the pair before it, as in `{ count: 1,000,000 }`.
  private func isPieceOfNumber(
    _ place: Int, behind end: Int, _ frame: Frame, _ arena: NodeArena
  ) -> Bool {
    func text(_ node: Node) -> String {
      arena.isScalar(node) ? arena.symbols.text(arena.symbol(node)) : ""
    }
    func isNumber(_ text: String) -> Bool {
      !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard end > frame.first, arena.isNull(pending[place + 1]), isNumber(text(pending[place]))
    else { return false }
    return arena.isNull(pending[end - 1])
      ? isNumber(text(pending[end - 2])) : isNumber(text(pending[end - 1]))
  }

  /// Replaces each `<<` by the entries it merges. The map's own keys take precedence, then the first map to
  /// provide a key (YAML 1.1, "Merge Key Language-Independent Type").
  private mutating func writeOut(
    _ merges: [Int], _ frame: Frame, _ arena: inout NodeArena, _ findings: inout Findings
  ) throws(Unreadable) {
    var result: [Node] = []
    var merges = merges[...]
    for place in stride(from: frame.first, to: pending.count, by: 2) {
      guard place == merges.first else {
        result.append(pending[place])
        result.append(pending[place + 1])
        continue
      }
      merges.removeFirst()
      let value = pending[place + 1]
      let sources = arena.kind(value) == .list ? Array(arena.children(value)) : [value]
      for source in sources {
        guard arena.kind(source) == .map else {
          findings.add(
            .mergeKeyValue, "'<<' merges maps, not \(arena.describe(source))",
            at: arena.position(source), length: arena.length(source))
          continue
        }
        for pair in arena.pairs(source) {
          let symbol = Int(arena.symbol(pair.key).index)
          guard seen[symbol].map != frame.node.index else { continue }
          seen[symbol] = KeySeen(map: frame.node.index, place: place)
          result.append(pair.key)
          result.append(pair.value)
        }
        guard arena.size + result.count <= limits.nodes else {
          try tooManyValues(at: arena.position(source), &findings)
        }
      }
    }
    pending.replaceSubrange(frame.first..., with: result)
  }
}
