import SourceText

/// Decodes the parts that all entries have in common.
extension TopologyDecoder {
  func position(_ node: Node) -> SourcePosition { arena.position(node) }

  func name(_ node: Node) -> String { arena.symbols.text(arena.symbol(node)) }

  mutating func report(
    _ code: FindingCode, _ message: String, at node: Node,
    help: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    findings.add(
      code, message, at: arena.position(node), length: arena.length(node),
      help: help, notes: notes)
  }

  mutating func wrongType(_ node: Node, expected: String, help: String? = nil) {
    report(.wrongType, "expected \(expected), found \(arena.describe(node))", at: node, help: help)
  }

  /// The known keys of a map. A missing value counts as an empty map. Nil if the value is not a map.
  mutating func record(_ node: Node, _ shape: Shape, name: Node) -> Record? {
    if arena.isNull(node) { return Record(children: [], name: name) }
    guard arena.kind(node) == .map else {
      wrongType(node, expected: "\(shape.name) as a map")
      return nil
    }
    let pairs = Array(arena.pairs(node))
    var rest = 0
    for (index, pair) in pairs.enumerated() where !shape.allows(arena.symbol(pair.key)) {
      // What follows the first piece of a number that commas have cut was said with it.
      guard index >= rest else { continue }
      let text = self.name(pair.key)
      var help: String?
      if index > 0, let cut = cutNumber(pairs, before: index, shape) {
        cutNumbers.insert(pairs[index - 1].value)
        help = "a comma ends a value: did you mean '\(cut.whole)'?"
        rest = cut.end
      }
      report(
        .unknownKey, "\(shape.name) has no '\(text)'", at: pair.key,
        help: help ?? near(text, among: shape.keys.map(\.text)).map { "did you mean '\($0)'?" }
          ?? "allowed: \(shape.keys.map(\.text).joined(separator: ", "))")
    }
    return Record(children: arena.children(node), name: name)
  }

  /// The number that commas have cut into a value and the keys from an index on, and where its pieces end; nil where
  /// these make no number.
  private func cutNumber(
    _ pairs: [(key: Node, value: Node)], before index: Int, _ shape: Shape
  ) -> (whole: String, end: Int)? {
    let value = pairs[index - 1]
    guard shape.allows(arena.symbol(value.key)), arena.isScalar(value.value) else { return nil }
    let pieces = pairs[index...].prefix {
      !shape.allows(arena.symbol($0.key)) && arena.isNull($0.value)
    }
    let isLikelihood = Key.likelihoods.contains { $0.symbol == arena.symbol(value.key) }
    return NumberRepair.whole(
      [name(value.value)] + pieces.map { name($0.key) }, isLikelihood: isLikelihood
    ).map { ($0, pieces.endIndex) }
  }

  /// The value of a key; nil if the key is absent.
  func value(_ key: Key, _ record: Record) -> Node? {
    var index = record.children.startIndex
    while index < record.children.endIndex {
      if arena.symbol(record.children[index]) == key.symbol {
        let value = record.children[index + 1]
        return arena.isNull(value) ? nil : value
      }
      index += 2
    }
    return nil
  }

  /// Where the key itself is written.
  func keyNode(_ key: Key, _ record: Record) -> Node? {
    for index in stride(from: record.children.startIndex, to: record.children.endIndex, by: 2)
    where arena.symbol(record.children[index]) == key.symbol {
      return record.children[index]
    }
    return nil
  }

  mutating func required(_ key: Key, _ record: Record, _ noun: String) -> Node? {
    if let value = value(key, record) { return value }
    report(.missingKey, "\(noun) needs '\(key.text)'", at: keyNode(key, record) ?? record.name)
    return nil
  }

  mutating func text(_ key: Key, _ record: Record) -> String? {
    guard let node = value(key, record) else { return nil }
    guard arena.isScalar(node), arena.boolean(node) == nil else {
      wrongType(node, expected: "text")
      return nil
    }
    return name(node)
  }

  mutating func boolean(_ key: Key, _ record: Record) -> Bool? {
    guard let node = value(key, record) else { return nil }
    if let value = arena.boolean(node) { return value }
    wrongType(node, expected: "true or false")
    return nil
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: Key, _ record: Record, _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let node = value(key, record) else { return nil }
    let known = type.allCases.map(\.rawValue)
    let list = known.joined(separator: ", ")
    guard arena.isScalar(node) else {
      wrongType(node, expected: "one of \(list)")
      return nil
    }
    if let choice = type.init(rawValue: name(node)) { return choice }
    let text = name(node)
    report(
      .unknownValue, "unknown value '\(text)' for '\(key.text)'", at: node,
      help: near(text, among: known).map { "did you mean '\($0)'?" }
        ?? "allowed: \(list)")
    return nil
  }

  /// The items of a list; a single value stands for a list of one.
  mutating func items(_ node: Node, of noun: String) -> ArraySlice<Node> {
    switch arena.kind(node) {
    case .list: return arena.children(node)
    case .plain, .quoted: return [node]
    case .map:
      wrongType(node, expected: "\(noun) or a list of them")
      return []
    }
  }

  /// The entries of a section that is a map from id to entry.
  mutating func entries(_ key: Key, _ record: Record) -> [Entry] {
    guard let node = value(key, record) else { return [] }
    guard arena.kind(node) == .map else {
      wrongType(node, expected: "a map from id to entry")
      return []
    }
    return arena.pairs(node).map { pair in
      Entry(id: name(pair.key), name: pair.key, body: pair.value)
    }
  }

  /// The entries of a section that is a map, or a list of unnamed entries.
  mutating func entriesOrList(_ key: Key, _ record: Record) -> [Entry] {
    guard let node = value(key, record) else { return [] }
    switch arena.kind(node) {
    case .map:
      let entries = entries(key, record)
      for entry in entries { checkID(entry.name) }
      return entries
    case .list:
      return arena.children(node).enumerated().map { index, item in
        Entry(id: "\(key.text)[\(index + 1)]", name: item, body: item)
      }
    case .plain, .quoted:
      wrongType(node, expected: "a map from id to entry, or a list of entries")
      return []
    }
  }

  /// Checks that an id consists of letters, digits, `_`, `-`, `/` and `:`.
  @discardableResult
  mutating func checkID(_ node: Node) -> Bool {
    var needsUnicode = false
    let isValid = arena.symbols.withBytes(of: arena.symbol(node)) { bytes in
      for byte in bytes {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x2F, 0x3A: continue
        case 0x80...: needsUnicode = true
        default: return false
        }
      }
      guard needsUnicode else { return !bytes.isEmpty }
      let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
      // A mark at the start would join whatever is written before the id.
      guard let first = scalars.first, !Self.isMark(first) else { return false }
      return scalars.allSatisfy { $0.isASCII || Self.isLetterOrDigit($0) }
    }
    if !isValid {
      report(
        .invalidID, "invalid id '\(name(node))'", at: node,
        help: "use letters, digits, '_', '-', '/' and ':'")
    }
    if isValid {
      ids.append(node)
      if needsUnicode { hasUnicodeIDs = true }
    }
    return isValid
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    let category = scalar.properties.generalCategory
    return category == .nonspacingMark || category == .spacingMark
  }

  /// Letters and digits that are seen: fillers, joiners and variation selectors are not.
  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.properties.isDefaultIgnorableCodePoint else { return false }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber:
      true
    default: false
    }
  }
}
