import ChangeAnalysis
import TopologyLanguage
import TopologyModel

extension ChangesReport {
  /// The report as JSON, schema `exposure.changes/1`.
  package var json: JSONValue {
    [
      "schema": "exposure.changes/1",
      "totals": .object(
        Dictionary(
          uniqueKeysWithValues: ChangeDirection.allCases.map {
            ($0.rawValue, .integer(changes.changes($0).count))
          })),
      "edits": .array(changes.edits.edits.map(json)),
      "renamed": .array(
        changes.edits.renamed.map {
          ["section": .string($0.section), "old": .string($0.old), "new": .string($0.new)]
        }),
      "changes": .array(changes.changes.map(json)),
      "limits": .strings(changes.limits),
    ]
  }

  private func json(_ edit: TopologyEdit) -> JSONValue {
    let place = location(edit)
    return [
      "path": .strings(edit.path), "file": .string(place.file), "line": .integer(place.line),
      "column": .integer(place.column), "removed": .boolean(place.isRemoved),
    ]
  }

  private func json(_ change: TopologyChanges.Change) -> JSONValue {
    let (kind, names) = Self.names(change.fact)
    return [
      "kind": .string(kind),
      "of": .object(names.mapValues(JSONValue.string)),
      "direction": .string(change.direction.rawValue),
      "tier": Self.json(change.tier),
      "says": .string(ChangeWording.sentence(change)),
      "old": Self.json(change.old),
      "new": Self.json(change.new),
      "causes": change.causes.map { .array($0.map(JSONValue.integer)) } ?? .null,
      "lines": .strings((change.causes ?? []).map { place(changes.edits.edits[$0]) }),
    ]
  }

  private static func json(_ tier: ChangedTier) -> JSONValue {
    switch tier {
    case .none: .null
    case .unknown: "unknown"
    case .tier(let tier): .string(tier.rawValue)
    }
  }

  private static func json(_ value: ReachValue) -> JSONValue {
    [
      "state": .string(value.grade == 0 ? "none" : value.state.isEmpty ? "present" : value.state),
      "people": value.people.map(JSONValue.count) ?? .null,
    ]
  }

  private static func names(_ fact: ReachFact) -> (String, [String: String]) {
    switch fact {
    case .most(let people, let tier): ("most", ["class": people, "tier": tier.rawValue])
    case .incidentTier(let incident, let people, let tier):
      ("incident-tier", ["incident": incident, "class": people, "tier": tier.rawValue])
    case .alone(let event, let people, let field):
      ("alone", ["event": event, "class": people, "field": field])
    case .unlistedAlone(let event): ("unlisted-alone", ["event": event])
    case .singlePoint(let point): ("single-point", ["point": point])
    case .stops(let point, let service): ("stops", ["point": point, "service": service])
    case .pair(let events, let people, let field):
      (
        "pair",
        [
          "target": "\(people).\(field)", "first": events.first ?? "", "second": events.last ?? "",
        ]
      )
    case .incident(let incident, let people, let field):
      ("incident", ["incident": incident, "class": people, "field": field])
    case .service(let service, let incident):
      ("service", ["service": service, "incident": incident])
    case .duty(let incident, let obliged, let rule, let addressee):
      (
        "duty",
        ["incident": incident, "obliged": obliged, "rule": rule, "addressee": addressee]
      )
    case .held(let dataset, let people, let field):
      ("held", ["dataset": dataset, "class": people, "field": field])
    case .unlisted(let dataset): ("unlisted", ["dataset": dataset])
    case .requirement(let id, let variant):
      ("requirement", ["requirement": id, "variant": variant ?? "as-written"])
    }
  }

  /// One row for each change.
  package var tables: ReportTables {
    ReportTables(
      "changes",
      CSVTable(
        json, rowsOf: ["changes"],
        [
          "direction", "kind", "tier", "says", .init("old", "old.state"),
          .bounds("old.people", named: "old"), .init("new", "new.state"),
          .bounds("new.people", named: "new"), .init("lines", separator: "; "),
        ]))
  }
}
