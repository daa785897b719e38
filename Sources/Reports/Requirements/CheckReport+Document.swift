import Foundation
import IncidentFindings
import RequirementChecks
import TopologyModel

extension CheckReport {
  /// The report as a document.
  package var document: ReportDocument { document(limit: limit) }

  /// The report with so many violations of each requirement.
  /// - Parameter most: How many requirements the table lists, the worst first; nil for all.
  package func document(limit: Int, rows most: Int? = nil) -> ReportDocument {
    var document = ReportDocument()
    document.heading(1, .init(title.isEmpty ? "Requirements" : "Requirements of \(title)"))
    guard !rows.isEmpty else {
      document.paragraph("The file states no requirements.")
      return document
    }
    document.paragraph(headline)
    let several = names.files.count > 1
    document.table(
      (several ? [.init("file", wraps: true)] : []) + [
        .init("requirement", wraps: true), .init("variant"), .init("status"),
        .init("required", wraps: true),
      ],
      worstFirst.prefix(most ?? .max).map { row in
        (several ? [.init(row.part.file)] : []) + [
          .init(row.requirement.id), .init(row.part.variant ?? Requirement.asWritten),
          .init(row.status.rawValue, Self.emphasis(row.status)),
          .init(row.part.naming.sentence(row.requirement.statement)),
        ]
      })
    if let most, rows.count > most {
      document.paragraph(.init("\(rows.count - most) more not listed.", .faint))
    }
    // Before the details, so that no fold hides them.
    let unused = unusedExceptions.map(note)
    document.list(notes.map { .init($0, unused.contains($0) ? .open : .faint) })
    for row in worstFirst where row.status != .met { add(row, limit, to: &document) }
    return document
  }

  /// The rows by status, as the file has them within each.
  private var worstFirst: [Row] {
    Status.allCases.flatMap { status in rows.filter { $0.status == status } }
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
    let variant =
      (row.part.variant.map { ", in variant \($0)" } ?? "")
      + (names.files.count > 1 ? ", of \(row.part.file)" : "")
    document.heading(
      2, .init("\(row.status.rawValue.capitalized): \(name)\(variant)"),
      row.status == .violated ? .answer : .detail)
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
}
