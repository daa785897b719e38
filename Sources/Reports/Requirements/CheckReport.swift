import Foundation
import IncidentFindings
package import RequirementChecks
import SourceText
package import TopologyModel

/// The requirements of a topology, checked in each architecture for which they are stated.
package struct CheckReport: Sendable {
  /// One architecture with its findings.
  package struct Part: Sendable {
    /// The file, as it was named.
    package var file: String
    /// The variant; nil for the base file.
    package var variant: String?
    /// The names of its entries.
    package var naming: Naming
    /// The findings.
    package var findings: [RequirementFinding]

    /// Creates it.
    package init(
      file: String, variant: String?, naming: Naming, findings: [RequirementFinding]
    ) {
      self.file = file
      self.variant = variant
      self.naming = naming
      self.findings = findings
    }
  }

  /// How a requirement stands, the worst first.
  package enum Status: String, CaseIterable, Sendable {
    case violated
    case open
    /// Violated only as the baseline says.
    case known
    /// Violated, and its exception has not run out.
    case accepted
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
  package let gone: [String]
  let names: RequirementNames
  /// Whether violations were compared with a baseline.
  let hasBaseline: Bool
  let title: String
  /// How many violations of each requirement the document lists.
  package let limit: Int

  /// Judges findings.
  /// - Parameters:
  ///   - day: The day on which exceptions are judged, ISO 8601.
  ///   - baseline: The accepted violations; nil without a baseline.
  ///   - limit: How many violations of each requirement the document lists; JSON has all.
  package init(_ parts: [Part], day: String, baseline: Baseline?, limit: Int) {
    let known = KnownViolations(baseline)
    let names = RequirementNames(parts)
    var rows: [Row] = []
    var seen: Set<String> = []
    var cut: Set<String> = []
    for part in parts {
      for finding in part.findings {
        let requirement = part.naming.topology.requirements[finding.requirement]
        let violations = finding.violations.map { violation in
          let print = names.fingerprint(violation, of: requirement, in: part)
          seen.insert(print)
          return (violation: violation, fingerprint: print, isKnown: known.contains(print))
        }
        let name = names.prefix(of: requirement, in: part)
        if finding.isCut { cut.insert(name) }
        let isKnown = violations.allSatisfy(\.isKnown) && (!finding.isCut || known.isCut(name))
        let isAccepted = requirement.until.map { !DateOrder.isBefore($0, day) } ?? false
        let status: Status =
          switch finding.verdict {
          case .met: .met
          case .open: .open
          case .violated:
            isAccepted ? .accepted : isKnown ? .known : .violated
          }
        rows.append(
          Row(
            part: part, requirement: requirement, finding: finding, status: status,
            // Only a part may be listed, so what is new comes first.
            violations: violations.filter { !$0.isKnown } + violations.filter(\.isKnown)))
      }
    }
    self.names = names
    self.rows = rows.enumerated().sorted { left, right in
      let first = names.place(of: left.element)
      let second = names.place(of: right.element)
      return first != second ? first < second : left.offset < right.offset
    }.map(\.element)
    self.day = day
    hasBaseline = baseline != nil
    gone = known.gone(seen: seen, cut: cut)
    title = parts.first?.naming.topology.title ?? ""
    self.limit = limit
  }

  /// The number of requirements with a status.
  package func count(_ status: Status) -> Int { rows.count { $0.status == status } }

  /// A baseline of all violations that were looked into.
  package var baseline: Baseline {
    let cut = rows.filter(\.finding.isCut).map {
      (names.prefix(of: $0.requirement, in: $0.part), $0.violations.count)
    }
    return Baseline(
      rows.flatMap { $0.violations.map(\.fingerprint) },
      limits: Dictionary(cut) { max($0, $1) })
  }

  /// Exceptions that are not needed: the requirement is met wherever it is checked, in every variant and, where it is in
  /// a file of its own, in every topology.
  package var unusedExceptions: [Row] {
    var first: [(place: String, row: Row)] = []
    var isMet: [String: Bool] = [:]
    for row in rows {
      guard let position = row.requirement.untilPosition else { continue }
      let place = row.part.naming.place(position) + " " + row.requirement.id
      if isMet[place] == nil { first.append((place, row)) }
      isMet[place] = (isMet[place] ?? true) && row.status == .met
    }
    return first.filter { isMet[$0.place] ?? false }.map(\.row)
  }

  func note(onUnused row: Row) -> String {
    "The exception of '\(row.requirement.id)' is not needed: the requirement is met."
  }

  /// What a reader should also know.
  package var notes: [String] {
    var notes: [String] = []
    for row in unusedExceptions {
      notes.append(note(onUnused: row))
    }
    if !gone.isEmpty {
      let number = gone.count
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
