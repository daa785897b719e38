import Foundation

/// How comma-separated values are written. RFC 4180 says one way; spreadsheets set up for languages with a decimal
/// comma open another.
package struct CSVDialect: Sendable, Equatable {
  /// Between cells.
  package var separator: Character
  /// Between the whole part of a number and the rest.
  package var decimalMark: Character
  /// Whether a byte order mark says that the file is UTF-8: Excel takes it for the system's old encoding otherwise.
  package var hasMark: Bool

  /// RFC 4180.
  package static let standard = CSVDialect(separator: ",", decimalMark: ".", hasMark: false)

  /// What Excel opens by a double click where lists are separated by semicolons: a byte order mark, semicolons, and
  /// the language's decimal mark.
  /// - Parameter language: A tag such as `de`, `fr-CA` or `en_GB`; nil: a decimal point.
  /// - Returns: nil where the language is not in the Unicode Common Locale Data Repository.
  package static func excel(language: String?) -> CSVDialect? {
    guard let language else {
      return CSVDialect(separator: ";", decimalMark: ".", hasMark: true)
    }
    let identifier = language.replacing("-", with: "_")
    guard
      let known = Locale.availableIdentifiers.first(where: {
        $0.lowercased() == identifier.lowercased()
      }), let mark = Locale(identifier: known).decimalSeparator?.first
    else { return nil }
    return CSVDialect(separator: ";", decimalMark: mark, hasMark: true)
  }

  /// What stands before the header.
  var start: String { hasMark ? "\u{FEFF}" : "" }

  /// A number as the language writes it, without separators of thousands.
  func number(_ cell: String) -> String {
    decimalMark == "." ? cell : cell.replacing(".", with: String(decimalMark))
  }

  /// A cell in quotes where it needs them: looked at by scalars, since a combining mark makes a separator or a quote
  /// another character. Quotes also keep the first cell of a line from being a CI system's command, `::error`.
  func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let start = scalars.drop { $0.properties.isWhitespace }
    let needs = scalars.contains { scalar in
      separator.unicodeScalars.contains(scalar) || scalar == "\"" || Character(scalar).isNewline
    }
    guard needs || start.starts(with: "::".unicodeScalars) else { return text }
    var result = "\""
    for scalar in scalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
