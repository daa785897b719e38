public import SourceText

/// What a key of a topology finally is, and which file says so.
public struct KeyOrigin: Sendable {
  /// The keys from the top, joined by dots: `systems.crm.organization`.
  public let path: String
  /// The value as one line.
  public let value: String
  /// Where it is written.
  public let position: SourcePosition
}

extension TopologySource {
  /// All values at or below a key, after every file that is extended was merged, in order.
  /// - Parameter path: Keys joined by dots; empty for all.
  /// - Complexity: O(values).
  public func origins(of path: String) -> [KeyOrigin] {
    guard let root else { return [] }
    var result: [KeyOrigin] = []
    let arena = files.arena
    func visit(_ node: NodeArena.Node, _ here: String) {
      if arena.kind(node) == .map, !arena.children(node).isEmpty {
        for (key, value) in arena.pairs(node) {
          let name = arena.symbols.text(arena.symbol(key))
          visit(value, here.isEmpty ? name : "\(here).\(name)")
        }
      } else if path.isEmpty || here == path || here.hasPrefix(path + ".") {
        result.append(
          KeyOrigin(path: here, value: arena.line(node), position: arena.position(node)))
      }
    }
    visit(root, "")
    return result
  }

  /// The files that were read, for their names.
  public var sourceFiles: SourceFiles { files.files }
}

extension NodeArena {
  /// A value as one line.
  fileprivate func line(_ node: Node) -> String {
    switch kind(node) {
    case .plain, .quoted: isNull(node) ? "null" : symbols.text(symbol(node))
    case .list: "[\(children(node).map { line($0) }.joined(separator: ", "))]"
    case .map:
      "{\(pairs(node).map { "\(symbols.text(symbol($0.key))): \(line($0.value))" }.joined(separator: ", "))}"
    }
  }
}
