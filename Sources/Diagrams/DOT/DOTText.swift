/// Escapes text for DOT, so that nothing in a topology is read as DOT, as a Graphviz escape (`\N`, `\l`), as an
/// entity or as markup.
enum DOTText {
  /// The text without characters that XML forbids or that change the writing direction: control characters and
  /// line breaks become spaces; non-characters and bidirectional marks are removed.
  static func printable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: result.append(" ")
      case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0xFEFF: continue
      case 0xFDD0...0xFDEF: continue
      case let value where value & 0xFFFE == 0xFFFE: continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// The text escaped for XML text nodes and attribute values.
  static func xml(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in printable(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text escaped for an HTML-like label: XML in which Graphviz also reads its own escapes (`\\N`).
  static func markup(_ text: String) -> String {
    xml(text).replacing("\\", with: "\\\\")
  }

  /// The text as a quoted DOT string that is shown as written. Graphviz reads escapes and entities in labels, so
  /// backslashes are doubled and ampersands become entities.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in printable(text).unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The width of a character in columns of a monospaced font: two for East Asian wide characters.
  static func columns(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first?.value else { return 0 }
    switch scalar {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// The text wrapped into lines of at most `width` columns, at spaces if possible, otherwise inside a word. Text
  /// that does not fit into `lines` ends in an ellipsis.
  /// - Complexity: O(width × lines), independent of the length of the text.
  static func wrapped(_ text: String, width: Int, lines limit: Int) -> [String] {
    // Only this much of the text can be visible; the rest is not examined.
    let text = text.drop { $0.isWhitespace }
    let shown = text.prefix(width * limit + width)
    let words = printable(String(shown)).split(separator: " ")
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in words {
      var rest = word[...]
      while !rest.isEmpty {
        let room = width - (used == 0 ? 0 : used + 1)
        let (piece, columns) = prefix(of: rest, columns: room)
        if piece.count == rest.count {
          line += (used == 0 ? "" : " ") + piece
          used += columns + (used == 0 ? 0 : 1)
          break
        }
        if used > 0 {
          lines.append(line)
          (line, used) = ("", 0)
          continue
        }
        lines.append(String(piece))
        rest = rest.dropFirst(piece.count)
      }
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > limit || shown.endIndex < text.endIndex else {
      return lines.isEmpty ? [""] : lines
    }
    var kept = Array(lines.prefix(limit))
    let last = kept.popLast() ?? ""
    return kept + [String(prefix(of: last[...], columns: width - 1).0) + "…"]
  }

  private static func prefix(of text: Substring, columns room: Int) -> (Substring, Int) {
    var end = text.startIndex
    var used = 0
    while end < text.endIndex {
      let columns = columns(of: text[end])
      // A character wider than the available width still needs a place.
      if used + columns > room && !(used == 0 && room >= 1) { break }
      used += columns
      end = text.index(after: end)
    }
    return (text[..<end], used)
  }
}
