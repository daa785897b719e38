package import ArchitectureAnalysis
package import IncidentFindings
package import Lowering
package import PointAnalysis
import TopologyModel

/// One architecture of a comparison picture, with its results.
package struct ComparedArchitecture: Sendable {
  /// A variant's id, or a file's name.
  package var id: String
  /// The display name, which tells it apart from the others (`ArchitectureNames`); nil to use the id.
  package var label: String?
  /// The topology.
  package var lowered: LoweredTopology
  /// The effects of the incident here; nil if no incident is played.
  package var incident: IncidentAnalysis?
  /// Every event and organization alone.
  package var points: SinglePoints

  /// Creates an architecture.
  package init(
    id: String, label: String? = nil, lowered: LoweredTopology, incident: IncidentAnalysis? = nil,
    points: SinglePoints
  ) {
    self.id = id
    self.label = label
    self.lowered = lowered
    self.incident = incident
    self.points = points
  }
}

extension DiagramModel {
  /// The picture of architectures side by side: the same things at the same places, missing things as empty places,
  /// and changes from the first architecture marked with a sign. With an incident it shows what the incident reaches
  /// in each architecture, otherwise the single points of failure of each.
  /// - Parameters:
  ///   - architectures: At least one; the others are compared with the first.
  ///   - leftOut: Labels of architectures that are not drawn; the picture lists them.
  /// - Complexity: O(sum of the topologies' sizes).
  package static func comparison(
    of architectures: [ComparedArchitecture], leavingOut leftOut: [String] = []
  ) -> DiagramModel {
    guard let base = architectures.first else {
      return DiagramModel(title: "", view: .comparison)
    }
    let topology = base.lowered.topology
    let incident = base.incident?.scenario.incident.map { topology.incidents[$0] }
    let event = incident.map { [$0.label ?? $0.id, $0.date ?? ""].filter { !$0.isEmpty } } ?? []
    var model = DiagramModel(
      title: topology.title,
      subtitle: (["Architectures side by side"] + event).joined(separator: " · "),
      view: .comparison)
    let hasIncident = base.incident != nil
    // Things drawn apart in one architecture are drawn apart in all of them.
    let partition = FleetPartition(
      architectures.map { diagram(of: $0, hasIncident: hasIncident, partition: nil) })
    let classes = base.incident.map { reachedClasses($0) } ?? []
    model.panels = architectures.map { architecture in
      var panel = panel(
        of: architecture,
        in: diagram(of: architecture, hasIncident: hasIncident, partition: partition),
        hasIncident: hasIncident, classes: classes)
      panel.model.view = hasIncident ? .exposure : .singlePoints
      return panel
    }
    let first = architectures[0].label ?? architectures[0].id
    if architectures.count > 1 {
      model.notes.append("Signs show changes from the first architecture: \(first).")
    }
    if !leftOut.isEmpty {
      let what = leftOut.count == 1 ? "1 more architecture" : "\(leftOut.count) more architectures"
      model.notes.append("Left out: \(what), \(leftOut.joined(separator: "; ")).")
    }
    if base.incident == nil {
      let threshold = Topology.percent(base.points.threshold)
      model.notes.append(
        "No incident is played: the picture marks single points of failure, for exposure from \(threshold) of a class."
      )
    }
    let notes = architectures.map(\.lowered.topology).compactMap {
      $0.note(onEvenSplits: $0.evenSplits)
    }
    if let note = notes.first { model.notes.append(note) }
    let meanings = topology.personClasses.filter { topology.hasLongName($0) }
      .map { "\(topology.groups[$0].id) = \(topology.groups[$0].label ?? "")" }
    if !meanings.isEmpty { model.notes.append(meanings.joined(separator: "; ") + ".") }
    return model
  }

  /// The picture of a whole comparison, with its base first.
  package static func comparison(of comparison: Comparison) -> DiagramModel {
    let names = ArchitectureNames.distinct(comparison.architectures)
    let others = comparison.architectures.indices.filter { $0 != comparison.base }
    return .comparison(
      of: ([comparison.base] + others).map { index in
        let architecture = comparison.architectures[index]
        return ComparedArchitecture(
          id: architecture.id, label: names[index], lowered: architecture.lowered,
          incident: architecture.incident, points: architecture.points)
      })
  }

