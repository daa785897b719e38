package import IncidentFindings
package import Lowering
import TopologyModel

extension DiagramModel {
  /// The picture of what an incident exposes: what the intruder has, what it opens, whose data is read, what
  /// stops.
  /// - Parameters:
  ///   - analysis: The incident, or individual events.
  ///   - variant: The architecture's label; nil for the base file.
  /// - Complexity: O(size of the topology).
  package static func exposure(of analysis: IncidentAnalysis, variant: String? = nil)
    -> DiagramModel
  {
    exposure(
      of: analysis, variant: variant,
      in: TopologyDiagram(analysis.lowered, analysis: analysis))
  }

  static func exposure(
    of analysis: IncidentAnalysis, variant: String?, in diagram: TopologyDiagram
  ) -> DiagramModel {
    var model = DiagramModel(
      title: analysis.lowered.topology.title, subtitle: subtitle(of: analysis, variant: variant),
      view: .exposure)
    diagram.fill(&model)
    model.people = diagram.peopleModels()
    model.services = diagram.serviceModels()
    model.edges =
      diagram.eventEdges() + diagram.accessEdges() + diagram.keepEdges() + diagram.aboutEdges()
      + diagram.flowEdges() + diagram.needEdges()
    model.edges = model.edges.mergingParallels
    let topology = analysis.lowered.topology
    if let note = topology.note(onEvenSplits: analysis.evenSplits) { model.notes.append(note) }
    return model
  }

  /// The picture of where data is and how it got there, without an incident.
  /// - Parameters:
  ///   - lowered: The topology.
  ///   - variant: The architecture's label; nil for the base file.
  /// - Complexity: O(size of the topology).
  package static func lineage(of lowered: LoweredTopology, variant: String? = nil) -> DiagramModel {
    lineage(of: lowered, variant: variant, in: TopologyDiagram(lowered, analysis: nil))
  }

  static func lineage(
    of lowered: LoweredTopology, variant: String?, in diagram: TopologyDiagram
  ) -> DiagramModel {
    var model = DiagramModel(
      title: lowered.topology.title,
      subtitle: ["Where data is and how it got there", variant ?? ""].filter { !$0.isEmpty }
        .joined(separator: " · "), view: .lineage)
    diagram.fill(&model)
    model.secrets = []
    model.edges = (diagram.flowEdges() + diagram.fieldEdges()).mergingParallels
    return model
  }

  private static func subtitle(of analysis: IncidentAnalysis, variant: String?) -> String {
    let topology = analysis.lowered.topology
    var parts: [String] = []
    if let incident = analysis.scenario.incident.map({ topology.incidents[$0] }) {
      parts.append(incident.label ?? incident.id)
      if let date = incident.date { parts.append(date) }
    } else if !analysis.scenario.events.isEmpty || !analysis.scenario.entered.isEmpty {
      let ids =
        analysis.scenario.events.map { topology.id(of: $0) }
        + analysis.scenario.entered.map { topology.organizations[$0].id }
      parts.append("Assumed events: " + ids.joined(separator: ", "))
    }
    if let variant { parts.append(variant) }
    return parts.joined(separator: " · ")
  }
}

extension TopologyDiagram {
  /// Organizations, systems and secrets, which appear in every view of a topology.
  func fill(_ model: inout DiagramModel) {
    model.systems = systemModels()
    model.secrets = secretModels()
    model.organizations = organizationModels(model.systems)
    model.peopleAbove = peopleAbove
    model.moves = moves()
    let entered = enteredOrganizations
    for index in model.organizations.indices
    where entered.contains(model.organizations[index].id) {
      model.organizations[index].standing = .controlled
      model.organizations[index].rows = [
        DiagramModel.Dataset(
          id: "\(model.organizations[index].id) unlisted", label: "no system is listed",
          fields: [.unlisted(.unknown)])
      ]
    }
    let shown = entered.union(
      model.systems.compactMap(\.organization) + model.secrets.compactMap(\.organization))
    let without = model.organizations.filter { !shown.contains($0.id) }
    guard !without.isEmpty else { return }
    model.organizations.removeAll { !shown.contains($0.id) }
    model.notes.append(
      "Not drawn, because they have no systems here: "
        + Drawing.listed(without.map(\.label), most: 8) + ".")
  }
}
