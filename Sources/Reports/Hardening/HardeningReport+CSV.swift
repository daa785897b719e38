import TopologyModel

extension HardeningReport {
  /// One row for each control in the order in which they are taken, with what is reached after it. The first row,
  /// step 0, is the architecture as it is.
  package var tables: ReportTables {
    func columns(_ measure: String) -> [CSVTable.Column] {
      [
        .init("step", "#steps", .number), "kind", "subject", "summary",
        .init("worst", "\(measure).worst"), .bounds("\(measure).persons"),
        .init("expected", "\(measure).expected", .number),
        .init("expected-most", "\(measure).expected-most", .number),
        .init("single-points", "\(measure).single-points", .number),
        .init("stops", "\(measure).stops", .number),
      ]
    }
    let json = json
    var table = CSVTable(json, rowsOf: ["steps"], columns("after"))
    // The answer itself as the only entry of a list.
    let before = CSVTable(["steps": [json]], rowsOf: ["steps"], columns("before"))
    table.rows = before.rows.map { row in ["0", "as it is"] + row.dropFirst(2) } + table.rows
    return ReportTables("hardening", table).withEvenSplits(naming.topology.evenSplits, of: naming)
  }
}
