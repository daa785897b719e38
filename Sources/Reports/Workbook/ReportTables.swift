/// The tables of an answer: the first is its CSV, all together are a workbook.
package struct ReportTables: Sendable {
  /// A table with what its sheet is called.
  package struct Sheet: Sendable {
    /// At most 31 letters, digits and hyphens.
    package var name: String
    /// What stands in it.
    package var table: CSVTable
  }

  /// The tables, the one that the answer is mainly about first.
  package var sheets: [Sheet]

  /// Some tables.
  package init(_ name: String, _ table: CSVTable) {
    sheets = [Sheet(name: name, table: table)]
  }

  /// These tables and one more.
  package func with(_ name: String, _ table: CSVTable) -> ReportTables {
    var result = self
    result.sheets.append(Sheet(name: name, table: table))
    return result
  }

  /// The first table in a dialect.
  package func csv(_ dialect: CSVDialect = .standard) -> String {
    sheets.first.map { $0.table.text(dialect) } ?? ""
  }
}
