import Foundation
import IncidentFindings
import RequirementChecks
import SourceText
import TopologyModel

/// What receivers of SARIF take and show. GitHub rejects a file with more than 25,000 results or rules, or with 10,000
/// steps in one flow, and shows 5,000 results and 1,000 steps ("SARIF results exceed one or more limits", 2024). What
/// would not be shown is left out, and the file says so.
package struct SARIFLimits: Sendable {
  /// Results, the worst first.
  package var results = 5_000
  /// Rules.
  package var rules = 25_000
  /// Steps of one flow: the first half and the last.
  package var steps = 1_000
  /// Steps of all flows together: a compressed file has at most 10 MB.
  package var stepsInAll = 200_000

  /// The default limits.
  package init() {}
}

extension CheckReport {
  /// SARIF 2.1.0 (OASIS, 2020): a rule for each requirement, a result for each violation and for each requirement
  /// that is open, with the proof as a code flow. Every result has a place.
  package func sarif(version: String, limits: SARIFLimits = SARIFLimits()) -> JSONValue {
    var log = SARIFLog(self, limits)
    return log.file(version)
  }
}

/// Writes one file.
private struct SARIFLog {
  /// A violation, or the first of what leaves a requirement open.
  private struct Found {
    var violation: RequirementViolation
    var row: CheckReport.Row
    var fingerprint: String
    var isKnown: Bool

    /// The worst first: what fails, then what is open, then what is accepted or known.
    var rank: Int { level == "error" ? 0 : row.status == .open ? 1 : 2 }

    /// A result that is open has no level but none.
    var level: String {
      row.status == .open ? "none" : row.status == .violated && !isKnown ? "error" : "note"
    }
  }

  private let report: CheckReport
  private let limits: SARIFLimits
  private var stepsLeft: Int
  private var warnings: [String] = []
  private var flowsLeft = 0

  init(_ report: CheckReport, _ limits: SARIFLimits) {
    self.report = report
    self.limits = limits
    stepsLeft = limits.stepsInAll
  }

