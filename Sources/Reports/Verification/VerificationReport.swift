package import Explaining
package import IncidentFindings
import TopologyModel

/// Compares the incidents of several topologies with published claims.
package struct VerificationReport: Sendable {
  /// A topology with its incidents.
  package struct Part: Sendable {
    /// The file, as named by the user.
    package var file: String
    /// The names of its entries.
    package var naming: Naming
    /// Its incidents in the order of the file.
    package var incidents: [IncidentVerification]

    /// Creates a topology with its incidents.
    package init(file: String, naming: Naming, incidents: [IncidentVerification]) {
      self.file = file
      self.naming = naming
      self.incidents = incidents
    }
  }

  let parts: [Part]
  let passedOver: [String]

  /// Creates a report on topologies in the order they were read, and on skipped files of their folders.
  package init(_ parts: [Part], passedOver: [String] = []) {
    self.parts = parts
    self.passedOver = passedOver
  }

  /// The number of claims with a verdict.
  package func count(_ verdict: ClaimVerdict) -> Int {
    incidents.reduce(0) { $0 + $1.1.count(verdict) }
  }

  /// The number of claims that others correct.
  var superseded: Int { incidents.reduce(0) { $0 + $1.1.superseded } }

  var incidents: [(Part, IncidentVerification)] {
    parts.flatMap { part in part.incidents.map { (part, $0) } }
  }

  /// Incidents without claims.
  private var silent: [(Part, IncidentVerification)] { incidents.filter { $0.1.claims.isEmpty } }

  /// The report as a document.
  package var document: ReportDocument {
    var document = ReportDocument()
    document.heading(1, "Incidents and published claims")
    let claimed = incidents.filter { !$0.1.claims.isEmpty }
    if claimed.isEmpty {
      document.paragraph("No incident here has a claim, so there is nothing to check.")
    } else {
      document.paragraph(headline(incidents: claimed.count))
    }
    document.table(
      [
        .init("incident", wraps: true), .init("file", wraps: true),
        .init("claims", numeric: true), .init("consistent", numeric: true),
        .init("open", numeric: true), .init("contradicted", numeric: true),
        .init("superseded", numeric: true),
      ], claimed.map(row) + (claimed.count > 1 ? [total] : []))
    add(.contradicted, "Contradicted: the graph and the claim cannot both be right", to: &document)
    add(
      .open, "Open: the claim may be right, but the graph also allows other values", to: &document)
    addSeries(to: &document)
    let without = silent.map(\.0.file) + parts.filter(\.incidents.isEmpty).map(\.file)
    if !without.isEmpty {
      let files = Set(without).sorted().joined(separator: ", ")
      document.paragraph(.init("Also read, without claims: \(files).", .faint))
    }
    if !passedOver.isEmpty {
      let count = passedOver.count
      let files =
        count == 1 ? "1 file that is not a topology" : "\(count) files that are not topologies"
      let most = 6
      let shown = passedOver.prefix(most).joined(separator: ", ")
      let more = count > most ? " and \(count - most) more" : ""
      document.paragraph(.init("Skipped \(files): \(shown)\(more).", .faint))
    }
    return document
  }

  private func headline(incidents: Int) -> ReportDocument.Line {
    func some(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
    let total = ClaimVerdict.allCases.reduce(superseded) { $0 + count($1) }
    let isBad = count(.contradicted) > 0
    return .init("\(some(total, "claim")) of \(some(incidents, "incident")): ")
      + .init("\(count(.consistent)) consistent", .good) + .init(", ")
      + .init("\(count(.open)) open", count(.open) > 0 ? .open : .plain) + .init(", ")
      + .init("\(count(.contradicted)) contradicted", isBad ? .bad : .plain)
      + .init(superseded > 0 ? "; \(superseded) superseded by later figures." : ".")
  }

  private func row(_ part: Part, _ found: IncidentVerification) -> [ReportDocument.Line] {
    func cell(_ verdict: ClaimVerdict, _ emphasis: ReportDocument.Emphasis) -> ReportDocument.Line {
      let count = found.count(verdict)
      return .init("\(count)", count > 0 ? emphasis : .faint)
    }
    return [
      .init(name(found, part)), .init(part.file), .init("\(found.claims.count)"),
      cell(.consistent, .good), cell(.open, .open), cell(.contradicted, .bad),
      .init("\(found.superseded)", .faint),
    ]
  }

  /// The last row: all incidents together.
  private var total: [ReportDocument.Line] {
    let claims = incidents.reduce(0) { $0 + $1.1.claims.count }
    return [.init("all", .strong), .init(""), .init("\(claims)", .strong)]
      + ClaimVerdict.allCases.map { .init("\(count($0))", .strong) }
      + [.init("\(superseded)", .strong)]
  }

  /// Figures that were corrected, from the first to the one that stands.
  private func addSeries(to document: inout ReportDocument) {
    guard superseded > 0 else { return }
    document.heading(2, "Corrected: earlier figures are history, not contradictions")
    for (part, found) in incidents {
      let claims = part.naming.topology.incidents[found.incident].claims
      let series = ClaimSeries(claims).series
      guard !series.isEmpty else { continue }
      document.heading(3, .init(name(found, part)))
      document.list(
        series.map { indices in
          let latest = indices.last.map { claims[$0] }
          let who = latest?.people.map { "\(part.naming.id($0)): " } ?? ""
          return .init(who + part.naming.series(indices.map { claims[$0] }))
        })
    }
  }

  /// The title of the topology; if it has several incidents, with the incident.
  private func name(_ found: IncidentVerification, _ part: Part) -> String {
    let entry = part.naming.topology.incidents[found.incident]
    let title = part.naming.topology.title
    if title.isEmpty { return entry.label ?? entry.id }
    return part.incidents.count == 1 ? title : "\(title): \(entry.label ?? entry.id)"
  }

  private func add(
    _ verdict: ClaimVerdict, _ heading: String, to document: inout ReportDocument
  ) {
    guard count(verdict) > 0 else { return }
    document.heading(2, .init(heading))
    for (part, found) in incidents {
      let claims = found.claims.filter {
        $0.finding.verdict == verdict && $0.finding.supersededBy == nil
      }
      guard !claims.isEmpty else { continue }
      document.heading(3, .init(name(found, part)))
      document.steps(claims.map { step($0, found, part.naming) })
    }
  }

  private func step(
    _ verified: VerifiedClaim, _ found: IncidentVerification, _ naming: Naming
  ) -> (ReportDocument.Line, [ReportDocument.Line]) {
    let entry = naming.topology.incidents[found.incident]
    let claim = entry.claims[verified.finding.claim]
    var lines = verified.disagreements.map {
      ReportDocument.Line(naming.sentence($0, of: claim))
    }
    lines.append(
      .init("source: \(naming.source(claim.source)) [\(naming.place(claim.position))]", .faint))
    if let note = claim.note { lines.append(.init("note: \(note)", .faint)) }
    return (.init(naming.claim(claim), .strong), lines)
  }
}
