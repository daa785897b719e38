/// A merge patch on a topology file, as a value: the content of a variant's `change`.
public indirect enum TopologyChange: Hashable, Sendable {
  /// A key of a map with its value.
  public struct Entry: Hashable, Sendable {
    /// The key.
    public var key: String
    /// The value.
    public var value: TopologyChange

    /// Creates an entry.
    package init(key: String, value: TopologyChange) {
      self.key = key
      self.value = value
    }
  }

  /// Removes the existing value.
  case null
  /// Text: an id, a label or a likelihood.
  case word(String)
  /// A whole number.
  case number(Int)
  /// A fraction, such as a likelihood.
  case decimal(Double)
  /// A truth value.
  case flag(Bool)
  /// A list, which replaces the existing list.
  case list([TopologyChange])
  /// A map, which is merged into the existing map.
  case map([Entry])

  /// Creates a map from keys and values.
  package static func map(_ entries: KeyValuePairs<String, TopologyChange>) -> TopologyChange {
    .map(entries.map { Entry(key: $0.key, value: $0.value) })
  }

  /// Creates a list of words, or the word itself if there is only one.
  package static func words(_ words: [String]) -> TopologyChange {
    .list(words.map(TopologyChange.word))
  }

  /// Creates a change below a path of keys.
  package static func at(_ path: String..., change: TopologyChange) -> TopologyChange {
    path.reversed().reduce(change) { .map([Entry(key: $1, value: $0)]) }
  }

  /// This change followed by another: maps are merged; otherwise the later value wins.
  /// - Complexity: O(entries of both, squared for each map).
  package func followed(by later: TopologyChange) -> TopologyChange {
    guard case .map(var entries) = self, case .map(let others) = later else { return later }
    for other in others {
      if let place = entries.firstIndex(where: { $0.key == other.key }) {
        entries[place].value = entries[place].value.followed(by: other.value)
      } else {
        entries.append(other)
      }
    }
    return .map(entries)
  }

  /// What the change yields when applied to an absent value: itself without nulls.
  package var carriedOut: TopologyChange {
    guard case .map(let entries) = self else { return self }
    return .map(
      entries.filter { $0.value != .null }.map { Entry(key: $0.key, value: $0.value.carriedOut) })
  }

  // MARK: - YAML

  /// The change as YAML, indented by a number of spaces. Maps are written in lines and lists in brackets; a list
  /// of maps is written one item per line.
  public func yaml(indent: Int = 0) -> String {
    guard case .map(let entries) = self else {
      return String(repeating: " ", count: indent) + inline + "\n"
    }
    return entries.map { entry in
      let lead = String(repeating: " ", count: indent) + Self.scalar(entry.key) + ":"
      if case .map(let below) = entry.value, !below.isEmpty, !entry.value.isShort {
        return lead + "\n" + entry.value.yaml(indent: indent + 2)
      }
      if case .list(let items) = entry.value, items.contains(where: \.isMap) {
        let dash = String(repeating: " ", count: indent + 2) + "- "
        return lead + "\n" + items.map { dash + $0.inline + "\n" }.joined()
      }
      return lead + " " + entry.value.inline + "\n"
    }.joined()
  }

  /// Whether a map contains only scalars and lists of scalars, so that it fits in braces on one line.
  private var isShort: Bool {
    guard case .map(let entries) = self else { return true }
    return inline.count <= 70
      && entries.allSatisfy { if case .map = $0.value { $0.value.isShort } else { true } }
      && entries.contains { if case .map = $0.value { false } else { true } }
  }

  private var isMap: Bool { if case .map = self { true } else { false } }

  private var inline: String {
    switch self {
    case .null: "null"
    case .word(let word): Self.scalar(word)
    case .number(let number): String(number)
    case .decimal(let number): "\(number)"
    case .flag(let flag): flag ? "true" : "false"
    case .list(let values): "[" + values.map(\.inline).joined(separator: ", ") + "]"
    case .map([]): "{}"
    case .map(let entries):
      "{ " + entries.map { "\(Self.scalar($0.key)): \($0.value.inline)" }.joined(separator: ", ")
        + " }"
    }
  }

  /// Plain if YAML reads the text as itself, otherwise in double quotes.
  package static func scalar(_ word: String) -> String {
    if isPlain(word) { return word }
    if isPlainInQuotes(word) { return "\"\(word)\"" }
    var text = "\""
    for scalar in word.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      default:
        // Control characters, and characters that act as line breaks or byte order marks.
        let isSpecial = [0x2028, 0x2029, 0xFEFF].contains(scalar.value)
        if scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value || isSpecial {
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    return text + "\""
  }

  private static let reserved: Set = [
    "true", "false", "null", "yes", "no", "on", "off", "y", "n",
  ]

  /// Whether a word means itself within quotes: ASCII without control characters, quotes and backslashes.
  private static func isPlainInQuotes(_ word: String) -> Bool {
    word.utf8.allSatisfy {
      0x20...0x7E ~= $0 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
  }

  /// Whether a word means itself without quotes: a letter, then letters, digits and `-_/.`.
  private static func isPlain(_ word: String) -> Bool {
    var isFirst = true
    for byte in word.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "/"), UInt8(ascii: "."):
        if isFirst { return false }
      default: return false
      }
      isFirst = false
    }
    return !isFirst && (word.utf8.count > 5 || !reserved.contains(word.lowercased()))
  }
}
