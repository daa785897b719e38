import ExposureAnalysis
import TopologyModel

/// The same incident in every architecture.
extension ComparisonReport {
  func addIncident(to document: inout ReportDocument) {
    guard let name = comparison.question.incident, !comparison.changes.isEmpty else { return }
    let incident = base.lowered.topology.incidents.first { $0.id == name }
    document.heading(2, .init("The same incident: \(incident?.label ?? name)"))
    for change in comparison.changes { add(change, to: &document) }
  }

  private func add(_ change: IncidentChange, to document: inout ReportDocument) {
    let architecture = comparison.architectures[change.architecture]
    guard let analysis = architecture.incident else { return }
    document.heading(3, .init(wording.name(architecture)))
    var lines = change.classes.map { sentence($0, change, analysis) }
    if !change.onlyBefore.isEmpty || !change.onlyAfter.isEmpty {
      let parts = [
        change.onlyBefore.isEmpty ? nil : "without \(change.onlyBefore.joined(separator: ", "))",
        change.onlyAfter.isEmpty ? nil : "with \(change.onlyAfter.joined(separator: ", "))",
      ]
      lines.insert(
        "Here the incident is another: \(parts.compactMap { $0 }.joined(separator: ", "))", at: 0)
    }
    lines += services(change)
    document.list(lines)
    addFields(change, analysis, to: &document)
  }

  // MARK: - People

  private func sentence(
    _ change: IncidentChange.ClassChange, _ whole: IncidentChange, _ analysis: IncidentAnalysis
  ) -> ReportDocument.Line {
    let topology = change.after == nil ? base.lowered.topology : analysis.lowered.topology
    let root = topology.groups.first { $0.id == change.personClass }
    let name = "\(root?.label ?? change.personClass): "
    let (before, after) = (
      MeasureWording.people(change.personsBefore), MeasureWording.people(change.personsAfter)
    )
    if !change.isExposedAfter {
      return .init(name) + .init("all spared", .safe)
        + .init(", \(before) otherwise exposed\(barriers(change, analysis))")
    }
    if !change.isExposedBefore {
      return .init(name) + .init("\(after) exposed", .exposed) + .init(" who otherwise are not")
    }
    if change.hasSamePeople {
      let way = ways(change, analysis)
      let fields = change.fields.isEmpty ? " with the same fields" : ""
      return .init(name) + .init("nobody spared", .bad)
        + .init(", \(after) exposed as before\(fields). \(why(whole, analysis)): \(way)")
    }
    return .init(name) + .init("\(after) exposed", .exposed) + .init(" instead of \(before)")
      + .init(". \(why(whole, analysis)): \(ways(change, analysis))")
  }

  /// What the intruder starts from.
  private func why(_ change: IncidentChange, _ analysis: IncidentAnalysis) -> String {
    let naming = Naming(analysis.lowered.topology)
    let events = naming.listed(naming.events(analysis.scenario.events), most: 4)
    return change.onlyAfter.isEmpty && change.onlyBefore.isEmpty
      ? "What happened, \(events), opens the data here too" : "Still open to \(events)"
  }

  /// How the most telling field still gets out.
  private func ways(_ change: IncidentChange.ClassChange, _ analysis: IncidentAnalysis) -> String {
    let topology = analysis.lowered.topology
    let naming = Naming(topology)
    let exposed = (change.after?.fields ?? []).filter { $0.status == .exposed }
    let telling = exposed.min { left, right in
      func rank(_ finding: FieldFinding) -> Int {
        switch topology.fields[finding.field].identifies {
        case .alone: 0
        case .combined: 1
        default: 2
        }
      }
      return (rank(left), -left.persons.low, topology.fields[left.field].id)
        < (rank(right), -right.persons.low, topology.fields[right.field].id)
    }
    guard let telling else { return "no field" }
    let chains = ProofTable(analysis).ways(telling).map { naming.chain($0.proof) }
    let id = topology.fields[telling.field].id
    return "\(naming.listed(chains, most: 2)) (\(id))"
  }

  /// Why all of a class is spared, where all its fields say the same.
  private func barriers(
    _ change: IncidentChange.ClassChange, _ analysis: IncidentAnalysis
  ) -> String {
    let barriers = Set(change.fields.compactMap { $0.after?.barrier })
    guard barriers.count == 1, let barrier = barriers.first else { return "" }
    return ": \(barrier.words)"
  }

  // MARK: - Services

  private func services(_ change: IncidentChange) -> [ReportDocument.Line] {
    func words(_ entries: [IncidentChange.ServiceChange]) -> String {
      entries.map { entry in
        let count = entry.count == 1 ? "" : " ×\(entry.count)"
        let before = entry.before?.rawValue ?? "not there"
        return
          "\(entry.service)\(count) \(entry.after?.rawValue ?? "not there") instead of \(before)"
      }.joined(separator: ", ")
    }
    func state(_ state: Claim.State?) -> Claim.State { state ?? .up }
    let spared = change.services.filter { state($0.after) < state($0.before) }
    let failed = change.services.filter { state($0.after) > state($0.before) }
    var lines: [ReportDocument.Line] = []
    if !spared.isEmpty {
      lines.append(.init("Services spared: ", .good) + .init(words(spared)))
    }
    if !failed.isEmpty {
      lines.append(.init("Failing instead: ", .bad) + .init(words(failed)))
    }
    if change.services.isEmpty { lines.append("Services: the same") }
    return lines
  }

  // MARK: - Fields

  private func addFields(
    _ change: IncidentChange, _ after: IncidentAnalysis, to document: inout ReportDocument
  ) {
    struct Row: Hashable {
      var personClass: String
      var before: FieldStatus
      var after: FieldStatus
      var reason: String
    }
    var order: [Row] = []
    var fields: [Row: [String]] = [:]
    for entry in change.classes {
      for field in entry.fields {
        let row = Row(
          personClass: entry.personClass, before: field.before?.status ?? .safe,
          after: field.after?.status ?? .safe, reason: reason(field, after))
        if fields[row] == nil { order.append(row) }
        fields[row, default: []].append(field.field)
      }
    }
    document.table(
      [
        .init("people"), .init("fields", wraps: true), .init("before"), .init("here"),
        .init("because", wraps: true),
      ],
      order.map { row in
        [
          .init(row.personClass), .init((fields[row] ?? []).joined(separator: ", ")),
          status(row.before), status(row.after), .init(row.reason),
        ]
      })
  }

  /// Why a field fares otherwise, without the places: fields with one reason are one row.
  private func reason(
    _ change: IncidentChange.FieldChange, _ after: IncidentAnalysis
  ) -> String {
    guard let finding = change.after else {
      return change.before?.status == .derivable
        ? "nothing that gives it away is exposed" : Barrier.notHeld.words
    }
    if let barrier = finding.barrier { return barrier.words }
    return AnalysisReport(after, naming: Naming(after.lowered.topology), variant: nil)
      .because(finding)
  }

  private func status(_ status: FieldStatus) -> ReportDocument.Line {
    switch status {
    case .exposed: .init("exposed", .exposed)
    case .derivable: .init("derivable", .derivable)
    case .safe: .init("safe", .safe)
    }
  }
}
