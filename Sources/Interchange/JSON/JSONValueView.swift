/// A value of a JSON tape, to be looked at: a pointer into the tape. It is valid only while its document is.
struct JSONValueView {
  private let entry: UnsafePointer<JSONTape.Entry>
  private let entries: UnsafePointer<JSONTape.Entry>
  private let base: UnsafePointer<UInt8>

  @inline(__always)
  init(
    _ entry: UnsafePointer<JSONTape.Entry>, _ entries: UnsafePointer<JSONTape.Entry>,
    _ base: UnsafePointer<UInt8>
  ) {
    self.entry = entry
    self.entries = entries
    self.base = base
  }

  /// What it is.
  @inline(__always) var kind: JSONTape.Kind { entry.pointee.kind }
  /// The offset of its first byte, or of the byte after its quote.
  var offset: Int { Int(entry.pointee.offset) }
  @inline(__always) var isObject: Bool { kind == .object }
  @inline(__always) var isList: Bool { kind == .list }
  @inline(__always) var isNull: Bool { kind == .null }
  @inline(__always) var isText: Bool { kind == .text || kind == .escaped }
  /// The number of items or members.
  @inline(__always) var count: Int { isList || isObject ? Int(entry.pointee.mark) : 0 }

  /// The text; nil if it is none.
  var text: String? {
    switch kind {
    case .text: String(decoding: bytes, as: UTF8.self)
    case .escaped: JSONEscapes.decoded(base + offset, Int(entry.pointee.extent))
    default: nil
    }
  }

  /// The text, or a number or truth value as it is written; nil for null, lists and objects.
  var word: String? {
    switch kind {
    case .number, .yes, .no: String(decoding: bytes, as: UTF8.self)
    default: text
    }
  }

  /// The truth value; nil if it is none.
  var flag: Bool? {
    switch kind {
    case .yes: true
    case .no: false
    default: nil
    }
  }

  /// The whole number; nil if it is none or too large.
  var integer: Int? { kind == .number ? Int(String(decoding: bytes, as: UTF8.self)) : nil }

  /// The bytes of text, escapes as written, or of a number.
  @inline(__always)
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + offset, count: Int(entry.pointee.extent))
  }

  /// Whether this is this text.
  @inline(__always)
  func equals(_ word: StaticString) -> Bool {
    if kind == .escaped { return text == word.description }
    guard kind == .text, Int(entry.pointee.extent) == word.utf8CodeUnitCount else { return false }
    let (own, other) = (base + offset, word.utf8Start)
    for place in 0..<word.utf8CodeUnitCount where own[place] != other[place] { return false }
    return true
  }

  // MARK: - Parts

  /// The value of a key; nil if there is none.
  /// - Complexity: O(members).
  @inline(__always)
  subscript(_ key: StaticString) -> JSONValueView? {
    for member in members where member.key.equals(key) { return member.value }
    return nil
  }

  /// The text of a key; nil if there is none, or it is empty.
  func text(_ key: StaticString) -> String? {
    guard let text = self[key]?.text, !text.isEmpty else { return nil }
    return text
  }

  /// The members of an object with their keys; nothing for other values.
  @inline(__always) var members: Members { Members(self, isObject) }
  /// The items of a list; nothing for other values.
  @inline(__always) var items: Items { Items(self, isList) }

  @inline(__always)
  private func at(_ index: Int) -> JSONValueView { JSONValueView(entries + index, entries, base) }
  @inline(__always)
  private var first: Int { (entry - entries) + 1 }
  @inline(__always)
  private var after: Int { isList || isObject ? Int(entry.pointee.extent) : first }

  /// Members in the order of the file: keys and values in turn.
  struct Members: Sequence, IteratorProtocol {
    private var parts: Items

    @inline(__always)
    init(_ object: JSONValueView, _ isAny: Bool) { parts = Items(object, isAny) }

    @inline(__always)
    mutating func next() -> (key: JSONValueView, value: JSONValueView)? {
      guard let key = parts.next(), let value = parts.next() else { return nil }
      return (key, value)
    }
  }

  /// Items in the order of the file; of an object, its keys and values.
  struct Items: Sequence, IteratorProtocol {
    private let list: JSONValueView
    private var index: Int
    private let end: Int

    @inline(__always)
    init(_ list: JSONValueView, _ isAny: Bool) {
      self.list = list
      index = list.first
      end = isAny ? list.after : list.first
    }

    @inline(__always)
    mutating func next() -> JSONValueView? {
      guard index < end else { return nil }
      let item = list.at(index)
      index = item.after
      return item
    }
  }
}