  mutating func file(_ version: String) -> JSONValue {
    let found = findings()
    let rules = rules(of: found)
    let indices = Dictionary(
      rules.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let results = found.map { result($0, indices[report.names.name(of: $0.row)] ?? 0) }
    if flowsLeft > 0 {
      warnings.append(
        "the ways of \(flowsLeft) results were left out: all ways together have at most \(limits.stepsInAll) steps"
      )
    }
    for row in report.rows {
      guard let limit = row.finding.limit else { continue }
      warnings.append("\(report.names.name(of: row)): \(limit)")
    }
    warnings += report.unusedExceptions.map(report.note)
    return [
      "$schema":
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "Exposure", "semanticVersion": .string(version),
              "rules": .array(rules.map { rule($0.name, $0.row) }),
            ]
          ],
          "columnKind": "unicodeCodePoints",
          "invocations": [
            [
              "executionSuccessful": true,
              "toolExecutionNotifications": .array(
                warnings.map { ["level": "warning", "message": ["text": .string($0)]] }),
            ]
          ],
          "results": .array(results),
        ]
      ],
    ]
  }

  // MARK: - What there is

  private mutating func findings() -> [Found] {
    var all: [Found] = []
    for row in report.rows {
      all += row.violations.map {
        Found(violation: $0.violation, row: row, fingerprint: $0.fingerprint, isKnown: $0.isKnown)
      }
      if row.status == .open, let opening = row.finding.openings.first {
        let print = report.names.fingerprint(opening, of: row.requirement, in: row.part)
        all.append(Found(violation: opening, row: row, fingerprint: print, isKnown: false))
      }
    }
    guard all.count > limits.results else { return all }
    warnings.append(
      "\(all.count - limits.results) of \(all.count) results were left out, the mildest: receivers show \(limits.results)"
    )
    // The order is kept among results of one rank.
    let worst = all.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }
    return worst.prefix(limits.results).sorted { $0.offset < $1.offset }.map(\.element)
  }

  /// The rules, in the order of the requirements; if they are too many, those with results come first.
  private mutating func rules(of found: [Found]) -> [(name: String, row: CheckReport.Row)] {
    var rules: [(name: String, row: CheckReport.Row)] = []
    var seen: Set<String> = []
    for row in report.rows where seen.insert(report.names.name(of: row)).inserted {
      rules.append((report.names.name(of: row), row))
    }
    guard rules.count > limits.rules else { return rules }
    warnings.append(
      "\(rules.count - limits.rules) of \(rules.count) rules were left out: receivers take \(limits.rules)"
    )
    let needed = Set(found.map { report.names.name(of: $0.row) })
    let first =
      rules.filter { needed.contains($0.name) } + rules.filter { !needed.contains($0.name) }
    return Array(first.prefix(max(limits.rules, needed.count)))
  }

  // MARK: - Parts

  private func rule(_ name: String, _ row: CheckReport.Row) -> JSONValue {
    let requirement = row.requirement
    let says = row.part.naming.sentence(requirement.statement)
    var help = "Required: \(says)."
    if let because = requirement.because { help += " Because: \(because)." }
    if let owner = requirement.owner { help += " Owner: \(owner)." }
    return [
      "id": .string(name),
      "name": .string(requirement.label ?? requirement.id),
      "shortDescription": ["text": .string(says)],
      "fullDescription": ["text": .string(help)],
      "help": ["text": .string(help)],
      "properties": ["tags": ["exposure", .string(requirement.statement.key)]],
    ]
  }

  private mutating func result(_ found: Found, _ index: Int) -> JSONValue {
    let naming = found.row.part.naming
    let variant = found.row.part.variant.map { " (variant \($0))" } ?? ""
    var entries: [String: JSONValue] = [
      "ruleId": .string(report.names.name(of: found.row)),
      "ruleIndex": .integer(index),
      "kind": found.row.status == .open ? "open" : "fail",
      "level": .string(found.level),
      "message": ["text": .string(naming.sentence(found.violation.detail) + variant)],
      "locations": [location(found.violation.element.position, naming)],
      "partialFingerprints": ["exposure/v1": .string(found.fingerprint)],
    ]
    if report.hasBaseline { entries["baselineState"] = found.isKnown ? "unchanged" : "new" }
    if found.row.status == .accepted, let until = found.row.requirement.until {
      entries["suppressions"] = [
        ["kind": "external", "justification": .string("accepted until \(until)")]
      ]
    }
    if let flow = flow(found.violation, naming) { entries["codeFlows"] = [flow] }
    return .object(entries)
  }

  /// The proof, step by step.
  private mutating func flow(_ violation: RequirementViolation, _ naming: Naming) -> JSONValue? {
    let all = (violation.proof?.steps ?? []).compactMap { step in
      naming.position(step).map { (step: step, position: $0) }
    }
    guard !all.isEmpty else { return nil }
    let most = limits.steps
    let kept = all.count <= most ? all : all.prefix(most - most / 2) + all.suffix(most / 2)
    guard kept.count <= stepsLeft else {
      flowsLeft += 1
      return nil
    }
    stepsLeft -= kept.count
    let steps = kept.map { step, position -> JSONValue in
      guard case .object(var place) = location(position, naming) else { return .null }
      place["message"] = ["text": .string(naming.sentence(step))]
      return ["location": .object(place)]
    }
    var flow: [String: JSONValue] = ["threadFlows": [["locations": .array(steps)]]]
    if kept.count < all.count {
      flow["message"] = [
        "text": .string(
          "\(all.count - kept.count) of \(all.count) steps in the middle were left out: receivers show \(most)"
        )
      ]
    }
    return .object(flow)
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
  private static func uri(_ path: String) -> String {
    guard !path.isEmpty, path != "-" else { return "standard-input" }
    var allowed = CharacterSet.urlPathAllowed
    allowed.remove(charactersIn: ":;")
    let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? "file"
    return path.hasPrefix("/") ? "file://" + escaped : escaped
  }
}
