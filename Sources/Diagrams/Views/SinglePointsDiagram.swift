public import Lowering
public import PointAnalysis
import TopologyModel

extension DiagramModel {
  /// The picture of single points of failure on the topology: which systems, secrets, common causes and
  /// organizations are one, for whose data and for which service, and what every way goes through.
  /// - Parameters:
  ///   - answer: What was found; of it the points and the choke points are drawn.
  ///   - lowered: The topology that was asked.
  ///   - variant: The architecture's label; nil: the file as written.
  /// - Complexity: O(size of the topology and of the answer).
  public static func singlePoints(
    of answer: PointsAnswer, in lowered: LoweredTopology, variant: String? = nil
  ) -> DiagramModel {
    singlePoints(answer.points, answer.chokePoints, in: lowered, variant: variant)
  }

  /// The same of those two parts of the answer, for whoever does not need the rest of it.
  /// - Parameters:
  ///   - points: Every event and organization alone.
  ///   - chokePoints: What every way to a target goes through, for each target asked.
  ///   - lowered: The topology that was asked.
  ///   - variant: The architecture's label; nil: the file as written.
  /// - Complexity: O(size of the topology and of the answer).
  public static func singlePoints(
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

  /// What makes a single point, what was found, and what the picture cannot show in a box.
  private static func notes(
    on points: SinglePoints, _ chokePoints: [ChokePoints], in topology: Topology
  ) -> [String] {
    let threshold = Topology.percent(points.threshold)
    let found = points.singlePoints.filter { $0.subject.kind != .organization }
    let exposure = found.count(where: \.isExposurePoint)
    let availability = found.count(where: \.isAvailabilityPoint)
    let both = found.count { $0.isExposurePoint && $0.isAvailabilityPoint }
    var notes = [
      found.isEmpty
        ? "No single point of failure: no event alone exposes \(threshold) of a class or takes a service down."
        : "\(found.count) \(found.count == 1 ? "event is a single point" : "events are single points"): \(exposure) for exposure (alone at least \(threshold) of a class), \(availability) for availability (disconnected, alone takes a service down), \(both) of them for both."
    ]
    func words(_ chosen: [ChokePoints]) -> String {
      chosen.map { topology.words(of: $0.target) }.joined(separator: "; ")
    }
    let unreachable = chokePoints.filter { !$0.isReachable }
    if !unreachable.isEmpty { notes.append("Out of reach: \(words(unreachable)).") }
    let unchoked = chokePoints.filter { $0.isReachable && $0.isEmpty }
    if !unchoked.isEmpty {
      notes.append("No choke point, nothing alone is on every way to: \(words(unchoked)).")
    }
    if points.entry.isNarrowed { notes.append("Only some events may happen here.") }
    let excluded = points.entry.excluded.count
    if excluded > 0 {
      notes.append(
        excluded == 1
          ? "1 event of likelihood 0 does not happen."
          : "\(excluded) events of likelihood 0 do not happen.")
    }
    for reach in points.openToEveryone {
      notes.append("Exposed without any event: \(topology.words(of: reach)).")
    }
    let named = Set(points.points.flatMap { $0.classes.map(\.personClass) })
      .union(chokePoints.compactMap { $0.target.people.map(topology.personClass) })
    let meanings = topology.personClasses.filter { named.contains($0) && topology.hasLongName($0) }
      .map { "\(topology.groups[$0].id) = \(topology.groups[$0].label ?? "")" }
    if !meanings.isEmpty { notes.append(meanings.joined(separator: "; ") + ".") }
    return notes
  }
}
