package import SourceText

/// A YAML file that is no topology, as values to be looked at: of a tool whose format is YAML.
///
/// It has the limits of topologies. Aliases stay what they are, so that a file of many cannot fill the memory.
package final class YAMLTree: Sendable {
  fileprivate let arena: NodeArena
  private let top: NodeArena.Node

  private init(_ arena: NodeArena, _ top: NodeArena.Node) {
    self.arena = arena
    self.top = top
  }

  /// The value of the file.
  package var root: YAMLNode { YAMLNode(tree: self, node: top) }

  /// Reads a file.
  /// - Parameter index: The number of the file in positions.
  package static func read(
    _ file: SourceFile, index: UInt32 = 0
  ) -> (tree: YAMLTree?, diagnostics: [Diagnostic]) {
    let limits = LoaderLimits()
    var arena = NodeArena()
    var findings = Findings(limit: limits.findings)
    guard file.bytes.count <= limits.bytes else {
      let failure = InputFile.tooLarge(file.name, limits.bytes)
      findings.add(failure.code, failure.message, at: nil)
      return (nil, findings.sorted())
    }
    var reader = YAMLReader(file: index, limits: limits, budget: limits.nodes)
    let node = reader.read(
      InputFile.withoutMark(file.bytes), into: &arena, findings: &findings)
    guard let node, findings.errors == 0 else { return (nil, findings.sorted()) }
    return (YAMLTree(arena, node), findings.sorted())
  }
}

/// A value of a YAML file.
package struct YAMLNode: Sendable {
  fileprivate let tree: YAMLTree
  fileprivate let node: NodeArena.Node

  /// Whether it is a map.
  package var isMap: Bool { tree.arena.kind(node) == .map }
  /// Whether it is a list.
  package var isList: Bool { tree.arena.kind(node) == .list }
  /// Whether it is nothing.
  package var isNull: Bool { tree.arena.isNull(node) }
  /// Where it is.
  package var position: SourcePosition { tree.arena.position(node) }
  /// The number of columns to underline.
  package var length: Int { tree.arena.length(node) }

  /// A scalar as text, numbers and truth values as written; nil for null, lists and maps.
  package var text: String? {
    guard tree.arena.isScalar(node), !isNull else { return nil }
    return tree.arena.symbols.text(tree.arena.symbol(node))
  }

  /// The truth value; nil if it is none.
  package var flag: Bool? { tree.arena.boolean(node) }

  /// The items of a list; a value that is none is a list of one; null and maps have none.
  package var items: [YAMLNode] {
    if isList { return tree.arena.children(node).map { YAMLNode(tree: tree, node: $0) } }
    return text == nil ? [] : [self]
  }

  /// The members of a map.
  package var members: [(key: String, value: YAMLNode)] {
    guard isMap else { return [] }
    return tree.arena.pairs(node).map { pair in
      (
        tree.arena.symbols.text(tree.arena.symbol(pair.key)),
        YAMLNode(tree: tree, node: pair.value)
      )
    }
  }

  /// The value of a key; nil if there is none.
  /// - Complexity: O(members).
  package subscript(_ key: String) -> YAMLNode? {
    guard isMap else { return nil }
    var key = key
    let symbol = key.withUTF8 { tree.arena.symbols.find($0) }
    guard let symbol else { return nil }
    for pair in tree.arena.pairs(node) where tree.arena.symbol(pair.key) == symbol {
      return YAMLNode(tree: tree, node: pair.value)
    }
    return nil
  }
}
