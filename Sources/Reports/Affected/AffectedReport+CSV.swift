import BreachNotification
import IncidentFindings
import Lowering
import TopologyModel

extension AffectedReport {
  /// What came out at each place, what follows, and what can be joined to it.
  package var tables: ReportTables {
    let json = json
    func table(_ list: String, _ columns: [CSVTable.Column]) -> CSVTable {
      CSVTable(json, rowsOf: [list], ["about", "concerned"] + columns)
    }
    let ways = CSVTable(
      ["rows": .array(rows)], rowsOf: ["rows"],
      [
        "about", "concerned", "status", "at", "fields", .init("groups"), .bounds("persons"),
        "because", .init("kept-too-long", separator: "; "),
      ])
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

  /// The rows of the main table: what came out, what may have come out of those who are among others, what may be in what
  /// was read without being listed, and what that was.
  private var rows: [JSONValue] {
    var rows: [JSONValue] = []
    func add(_ status: FieldStatus?, _ entries: [String: JSONValue]) {
      rows.append(
        .object(
          entries.merging([
            "about": .string(who), "concerned": .string(answer.concern.rawValue),
            "status": .optional(status?.rawValue),
          ]) { $1 }))
    }
    if answer.ways.isEmpty {
      // Whether they are concerned is a fact where nothing came out, too.
      add(nil, ["groups": ids(answer.groups), "persons": .count(answer.persons)])
    }
    for way in answer.ways {
      if case .object(let entries) = json(way) { add(.exposed, entries) }
    }
    for overlap in answer.overlaps {
      add(
        .possible,
        [
          "fields": ids(overlap.fields), "groups": ids(overlap.among),
          "persons": .count(overlap.persons),
        ])
    }
    if !answer.unknown.isEmpty {
      add(.unknown, ["fields": ids(answer.unknown), "groups": ids(answer.perhaps)])
    }
    for reading in UnlistedReading.folded(answer.unlisted, in: topology) {
      add(
        .unknown,
        [
          "at": .optional(naming.holder(of: reading)),
          "fields": .optional(reading.cell.field.map { topology.fields[$0].id }),
          "groups": .optional(reading.cell.group.map { topology.groups[$0].declaredID }),
          "because": .string(naming.sentence(reading)),
        ])
    }
    return rows
  }
}

extension Naming {
  /// The id of the organization where something was read; nil on its way, or where the file does not say.
  fileprivate func holder(of reading: UnlistedReading) -> String? {
    switch reading.place {
    case .dataset(let dataset):
      topology.holder(of: topology.datasets[dataset].system).map(topology.id(of:))
    case .flow: nil
    case .organization(let organization): topology.organizations[organization].id
    }
  }
}
