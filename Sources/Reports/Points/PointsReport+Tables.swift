import PointAnalysis
import TopologyModel

/// The tables of single events and organizations.
extension PointsReport {
  func addPoints(to document: inout ReportDocument) {
    let events = answer.points.points.filter { $0.subject.kind != .organization }
    let organizations = answer.points.points.filter { $0.subject.kind == .organization }
    addExposure(
      events.filter(\.isExposurePoint), "Single points of failure for exposure", .answer,
      to: &document)
    addAvailability(
      events.filter(\.isAvailabilityPoint), "Single points of failure for availability", .answer,
      to: &document)
    addOrganizations(organizations.filter { !$0.isHarmless }, to: &document)
    addExposure(
      events.filter { !$0.isExposurePoint && !($0.fields.isEmpty && $0.classes.isEmpty) },
      "Other events that expose people or may", .detail, to: &document)
    addAvailability(
      events.filter { !$0.isAvailabilityPoint && !$0.degraded.isEmpty },
      "Events that degrade services without taking one down", .detail, to: &document)
    let harmless = events.filter(\.isHarmless).map(\.subject)
    if !harmless.isEmpty {
      let names = naming.folded(harmless.map { (topology.id(of: $0), topology.member(of: $0)) })
      document.paragraph(
        "These events alone expose nobody and neither stop nor degrade a service: \(naming.listed(names, most: 12))."
      )
    }
  }

  private func addTable(
    _ title: String, _ weight: ReportDocument.Weight, _ columns: [ReportDocument.Table.Column],
    of findings: [PointFinding],
    to document: inout ReportDocument, cells: (PointDecision) -> [ReportDocument.Line]
  ) {
    guard !findings.isEmpty else { return }
    let rows = answer.decisions(of: findings, in: topology)
    document.heading(2, .init(title), weight)
    document.table(columns, rows.prefix(answer.question.limit).map(cells))
    addRest(rows.count, to: &document)
  }

  /// How many lines of a table are not shown.
  func addRest(_ count: Int, to document: inout ReportDocument) {
    guard count > answer.question.limit else { return }
    let rest = "and \(counted(count - answer.question.limit, "more line"))"
    document.paragraph(.init(rest, .faint) + .commandHint("; --limit shows more", .faint))
  }

  private func addExposure(
    _ findings: [PointFinding], _ title: String, _ weight: ReportDocument.Weight,
    to document: inout ReportDocument
  ) {
    addTable(
      title, weight,
      [
        .init("event", wraps: true), .init("kind", wraps: true), .init("point for", wraps: true),
        .init("likelihood", wraps: true), .init("exposes", wraps: true),
        .init("fields", wraps: true),
      ], of: findings, to: &document
    ) { row in
      [
        name(row, row.worst.isExposurePoint),
        .init(kinds(row)), .init(reasons(row), .bad), .init(likelihood(row)),
        .init(people(row.worst), row.worst.isExposurePoint ? .exposed : .plain),
        .init(fields(row.worst)),
      ]
    }
  }

  /// Ordered by the number of services taken down, most first.
  private func addAvailability(
    _ findings: [PointFinding], _ title: String, _ weight: ReportDocument.Weight,
    to document: inout ReportDocument
  ) {
    let ranked = findings.enumerated().sorted { left, right in
      let keys = [left, right].map {
        (-$0.element.down.count, -$0.element.degraded.count, $0.offset)
      }
      return keys[0] < keys[1]
    }.map(\.element)
    addTable(
      title, weight,
      [
        .init("disconnected", wraps: true), .init("kind"), .init("point for"),
        .init("takes down", wraps: true), .init("degrades", wraps: true),
      ], of: ranked, to: &document
    ) { row in
      [
        name(row, row.worst.isAvailabilityPoint),
        .init(kinds(row)), .init(reasons(row), .bad), .init(services(row.worst.down), .bad),
        .init(services(row.worst.degraded)),
      ]
    }
  }

  private func addOrganizations(
    _ findings: [PointFinding], to document: inout ReportDocument
  ) {
    addTable(
      "Organizations, with all their systems at once", .answer,
      [
        .init("organization", wraps: true), .init("exposes", wraps: true),
        .init("takes down", wraps: true), .init("degrades", wraps: true), .init("point for"),
      ], of: findings, to: &document
    ) { row in
      let finding = row.worst
      return [
        name(row, finding.isSinglePoint),
        .init(people(finding), finding.isExposurePoint ? .exposed : .plain),
        .init(services(finding.down), .bad), .init(services(finding.degraded)),
        .init(reasons(row), .bad),
      ]
    }
  }

