/// JSON text laid out for people to read: arrays and objects that fit on a line are written on one line.
public enum CompactJSON {
  /// The same JSON with a new layout. Strings and numbers are kept character by character, and so is the order.
  /// - Parameter width: The maximum number of characters in a line.
  public static func text(of json: String, width: Int = 100) -> String {
    var reader = Reader(rest: Substring(json))
    return reader.value().text(indent: 0, lead: 0, width: width) + "\n"
  }

  private indirect enum Value {
    case scalar(Substring)
    case list(open: Character, close: Character, items: [(key: Substring?, value: Value)])

    var oneLine: String {
      switch self {
      case .scalar(let text): return String(text)
      case .list(let open, let close, let items):
        let words = items.map { item in (item.key.map { "\($0): " } ?? "") + item.value.oneLine }
        return "\(open)\(words.joined(separator: ", "))\(close)"
      }
    }

    /// - Parameter lead: The number of characters before the value in its first line.
    func text(indent: Int, lead: Int, width: Int) -> String {
      guard case .list(let open, let close, let items) = self else { return oneLine }
      let line = oneLine
      if indent + lead + line.count < width { return line }
      let space = String(repeating: " ", count: indent + 2)
      let rows = items.map { item in
        let key = item.key.map { "\($0): " } ?? ""
        return space + key + item.value.text(indent: indent + 2, lead: key.count, width: width)
      }
      return "\(open)\n\(rows.joined(separator: ",\n"))\n\(space.dropLast(2))\(close)"
    }
  }

  /// Reads JSON that is known to be valid, because the program wrote it and a schema accepts it.
  private struct Reader {
    var rest: Substring

    mutating func value() -> Value {
      skipSpace()
      guard let open = rest.first, open == "{" || open == "[" else { return .scalar(scalar()) }
      let close: Character = open == "{" ? "}" : "]"
      rest.removeFirst()
      var items: [(key: Substring?, value: Value)] = []
      while true {
        skipSpace()
        guard let next = rest.first, next != close else { break }
        if next == "," {
          rest.removeFirst()
          continue
        }
        guard open == "{" else {
          items.append((nil, value()))
          continue
        }
        let key = scalar()
        skipSpace()
        rest = rest.dropFirst()
        items.append((key, value()))
      }
      rest = rest.dropFirst()
      return .list(open: open, close: close, items: items)
    }

    private mutating func skipSpace() {
      rest = rest.drop { $0.isWhitespace }
    }

    private mutating func scalar() -> Substring {
      var end = rest.startIndex
      if rest.first == "\"" {
        end = rest.index(after: end)
        while end < rest.endIndex, rest[end] != "\"" {
          end = rest.index(end, offsetBy: rest[end] == "\\" ? 2 : 1)
        }
        end = end < rest.endIndex ? rest.index(after: end) : end
      } else {
        while end < rest.endIndex, !",:]}".contains(rest[end]), !rest[end].isWhitespace {
          end = rest.index(after: end)
        }
      }
      defer { rest = rest[end...] }
      return rest[..<end]
    }
  }
}
