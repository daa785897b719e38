import SourceText

/// A table as comma-separated values (RFC 4180), UTF-8, with a header.
public struct CSVTable: Sendable {
  /// The header.
  public var columns: [String]
  /// The rows, each with as many cells as there are columns.
  public var rows: [[String]]

  /// Creates a table.
  public init(_ columns: [String], _ rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }

  /// The file. Lines end in CR LF, as the standard requires.
  public var text: String {
    ([columns] + rows).map { row in row.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A cell, quoted if necessary. Text that a spreadsheet would take for a formula gets a leading apostrophe,
  /// which keeps it text.
  static func cell(_ text: String) -> String {
    var text = TerminalText.printable(text.replacing("\n", with: " "))
    if let first = text.unicodeScalars.first, "=+-@\t".unicodeScalars.contains(first) {
      text = "'" + text
    }
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
