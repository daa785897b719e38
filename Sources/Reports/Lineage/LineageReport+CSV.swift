extension LineageReport {
  /// One row for each dataset and field, and where people of several classes are concerned, for each class.
  package var tables: ReportTables {
    ReportTables(
      "lineage",
      CSVTable(
        json, rowsOf: ["entries", "people"],
        [
          "dataset", "field", "class", .bounds("persons"), "groups", "organization", "role",
          .init("declared", nil, .flag), .init("from", "arrivals.from"),
          .init("from-field", "arrivals.field"), .init("flows", "arrivals.flow"),
        ]))
  }
}
