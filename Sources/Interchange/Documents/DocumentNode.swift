import SourceText
import TopologyLanguage

/// A document that may be YAML or JSON, wholly in memory.
final class Document {
  private let json: JSONDocument?
  /// The value of the document. It is valid while the document is.
  let root: DocumentNode

  init(_ input: ImportInput, _ log: ImportLog) throws(ImportFailure) {
    let head = TextDecoding.decode(try input.head(1 << 12)).bytes
    let first = head.first { $0 > 0x20 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      let document = try JSONDocument(try input.open(), log)
      json = document
      root = .json(document.root)
      return
    }
    json = nil
    let bytes = TextDecoding.decode(try input.open().readAll(limit: 256 << 20)).bytes
    let file = SourceFile(name: input.name, bytes: bytes)
    let (tree, diagnostics) = YAMLTree.read(file)
    guard let tree else {
      for diagnostic in diagnostics.dropFirst() {
        log.report(ImportFailure(diagnostic: diagnostic, file: file))
      }
      throw ImportFailure(
        diagnostic: diagnostics.first
          ?? Diagnostic(code: "file-unreadable", "cannot read '\(input.name)'", at: nil),
        file: file)
    }
    root = .yaml(tree.root)
  }
}

/// A value of a document.
enum DocumentNode {
  case json(JSONValueView)
  case yaml(YAMLNode)

  /// Whether it is a map or an object.
  var isMap: Bool {
    switch self {
    case .json(let value): value.isObject
    case .yaml(let node): node.isMap
    }
  }

  /// Whether it is a list.
  var isList: Bool {
    switch self {
    case .json(let value): value.isList
    case .yaml(let node): node.isList
    }
  }

  /// A scalar as text, numbers and truth values as written; nil for null, lists and maps, and for empty text.
  var text: String? {
    let text =
      switch self {
      case .json(let value): value.word
      case .yaml(let node): node.text
      }
    return text?.isEmpty == false ? text : nil
  }

  /// The truth value; nil if it is none.
  var flag: Bool? {
    switch self {
    case .json(let value): value.flag
    case .yaml(let node): node.flag
    }
  }

  /// The items of a list; a single value stands for a list of one.
  var items: [DocumentNode] {
    switch self {
    case .json(let value):
      if value.isList { return value.items.map { .json($0) } }
      return value.word == nil ? [] : [self]
    case .yaml(let node): return node.items.map { .yaml($0) }
    }
  }

  /// The texts of a list.
  var words: [String] { items.compactMap(\.text) }

  /// The members of a map.
  var members: [(key: String, value: DocumentNode)] {
    switch self {
    case .json(let value): value.members.map { ($0.key.text ?? "", .json($0.value)) }
    case .yaml(let node): node.members.map { ($0.key, .yaml($0.value)) }
    }
  }

  /// The value of a key; nil if there is none.
  subscript(_ key: String) -> DocumentNode? {
    switch self {
    case .json(let value):
      for member in value.members where member.key.text == key { return .json(member.value) }
      return nil
    case .yaml(let node): return node[key].map { .yaml($0) }
    }
  }

  /// The text of a key; nil if there is none.
  func text(_ key: String) -> String? { self[key]?.text }
  /// The items of a key; none if there is no such key.
  func items(_ key: String) -> [DocumentNode] { self[key]?.items ?? [] }
  /// The texts of a key; none if there is no such key.
  func words(_ key: String) -> [String] { self[key]?.words ?? [] }
}
