import PointAnalysis
import TopologyModel

/// The tables of single events and organizations.
extension PointsReport {
  func addPoints(to document: inout ReportDocument) {
    let events = answer.points.points.filter { $0.subject.kind != .organization }
    let organizations = answer.points.points.filter { $0.subject.kind == .organization }
    addExposure(
      events.filter(\.isExposurePoint), "Single points of failure for exposure", to: &document)
    addAvailability(
      events.filter(\.isAvailabilityPoint), "Single points of failure for availability",
      to: &document)
    addOrganizations(organizations.filter { !$0.isHarmless }, to: &document)
    addExposure(
      events.filter { !$0.isExposurePoint && !$0.fields.isEmpty },
      "Events that expose less than \(percent(threshold)) of any class\(orNoMore)", to: &document)
    addAvailability(
      events.filter { !$0.isAvailabilityPoint && !$0.degraded.isEmpty },
      "Events that degrade services without taking one down", to: &document)
    let harmless = events.filter(\.isHarmless).map(\.subject)
    if !harmless.isEmpty {
      let names = naming.folded(harmless.map { (topology.id(of: $0), topology.member(of: $0)) })
      document.paragraph(
        "These events alone expose nobody and neither stop nor degrade a service: \(naming.listed(names, most: 12))."
      )
    }
  }

  private var orNoMore: String {
    answer.points.openToEveryone.isEmpty ? "" : ", or no more than is exposed without any event"
  }

  /// The findings of a fleet in one line, represented by its worst member.
  private struct Row {
    var worst: PointFinding
    var count: Int
  }

  /// One row per finding or per fleet, ordered by the worst member.
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

  private func addTable(
    _ title: String, _ columns: [ReportDocument.Table.Column], of findings: [PointFinding],
    to document: inout ReportDocument, cells: (Row) -> [ReportDocument.Line]
  ) {
    guard !findings.isEmpty else { return }
    let rows = folded(findings)
    document.heading(2, .init(title))
    document.table(columns, rows.prefix(answer.question.limit).map(cells))
    if rows.count > answer.question.limit {
      let rest =
        "and \(counted(rows.count - answer.question.limit, "more line")); --limit shows more"
      document.paragraph(.init(rest, .faint))
    }
  }

  private func addExposure(
    _ findings: [PointFinding], _ title: String, to document: inout ReportDocument
  ) {
    addTable(
      title,
      [
        .init("event", wraps: true), .init("kind"), .init("point for"),
        .init("exposes", wraps: true), .init("fields", wraps: true),
      ], of: findings, to: &document
    ) { row in
      [
        .init(name(row), row.worst.isExposurePoint ? .strong : .plain),
        .init(row.worst.subject.kind.rawValue), .init(reasons(row.worst), .bad),
        .init(people(row.worst), row.worst.isExposurePoint ? .exposed : .plain),
        .init(fields(row.worst)),
      ]
    }
  }

  /// Ordered by the number of services taken down, most first.
  private func addAvailability(
    _ findings: [PointFinding], _ title: String, to document: inout ReportDocument
  ) {
    let ranked = findings.enumerated().sorted { left, right in
      let keys = [left, right].map {
        (-$0.element.down.count, -$0.element.degraded.count, $0.offset)
      }
      return keys[0] < keys[1]
    }.map(\.element)
    addTable(
      title,
      [
        .init("disconnected", wraps: true), .init("kind"), .init("point for"),
        .init("takes down", wraps: true), .init("degrades", wraps: true),
      ], of: ranked, to: &document
    ) { row in
      [
        .init(name(row), row.worst.isAvailabilityPoint ? .strong : .plain),
        .init(row.worst.subject.kind.rawValue),
        .init(reasons(row.worst), .bad), .init(services(row.worst.down), .bad),
        .init(services(row.worst.degraded)),
      ]
    }
  }

  private func addOrganizations(
    _ findings: [PointFinding], to document: inout ReportDocument
  ) {
    addTable(
      "Organizations, with all their systems at once",
      [
        .init("organization", wraps: true), .init("exposes", wraps: true),
        .init("takes down", wraps: true), .init("degrades", wraps: true), .init("point for"),
      ], of: findings, to: &document
    ) { row in
      let finding = row.worst
      return [
        .init(name(row), finding.isSinglePoint ? .strong : .plain),
        .init(people(finding), finding.isExposurePoint ? .exposed : .plain),
        .init(services(finding.down), .bad), .init(services(finding.degraded)),
        .init(reasons(finding), .bad),
      ]
    }
  }

  // MARK: - Cells

  private func name(_ row: Row) -> String {
    guard let member = topology.member(of: row.worst.subject) else {
      return topology.id(of: row.worst.subject)
    }
    return row.count == 1
      ? member.id : "\(member.declared) ×\(row.count), worst: [\(member.number)]"
  }

  /// What it is a single point of failure for.
  private func reasons(_ finding: PointFinding) -> String {
    switch (finding.isExposurePoint, finding.isAvailabilityPoint) {
    case (true, true): "both"
    case (true, false): "exposure"
    case (false, true): "availability"
    case (false, false): "-"
    }
  }

  /// People of each class, largest number first.
  private func people(_ finding: PointFinding) -> String {
    guard !finding.classes.isEmpty else {
      return finding.fields.isEmpty ? "nobody" : "nobody; only organizations' data"
    }
    let classes = finding.classes.enumerated().sorted {
      let lows = ($0.element.persons.low, $1.element.persons.low)
      return lows.0 != lows.1 ? lows.0 > lows.1 : $0.offset < $1.offset
    }
    return classes.map { place in
      let gravity = GravityWording.text(place.element.tiers)
      return people(place.element) + (gravity.isEmpty ? "" : ": \(gravity)")
    }.joined(separator: "; ")
  }

  /// Fields, most identifying first, and how many more can be derived.
  private func fields(_ finding: PointFinding) -> String {
    func rank(_ field: Reference<DataField>) -> Int {
      switch topology.fields[field].identifies {
      case .alone: 0
      case .combined: 1
      case .some(.none), nil: 2
      }
    }
    let sorted = finding.fields.sorted {
      (rank($0), topology.fields[$0].id) < (rank($1), topology.fields[$1].id)
    }
    let listed = naming.listed(sorted.map { topology.fields[$0].id }, most: 3)
    let derivable = finding.derivable.count
    return derivable == 0 ? listed : "\(listed); \(derivable) derivable"
  }

  private func services(_ services: [Reference<Service>]) -> String {
    let ids = naming.folded(
      services.map { (topology.services[$0].id, topology.services[$0].member) })
    return naming.listed(ids, most: 3)
  }
}
