import ArchitectureAnalysis
import IncidentFindings
import Lowering
import TopologyModel

/// The same incident in every architecture.
extension ComparisonReport {
  func addIncident(to document: inout ReportDocument) {
    guard let name = comparison.question.incident, !comparison.changes.isEmpty else { return }
    let incident = base.lowered.topology.incidents.first { $0.id == name }
    document.heading(2, .init("The same incident: \(incident?.label ?? name)"))
    for change in comparison.changes {
      guard let before = base.incident,
        let after = comparison.architectures[change.architecture].incident
      else { continue }
      add(change, before, after, to: &document)
    }
  }

  private func add(
    _ change: IncidentChange, _ before: IncidentAnalysis, _ after: IncidentAnalysis,
    to document: inout ReportDocument
  ) {
    document.heading(3, .init(wording.name(comparison.architectures[change.architecture])))
    var lines = change.classes.map { sentence($0, change, after) }
    if let otherwise = otherwise(change, before, after) { lines.insert(otherwise, at: 0) }
    lines += services(change)
    document.list(lines)
    addTable(fieldRows(change, after), to: &document)
  }

  /// The events with which the incident begins, if they differ from those of the base.
  private func otherwise(
    _ change: IncidentChange, _ before: IncidentAnalysis, _ after: IncidentAnalysis
  ) -> ReportDocument.Line? {
    guard !change.onlyBefore.isEmpty || !change.onlyAfter.isEmpty else { return nil }
    func begin(_ analysis: IncidentAnalysis) -> String {
      let naming = Naming(analysis.lowered.topology)
      let names = naming.events(analysis.scenario.events)
      return names.isEmpty ? "nothing" : naming.listed(names, most: 6)
    }
    return
      "Here the incident begins with \(begin(after)) instead of \(begin(before)), as written in the file"
  }

  /// What can be exposed at all, whatever happens. Architectures with the same answer are listed together.
  func addReach(to document: inout ReportDocument) {
    let changes = comparison.reachChanges.filter { !$0.classes.isEmpty }
    guard !changes.isEmpty else { return }
    document.heading(2, "What can be exposed at all")
    var order: [[FieldRow]] = []
    var names: [[FieldRow]: [String]] = [:]
    for change in changes {
      let architecture = comparison.architectures[change.architecture]
      let rows = fieldRows(change, architecture.everything)
      if names[rows] == nil { order.append(rows) }
      names[rows, default: []].append(wording.name(architecture))
    }
    for rows in order {
      let what =
        rows.isEmpty
        ? "the same fields of as many people as with \(wording.name(base))."
        : "the differences from \(wording.name(base)), field by field."
      document.paragraph(
        .init(MeasureWording.listed(names[rows] ?? []), .strong)
          + .init(": if every event occurs at once, \(what)"))
      addTable(rows, to: &document)
    }
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
    if change.isUnknownAfter {
      let instead = change.isExposedBefore ? ", instead of \(before) exposed" : ""
      if change.after?.overlaps.isEmpty == false {
        return .init(name) + .init("possibly", .possible)
          + .init(" \(after) exposed\(instead): those who are in several groups at once, if any")
      }
      return .init(name) + .init("unknown", .unknown)
        + .init(
          " whether anybody is exposed (\(after))\(instead): the file does not list what was read")
    }
    if !change.isExposedAfter, change.isUnknownBefore {
      return .init(name) + .init("nobody exposed", .safe)
        + .init(", unknown in the base (\(before))\(barriers(change, analysis))")
    }
    if !change.isExposedAfter {
      return .init(name) + .init("all spared", .safe)
        + .init(", instead of \(before) exposed\(barriers(change, analysis))")
    }
    let how = "\(why(whole, analysis)): \(ways(change, analysis))"
    if !change.isExposedBefore {
      return .init(name) + .init("\(after) exposed", .exposed)
        + .init(" who are not exposed in the base. \(how)")
    }
    if change.hasSamePeople {
      let fields =
        change.fields.isEmpty
        ? " with the same fields"
        : change.changedFields.isEmpty ? "" : ", with some different fields"
      return .init(name) + .init("nobody spared", .bad)
        + .init(", \(after) exposed as before\(fields). \(how)")
    }
    let instead = change.newlyExposed.prefix(4).joined(separator: ", ")
    if let spared = change.spared, instead.isEmpty || spared.low > 0 {
      let others = instead.isEmpty ? "" : ", including others than before (\(instead))"
      return .init(name) + .init("\(MeasureWording.people(spared)) spared", .safe)
        + .init(", \(after) exposed instead of \(before)\(others). \(how)")
    }
    return .init(name) + .init("\(after) exposed", .exposed)
      + .init(" instead of \(before), including others than before (\(instead)). \(how)")
  }

