import ArchitectureAnalysis
import Explaining
package import IncidentFindings
package import Lowering
import Population
package import TopologyModel

/// The analysis of one scenario as a document: people and fields, services, claims.
package struct AnalysisReport: Sendable {
  package let analysis: IncidentAnalysis
  package let naming: Naming
  let variant: String?
  package let proofs: ProofTable
  /// How many people have several fields exposed at once; nil when that was not asked.
  let joint: [JointFinding]?
  package let wayTable: WayTable
  /// Who is counted in the headline; nil for everybody with anything exposed.
  let measure: ExposureMeasure?

  /// Creates a report on an analysis. `variant` is the analyzed architecture; nil for the base file.
  package init(
    _ analysis: IncidentAnalysis, naming: Naming, variant: String?, joint: [JointFinding]? = nil,
    measure: ExposureMeasure? = nil
  ) {
    self.measure = measure
    self.joint = joint
    self.analysis = analysis
    self.naming = naming
    self.variant = variant
    proofs = ProofTable(analysis)
    wayTable = WayTable(analysis)
  }

  package var topology: Topology { analysis.lowered.topology }

  /// The report as a document.
  package var document: ReportDocument {
    var document = ReportDocument()
    document.heading(1, .init(topology.title.isEmpty ? "Topology" : topology.title))
    document.paragraph(.init("Exposed: ") + .init(headline, .strong))
    document.list(facts)
    for finding in analysis.people { add(finding, to: &document) }
    addJoint(to: &document)
    addServices(to: &document)
    addTaken(to: &document)
    addRecords(to: &document)
    addClaims(to: &document)
    addNotes(to: &document)
    return document
  }

  /// How many people of each class are exposed, in one line: the answer before its reasons.
  private var headline: String {
    let reached = analysis.people.filter { $0.isReached || $0.mayBeReached }
    guard !reached.isEmpty else {
      return analysis.unlisted.isEmpty ? "nobody" : "unknown, of people whom the file does not name"
    }
    return reached.map { finding in
      let root = topology.groups[finding.personClass]
      let count = counted(finding)
      let people = count == .zero ? "nobody" : CountWording.people(count)
      let certainty =
        finding.isReached || count == .zero
        ? "" : finding.overlaps.isEmpty ? "unknown, " : "possibly "
      return "\(certainty)\(people) (\(root.label ?? root.id))"
    }.joined(separator: "; ")
  }

  private var facts: [ReportDocument.Line] {
    var lines: [ReportDocument.Line] = naming.counted(measure).map { [.init($0)] } ?? []
    let scenario = analysis.scenario
    if let incident = scenario.incident {
      let entry = topology.incidents[incident]
      let name = [
        entry.label, entry.label == nil ? entry.id : "(\(entry.id))",
        entry.date.map { date in
          entry.lastDate.map { "from \(date) to \($0)" } ?? "on \(date)"
        },
      ]
      lines.append("Incident: \(name.compactMap { $0 }.joined(separator: " "))")
      if !entry.moments.isEmpty {
        let moments = entry.moments.map { "\($0.kind.rawValue) \($0.date)" }
        lines.append(.init("Course: \(moments.joined(separator: ", "))"))
      }
    }
    if let variant {
      let label = topology.variants.first { $0.id == variant }?.label
      lines.append("Architecture: \(label.map { "\($0) (\(variant))" } ?? variant)")
    }
    let events =
      naming.folded(scenario.events.map { (topology.id(of: $0), topology.member(of: $0)) })
      + scenario.entered.map { topology.organizations[$0].id }
    lines.append(
      .init("What happened: ")
        + .init(events.isEmpty ? "nothing" : events.joined(separator: ", "), .strong))
    let controlled = naming.systems(analysis.controlled, most: 8)
    lines.append("The intruder controls: \(controlled.isEmpty ? "no system" : controlled)")
    let read = datasetsRead
    lines.append("The intruder reads: \(read.isEmpty ? "nothing" : naming.listed(read, most: 8))")
    if !scenario.stopped.isEmpty {
      lines.append("Out of service: \(naming.systems(scenario.stopped, most: 8))")
    }
    return lines
  }

  // MARK: - People

  private func add(_ finding: ClassFinding, to document: inout ReportDocument) {
    let root = topology.groups[finding.personClass]
    document.heading(2, .init(root.label ?? root.id))
    // There are at least as many as are exposed.
    let size = CountInterval(low: max(root.size.low, finding.persons.low), high: root.size.high)
    if !finding.isReached, !finding.overlaps.isEmpty {
      let whom = naming.people([], finding.overlaps, most: 3)
      document.paragraph(
        .init("Possible", .possible)
          + .init(
            " that \(CountWording.people(finding.persons)) of \(CountWording.text(root.size)) are exposed: data of \(whom) was read, and no count says that there is anybody\(others(finding))."
          ))
      document.list(closings(finding))
    } else if !finding.isReached, !finding.unknown.isEmpty {
      document.paragraph(
        .init("Unknown", .unknown)
          + .init(
            " whether anybody of \(CountWording.people(root.size)) is exposed: something was read, or may have been, that may be of \(naming.groups(finding.unknown)); the file does not list it."
          ))
    } else if !finding.isReached {
      document.paragraph(
        .init("Nobody", .safe) + .init(" of \(CountWording.people(root.size)) is exposed."))
    } else {
      document.paragraph(
        .init(CountWording.people(finding.persons), .exposed)
          + .init(" exposed of \(CountWording.text(size)): ")
          + .init(naming.people(finding.groups, finding.overlaps) + others(finding)))
      let gravity = GravityWording.text(finding.tiers)
      document.list(
        (gravity.isEmpty ? [] : [.init("Of whom something at least as grave: \(gravity)")])
          + assumed(finding).map { .init($0, .possible) }
          + ways(finding).map { .init("\($0.chain): \($0.count)") } + closings(finding))
    }
    let rows = finding.fields.map { field in (field.status, row(field)) }
    document.table(
      [
        .init("field"), .init("status"), .init("people", numeric: true),
        .init("reason", wraps: true),
      ],
      FieldStatus.allCases.sorted().flatMap { status in
        rows.filter { $0.0 == status }.map(\.1)
      })
  }

  /// Bounds of a class that hang on what is declared disjoint or exhaustive, one sentence each.
  package func assumed(_ finding: ClassFinding) -> [String] {
    let words = PeopleProofWording(topology)
    return AssumedBounds.all(of: finding, in: analysis).flatMap(words.sentences)
  }

  private func others(_ finding: ClassFinding) -> String {
    finding.unknown.isEmpty ? "" : "; unknown whether also \(naming.groups(finding.unknown))"
  }

  /// Each way by which data of the class is exposed, with the number of people it affects.
  package func ways(_ finding: ClassFinding) -> [(chain: String, count: String)] {
    var order: [String] = []
    var people: [String: PeopleUnion] = [:]
    for field in finding.fields where field.status == .exposed {
      for way in proofs.ways(field) {
        let chain = naming.chain(way.proof)
        if people[chain] == nil { order.append(chain) }
        people[chain, default: PeopleUnion([])].formUnion(
          PeopleUnion(way.groups, overlaps: way.overlaps.map(\.groups)))
      }
    }
    return order.map { chain in
      let reached = people[chain] ?? PeopleUnion([])
      let persons = analysis.lowered.people.count(reached, in: finding.personClass)
      return (chain, CountWording.text(persons))
    }
  }

  /// Datasets read, fleets folded; behind each by how many independent ways where there are several.
  private var datasetsRead: [String] {
    let counts = Dictionary(grouping: analysis.datasetsRead) {
      naming.count(wayTable.ways(to: $0)) ?? ""
    }
    return counts.keys.sorted().flatMap { count in
      naming.folded(
        (counts[count] ?? []).map { (topology.datasets[$0].id, topology.datasets[$0].member) }
      ).map { count.isEmpty ? $0 : "\($0) (by \(count))" }
    }.sorted()
  }

  /// What is to be said of the independent ways to the fields of a class, fields with the same ones together. A field
  /// with a single way is told by its proof.
  package func closings(_ finding: ClassFinding) -> [ReportDocument.Line] {
    var order: [[String]] = []
    var fields: [[String]: [String]] = [:]
    for field in finding.fields {
      let ways = wayTable.ways(to: field)
      for way in ways {
        guard let text = naming.sentence(way.ways) else { continue }
        let whose = ways.count > 1 ? " of \(naming.people(way.groups, way.overlaps))" : ""
        let key = [whose, text]
        if fields[key] == nil { order.append(key) }
        fields[key, default: []].append(topology.fields[field.field].id)
      }
    }
    return order.map { key in
      .init("\(naming.listed(fields[key] ?? [], most: 6))\(key[0]): \(key[1])")
    }
  }

  private func row(_ field: FieldFinding) -> [ReportDocument.Line] {
    let emphasis: ReportDocument.Emphasis =
      switch field.status {
      case .exposed: .exposed
      case .derivable: .derivable
      case .possible: .possible
      case .unknown: .unknown
      case .safe: .safe
      }
    let people = field.status == .safe ? "" : CountWording.text(field.persons)
    return [
      .init(topology.fields[field.field].id), .init(field.status.rawValue, emphasis),
      .init(people), .init(because(field)),
    ]
  }

  /// The reason in a few words.
  package func because(_ field: FieldFinding) -> String {
    if let barrier = field.barrier {
      let places = field.barriers.filter { $0.barrier == barrier }.map(\.dataset)
      let names = naming.folded(
        places.map { (topology.datasets[$0].id, topology.datasets[$0].member) })
      return names.isEmpty
        ? barrier.words : "\(barrier.words): \(naming.listed(names, most: 3))"
    }
    var words: [String] = []
    for way in proofs.ways(field) {
      let word = naming.lastStep(way.proof)
      if !words.contains(word) { words.append(word) }
    }
    return naming.listed(words, most: 3)
  }
}
