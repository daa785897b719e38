import SourceText

/// Escapes text for DOT, so that nothing in a topology is read as DOT, as a Graphviz escape (`\N`, `\l`), as an
/// entity or as markup.
enum DOTText {
  /// The text escaped for an HTML-like label: XML in which Graphviz also reads its own escapes (`\\N`).
  static func markup(_ text: String) -> String {
    XMLText.escaped(text).replacing("\\", with: "\\\\")
  }

  /// The text as a quoted DOT string that is shown as written. Graphviz reads escapes and entities in labels, so
  /// backslashes are doubled and ampersands become entities.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in XMLText.printable(text).unicodeScalars {
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
    character.unicodeScalars.first.map(TerminalText.width) ?? 0
  }

  /// The text wrapped into lines of at most `width` columns, at spaces if possible, otherwise inside a word. Text
  /// that does not fit into `lines` ends in an ellipsis.
  /// - Complexity: O(width × lines), independent of the length of the text.
  static func wrapped(_ text: String, width: Int, lines limit: Int) -> [String] {
    // Only this much of the text can be visible; the rest is not examined.
    let text = text.drop { $0.isWhitespace }
    let shown = text.prefix(width * limit + width)
    let words = XMLText.printable(String(shown)).split(separator: " ")
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