  private static func diagram(
    of architecture: ComparedArchitecture, hasIncident: Bool, partition: FleetPartition?
  ) -> TopologyDiagram {
    let marks =
      hasIncident ? nil : PointMarks(architecture.points, [], in: architecture.lowered.topology)
    return TopologyDiagram(
      architecture.lowered, analysis: hasIncident ? architecture.incident : nil, marks: marks,
      partition: partition)
  }

  private static func panel(
    of architecture: ComparedArchitecture, in diagram: TopologyDiagram, hasIncident: Bool,
    classes: [String]
  ) -> Panel {
    let topology = architecture.lowered.topology
    let label = architecture.label ?? architecture.id
    guard hasIncident else {
      return Panel(
        id: architecture.id, label: label, figure: worstEvent(architecture.points, in: topology),
        figures: [pointCounts(architecture.points)],
        model: .singlePoints(architecture.points, [], in: diagram, variant: nil))
    }
    guard let analysis = architecture.incident else {
      return Panel(
        id: architecture.id, label: label, figure: "No such incident in this architecture",
        model: .lineage(of: architecture.lowered, variant: nil, in: diagram))
    }
    let reached = reached(analysis, classes)
    return Panel(
      id: architecture.id, label: label, figure: reached.first ?? "nobody reached",
      figures: Array(reached.dropFirst()) + outages(analysis),
      model: .exposure(of: analysis, variant: nil, in: diagram))
  }

  /// Ids of the classes with exposed people, largest number first.
  private static func reachedClasses(_ analysis: IncidentAnalysis) -> [String] {
    analysis.people.enumerated().filter {
      $0.element.isReached || !$0.element.overlaps.isEmpty
    }.sorted {
      let (left, right) = ($0.element.persons, $1.element.persons)
      return left != right ? left.isMore(than: right) : $0.offset < $1.offset
    }.map { analysis.lowered.topology.groups[$0.element.personClass].id }
  }

  /// A line for each class that is reached here or in the first architecture, in the same order for all.
  private static func reached(_ analysis: IncidentAnalysis, _ classes: [String]) -> [String] {
    let groups = analysis.lowered.topology.groups
    let own = reachedClasses(analysis)
    let open = analysis.people.filter { $0.mayBeReached && !$0.isReached }
      .map { groups[$0.personClass].id }.filter { !own.contains($0) }
    let shown = classes + (own + open).filter { !classes.contains($0) }
    return shown.enumerated().map { place, id in
      let finding = analysis.people.first { groups[$0.personClass].id == id }
      let name = finding.map { analysis.lowered.topology.shortName(of: $0.personClass) } ?? id
      let count = finding.map { CountWording.text($0.persons) }
      let end = place == 0 ? " reached" : ""
      if open.contains(id) {
        return "\(name): unknown whether anybody\(end), \(count ?? "")"
      }
      return "\(name): \(own.contains(id) ? count ?? "nobody" : "nobody")\(end)"
    }
  }

  private static func outages(_ analysis: IncidentAnalysis) -> [String] {
    let down = analysis.services.count { $0.state == .down }
    let degraded = analysis.services.count { $0.state == .degraded }
    guard down + degraded > 0 else {
      return analysis.services.isEmpty ? [] : ["all services run"]
    }
    let parts = [down > 0 ? "\(down) down" : "", degraded > 0 ? "\(degraded) degraded" : ""]
    return [
      "of \(analysis.services.count) \(analysis.services.count == 1 ? "service" : "services") "
        + parts.filter { !$0.isEmpty }.joined(separator: ", ")
    ]
  }

  private static func worstEvent(_ points: SinglePoints, in topology: Topology) -> String {
    let worst = points.points.first { $0.subject.kind != .organization && !$0.classes.isEmpty }
    guard let worst else { return "No single event exposes anybody" }
    let reach = worst.classes.max {
      ($0.persons.low, $0.persons.high ?? .max) < ($1.persons.low, $1.persons.high ?? .max)
    }
    let name = topology.member(of: worst.subject)?.id ?? topology.id(of: worst.subject)
    return "Worst single event: \(name), \(reach.map(topology.words) ?? "")"
  }

  private static func pointCounts(_ points: SinglePoints) -> String {
    let found = points.singlePoints.filter { $0.subject.kind != .organization }
    return
      "\(found.count) single \(found.count == 1 ? "point" : "points"): \(found.count(where: \.isExposurePoint)) for exposure, \(found.count(where: \.isAvailabilityPoint)) for availability"
  }
}
