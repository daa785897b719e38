import SourceText

/// All values of all files of a run in flat storage: a node is an integer, a scalar's text a symbol.
///
/// Nodes never change. An alias and its anchor are therefore the same node, and a variant shares everything
/// it leaves unchanged with its file.
struct NodeArena {
  /// A value in a file.
  struct Node: Hashable {
    let index: UInt32
  }

  enum Kind: UInt8 {
    /// A scalar without quotes: text, a number, `true` or `null`.
    case plain
    /// A quoted scalar or a block scalar: always text.
    case quoted
    case list
    case map
  }

  private struct Record {
    var line: UInt32
    var column: UInt32
    /// A scalar's symbol, or the index where a list's or map's children begin.
    var payload: UInt32
    /// A scalar's length in columns, or the number of children: items, or alternating keys and values.
    var extent: UInt32
    var file: UInt16
    var kind: Kind
  }

  private var records: [Record] = []
  private var children: [Node] = []
  var symbols = SymbolTable()

  /// Well-known texts come first, so that their symbols are constants.
  init() {
    for key in Key.allCases { _ = symbols.intern(key.text) }
    for word in PlainWord.allCases { _ = symbols.intern(word.text) }
  }

  /// The number of nodes and children, a measure of memory use.
  var size: Int { max(records.count, children.count) }
  var nodeCount: Int { records.count }

  // MARK: - Reading

  func kind(_ node: Node) -> Kind { records[Int(node.index)].kind }

  func isScalar(_ node: Node) -> Bool {
    let kind = kind(node)
    return kind == .plain || kind == .quoted
  }

  /// The text of a scalar.
  func symbol(_ node: Node) -> SymbolTable.Symbol {
    SymbolTable.Symbol(index: records[Int(node.index)].payload)
  }

  /// The items of a list, or the alternating keys and values of a map.
  func children(_ node: Node) -> ArraySlice<Node> {
    let record = records[Int(node.index)]
    return children[Int(record.payload)..<Int(record.payload + record.extent)]
  }

  /// The keys of a map with their values.
  func pairs(_ node: Node) -> Pairs {
    Pairs(children: children(node))
  }

  /// The same in a list of its own, for loops that add to the arena: while something looks into the arena's memory, each
  /// addition copies all of it.
  func pairList(_ node: Node) -> [(key: Node, value: Node)] { Array(pairs(node)) }

  /// The value of a key in a map.
  func value(_ key: Key, of node: Node) -> Node? {
    for pair in pairs(node) where symbol(pair.key) == key.symbol { return pair.value }
    return nil
  }

  func position(_ node: Node) -> SourcePosition {
    let record = records[Int(node.index)]
    return SourcePosition(file: UInt32(record.file), line: record.line, column: record.column)
  }

  /// The number of columns a caret underlines: the whole scalar, the first key of a block map, otherwise one.
  func length(_ node: Node) -> Int {
    let record = records[Int(node.index)]
    guard !isScalar(node) else { return Int(record.extent) }
    guard let first = children(node).first, position(first) == position(node) else { return 1 }
    return length(first)
  }

  struct Pairs: Sequence, IteratorProtocol {
    var children: ArraySlice<Node>

    var underestimatedCount: Int { children.count / 2 }

    mutating func next() -> (key: Node, value: Node)? {
      guard let key = children.popFirst(), let value = children.popFirst() else { return nil }
      return (key, value)
    }
  }

  // MARK: - Building

  mutating func addScalar(
    _ symbol: SymbolTable.Symbol, quoted: Bool, at position: SourcePosition, length: Int
  ) -> Node {
    add(
      Record(
        line: position.line, column: position.column, payload: symbol.index,
        extent: UInt32(clamping: max(1, length)), file: UInt16(position.file),
        kind: quoted ? .quoted : .plain))
  }

  /// Adds a list or map whose children are not yet known.
  mutating func open(_ kind: Kind, at position: SourcePosition) -> Node {
    add(
      Record(
        line: position.line, column: position.column, payload: 0, extent: 0,
        file: UInt16(position.file), kind: kind))
  }

  /// Sets the children of an open list or map, once.
  mutating func close(_ node: Node, children new: some Collection<Node>) {
    records[Int(node.index)].payload = UInt32(children.count)
    records[Int(node.index)].extent = UInt32(new.count)
    children.append(contentsOf: new)
  }

  private mutating func add(_ record: Record) -> Node {
    records.append(record)
    return Node(index: UInt32(records.count - 1))
  }
}
