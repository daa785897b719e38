import Foundation

/// Tables as a workbook of Office Open XML (ISO/IEC 29500): a sheet each, the header bold and frozen, numbers as
/// numbers, everything else as text that is never a formula.
package struct Workbook: Sendable {
  /// Why some tables are no workbook.
  package enum Failure: Error, Equatable, CustomStringConvertible {
    /// More rows than a sheet takes.
    case tooManyRows(sheet: String, rows: Int)
    /// A cell with more characters than a sheet takes.
    case tooLong(sheet: String, column: String, characters: Int)
    /// More bytes than the archive can say.
    case tooLarge

    /// A sentence.
    package var description: String {
      switch self {
      case .tooManyRows(let sheet, let rows):
        "'\(sheet)' has \(rows) rows, and a sheet takes \(Workbook.mostRows)"
      case .tooLong(let sheet, let column, let characters):
        "a cell of '\(sheet)', column '\(column)', has \(characters) characters, and a sheet takes \(Workbook.mostCharacters)"
      case .tooLarge: "a sheet has more than 4 GB"
      }
    }
  }

  /// Rows of a sheet without its header.
  static let mostRows = 1_048_575
  /// UTF-16 units of a cell.
  static let mostCharacters = 32_767
  /// Spreadsheets calculate in doubles: a larger whole number would lose its last digits, so it is text.
  private static let largestExact = 1 << 53

  private let tables: ReportTables

  /// A workbook of some tables.
  package init(_ tables: ReportTables) { self.tables = tables }

  /// The file. The same tables are the same bytes.
  /// - Throws: `Failure` when the tables do not fit.
  /// - Complexity: O(characters).
  package func bytes() throws -> [UInt8] {
    var archive = ZIPArchive()
    let sheets = tables.sheets
    try archive.add("[Content_Types].xml", WorkbookParts.contentTypes(sheets.count))
    try archive.add("_rels/.rels", WorkbookParts.relations)
    try archive.add("xl/workbook.xml", WorkbookParts.workbook(sheets.map(\.name)))
    try archive.add("xl/_rels/workbook.xml.rels", WorkbookParts.workbookRelations(sheets.count))
    try archive.add("xl/styles.xml", WorkbookParts.styles)
    for (index, sheet) in sheets.enumerated() {
      try archive.add("xl/worksheets/sheet\(index + 1).xml", try Self.xml(sheet))
    }
    return try archive.finished()
  }

  private static func xml(_ sheet: ReportTables.Sheet) throws -> String {
    let table = sheet.table
    guard table.rows.count <= mostRows else {
      throw Failure.tooManyRows(sheet: sheet.name, rows: table.rows.count)
    }
    var xml = WorkbookParts.sheetStart(widths(table))
    let header = try table.columns.enumerated().map { index, name in
      try text(name, at: reference(index, row: 1), style: 1, sheet.name, name)
    }
    xml += "<row r=\"1\">\(header.joined())</row>"
    for (number, row) in table.rows.enumerated() {
      xml += "<row r=\"\(number + 2)\">"
      for (index, (column, cell)) in zip(table.columns, row).enumerated() where !cell.isEmpty {
        let place = reference(index, row: number + 2)
        switch table.kinds[column] ?? .text {
        case .number where isExact(cell): xml += "<c r=\"\(place)\"><v>\(cell)</v></c>"
        case .flag where cell == "true" || cell == "false":
          xml += "<c r=\"\(place)\" t=\"b\"><v>\(cell == "true" ? 1 : 0)</v></c>"
        default: xml += try text(cell, at: place, style: 0, sheet.name, column)
        }
      }
      xml += "</row>"
    }
    return xml + WorkbookParts.sheetEnd
  }

  private static func isExact(_ cell: String) -> Bool {
    if let whole = Int(cell) { return abs(whole) <= largestExact }
    // A whole number beyond 64 bits is not exact either.
    return CSVTable.number(cell) != nil && cell.contains { ".eE".contains($0) }
  }

  private static func text(
    _ text: String, at place: String, style: Int, _ sheet: String, _ column: String
  ) throws -> String {
    let line = CSVTable.line(text)
    guard line.utf16.count <= mostCharacters else {
      throw Failure.tooLong(sheet: sheet, column: column, characters: line.utf16.count)
    }
    let styled = style == 0 ? "" : " s=\"\(style)\""
    return
      "<c r=\"\(place)\"\(styled) t=\"inlineStr\"><is><t xml:space=\"preserve\">\(WorkbookParts.escaped(line))</t></is></c>"
  }

  /// `A1`, `AA7`.
  static func reference(_ column: Int, row: Int) -> String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return "\(letters)\(row)"
  }

  /// Characters that each column shows, from its first rows.
  private static func widths(_ table: CSVTable) -> [Int] {
    table.columns.indices.map { index in
      let longest = table.rows.prefix(1_000).map { $0[index].count }.max() ?? 0
      return min(60, max(longest, table.columns[index].count) + 2)
    }
  }
}
