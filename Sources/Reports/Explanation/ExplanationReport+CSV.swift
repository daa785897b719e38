extension ExplanationReport {
  /// One row for each step of each way, and for each place where something kept a field safe.
  package var tables: ReportTables {
    let json = json
    func table(_ levels: [String], says: String) -> CSVTable {
      var table = CSVTable(
        json, rowsOf: levels,
        [
          "class", "field", "status", .bounds("persons"), "groups", .init("way", "#ways", .number),
          .init("step", "#steps", .number), .init("says", says), "place", "uses", "barrier",
        ])
      let column = table.columns.firstIndex(of: "says")
      table.rows.removeAll { row in column.map { row[$0].isEmpty } ?? false }
      return table
    }
    var steps = table(["explanations", "ways", "steps"], says: "says")
    steps.rows += table(["explanations", "because"], says: "because").rows
    var misses = CSVTable(
      json, rowsOf: ["explanations", "nearest-misses", "sets"],
      ["class", "field", .init("set", "#sets", .number), .init("events", "sets")])
    misses.rows.removeAll { $0[2].isEmpty }
    return ReportTables("explanation", steps).with("nearest-misses", misses)
  }
}
