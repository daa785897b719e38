/// Makes text from untrusted files safe to show on a terminal.
public enum TerminalText {
  /// Control characters and bidirectional overrides appear as code points, so that text in a file cannot move
  /// the cursor, hide other text or change the writing direction. Tabs are kept.
  public static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHarmful) else { return text }
    var result = ""
    for scalar in text.unicodeScalars { result += printable(scalar) }
    return result
  }

  /// One scalar in a form that is safe to show.
  public static func printable(_ scalar: Unicode.Scalar) -> String {
    guard isHarmful(scalar) else { return String(scalar) }
    return "<U+" + String(scalar.value, radix: 16, uppercase: true) + ">"
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
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
