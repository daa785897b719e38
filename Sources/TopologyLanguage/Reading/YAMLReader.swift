import CYaml
import SourceText

/// Reads one file's event stream into the arena: located nodes, aliases as shared nodes, merge keys expanded.
/// It uses its own stack, so that nesting is limited by `LoaderLimits` and not by the call stack.
/// - Complexity: O(bytes). Everything that aliases and merge keys repeat counts toward
///   `LoaderLimits.nodes`.
struct YAMLReader {
  typealias Node = NodeArena.Node

  /// A list or map that is not closed yet.
  struct Frame {
    let node: Node
    let isMap: Bool
    /// The index of its first child among the pending values.
    let first: Int
    /// Its anchor.
    let anchor: SymbolTable.Symbol?
    /// The number of values inside it, with aliases expanded.
    var weight = 1
  }

  private struct Anchored {
    let node: Node
    var weight: Int
    var isOpen: Bool
  }

  let file: UInt32
  let limits: LoaderLimits
  /// How many more values are allowed.
  var budget: Int
  var pending: [Node] = []
  private var frames: [Frame] = []
  private var anchors: [SymbolTable.Symbol: Anchored] = [:]
  private var root: Node?
  /// The number of values in the file, with aliases expanded.
  private(set) var weight = 0
  private var documents = 0
  /// For each symbol, the last map and key where it appeared.
  var seen: [KeySeen] = []
  /// What was joined before the parser saw it.
  private var pairs = SurrogatePairs()

  /// Thrown after a diagnostic that makes the rest of the file unreadable.
  struct Unreadable: Error {}

  struct KeySeen {
    var map: UInt32
    var place: Int
  }

  init(file: UInt32, limits: LoaderLimits, budget: Int) {
    self.file = file
    self.limits = limits
    self.budget = budget
  }