  // MARK: - Cells

  func name(_ row: PointDecision, _ isStrong: Bool) -> ReportDocument.Line {
    let emphasis: ReportDocument.Emphasis = isStrong ? .strong : .plain
    let subjects = row.members.map(\.subject)
    let fleets = Set(subjects.map { topology.member(of: $0)?.declared ?? topology.id(of: $0) })
    if fleets.count == 1 {
      var id = topology.id(of: row.worst.subject)
      if row.members.count > 1, let member = topology.member(of: row.worst.subject) {
        id = "\(member.declared) ×\(row.members.count), worst: [\(member.number)]"
      }
      return .init(id: id, label: naming.label(of: row.worst.subject), emphasis)
    }
    let names = naming.listed(
      naming.folded(subjects.map { (topology.id(of: $0), topology.member(of: $0)) }), most: 4)
    return .init(names, emphasis)
  }

  private func kinds(_ row: PointDecision) -> String {
    PointSubject.Kind.allCases.filter { kind in row.members.contains { $0.subject.kind == kind } }
      .map(\.rawValue).joined(separator: ", ")
  }

  /// How likely one of the events is in a year, and how many people are to be expected, with the gravest tier.
  func likelihood(_ row: PointDecision) -> String {
    guard let range = row.likelihoods, let any = row.any else { return "unknown" }
    var text = ProbabilityWording.text(any)
    if row.members.count > 1 {
      let least = ProbabilityWording.text(range.lowerBound)
      let most = ProbabilityWording.text(range.upperBound)
      text = (least == most ? least : "\(least)..\(most)") + " each, \(text) any"
    }
    let persons = row.worst.persons.low
    guard persons > 0 else { return text }
    text += ": \(expected(any * Double(persons))) a year"
    let tiers = Set(row.worst.classes.flatMap { $0.tiers.map(\.tier) })
    guard tiers.count > 1, let gravest = tiers.max() else { return text }
    let grave = row.worst.persons(gravest).low
    guard grave > 0, grave != persons else { return text }
    return text + ", \(gravest.rawValue) \(expected(any * Double(grave)))"
  }

  private func expected(_ people: Double) -> String {
    let rounded = Int(saturating: EstimateWording.significant(people, digits: 3).rounded())
    return rounded == 0 ? "under 1" : CountWording.text(CountInterval(exactly: rounded))
  }

  /// What it is a single point of failure for.
  private func reasons(_ row: PointDecision) -> String {
    let what =
      switch (row.worst.isExposurePoint, row.worst.isAvailabilityPoint) {
      case (true, true): "both"
      case (true, false): "exposure"
      case (false, true):
        row.worst.mayBeExposurePoint ? "availability; perhaps exposure" : "availability"
      case (false, false): row.worst.mayBeExposurePoint ? "perhaps exposure" : "-"
      }
    return row.chokes.isEmpty ? what : "\(what); choke point"
  }

  /// People of each class, largest number first.
  func people(_ finding: PointFinding) -> String {
    guard !finding.classes.isEmpty else {
      return finding.fields.isEmpty ? "nobody" : "nobody; only organizations' data"
    }
    let classes = finding.classes.enumerated().sorted {
      let lows = ($0.element.persons.low, $1.element.persons.low)
      return lows.0 != lows.1 ? lows.0 > lows.1 : $0.offset < $1.offset
    }
    return classes.map { place in
      let reach = place.element
      // Where something of the gravest tier is exposed of all of them, its name is enough.
      if reach.tiers.count > 1, let first = reach.tiers.first, first.persons == reach.persons {
        return "\(people(reach)), \(first.tier.rawValue)"
      }
      let gravity = GravityWording.text(reach.tiers)
      return people(reach) + (gravity.isEmpty ? "" : ": \(gravity)")
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

  func services(_ services: [Reference<Service>]) -> String {
    let ids = naming.folded(
      services.map { (topology.services[$0].id, topology.services[$0].member) })
    return naming.listed(ids, most: 3)
  }
}
