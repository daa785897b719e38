/// Finds the relations that SQL names after FROM and JOIN, to point out what a tool does not know. No parser: a name it
/// finds is a suspicion.
enum SQLNames {
  /// The last two parts of a name, without case and quotes.
  struct Name: Hashable {
    var schema: String
    var name: String
  }

  /// What a word means here.
  private enum Word {
    case open
    case close
    /// FROM or JOIN, which a relation follows.
    case relationFollows
    case distinct
    /// EXTRACT and others, within which FROM is followed by a column.
    case columnFunction
    case other
  }

  /// Names of two or three parts, each once, in order.
  /// - Complexity: O(length).
  static func relations(in sql: String) -> [Name] {
    var sql = sql
    return sql.withUTF8 { bytes in
      var scanner = Scanner(bytes: bytes)
      var result: [Name] = []
      var isColumnFunction: [Bool] = []
      var previous = Word.other
      var beforePrevious = Word.other
      while let word = scanner.next() {
        switch word {
        case .open: isColumnFunction.append(previous == .columnFunction)
        case .close: if !isColumnFunction.isEmpty { isColumnFunction.removeLast() }
        default: break
        }
        // EXTRACT (year FROM t.day) and IS DISTINCT FROM t.day name columns.
        if previous == .relationFollows, isColumnFunction.last != true,
          beforePrevious != .distinct, 2...3 ~= scanner.parts.count
        {
          let parts = scanner.parts.suffix(2).map { part in
            String(decoding: UnsafeBufferPointer(rebasing: bytes[part]), as: UTF8.self).lowercased()
          }
          result.append(Name(schema: parts[0], name: parts[1]))
        }
        beforePrevious = previous
        previous = word
      }
      return result.uniqued()
    }
  }

  /// Reads names and parentheses; texts and comments are skipped.
  private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    /// Where the parts of the name last read are, without quotes; empty for a parenthesis.
    private(set) var parts: [Range<Int>] = []

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func next() -> Word? {
      parts.removeAll(keepingCapacity: true)
      while at < bytes.count {
        let byte = bytes[at]
        let following: UInt8 = at + 1 < bytes.count ? bytes[at + 1] : 0
        switch byte {
        case UInt8(ascii: "-") where following == byte: skip(to: 0x0A)
        case UInt8(ascii: "/") where following == UInt8(ascii: "*"): skipComment()
        case UInt8(ascii: "'"):
          at += 1
          skip(to: UInt8(ascii: "'"))
        case UInt8(ascii: "("):
          at += 1
          return .open
        case UInt8(ascii: ")"):
          at += 1
          return .close
        case let byte where Self.beginsName(byte): return name()
        default: at += 1
        }
      }
      return nil
    }

    private mutating func skip(to end: UInt8) {
      while at < bytes.count, bytes[at] != end { at += 1 }
      at += 1
    }

    private mutating func skipComment() {
      at += 2
      while at + 1 < bytes.count,
        !(bytes[at] == UInt8(ascii: "*") && bytes[at + 1] == UInt8(ascii: "/"))
      {
        at += 1
      }
      at += 2
    }

    private static func beginsName(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x22, 0x60, 0x5B, 0x80...: true
      default: false
      }
    }

    private static func continuesName(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
      default: false
      }
    }

    private mutating func name() -> Word {
      while at < bytes.count {
        part()
        guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "."), Self.beginsName(bytes[at + 1])
        else { break }
        at += 1
      }
      return parts.count == 1 ? meaning(of: parts[0]) : .other
    }

    private mutating func part() {
      let start = at
      let close: UInt8? =
        switch bytes[at] {
        case 0x22: 0x22
        case 0x60: 0x60
        case 0x5B: 0x5D
        default: nil
        }
      guard let close else {
        while at < bytes.count, Self.continuesName(bytes[at]) { at += 1 }
        parts.append(start..<at)
        return
      }
      at += 1
      while at < bytes.count, bytes[at] != close { at += 1 }
      parts.append(start + 1..<min(at, bytes.count))
      at += 1
    }

    private func meaning(of word: Range<Int>) -> Word {
      func isWord(_ name: StaticString) -> Bool {
        guard word.count == name.utf8CodeUnitCount else { return false }
        for place in 0..<word.count
        where bytes[word.lowerBound + place] | 0x20 != name.utf8Start[place] { return false }
        return true
      }
      if isWord("from") || isWord("join") { return .relationFollows }
      if isWord("distinct") { return .distinct }
      if isWord("extract") || isWord("trim") || isWord("substring") || isWord("overlay") {
        return .columnFunction
      }
      return .other
    }
  }
}
