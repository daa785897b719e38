public import ExposureAnalysis
import TopologyModel

/// The analysis of one scenario as a document: people and fields, services, claims.
public struct AnalysisReport: Sendable {
  let analysis: IncidentAnalysis
  let naming: Naming
  let variant: String?
  let proofs: ProofTable

  /// A report on an analysis; `variant` is the architecture it was asked of, nil for the file as written.
  public init(_ analysis: IncidentAnalysis, naming: Naming, variant: String?) {
    self.analysis = analysis
    self.naming = naming
    self.variant = variant
    proofs = ProofTable(analysis)
  }

  var topology: Topology { analysis.lowered.topology }

  /// The document.
  public var document: ReportDocument {
    var document = ReportDocument()
    document.heading(1, .init(topology.title.isEmpty ? "Topology" : topology.title))
    document.list(facts)
    for finding in analysis.people { add(finding, to: &document) }
    addServices(to: &document)
    addClaims(to: &document)
    addNotes(to: &document)
    return document
  }

  private var facts: [ReportDocument.Line] {
    var lines: [ReportDocument.Line] = []
    let scenario = analysis.scenario
    if let incident = scenario.incident {
      let entry = topology.incidents[incident]
      let name = [
        entry.label, entry.label == nil ? entry.id : "(\(entry.id))", entry.date.map { "on \($0)" },
      ]
      lines.append("Incident: \(name.compactMap { $0 }.joined(separator: " "))")
    }
    if let variant {
      let label = topology.variants.first { $0.id == variant }?.label
      lines.append("Architecture: \(label.map { "\($0) (\(variant))" } ?? variant)")
    }
    let events = naming.folded(
      scenario.events.map { (topology.id(of: $0), topology.member(of: $0)) })
    lines.append(
      .init("What happened: ")
        + .init(events.isEmpty ? "nothing" : events.joined(separator: ", "), .strong))
    let controlled = naming.systems(analysis.controlled, most: 8)
    lines.append("The intruder controls: \(controlled.isEmpty ? "no system" : controlled)")
    let read = naming.folded(
      analysis.datasetsRead.map { (topology.datasets[$0].id, topology.datasets[$0].member) })
    lines.append("and reads: \(read.isEmpty ? "nothing" : naming.listed(read, most: 8))")
    if !scenario.stopped.isEmpty {
      lines.append("Out of service: \(naming.systems(scenario.stopped, most: 8))")
    }
    return lines
  }

  // MARK: - People

  private func add(_ finding: ClassFinding, to document: inout ReportDocument) {
    let root = topology.groups[finding.personClass]
    let isReached = !finding.groups.isEmpty
    document.heading(2, .init(root.label ?? root.id))
    var line = ReportDocument.Line(
      isReached ? CountWording.text(finding.persons) : "Nobody",
      isReached ? .exposed : .safe)
    line = line + .init(isReached ? " exposed" : " exposed", .strong)
    line = line + .init(" of \(CountWording.text(root.size)) in all")
    if isReached { line = line + .init(": \(naming.groups(finding.groups))") }
    document.paragraph(line)
    let rows = finding.fields.map { row($0, finding) }
    document.table(
      [
        .init("field"), .init("status"), .init("people", numeric: true),
        .init("because", wraps: true),
      ], rows.sorted { $0.order < $1.order }.map(\.cells))
  }

  private func row(
    _ field: FieldFinding, _ finding: ClassFinding
  ) -> (order: (Int, String), cells: [ReportDocument.Line]) {
    let emphasis: ReportDocument.Emphasis
    let order: Int
    switch field.status {
    case .exposed: (emphasis, order) = (.exposed, 0)
    case .derivable: (emphasis, order) = (.derivable, 1)
    case .safe: (emphasis, order) = (.safe, 2)
    }
    let id = topology.fields[field.field].id
    let people = field.status == .safe ? "" : CountWording.text(field.persons)
    return (
      (order, id),
      [
        .init(id), .init(field.status.rawValue, emphasis), .init(people),
        .init(because(field, finding)),
      ]
    )
  }

  /// The reason in a few words.
  func because(_ field: FieldFinding, _ finding: ClassFinding) -> String {
    if let barrier = field.barrier {
      let places = field.barriers.filter { $0.barrier == barrier }.map(\.dataset)
      let names = naming.folded(
        places.map { (topology.datasets[$0].id, topology.datasets[$0].member) })
      return names.isEmpty
        ? barrier.words : "\(barrier.words): \(naming.listed(names, most: 3))"
    }
    var text = chains(field)
    let whole = Set(field.groups) == Set(finding.groups)
    if !whole, field.groups != [finding.personClass] {
      text += " (only \(naming.groups(field.groups, most: 3)))"
    }
    return text
  }

  /// The ways by which a field got out, without the steps that all fields share.
  private func chains(_ field: FieldFinding) -> String {
    let chains = proofs.ways(field).map { naming.chain($0.proof) }
    return naming.listed(chains, most: 3)
  }
}

extension Topology {
  /// Which member of a fleet an event strikes.
  func member(of event: BasicEvent) -> FleetMember? {
    switch event {
    case .intrusion(let system): systems[system].member
    case .theft(let secret): secrets[secret].member
    case .common: nil
    }
  }
}
