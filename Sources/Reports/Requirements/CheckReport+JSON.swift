import IncidentFindings
import RequirementChecks
import SourceText
import TopologyModel

extension CheckReport {
  /// The report as JSON, schema `exposure.requirements/1`.
  package var json: JSONValue {
    [
      "schema": "exposure.requirements/1",
      "title": .string(title),
      "day": .string(day),
      "totals": .object(
        Dictionary(
          uniqueKeysWithValues: Status.allCases.map { ($0.rawValue, .integer(count($0))) })),
      "requirements": .array(rows.map(json)),
      "notes": .strings(notes),
      "gone-from-baseline": .strings(gone),
    ]
  }

  private func json(_ row: Row) -> JSONValue {
    let naming = row.part.naming
    let requirement = row.requirement
    return [
      "file": .string(row.part.file),
      "requirement": .string(requirement.id),
      "label": .optional(requirement.label),
      "because": .optional(requirement.because),
      "owner": .optional(requirement.owner),
      "until": .optional(requirement.until),
      "variant": .optional(row.part.variant),
      "statement": .string(requirement.statement.key),
      "says": .string(naming.sentence(requirement.statement)),
      "status": .string(row.status.rawValue),
      "limit": .optional(row.finding.limit),
      "violations": .array(
        row.violations.map { found in
          json(found.violation, naming, ["known": .boolean(found.isKnown)], found.fingerprint)
        }),
      "open": .array(
        row.finding.openings.map { opening in
          json(
            opening, naming, [:], names.fingerprint(opening, of: requirement, in: row.part))
        }),
    ]
  }

  private func json(
    _ violation: RequirementViolation, _ naming: Naming, _ more: [String: JSONValue],
    _ fingerprint: String
  ) -> JSONValue {
    let element = violation.element
    var entries: [String: JSONValue] = [
      "says": .string(naming.sentence(violation.detail)),
      "fingerprint": .string(fingerprint),
      "element": [
        "kind": .string(element.kind), "id": .string(element.id),
        "file": .string(naming.file(element.position)),
        "line": .integer(Int(element.position.line)),
        "column": .integer(Int(element.position.column)),
      ],
      "way": .optional(violation.proof.map { naming.chain($0) }),
    ]
    entries.merge(more) { _, new in new }
    return .object(entries)
  }

  /// One row for each violation, and one for each requirement without any.
  package var tables: ReportTables {
    ReportTables(
      "requirements",
      CSVTable(
        json, rowsOf: ["requirements", "violations"],
        [
          "requirement", "variant", "statement", "status", "owner", "until",
          .init("violation", "says"), .init("element-kind", "element.kind"),
          .init("element", "element.id"), .init("file", "element.file"),
          .init("line", "element.line", .number), "way", .init("known", nil, .flag), "fingerprint",
        ]))
  }
}
