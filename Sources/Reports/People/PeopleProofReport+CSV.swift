extension PeopleProofReport {
  /// The numbers as a table: a row for each; their proofs are in the JSON.
  public var tables: ReportTables {
    ReportTables(
      "numbers",
      CSVTable(
        json, rowsOf: ["numbers"], ["class", "fields", "groups", .bounds("persons"), "proved"]))
  }
}
