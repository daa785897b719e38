extension AffectedReport {
  /// What came out at each place, what follows, and what can be joined to it.
  package var tables: ReportTables {
    let json = json
    func table(_ list: String, _ columns: [CSVTable.Column]) -> CSVTable {
      CSVTable(json, rowsOf: [list], ["about", "concerned"] + columns)
    }
    var ways = table(
      "ways",
      [
        "at", "fields", .init("groups"), .bounds("persons"), "because",
        .init("kept-too-long", separator: "; "),
      ])
    if ways.rows.isEmpty {
      // Whether they are concerned is a fact where nothing came out, too.
      ways.rows =
        CSVTable(
          ["ways": [json]], rowsOf: ["ways"],
          [
            "about", "concerned", "at", .init("fields", ""), "groups", .bounds("persons"),
            "because",
            "kept-too-long",
          ]
        ).rows
    }
    return ReportTables("ways", ways)
      .with(
        "consequences",
        table(
          "consequences",
          [
            "consequence", "fields", .init("of-all", nil, .flag), "follows", "advice", "source",
          ])
      )
      .with("derived", table("derived", ["from", "gives", "certainty", "source"]))
      .with("leaks", table("leaks", ["leak", "adds", "in-it", "source"]))
      .withEvenSplits(evenSplits, of: naming)
  }
}
