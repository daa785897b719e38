import SourceText

/// A table as comma-separated values (RFC 4180), UTF-8, with a header.
package struct CSVTable: Sendable {
  /// What the cells of a column are.
  package enum Kind: Sendable {
    case text
    /// Numbers as Swift writes them, "infinity", or nothing.
    case number
    /// "true", "false", or nothing.
    case flag
  }

  /// The header.
  package var columns: [String]
  /// The rows, each with as many cells as there are columns.
  package var rows: [[String]]
  /// What each column is, by its heading; text where nothing is said.
  package var kinds: [String: Kind]

  /// A table.
  /// - Parameters:
  ///   - numbers: Headings of the columns that are numbers.
  ///   - flags: Headings of the columns that are true or false.
  package init(
    _ columns: [String], numbers: Set<String> = [], flags: Set<String> = [], _ rows: [[String]]
  ) {
    self.columns = columns
    self.rows = rows
    kinds = [:]
    for column in numbers { kinds[column] = .number }
    for column in flags { kinds[column] = .flag }
  }

  /// The file as the standard has it: commas, lines ending in CR LF, no mark at the beginning.
  package var text: String { text(.standard) }

  /// The file in a dialect.
  package func text(_ dialect: CSVDialect) -> String {
    let header = columns.map { dialect.quoted(Self.line($0)) }
    let body = rows.map { row in
      zip(columns, row).map { column, cell in
        kinds[column] == .number && Self.number(cell) != nil
          ? dialect.quoted(dialect.number(cell)) : dialect.quoted(Self.plain(cell))
      }
    }
    return dialect.start
      + ([header] + body).map { $0.joined(separator: String(dialect.separator)) + "\r\n" }.joined()
  }

  /// A number that is one; nil: nothing, or a word for what no number is.
  static func number(_ cell: String) -> Double? {
    Double(cell).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Text on one line, with what a terminal would take for a command made visible.
  static func line(_ text: String) -> String {
    TerminalText.printable(text.replacing("\n", with: " "))
  }

  /// Text that a spreadsheet would take for a formula gets an apostrophe before it, which keeps it text.
  private static func plain(_ text: String) -> String {
    let text = line(text)
    guard let first = text.unicodeScalars.first, "=+-@\t".unicodeScalars.contains(first) else {
      return text
    }
    return "'" + text
  }
}
