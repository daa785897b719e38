import Foundation

/// Reads the cells of a register: lists, and words that mean nothing.
enum RegisterCells {
  /// Whether a cell says that there is nothing, or nothing.
  static func isEmpty(_ text: String) -> Bool {
    let folded = CellText.folded(text)
    return folded.isEmpty || nothing.contains(folded)
  }

  /// Whether a cell says no more than yes.
  static func isYes(_ text: String) -> Bool {
    ["oui", "yes", "ja", "vrai", "true", "wahr"].contains(CellText.folded(text))
  }

  /// Whether a cell says no in words.
  static func isNo(_ text: String) -> Bool {
    ["non", "no", "nein", "nee", "faux", "false", "falsch", "aucune", "aucun", "neant", "none"]
      .contains(CellText.folded(text))
  }

  private static let nothing: Set<String> = [
    "n a", "na", "non", "neant", "aucun", "aucune", "none", "no", "nein", "keine", "x", "nil",
    "sans objet", "s o", "so", "non applicable", "not applicable", "false", "faux", "nee", "geen",
    "nc", "n c", "tbd", "tbc", "entfallt",
  ]

  /// The parts of a list in a cell: at line breaks, semicolons and bullets; at slashes between words; at commas only where
  /// nothing else separates and the whole is no label that has a comma.
  static func list(_ text: String) -> [String] {
    var parts = split(text) { "\n\r;•·▪◦‣".unicodeScalars.contains($0) }
    if parts.count == 1 { parts = dashed(parts[0]) }
    parts = parts.flatMap(slashed)
    if parts.count == 1, !hasKnownComma(parts[0]) { parts = split(parts[0]) { $0 == "," } }
    return parts.map(unbulleted).filter { !isEmpty($0) }
  }

  /// Splits outside parentheses and quotes.
  private static func split(_ text: String, _ isSeparator: (Unicode.Scalar) -> Bool) -> [String] {
    var parts: [String] = []
    var part = String.UnicodeScalarView()
    var depth = 0
    for scalar in text.unicodeScalars {
      if scalar == "(" { depth += 1 }
      if scalar == ")" { depth = max(0, depth - 1) }
      if depth == 0, isSeparator(scalar) {
        parts.append(String(part))
        part = String.UnicodeScalarView()
      } else {
        part.append(scalar)
      }
    }
    parts.append(String(part))
    let trimmed = parts.map(CellText.trimmed).filter { !$0.isEmpty }
    return trimmed.isEmpty ? [""] : trimmed
  }

  /// Items that begin with a hyphen, on one line.
  private static func dashed(_ text: String) -> [String] {
    guard text.hasPrefix("- ") else { return [text] }
    return text.components(separatedBy: " - ").map(CellText.trimmed)
  }

  /// At a slash with blanks, or between two words of letters: not in "et/ou", "N/A" or a date.
  private static func slashed(_ text: String) -> [String] {
    if text.contains(" / ") { return text.components(separatedBy: " / ").map(CellText.trimmed) }
    let parts = text.components(separatedBy: "/").map(CellText.trimmed)
    let areWords = parts.allSatisfy { part in part.count > 3 && part.allSatisfy { !$0.isNumber } }
    return parts.count > 1 && areWords ? parts : [text]
  }

  private static func hasKnownComma(_ text: String) -> Bool {
    let folded = CellText.folded(text)
    return ["etat civil identite", "etat civil identite donnees d identification images"].contains {
      folded.hasPrefix($0)
    }
  }

  private static func unbulleted(_ text: String) -> String {
    var text = CellText.trimmed(text)
    while let first = text.first, "-–—*".contains(first) {
      text = CellText.trimmed(String(text.dropFirst()))
    }
    if text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") {
      text = CellText.trimmed(String(text.dropFirst().dropLast()))
    }
    return text
  }
}
