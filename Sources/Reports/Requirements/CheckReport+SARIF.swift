import Foundation
import IncidentFindings
import RequirementChecks
import SourceText
import TopologyModel

extension CheckReport {
  /// SARIF 2.1.0 (OASIS, 2020): a rule for each requirement, a result for each violation and for each requirement
  /// that is open, with the proof as a code flow. Every result has a place.
  ///
  /// Receivers limit what they take: GitHub takes 25,000 results a file and shows 5,000, and 10,000 steps of a flow.
  /// Beyond 5,000 the rest is left out, and a notification says so.
  package func sarif(version: String) -> JSONValue {
    var ids: [String] = []
    var indices: [String: Int] = [:]
    for row in rows where indices[row.requirement.id] == nil {
      indices[row.requirement.id] = ids.count
      ids.append(row.requirement.id)
    }
    var results: [JSONValue] = []
    for row in rows {
      let index = indices[row.requirement.id] ?? 0
      for found in row.violations {
        results.append(result(found.violation, row, index, found.fingerprint, found.isKnown))
      }
      if row.status == .open, let opening = row.finding.openings.first {
        let print = row.part.naming.fingerprint(
          opening, of: row.requirement, variant: row.part.variant)
        results.append(result(opening, row, index, print, false))
      }
    }
    let most = 5_000
    let left = max(0, results.count - most)
    let notifications: [JSONValue] =
      left == 0
      ? []
      : [
        [
          "level": "warning",
          "message": ["text": .string("\(left) results were left out: receivers show \(most).")],
        ]
      ]
    return [
      "$schema":
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "Exposure", "semanticVersion": .string(version),
              "rules": .array(ids.compactMap(rule)),
            ]
          ],
          "columnKind": "unicodeCodePoints",
          "invocations": [
            [
              "executionSuccessful": true,
              "toolExecutionNotifications": .array(notifications),
            ]
          ],
          "results": .array(Array(results.prefix(most))),
        ]
      ],
    ]
  }

  private func rule(_ id: String) -> JSONValue? {
    guard let row = rows.first(where: { $0.requirement.id == id }) else { return nil }
    let requirement = row.requirement
    let says = row.part.naming.sentence(requirement.statement)
    var help = "Required: \(says)."
    if let because = requirement.because { help += " Because: \(because)." }
    if let owner = requirement.owner { help += " Owner: \(owner)." }
    return [
      "id": .string(id),
      "name": .string(requirement.label ?? id),
      "shortDescription": ["text": .string(says)],
      "fullDescription": ["text": .string(help)],
      "help": ["text": .string(help)],
      "properties": ["tags": ["exposure", .string(requirement.statement.key)]],
    ]
  }

  private func result(
    _ violation: RequirementViolation, _ row: Row, _ index: Int, _ fingerprint: String,
    _ isKnown: Bool
  ) -> JSONValue {
    let naming = row.part.naming
    let isOpen = row.status == .open
    let variant = row.part.variant.map { " (variant \($0))" } ?? ""
    var entries: [String: JSONValue] = [
      "ruleId": .string(row.requirement.id),
      "ruleIndex": .integer(index),
      "kind": isOpen ? "open" : "fail",
      // A result that is open has no level but none.
      "level": isOpen ? "none" : row.status == .violated && !isKnown ? "error" : "note",
      "message": ["text": .string(naming.sentence(violation.detail) + variant)],
      "locations": [location(violation.element.position, naming)],
      "partialFingerprints": ["exposure/v1": .string(fingerprint)],
      "baselineState": isKnown ? "unchanged" : "new",
    ]
    if row.status == .accepted, let until = row.requirement.until {
      entries["suppressions"] = [
        ["kind": "external", "justification": .string("accepted until \(until)")]
      ]
    }
    if let flow = flow(violation, naming) { entries["codeFlows"] = [flow] }
    return .object(entries)
  }

  private func flow(_ violation: RequirementViolation, _ naming: Naming) -> JSONValue? {
    let steps = (violation.proof?.steps ?? []).compactMap { step -> JSONValue? in
      guard let position = naming.position(step),
        case .object(var place) = location(position, naming)
      else { return nil }
      place["message"] = ["text": .string(naming.sentence(step))]
      return ["location": .object(place)]
    }
    return steps.isEmpty ? nil : ["threadFlows": [["locations": .array(steps)]]]
  }

  private func location(_ position: SourcePosition, _ naming: Naming) -> JSONValue {
    [
      "physicalLocation": [
        "artifactLocation": ["uri": .string(Self.uri(naming.file(position)))],
        "region": [
          "startLine": .integer(max(1, Int(position.line))),
          "startColumn": .integer(max(1, Int(position.column))),
        ],
      ]
    ]
  }

  /// A path as a reference of RFC 3986, relative where the path is.
  static func uri(_ path: String) -> String {
    guard !path.isEmpty, path != "-" else { return "standard-input" }
    var allowed = CharacterSet.urlPathAllowed
    allowed.remove(charactersIn: ":;")
    let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? "file"
    return path.hasPrefix("/") ? "file://" + escaped : escaped
  }
}
