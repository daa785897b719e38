import Foundation
import IncidentFindings
package import RequirementChecks
import SourceText
package import TopologyModel

/// The requirements of a topology, checked in each architecture for which they are stated.
package struct CheckReport: Sendable {
  /// One architecture with its findings.
  package struct Part: Sendable {
    /// The variant; nil for the base file.
    package var variant: String?
    /// The names of its entries.
    package var naming: Naming
    /// The findings.
    package var findings: [RequirementFinding]

    /// Creates it.
    package init(variant: String?, naming: Naming, findings: [RequirementFinding]) {
      self.variant = variant
      self.naming = naming
      self.findings = findings
    }
  }

  /// How a requirement stands.
  package enum Status: String, CaseIterable, Sendable {
    case violated
    /// Violated, and its exception has not run out.
    case accepted
    /// Violated only as the baseline says.
    case known
    case open
    case met
  }

  /// One requirement in one architecture.
  package struct Row: Sendable {
    package var part: Part
    package var requirement: Requirement
    package var finding: RequirementFinding
    package var status: Status
    /// Each violation's fingerprint, and whether the baseline has it.
    package var violations: [(violation: RequirementViolation, fingerprint: String, isKnown: Bool)]
  }

  /// All requirements, in the order of the file, each in its variants.
  package let rows: [Row]
  /// The day on which exceptions are judged.
  package let day: String
  /// The fingerprints of the baseline that no violation has any more, sorted.
  package let stale: [String]
  let title: String
  /// How many violations of each requirement the document lists.
  package let limit: Int

  /// Judges findings.
  /// - Parameters:
  ///   - day: The day on which exceptions are judged, ISO 8601.
  ///   - baseline: The fingerprints of accepted violations; nil without a baseline.
  ///   - limit: How many violations of each requirement the document lists; JSON has all.
  package init(_ parts: [Part], day: String, baseline: Set<String>?, limit: Int) {
    var rows: [Row] = []
    var seen: Set<String> = []
    for part in parts {
      for finding in part.findings {
        let requirement = part.naming.topology.requirements[finding.requirement]
        let violations = finding.violations.map { violation in
          let print = part.naming.fingerprint(
            violation, of: requirement, variant: part.variant)
          seen.insert(print)
          return (violation, print, baseline?.contains(print) ?? false)
        }
        let isAccepted = requirement.until.map { !DateOrder.isBefore($0, day) } ?? false
        let status: Status =
          switch finding.verdict {
          case .met: .met
          case .open: .open
          case .violated:
            isAccepted ? .accepted : violations.allSatisfy { $0.2 } ? .known : .violated
          }
        rows.append(
          Row(
            part: part, requirement: requirement, finding: finding, status: status,
            violations: violations))
      }
    }
    let order = parts.first?.naming.topology.requirements.map(\.id) ?? []
    let place = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
    self.rows = rows.enumerated().sorted { left, right in
      let first = place[left.element.requirement.id] ?? .max
      let second = place[right.element.requirement.id] ?? .max
      return first != second ? first < second : left.offset < right.offset
    }.map(\.element)
    self.day = day
    stale = (baseline ?? []).subtracting(seen).sorted()
    title = parts.first?.naming.topology.title ?? ""
    self.limit = limit
  }

  /// The number of requirements with a status.
  package func count(_ status: Status) -> Int { rows.count { $0.status == status } }

  /// All fingerprints, for a new baseline.
  package var fingerprints: [String] { rows.flatMap { $0.violations.map(\.fingerprint) }.sorted() }

  // MARK: - Document

  /// The report as a document.
  package var document: ReportDocument { document(limit: limit) }

  /// The report with so many violations of each requirement.
  package func document(limit: Int) -> ReportDocument {
    var document = ReportDocument()
    document.heading(1, .init(title.isEmpty ? "Requirements" : "Requirements of \(title)"))
    guard !rows.isEmpty else {
      document.paragraph("The file states no requirements.")
      return document
    }
    document.paragraph(headline)
    document.table(
      [
        .init("requirement", wraps: true), .init("variant"), .init("status"),
        .init("says", wraps: true),
      ],
      rows.map { row in
        [
          .init(row.requirement.id), .init(row.part.variant ?? Requirement.asWritten),
          .init(row.status.rawValue, Self.emphasis(row.status)),
          .init(row.part.naming.sentence(row.requirement.statement)),
        ]
      })
    for row in rows where row.status != .met { add(row, limit, to: &document) }
    document.list(notes.map { .init($0, .faint) })
    return document
  }

  private var headline: ReportDocument.Line {
    let words: [ReportDocument.Line] = Status.allCases.compactMap { status in
      let number = count(status)
      return number == 0 ? nil : .init("\(number) \(status.rawValue)", Self.emphasis(status))
    }
    let list = words.dropFirst().reduce(words[0]) { $0 + .init(", ") + $1 }
    return .init("\(rows.count) checked: ") + list + .init(".")
  }

  private static func emphasis(_ status: Status) -> ReportDocument.Emphasis {
    switch status {
    case .violated: .bad
    case .accepted, .known, .open: .open
    case .met: .good
    }
  }

  private func add(_ row: Row, _ limit: Int, to document: inout ReportDocument) {
    let naming = row.part.naming
    let requirement = row.requirement
    let name = requirement.label ?? requirement.id
    let variant = row.part.variant.map { ", in variant \($0)" } ?? ""
    document.heading(2, .init("\(row.status.rawValue.capitalized): \(name)\(variant)"))
    var lines: [String] = ["Required: \(naming.sentence(requirement.statement))."]
    if let because = requirement.because { lines.append("Because: \(because).") }
    if let owner = requirement.owner { lines.append("Owner: \(owner).") }
    if let until = requirement.until {
      lines.append(
        row.status == .accepted
          ? "Accepted until \(until)."
          : row.status == .violated
            ? "The exception ran out on \(until)." : "Exception until \(until).")
    }
    document.paragraph(.init(lines.joined(separator: " ")))
    let all = folded(
      row.violations.map { ($0.violation, $0.isKnown) }
        + row.finding.openings.map { ($0, false) }, naming)
    document.steps(
      all.prefix(limit).map { violation, isKnown, others in
        var below: [ReportDocument.Line] = []
        if let proof = violation.proof, !proof.steps.isEmpty {
          below.append(.init("way: \(naming.chain(proof))", .faint))
        }
        let place = naming.place(violation.element.position)
        below.append(
          .init("\(violation.element.kind) \(violation.element.id)  [\(place)]", .faint))
        if isKnown { below.append(.init("known from the baseline", .faint)) }
        let more = others == 0 ? "" : ", and \(others) more of the fleet likewise"
        return (.init(naming.sentence(violation.detail) + more), below)
      })
    if all.count > limit {
      document.paragraph(.init("\(all.count - limit) more not listed.", .faint))
    }
    if let reached = row.finding.limit {
      document.paragraph(.init("A limit was reached: \(reached).", .open))
    }
  }

  /// Violations that differ only in the members of fleets are one, with the number of the others.
  private func folded(
    _ all: [(RequirementViolation, Bool)], _ naming: Naming
  ) -> [(RequirementViolation, Bool, others: Int)] {
    var result: [(RequirementViolation, Bool, others: Int)] = []
    var places: [String: Int] = [:]
    for (violation, isKnown) in all {
      var says = naming.sentence(violation.detail)
      let isOfFleet = says.utf8.contains(UInt8(ascii: "["))
      if isOfFleet { says = says.replacing(/\[\d+\]/, with: "[]") }
      let key = "\(violation.element.kind) \(violation.element.id) \(isKnown) \(says)"
      if isOfFleet, says.contains("[]"), let place = places[key] {
        result[place].others += 1
      } else {
        places[key] = result.count
        result.append((violation, isKnown, 0))
      }
    }
    return result
  }

  /// What a reader should also know.
  package var notes: [String] {
    var notes: [String] = []
    for row in rows where row.requirement.until != nil && row.status == .met {
      notes.append(
        "The exception of '\(row.requirement.id)' is not needed: the requirement is met.")
    }
    if !stale.isEmpty {
      let number = stale.count
      notes.append(
        "\(number) violation\(number == 1 ? "" : "s") of the baseline \(number == 1 ? "is" : "are") gone; update it."
      )
    }
    if rows.contains(where: { $0.requirement.until != nil }) {
      notes.append("Exceptions are judged on \(day).")
    }
    return notes
  }
}