  /// What the intruder starts from.
  private func why(_ change: IncidentChange, _ analysis: IncidentAnalysis) -> String {
    let naming = Naming(analysis.lowered.topology)
    let names = naming.events(analysis.scenario.events)
    let events = naming.listed(names, most: 4)
    let isSame = change.onlyAfter.isEmpty && change.onlyBefore.isEmpty
    return isSame
      ? "The events of the incident (\(events)) open the data here, too"
      : "Here \(events) \(names.count == 1 ? "opens" : "open") the data"
  }

  /// How the most identifying field is still exposed.
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

  /// Why all of a class is spared, if all its fields have the same reason.
  private func barriers(
    _ change: IncidentChange.ClassChange, _ analysis: IncidentAnalysis
  ) -> String {
    // Fields that are no longer held are the same people's; what protects the others is the reason.
    let all = Set(change.fields.compactMap { $0.after?.barrier })
    let barriers = all.count > 1 ? all.subtracting([.notHeld]) : all
    guard barriers.count == 1, let barrier = barriers.first else { return "" }
    return ": \(barrier.words)"
  }

  // MARK: - Services

  private func services(_ change: IncidentChange) -> [ReportDocument.Line] {
    func words(_ entries: [IncidentChange.ServiceChange]) -> String {
      entries.map { entry in
        let count = entry.count == 1 ? "" : " ×\(entry.count)"
        let before = entry.before?.rawValue ?? "absent"
        return
          "\(entry.service)\(count) \(entry.after?.rawValue ?? "absent") instead of \(before)"
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
      lines.append(.init("Services failing instead: ", .bad) + .init(words(failed)))
    }
    if change.services.isEmpty { lines.append("Services: the same") }
    return lines
  }

  // MARK: - Fields

  /// Fields of a class with the same change for the same reason.
  private struct FieldRow: Hashable {
    var personClass: String
    var fields: [String] = []
    var before: FieldStatus
    var personsBefore: CountInterval
    var after: FieldStatus
    var personsAfter: CountInterval
    var reason: String
  }

  private func fieldRows(_ change: IncidentChange, _ after: IncidentAnalysis) -> [FieldRow] {
    let report = AnalysisReport(after, naming: Naming(after.lowered.topology), variant: nil)
    var order: [FieldRow] = []
    var fields: [FieldRow: [String]] = [:]
    for entry in change.classes {
      for field in entry.fields {
        let row = FieldRow(
          personClass: entry.personClass, before: field.statusBefore,
          personsBefore: field.personsBefore, after: field.statusAfter,
          personsAfter: field.personsAfter, reason: reason(field, report))
        if fields[row] == nil { order.append(row) }
        fields[row, default: []].append(field.field)
      }
    }
    return order.map { row in
      var row = row
      let found = fields[row] ?? []
      row.fields = found
      return row
    }
  }

  private func addTable(_ rows: [FieldRow], to document: inout ReportDocument) {
    document.table(
      [
        .init("people"), .init("fields", wraps: true), .init("before", wraps: true),
        .init("here", wraps: true), .init("reason", wraps: true),
      ],
      rows.map { row in
        [
          .init(id: row.personClass, label: label(of: row.personClass)),
          .init(row.fields.joined(separator: ", ")),
          status(row.before, row.personsBefore), status(row.after, row.personsAfter),
          .init(row.reason),
        ]
      })
  }

  /// Why a field changes, without the places where it is safe, so that fields with one reason share a row.
  private func reason(
    _ change: IncidentChange.FieldChange, _ report: AnalysisReport
  ) -> String {
    let barrier = change.after.map(\.barrier) ?? .notHeld
    if barrier == .notHeld || barrier == .notListed, change.before?.status == .derivable {
      return "none of the fields that reveal it is exposed"
    }
    guard let finding = change.after else { return Barrier.notHeld.words }
    return finding.barrier?.words ?? report.because(finding)
  }

  private func status(_ status: FieldStatus, _ persons: CountInterval) -> ReportDocument.Line {
    let people = MeasureWording.people(persons)
    return switch status {
    case .exposed: .init("exposed", .exposed) + .init(", \(people)")
    case .derivable: .init("derivable", .derivable) + .init(", \(people)")
    case .possible: .init("possible", .possible) + .init(", \(people)")
    case .unknown: .init("unknown", .unknown) + .init(", \(people)")
    case .safe: .init("safe", .safe)
    }
  }
}
