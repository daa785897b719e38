extension VerificationReport {
  /// One row for each claim; an incident without claims has one row with none.
  package var tables: ReportTables {
    ReportTables(
      "claims",
      CSVTable(
        json, rowsOf: ["incidents", "claims"],
        [
          "file", "title", "incident", "date", .init("claim", nil, .number), "verdict", "says",
          "source", .init("line", nil, .number), .bounds("claimed", named: "claimed"),
          .bounds("computed", named: "computed"),
          .bounds("claimed-organizations", named: "claimed-organizations"),
          .bounds("computed-organizations", named: "computed-organizations"),
          .init("of-held", nil, .flag), .init("superseded-by", nil, .number), "as-of", "unit",
          .bounds("computed-units", named: "computed-units"), .init("structural", nil, .flag),
          .init("because", separator: "; "),
        ]))
  }
}
