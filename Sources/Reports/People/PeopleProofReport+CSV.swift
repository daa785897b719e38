extension PeopleProofReport {
  /// One row for each count that a bound rests on; a second table says which count is worth asking for.
  package var tables: ReportTables {
    let json = json
    func table(_ bound: String) -> CSVTable {
      var table = CSVTable(
        json, rowsOf: ["numbers", bound, "counts"],
        [
          "class", "fields", .bounds("persons"), .init("proves", bound), .init("of", "of"),
          .init("bound", "bound"), .init("count", "count", .number),
          .init("factor", "factor", .number), "source",
        ])
      for row in table.rows.indices { table.rows[row][4] = bound }
      return table
    }
    var counts = table("least")
    counts.rows += table("most").rows
    counts.rows.removeAll { $0[5].isEmpty }
    let asking = CSVTable(
      json, rowsOf: ["numbers", "worth-asking"],
      ["class", "fields", "of", .bounds("now", named: "now"), .bounds("becomes", named: "becomes")])
    return ReportTables("proofs", counts).with("worth-asking", asking)
  }
}
