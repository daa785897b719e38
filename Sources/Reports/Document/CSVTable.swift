import SourceText

/// A table as comma-separated values (RFC 4180), UTF-8, with a header.
public struct CSVTable: Sendable {
  /// The header.
  public var columns: [String]
  /// The rows, each with as many cells as columns.
  public var rows: [[String]]

  /// A table.
  public init(_ columns: [String], _ rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }

  /// The file, lines ending in CR LF as the standard has it.
  public var text: String {
    ([columns] + rows).map { row in row.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A cell in quotes where it needs them. Text that a spreadsheet would take for a formula gets an
  /// apostrophe before it, which keeps it text.
  static func cell(_ text: String) -> String {
    var text = TerminalText.printable(text.replacing("\n", with: " "))
    if let first = text.unicodeScalars.first, "=+-@\t".unicodeScalars.contains(first) {
      text = "'" + text
    }
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
