import Lowering
import TopologyModel

/// Checks what passes from one zone into another: `crossings-declared`.
///
/// A flow crosses where two systems on its way, one after the other, stand in different zones; a system without a zone
/// stands in none, which is another one. An access rule crosses where its system stands in another zone than a dataset
/// that it reads. A listed flow from this dataset into the zone of the rule declares that as well. A flow that is only
/// possible leaves the statement open.
struct CrossingRequirements {
  private let topology: Topology

  init(_ lowered: LoweredTopology) {
    topology = lowered.topology
  }

  func finding(
    _ index: Int, _ zones: [Reference<Zone>], _ flows: [String]
  ) -> RequirementFinding {
    let listed = Set(flows)
    let borders = Set(zones)
    /// Whether a step from one zone into another crosses one of the borders.
    func crosses(_ from: Reference<Zone>?, _ to: Reference<Zone>?) -> Bool {
      from != to
        && (borders.isEmpty || [from, to].contains { $0.map(borders.contains) ?? false })
    }
    var violations: [RequirementViolation] = []
    var openings: [RequirementViolation] = []
    var declared: Set<Crossing> = []
    for reference in topology.flows.references {
      let flow = topology.flows[reference]
      if listed.contains(flow.declaredID) {
        declared.insert(
          Crossing(dataset: flow.from, zone: zone(topology.datasets[flow.to].system)))
        continue
      }
      let way =
        [topology.datasets[flow.from].system] + flow.via + [topology.datasets[flow.to].system]
      for (from, to) in zip(way, way.dropFirst()) where crosses(zone(from), zone(to)) {
        let found = RequirementViolation(
          .crossing(reference, from: zone(from), to: zone(to)), at: topology.element(reference))
        if flow.certainty == .certain { violations.append(found) } else { openings.append(found) }
        break
      }
    }
    for rule in topology.accessRules.references {
      let entry = topology.accessRules[rule]
      for reading in entry.reads {
        let from = zone(topology.datasets[reading.dataset].system)
        let to = zone(entry.system)
        guard crosses(from, to),
          !declared.contains(Crossing(dataset: reading.dataset, zone: to))
        else { continue }
        violations.append(
          .init(.shownAcross(rule, reading.dataset, from: from, to: to), at: topology.element(rule))
        )
      }
    }
    return RequirementFinding(index, violations: violations, openings: openings)
  }

  private struct Crossing: Hashable {
    var dataset: Reference<Dataset>
    var zone: Reference<Zone>?
  }

  private func zone(_ system: Reference<System>) -> Reference<Zone>? {
    topology.systems[system].zone
  }
}