  /// The file's single value; nil, with diagnostics, if there is none.
  mutating func read(
    _ bytes: [UInt8], into arena: inout NodeArena, findings: inout Findings
  ) -> Node? {
    if let problem = TextCheck.firstProblem(in: bytes, file: file) {
      findings.add(
        problem.code, problem.message, at: problem.position, help: problem.help)
      return nil
    }
    let bytes = pairs.join(bytes)
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else { return nil }
    defer { yaml_parser_delete(parser) }
    return bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
      do {
        try readEvents(parser, &arena, &findings)
      } catch {
        return nil
      }
      guard let root, !(documents == 1 && arena.isNull(root)) else {
        findings.add(
          .fileEmpty, "file is empty; a topology is a map of sections",
          at: SourcePosition(file: file, line: 1, column: 1), help: "start with 'title: …'")
        return nil
      }
      return root
    }
  }

  private mutating func readEvents(
    _ parser: UnsafeMutablePointer<yaml_parser_t>, _ arena: inout NodeArena,
    _ findings: inout Findings
  ) throws(Unreadable) {
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(parser, &event) == 1 else {
        reportSyntax(parser.pointee, &findings)
        throw Unreadable()
      }
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_STREAM_END_EVENT: return
      case YAML_DOCUMENT_START_EVENT:
        documents += 1
        if documents > 1 {
          findings.add(
            .severalDocuments, "a second document begins here; a topology is one document",
            at: position(event.start_mark), length: 3,
            help: "join them with 'extends', or remove the line '---'")
          throw Unreadable()
        }
      case YAML_SCALAR_EVENT: try scalar(event, &arena, &findings)
      case YAML_SEQUENCE_START_EVENT:
        let start = event.data.sequence_start
        try open(.list, event, anchor: start.anchor, tag: start.tag, &arena, &findings)
      case YAML_MAPPING_START_EVENT:
        let start = event.data.mapping_start
        try open(.map, event, anchor: start.anchor, tag: start.tag, &arena, &findings)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try close(&arena, &findings)
      case YAML_ALIAS_EVENT: try alias(event, &arena, &findings)
      default: break
      }
    }
  }

  // MARK: - Events

  private mutating func scalar(
    _ event: yaml_event_t, _ arena: inout NodeArena, _ findings: inout Findings
  ) throws(Unreadable) {
    let scalar = event.data.scalar
    let text = UnsafeBufferPointer(start: UnsafePointer(scalar.value), count: scalar.length)
    var quoted = scalar.style != YAML_PLAIN_SCALAR_STYLE
    if let tag = scalar.tag {
      let known = try check(tag, ["str", "int", "float", "bool", "null"], event, &findings)
      if known == "str" || known == "!" { quoted = true }
    }
    let (first, last) = (event.start_mark, event.end_mark)
    let node = arena.addScalar(
      arena.symbols.intern(text), quoted: quoted, at: position(first),
      length: first.line == last.line
        ? Int(position(last).column) - Int(position(first).column) : 1)
    if let anchor = scalar.anchor {
      anchors[symbol(anchor, &arena)] = Anchored(node: node, weight: 1, isOpen: false)
    }
    try place(node, weight: 1, at: position(first), arena, &findings)
  }

  private mutating func open(
    _ kind: NodeArena.Kind, _ event: yaml_event_t, anchor: UnsafeMutablePointer<yaml_char_t>?,
    tag: UnsafeMutablePointer<yaml_char_t>?, _ arena: inout NodeArena,
    _ findings: inout Findings
  ) throws(Unreadable) {
    let position = position(event.start_mark)
    if let tag { _ = try check(tag, [kind == .map ? "map" : "seq"], event, &findings) }
    guard frames.count < limits.depth else {
      findings.add(
        .tooDeep, "lists and maps are nested more than \(limits.depth) levels deep", at: position)
      throw Unreadable()
    }
    let node = arena.open(kind, at: position)
    let name = anchor.map { symbol($0, &arena) }
    if let name { anchors[name] = Anchored(node: node, weight: 1, isOpen: true) }
    frames.append(Frame(node: node, isMap: kind == .map, first: pending.count, anchor: name))
  }

  private mutating func close(
    _ arena: inout NodeArena, _ findings: inout Findings
  ) throws(Unreadable) {
    guard let frame = frames.popLast() else { return }
    if frame.isMap { try finishMap(frame, &arena, &findings) }
    arena.close(frame.node, children: pending[frame.first...])
    pending.removeSubrange(frame.first...)
    if let anchor = frame.anchor, anchors[anchor]?.node == frame.node {
      anchors[anchor] = Anchored(node: frame.node, weight: frame.weight, isOpen: false)
    }
    try place(
      frame.node, weight: frame.weight, at: arena.position(frame.node), arena, &findings)
  }

  private mutating func alias(
    _ event: yaml_event_t, _ arena: inout NodeArena, _ findings: inout Findings
  ) throws(Unreadable) {
    let name = symbol(event.data.alias.anchor, &arena)
    let position = position(event.start_mark)
    let length = event.end_mark.column - event.start_mark.column
    guard let anchored = anchors[name] else {
      let text = arena.symbols.text(name)
      let near = NearName.nearest(to: text, among: anchors.keys.map { arena.symbols.text($0) })
      findings.add(
        .unknownAnchor, "alias without an anchor: no '&\(text)' comes before it", at: position,
        length: length, help: near.map { "did you mean '*\($0)'?" })
      throw Unreadable()
    }
    guard !anchored.isOpen else {
      findings.add(
        .recursiveAlias, "'*\(arena.symbols.text(name))' appears inside its own value",
        at: position, length: length,
        notes: [Diagnostic.Note("the anchor is here", at: arena.position(anchored.node))])
      throw Unreadable()
    }
    try place(anchored.node, weight: anchored.weight, at: position, arena, &findings)
  }

  /// Adds a finished value to its parent, and counts it.
  private mutating func place(
    _ node: Node, weight: Int, at position: SourcePosition, _ arena: borrowing NodeArena,
    _ findings: inout Findings
  ) throws(Unreadable) {
    if frames.isEmpty {
      root = node
      self.weight = weight
    } else {
      pending.append(node)
      frames[frames.count - 1].weight += weight
    }
    // The weight of the open parent is at least that of the value just added.
    guard (frames.last?.weight ?? weight) <= budget, arena.nodeCount <= limits.nodes else {
      try tooManyValues(at: position, &findings)
    }
  }

  func tooManyValues(
    at position: SourcePosition, _ findings: inout Findings
  ) throws(Unreadable) -> Never {
    findings.add(
      .tooManyValues,
      "with aliases and merge keys expanded, this file has more than \(limits.nodes) values",
      at: position)
    throw Unreadable()
  }

  // MARK: - Parts of an event

  func position(_ mark: yaml_mark_t) -> SourcePosition {
    let column = pairs.column(Int(clamping: mark.column), line: Int(clamping: mark.line))
    return SourcePosition(
      file: file, line: UInt32(clamping: mark.line + 1), column: UInt32(clamping: column + 1))
  }

  private func symbol(
    _ text: UnsafeMutablePointer<yaml_char_t>, _ arena: inout NodeArena
  ) -> SymbolTable.Symbol {
    arena.symbols.intern(String(cString: text))
  }

  /// Core tags add nothing, except that `!!str` makes a scalar text. All other tags are rejected.
  private func check(
    _ tag: UnsafeMutablePointer<yaml_char_t>, _ known: [String], _ event: yaml_event_t,
    _ findings: inout Findings
  ) throws(Unreadable) -> String {
    let text = String(cString: tag)
    if text == "!" { return text }
    let prefix = "tag:yaml.org,2002:"
    let short = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
    if let short, known.contains(short) { return short }
    let written = short.map { "!!" + $0 } ?? text
    findings.add(
      .customTag, "unsupported tag '\(written)'", at: position(event.start_mark),
      length: written.unicodeScalars.count, help: "remove the tag")
    return text
  }
}
