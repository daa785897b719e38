import Foundation

/// Text of a cell.
enum CellText {
  /// Without white space of any kind at its ends.
  static func trimmed(_ text: String) -> String {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
    }
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      isSpace(first) || isSpace(last)
    else { return text }
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }

  /// A label for comparison: without case, accents, punctuation and line breaks; words joined by single blanks.
  static func folded(_ text: String) -> String {
    var result = ""
    var needsSpace = false
    for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark: continue
      case .lowercaseLetter, .otherLetter, .modifierLetter, .titlecaseLetter, .uppercaseLetter,
        .decimalNumber:
        if needsSpace, !result.isEmpty { result += " " }
        needsSpace = false
        result.unicodeScalars.append(scalar)
      default: needsSpace = true
      }
    }
    return result
  }
}
