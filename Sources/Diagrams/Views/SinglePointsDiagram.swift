package import Lowering
package import PointAnalysis
import TopologyModel

extension DiagramModel {
  /// The picture of single points of failure: which systems, secrets, common causes and organizations are single
  /// points, for which data and services, and what every way passes through.
  /// - Parameters:
  ///   - answer: The answer, of which the points and choke points are drawn.
  ///   - lowered: The topology.
  ///   - variant: The architecture's label; nil for the base file.
  /// - Complexity: O(size of the topology and of the answer).
  package static func singlePoints(
    of answer: PointsAnswer, in lowered: LoweredTopology, variant: String? = nil
  ) -> DiagramModel {
    singlePoints(answer.points, answer.chokePoints, in: lowered, variant: variant)
  }

  /// The same picture from only the two parts of the answer that it shows.
  /// - Parameters:
  ///   - points: Every event and organization alone.
  ///   - chokePoints: What every way to a target passes through, for each target.
  ///   - lowered: The topology.
  ///   - variant: The architecture's label; nil for the base file.
  /// - Complexity: O(size of the topology and of the answer).
  package static func singlePoints(
    _ points: SinglePoints, _ chokePoints: [ChokePoints] = [], in lowered: LoweredTopology,
    variant: String? = nil
  ) -> DiagramModel {
    let marks = PointMarks(points, chokePoints, in: lowered.topology)
    return singlePoints(
      points, chokePoints, in: TopologyDiagram(lowered, analysis: nil, marks: marks),
      variant: variant)
  }

  static func singlePoints(
    _ points: SinglePoints, _ chokePoints: [ChokePoints], in diagram: TopologyDiagram,
    variant: String?
  ) -> DiagramModel {
    let topology = diagram.topology
    var model = DiagramModel(
      title: topology.title,
      subtitle: ["Single points of failure", variant ?? ""].filter { !$0.isEmpty }
        .joined(separator: " · "), view: .singlePoints)
    model.notes = notes(on: points, chokePoints, in: topology)
    diagram.fill(&model)
    model.services = diagram.serviceModels()
    model.causes = diagram.causeModels()
    model.edges =
      diagram.hitEdges() + diagram.accessEdges() + diagram.keepEdges() + diagram.flowEdges()
      + diagram.needEdges()
    model.edges = model.edges.mergingParallels
    return model
  }

  /// Notes: the definition of a single point, the totals, and what boxes cannot show.
  private static func notes(
    on points: SinglePoints, _ chokePoints: [ChokePoints], in topology: Topology
  ) -> [String] {
    let threshold = Topology.percent(points.threshold)
    let found = points.singlePoints.filter { $0.subject.kind != .organization }
    let exposure = found.count(where: \.isExposurePoint)
    let availability = found.count(where: \.isAvailabilityPoint)
    let both = found.count { $0.isExposurePoint && $0.isAvailabilityPoint }
    let possible = points.possiblePoints
    let inTier = ThresholdWording.scope(isOfGravest: points.isOfGravest)
    let kinds = PointDecision.groups(of: found, in: topology).count
    let lead =
      found.count == 1
      ? "1 event is a single point of failure"
      : kinds == found.count
        ? "\(kinds) events are single points of failure"
        : "\(kinds) kinds of single points of failure, \(found.count) events in all"
    var notes = [
      found.isEmpty
        ? possible.isEmpty
          ? "No single point of failure: no event alone exposes \(threshold) of a class or takes a service down."
          : "No single point of failure is known."
        : "\(lead): \(exposure) for exposure (alone exposes at least \(threshold) of a class\(inTier)), \(availability) for availability (alone takes a service down when disconnected), \(both) for both."
    ]
    if !possible.isEmpty {
      let ids = possible.map { topology.id(of: $0.subject) }.sorted()
      let more = ids.count > 4 ? " and \(ids.count - 4) more" : ""
      notes.append(
        "The file leaves open whether more events alone expose that much: \(ids.prefix(4).joined(separator: ", "))\(more)."
      )
    }
    func words(_ chosen: [ChokePoints]) -> String {
      chosen.map { topology.words(of: $0.target) }.joined(separator: "; ")
    }
    let unreachable = chokePoints.filter { !$0.isReachable }
    if !unreachable.isEmpty { notes.append("Out of reach: \(words(unreachable)).") }
    let unchoked = chokePoints.filter { $0.isReachable && $0.isEmpty }
    if !unchoked.isEmpty {
      notes.append("No choke point (no single thing is on every way) for: \(words(unchoked)).")
    }
    if points.entry.isNarrowed { notes.append("Only some events are allowed here.") }
    let excluded = points.entry.excluded.count
    if excluded > 0 {
      notes.append(
        excluded == 1
          ? "1 event with likelihood 0 is ignored."
          : "\(excluded) events with likelihood 0 are ignored.")
    }
    for reach in points.openToEveryone {
      notes.append("Exposed without any event: \(topology.words(of: reach)).")
    }
    let named = Set(points.points.flatMap { $0.classes.map(\.personClass) })
      .union(chokePoints.compactMap { $0.target.people.map(topology.personClass) })
    let meanings = topology.personClasses.filter { named.contains($0) && topology.hasLongName($0) }
      .map { "\(topology.groups[$0].id) = \(topology.groups[$0].label ?? "")" }
    if !meanings.isEmpty { notes.append(meanings.joined(separator: "; ") + ".") }
    if let note = topology.note(onEvenSplits: topology.evenSplits) { notes.append(note) }
    return notes
  }
}
