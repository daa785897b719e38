/// Text in a Mermaid diagram, in which nothing is taken for syntax, Markdown, HTML, an icon or a formula.
enum MermaidText {
  /// Letters, digits, blanks and hyphens within words stay; everything else is written as an entity of Mermaid,
  /// `#60;`. So are the four characters by which Mermaid marks entities inside.
  /// - Complexity: O(scalars).
  static func escaped(_ text: String) -> String {
    var result = ""
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ": result.unicodeScalars.append(scalar)
      case "-" where previous.properties.isAlphabetic: result.unicodeScalars.append(scalar)
      case "ﬂ", "°", "¶", "ß": result += "#\(scalar.value);"
      default:
        if scalar.isASCII || !isPlain(scalar) {
          result += "#\(scalar.value);"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
      previous = scalar
    }
    return result
  }

  /// Letters, marks, numbers and symbols of other scripts.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      false
    default: true
    }
  }

  /// A text that is no longer than a box shows.
  static func shortened(_ text: String, most: Int) -> String {
    text.count <= most ? text : text.prefix(most - 1) + "…"
  }

  /// Characters as JavaScript counts them, by which Mermaid limits a diagram.
  static func length(_ text: String) -> Int { text.utf16.count }
}
