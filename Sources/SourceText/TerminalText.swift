/// Makes text from untrusted files safe to show on a terminal.
public enum TerminalText {
  /// Characters that would do something appear as code points, so that text in a file cannot move the cursor, break a
  /// line, hide other text, change the writing direction or pile marks upon its neighbours; nor can it say what a CI
  /// system takes for a command within a line, `##vso[` or `##[`. Tabs are kept.
  /// - Complexity: O(scalars).
  public static func printable(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x23 || $0 == 0x09 }) {
      return text
    }
    return shown(text.unicodeScalars).joined()
  }

  /// Each scalar of a text in the form in which `printable` shows it among the others.
  /// - Complexity: O(scalars).
  static func shown(_ text: some Collection<Unicode.Scalar>) -> [String] {
    var result: [String] = []
    result.reserveCapacity(text.count)
    // A mark at the beginning would stand upon what is written before the text.
    var marks = mostMarks
    var last: Unicode.Scalar?
    for (place, scalar) in zip(text.indices, text) {
      marks = isMark(scalar) ? marks + 1 : 0
      if marks > mostMarks {
        result.append(point(scalar))
      } else if scalar == "#", last == "#", beginsCommand(text[place...]) {
        result.append(point(scalar))
      } else {
        result.append(printable(scalar))
      }
      last = scalar
    }
    return result
  }

  /// One scalar in a form that is safe to show.
  public static func printable(_ scalar: Unicode.Scalar) -> String {
    isHarmful(scalar) ? point(scalar) : String(scalar)
  }

  /// Lines as they are written, none of which begins like a workflow command, `::error`: runners take it for one after
  /// white space, too.
  /// - Complexity: O(scalars).
  package static func lines(_ text: String) -> String {
    guard text.contains("::") else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let start = line.unicodeScalars.drop { $0.properties.isWhitespace }
      guard start.starts(with: "::".unicodeScalars) else { return String(line) }
      return String(line.unicodeScalars[..<start.startIndex]) + point(":")
        + String(start.dropFirst())
    }.joined(separator: "\n")
  }

  /// Whether a character does something instead of being shown. Joiners and variation selectors are kept: scripts and
  /// emoji need them.
  package static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    // Controls, soft hyphen, marks of direction, separators of lines and paragraphs, and what has no width.
    case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B,
      0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB,
      0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// How many marks may stand on one letter: what a stream-safe text has (Unicode Standard Annex 15, section 13).
  private static let mostMarks = 30

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    let category = scalar.properties.generalCategory
    return category == .nonspacingMark || category == .enclosingMark
  }

  private static func point(_ scalar: Unicode.Scalar) -> String {
    "<U+" + String(scalar.value, radix: 16, uppercase: true) + ">"
  }

  /// Whether a text that follows a number sign is one, some letters and a bracket: `#vso[`, `#[`, `#teamcity[`.
  private static func beginsCommand(_ text: some Collection<Unicode.Scalar>) -> Bool {
    text.dropFirst().prefix(17).drop { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }.first
      == "["
  }

  /// The width of a text in terminal columns: two for East Asian wide characters and emoji, zero for combining
  /// marks, one for all others (Unicode Standard Annex 11).
  /// - Complexity: O(scalars).
  public static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// The width of a scalar in columns of a monospaced font: 0, 1 or 2.
  package static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x300: return 1
    case 0x200B...0x200F: return 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default:
      let category = scalar.properties.generalCategory
      return category == .nonspacingMark || category == .enclosingMark ? 0 : 1
    }
  }
}
