import BreachNotification
import IncidentFindings
import Lowering
import TopologyModel

/// Every duty in a record of its own: JSON, and CSV for a tracker.
extension DutiesReport {
  /// The result as JSON, schema `exposure.duties/1`.
  package var json: JSONValue {
    let laws = NotificationLaw.all.filter { law in survey.duties.contains { $0.law.id == law.id } }
    return [
      "schema": "exposure.duties/1",
      "title": .string(topology.title),
      "variant": .optional(variant),
      "incident": .optional(analysis.scenario.incident.map { topology.incidents[$0].id }),
      "laws": .array(laws.map(json)),
      "duties": .array(survey.duties.map(json)),
      "notes": .strings(
        survey.notes.map(naming.sentence) + [evenSplits].compactMap { $0 }),
    ]
  }

  private func json(_ law: NotificationLaw) -> JSONValue {
    [
      "id": .string(law.id), "title": .string(law.title), "since": .string(law.since),
      "url": .string(law.url),
      "rules": .array(
        law.rules.map { rule in
          [
            "id": .string(rule.id), "article": .string(rule.article),
            "action": .string(rule.action), "contents": .strings(rule.contents),
            "exemptions": .strings(rule.exemptions),
          ]
        }),
    ]
  }

  private func json(_ duty: Duty) -> JSONValue {
    let kind: String
    let name: String?
    switch duty.addressee {
    case .organization(let party): (kind, name) = ("organization", topology.id(of: party))
    case .authority(let authority):
      (kind, name) = ("authority", authority.map { topology.organizations[$0].id })
    case .people: (kind, name) = ("people", nil)
    }
    return [
      "rule": .string(duty.rule.id),
      "obliged": .string(topology.id(of: duty.obliged)),
      "tells": ["kind": .string(kind), "id": .optional(name)],
      "aware": .optional(duty.aware?.text),
      "deadline": .optional(duty.deadline?.text),
      "deadline-by": .strings(duty.deadlineRules.map(\.rawValue)),
      "status": .string(duty.status.rawValue),
      "because": .strings(duty.reasons.map(naming.sentence)),
      "persons": .count(duty.persons),
      "records": .count(duty.records),
      "groups": .strings(groups(duty)),
      "fields": .strings(fields(duty)),
      "happened-at": .strings(duty.concern.holders.map(topology.id(of:))),
    ]
  }

  private func groups(_ duty: Duty) -> [String] {
    topology.highest(duty.concern.groups).map { topology.groups[$0].id }.sorted()
  }

  private func fields(_ duty: Duty) -> [String] {
    duty.concern.fields.map { topology.fields[$0].id }.sorted()
  }

  /// The duties.
  package var tables: ReportTables { ReportTables("duties", csv) }

  /// One duty a line.
  package var csv: CSVTable {
    CSVTable(
      [
        "law", "article", "obliged", "obliged-name", "tells", "tells-name", "action", "aware",
        "deadline", "period", "status", "because", "persons-low", "persons-high", "records-low",
        "records-high", "groups", "fields", "happened-at", "deadline-by",
      ], numbers: ["persons-low", "persons-high", "records-low", "records-high"],
      survey.duties.map(cells))
  }

  private func cells(_ duty: Duty) -> [String] {
    let tells: String
    switch duty.addressee {
    case .organization(let party): tells = topology.id(of: party)
    case .authority(let authority): tells = authority.map { topology.organizations[$0].id } ?? ""
    case .people: tells = ""
    }
    func bounds(_ count: CountInterval) -> [String] {
      [String(count.low), count.high.map { String($0) } ?? ""]
    }
    var undated = duty
    undated.deadline = nil
    return [
      duty.law.id, duty.rule.article, topology.id(of: duty.obliged), label(duty.obliged), tells,
      naming.addressee(duty.addressee), duty.rule.action, duty.aware?.text ?? "",
      duty.deadline?.text ?? "", naming.deadline(undated), duty.status.rawValue,
      duty.reasons.map(naming.sentence).joined(separator: "; "),
    ] + bounds(duty.persons) + bounds(duty.records) + [
      groups(duty).joined(separator: " "), fields(duty).joined(separator: " "),
      duty.concern.holders.map(topology.id(of:)).joined(separator: " "),
      duty.deadlineRules.map(\.rawValue).joined(separator: "; "),
    ]
  }

  private func label(_ party: Party) -> String {
    topology.organizations[party.organization].label ?? topology.id(of: party)
  }
}
