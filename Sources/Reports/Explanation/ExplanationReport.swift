package import Explaining
package import IncidentFindings
import Lowering
import Propagation
import TopologyModel

/// Explains why a field is exposed, derivable or safe, in one document for all classes.
package struct ExplanationReport: Sendable {
  private let explanations: [Explanation]
  private let analysis: IncidentAnalysis
  private let naming: Naming
  private let variant: String?
  private let limit: Int

  /// A report on explanations of one field, a class each.
  /// - Parameter limit: How many ways are shown in the document, at least 1; JSON has all that have a proof.
  package init(
    _ explanations: [Explanation], in analysis: IncidentAnalysis, naming: Naming, variant: String?,
    limit: Int = 3
  ) {
    self.explanations = explanations
    self.analysis = analysis
    self.naming = naming
    self.variant = variant
    self.limit = limit
  }

  private var topology: Topology { naming.topology }

  /// The report as a document.
  package var document: ReportDocument {
    var document = ReportDocument()
    for explanation in explanations {
      let finding = explanation.finding
      let root = topology.groups[explanation.personClass]
      document.heading(1, .init("\(naming.fieldInFull(finding.field)) of \(root.label ?? root.id)"))
      switch finding.status {
      case .exposed, .derivable, .possible, .unknown: addWays(explanation, to: &document)
      case .safe: addBarriers(explanation, to: &document)
      }
    }
    return document
  }

  private func addWays(_ explanation: Explanation, to document: inout ReportDocument) {
    let finding = explanation.finding
    let groups = naming.people(finding.groups, finding.overlaps)
    let others =
      finding.unknown.isEmpty ? "" : "; unknown whether also for \(naming.groups(finding.unknown))"
    let status: ReportDocument.Line =
      switch finding.status {
      case .exposed: .init("Exposed", .exposed)
      case .derivable: .init("Derivable", .derivable)
      case .possible: .init("Possible", .possible)
      default: .init("Unknown", .unknown)
      }
    document.paragraph(
      status + .init(" for \(CountWording.text(finding.persons)): \(groups)\(others)."))
    if finding.status == .unknown {
      document.paragraph(
        "The file does not list what can be read there, which may include this field.")
    }
    if finding.status == .possible {
      document.paragraph("No count says that there is anybody among these people.")
    }
    document.list(
      explanation.independent.compactMap { ways in
        let whose =
          explanation.independent.count > 1
          ? naming.people(ways.groups, ways.overlaps) + ": " : ""
        return naming.sentence(ways.ways).map { .init(whose + $0) }
      })
    let total = SetCount(UInt64(explanation.ways.count)) + explanation.unlisted
    for (index, way) in explanation.ways.prefix(limit).enumerated() {
      let number =
        total == SetCount(1) ? "How" : "Way \(index + 1) of \(SetWording.grouped(total))"
      document.heading(
        2,
        .init(
          "\(number): \(CountWording.text(way.persons)), \(naming.people(way.groups, way.overlaps))"
        ))
      document.steps(
        way.proof.steps.map { step in
          let uses = step.uses.map { String($0 + 1) }
          let from = uses.isEmpty ? "" : "from \(uses.joined(separator: " and ")): "
          let place = naming.place(step).map { "  [\($0)]" } ?? ""
          return (
            .init(from, .faint) + .init(naming.sentence(step)) + .init(place, .faint),
            origins(step)
          )
        })
    }
    let shown = min(limit, explanation.ways.count)
    if total > SetCount(UInt64(shown)) {
      let rest = total.exactInt.map { CountWording.number($0 - shown) } ?? "more"
      let others =
        explanation.ways.count > shown
        ? " --limit \(explanation.ways.count) shows those that are proved." : ""
      document.paragraph(
        .init("\(rest) further way\(rest == "1" ? "" : "s") not shown.\(others)", .faint))
    }
  }

  /// How a field got into the dataset it was read from.
  private func origins(_ step: Proof.Step) -> [ReportDocument.Line] {
    guard case .read(let dataset, let cell) = step.meaning else { return [] }
    let way = ArrivalPath(analysis.lowered.exposure.lineage, topology).path(to: dataset, cell)
    return way.map { hop in
      let flow = topology.flows[hop.flow]
      let renamed =
        hop.field == cell.field ? "" : ", named \(topology.fields[hop.field].id) there"
      return .init(
        "received by flow '\(flow.id)' from \(topology.datasets[hop.from].id)\(renamed)  [\(naming.place(flow.position))]",
        .faint)
    }
  }

  private func addBarriers(_ explanation: Explanation, to document: inout ReportDocument) {
    let finding = explanation.finding
    let barrier = finding.barrier ?? .notReached
    document.paragraph(.init("Safe", .safe) + .init(": \(barrier.words)."))
    if finding.barriers.isEmpty {
      document.paragraph("No dataset or flow of this topology carries it for this class.")
    } else {
      document.heading(
        2,
        barrier == .notListed
          ? "Where it may be, and what protected it" : "Where it is, and what protected it")
      document.list(folded(finding.barriers))
    }
    guard let misses = explanation.nearestMisses else { return }
    document.heading(2, "Nearest miss")
    if misses.sets.isEmpty {
      document.paragraph(
        misses.limit != nil
          ? "No set of further events was found within the search limit."
          : misses.unlisted.isEmpty
            ? "No possible combination of events exposes it."
            : "No combination of events is known to expose it.")
    } else {
      document.paragraph("The smallest sets of further events that would expose it:")
      document.steps(
        misses.sets.map { set in (.init(set.map(naming.event).joined(separator: " and ")), []) })
      if misses.isExhaustive { document.paragraph("There are no other sets.") }
    }
    if !misses.unlisted.isEmpty {
      let places = naming.listed(misses.unlisted.map { naming.dataset($0) }, most: 3)
      document.paragraph(
        .init(
          "Others may expose it, because the file does not list all that is held: \(places).",
          .unknown))
    }
    if let limit = misses.limit {
      document.paragraph("The search reached its limit (\(limit)); there may be other sets.")
    }
  }

  /// A sentence per barrier; members of a fleet share one.
  private func folded(_ locations: [BarrierLocation]) -> [ReportDocument.Line] {
    var order: [String] = []
    var counts: [String: (location: BarrierLocation, count: Int)] = [:]
    for location in locations {
      let dataset = topology.datasets[location.dataset]
      let key = "\(location.barrier.rawValue) \(dataset.declaredID)"
      if counts[key] == nil { order.append(key) }
      counts[key, default: (location, 0)].count += 1
    }
    return order.compactMap { key in
      guard let entry = counts[key] else { return nil }
      let place = naming.place(topology.datasets[entry.location.dataset].position)
      let others = entry.count > 1 ? ", and likewise for \(entry.count - 1) more of the fleet" : ""
      return .init(naming.sentence(entry.location) + others) + .init("  [\(place)]", .faint)
    }
  }

  // MARK: - JSON

  /// The explanations as JSON, schema `exposure.explanation/1`.
  package var json: JSONValue {
    [
      "schema": "exposure.explanation/1",
      "title": .string(topology.title),
      "variant": .optional(variant),
      "incident": .optional(analysis.scenario.incident.map { topology.incidents[$0].id }),
      "explanations": .array(explanations.map(json)),
    ]
  }

  private func json(_ explanation: Explanation) -> JSONValue {
    let finding = explanation.finding
    var entries: [String: JSONValue] = [
      "class": .string(topology.groups[explanation.personClass].id),
      "field": .string(topology.fields[finding.field].id),
      "status": .string(finding.status.rawValue),
      "persons": .count(finding.persons),
      "groups": .strings(finding.groups.map { topology.groups[$0].id }.sorted()),
      "unknown": .strings(finding.unknown.map { topology.groups[$0].id }.sorted()),
      "ways": .array(explanation.ways.map(json)),
      "independent-ways": .array(explanation.independent.map(naming.json)),
      "barrier": .optional(finding.barrier?.rawValue),
      "because": .strings(finding.barriers.map(naming.sentence)),
      "nearest-misses": explanation.nearestMisses.map { misses in
        [
          "exhaustive": .boolean(misses.isExhaustive),
          "limit": .optional(misses.limit),
          "sets": .array(misses.sets.map { .strings($0.map { topology.id(of: $0) }.sorted()) }),
        ]
      } ?? .null,
    ]
    entries["overlaps"] = naming.json(finding.overlaps)
    return .object(entries)
  }

  private func json(_ way: Explanation.Way) -> JSONValue {
    var entries: [String: JSONValue] = [
      "groups": .strings(way.groups.map { topology.groups[$0].id }.sorted()),
      "persons": .count(way.persons),
      "steps": .array(
        way.proof.steps.map { step in
          [
            "says": .string(naming.sentence(step)),
            "place": .optional(naming.place(step)),
            "uses": .array(step.uses.map { .integer($0 + 1) }),
          ]
        }),
    ]
    entries["overlaps"] = naming.json(way.overlaps)
    return .object(entries)
  }
}
