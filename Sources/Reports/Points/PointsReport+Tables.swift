import ExposureAnalysis
import TopologyModel

/// The tables of events and organizations alone.
extension PointsReport {
  func addPoints(to document: inout ReportDocument) {
    let events = answer.points.points.filter { $0.subject.kind != .organization }
    let organizations = answer.points.points.filter { $0.subject.kind == .organization }
    let single = folded(events.filter(\.isSinglePoint))
    if !single.isEmpty {
      document.heading(2, "Single points of failure")
      add(single, to: &document)
    }
    let others = folded(events.filter { !$0.isSinglePoint && !$0.isHarmless })
    if !others.isEmpty {
      document.heading(2, "Below the threshold")
      add(others, to: &document)
    }
    let harmless = events.filter(\.isHarmless).map(\.subject)
    if !harmless.isEmpty {
      let names = naming.folded(harmless.map { (topology.id(of: $0), topology.member(of: $0)) })
      document.paragraph("Alone without any effect: \(naming.listed(names, most: 12)).")
    }
    let named = folded(organizations.filter { !$0.isHarmless })
    if !named.isEmpty {
      document.heading(2, "Organizations, all their systems at once")
      add(named, to: &document)
    }
  }

  /// Findings of one fleet, the worst first.
  struct Row {
    var worst: PointFinding
    var count: Int
  }

  /// One row for each finding, or for each fleet; in the order of the worst.
  private func folded(_ findings: [PointFinding]) -> [Row] {
    var rows: [Row] = []
    var places: [String: Int] = [:]
    for finding in findings {
      guard let member = topology.member(of: finding.subject) else {
        rows.append(Row(worst: finding, count: 1))
        continue
      }
      let key = "\(finding.subject.kind.rawValue) \(member.declared)"
      if let place = places[key] {
        rows[place].count += 1
      } else {
        places[key] = rows.count
        rows.append(Row(worst: finding, count: 1))
      }
    }
    return rows
  }

  private func add(_ rows: [Row], to document: inout ReportDocument) {
    let shown = rows.prefix(answer.limit)
    document.table(
      [
        .init("alone", wraps: true), .init("people exposed", wraps: true),
        .init("fields", wraps: true), .init("stops", wraps: true), .init("single point for"),
      ], shown.map(cells))
    if rows.count > shown.count {
      document.paragraph("and \(counted(rows.count - shown.count, "more line"))")
    }
  }

  private func cells(_ row: Row) -> [ReportDocument.Line] {
    let finding = row.worst
    let people =
      finding.classes.isEmpty ? "nobody" : finding.classes.map(self.people).joined(separator: ", ")
    let fields = finding.fields.map { topology.fields[$0].id }
    var reasons: [String] = []
    if finding.isExposurePoint { reasons.append("exposure") }
    if finding.isAvailabilityPoint { reasons.append("availability") }
    return [
      .init(name(row), finding.isSinglePoint ? .strong : .plain),
      .init(people, finding.isExposurePoint ? .exposed : .plain),
      .init(naming.listed(fields, most: 4)), .init(stops(finding)),
      .init(
        reasons.isEmpty ? "-" : reasons.joined(separator: ", "), reasons.isEmpty ? .faint : .bad),
    ]
  }

  private func name(_ row: Row) -> String {
    let subject = row.worst.subject
    guard let member = topology.member(of: subject) else {
      return subject.kind == .organization
        ? topology.id(of: subject) : "\(topology.id(of: subject)) (\(subject.kind.rawValue))"
    }
    let kind = subject.kind == .organization ? "" : " (\(subject.kind.rawValue))"
    return row.count == 1
      ? member.id + kind : "\(member.declared) ×\(row.count)\(kind), the worst: \(member.id)"
  }

  private func stops(_ finding: PointFinding) -> String {
    func names(_ services: [Reference<Service>]) -> String {
      let ids = naming.folded(
        services.map { (topology.services[$0].id, topology.services[$0].member) })
      return naming.listed(ids, most: 4)
    }
    var words: [String] = []
    if !finding.down.isEmpty { words.append("down: \(names(finding.down))") }
    if !finding.degraded.isEmpty { words.append("degraded: \(names(finding.degraded))") }
    return words.joined(separator: "; ")
  }
}
