import IncidentFindings
import PointAnalysis
import Reports
import TopologyModel

/// What a thing alone exposes and stops, and what hangs on it.
extension ElementDetails {
  func describe(_ element: inout Element, _ dependents: ProofDependents) {
    element.hangs.formUnion(dependents.hanging(on: "\(element.kind):\(element.id)"))
    guard let finding = findings["\(element.kind):\(element.id)"] else { return }
    if !finding.fields.isEmpty {
      let reach = finding.classes.map(points.people).joined(separator: ", ")
      let fields = naming.listed(finding.fields.map(naming.field), most: 12)
      let verb = element.kind == "secret" ? "Stolen alone" : "Intruded alone"
      element.facts.append(
        "\(verb), it exposes \(reach.isEmpty ? "data of organizations" : reach): \(fields).")
    }
    func names(_ services: [Reference<Service>]) -> String {
      naming.listed(
        services.map { topology.services[$0].label ?? topology.services[$0].id }, most: 8)
    }
    if !finding.down.isEmpty {
      element.facts.append("Disconnected alone, it takes down: \(names(finding.down)).")
    }
    if !finding.degraded.isEmpty {
      element.facts.append("Disconnected alone, it degrades: \(names(finding.degraded)).")
    }
    for reach in finding.classes {
      element.hangs.insert("people:\(topology.groups[reach.personClass].id)")
    }
    for service in finding.down + finding.degraded {
      element.hangs.insert("service:\(topology.services[service].declaredID)")
    }
  }

  /// The classes and fields that a secret alone exposes, for the filter.
  func takeReach(_ element: inout Element) {
    guard let finding = findings["\(element.kind):\(element.id)"] else { return }
    element.fields.formUnion(finding.fields.map { topology.fields[$0].id })
    element.classes.formUnion(finding.classes.map { topology.groups[$0.personClass].id })
  }
}
