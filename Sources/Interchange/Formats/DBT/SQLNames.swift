/// Finds the relations that SQL names after FROM and JOIN, to point out what a tool does not know. No parser: a name it
/// finds is a suspicion.
enum SQLNames {
  /// The last two parts of a name, without case and quotes.
  struct Name: Hashable {
    var schema: String
    var name: String
  }

  /// Names of two or three parts, each once, in order.
  /// - Complexity: O(length).
  static func relations(in sql: String) -> [Name] {
    var words = Words(bytes: Array(sql.utf8))
    var result: [Name] = []
    var functions: [String] = []
    var previous = ""
    var beforePrevious = ""
    while let word = words.next() {
      switch word {
      case "(": functions.append(previous)
      case ")": if !functions.isEmpty { functions.removeLast() }
      default: break
      }
      let follows = previous == "from" || previous == "join"
      // EXTRACT (year FROM t.day) and IS DISTINCT FROM t.day name columns.
      let isColumn =
        ["extract", "trim", "substring", "overlay"].contains(functions.last ?? "")
        || beforePrevious == "distinct"
      if follows, !isColumn {
        let parts = word.split(separator: "\u{1}", omittingEmptySubsequences: false).map(
          String.init)
        if parts.count == 2 || parts.count == 3 {
          result.append(Name(schema: parts[parts.count - 2], name: parts[parts.count - 1]))
        }
      }
      beforePrevious = previous
      previous = word
    }
    return result.uniqued()
  }

  /// Names in small letters with their parts joined by U+0001, and parentheses; texts and comments are skipped.
  private struct Words {
    let bytes: [UInt8]
    var at = 0

    mutating func next() -> String? {
      while at < bytes.count {
        let byte = bytes[at]
        let following: UInt8 = at + 1 < bytes.count ? bytes[at + 1] : 0
        switch byte {
        case UInt8(ascii: "-") where following == byte: skip(to: 0x0A)
        case UInt8(ascii: "/") where following == UInt8(ascii: "*"): skipComment()
        case UInt8(ascii: "'"):
          at += 1
          skip(to: UInt8(ascii: "'"))
        case UInt8(ascii: "("), UInt8(ascii: ")"):
          at += 1
          return String(Unicode.Scalar(byte))
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

    private mutating func name() -> String {
      var parts: [String] = []
      while at < bytes.count {
        parts.append(part())
        guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "."), Self.beginsName(bytes[at + 1])
        else { break }
        at += 1
      }
      return parts.joined(separator: "\u{1}")
    }

    private mutating func part() -> String {
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
        return String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
      }
      at += 1
      while at < bytes.count, bytes[at] != close { at += 1 }
      let text = String(decoding: bytes[(start + 1)..<min(at, bytes.count)], as: UTF8.self)
      at += 1
      return text.lowercased()
    }
  }
}
