import IncidentFindings
import Lowering
import TopologyModel

/// Checks the record itself: `retention-kept`, `notification-possible`, `nothing-unknown`.
struct RecordRequirements {
  private let lowered: LoweredTopology

  init(_ lowered: LoweredTopology) {
    self.lowered = lowered
  }

  private var topology: Topology { lowered.topology }

  func kept(_ index: Int, on day: String) -> RequirementFinding {
    let lineage = lowered.exposure.lineage
    var violations: [RequirementViolation] = []
    for dataset in topology.datasets.references where !topology.datasets[dataset].retained.isEmpty {
      let held = Set(lineage.facts(of: dataset).map { lineage.carried[Int($0)].group })
      for kept in topology.kept(in: dataset, held, on: day) {
        violations.append(.init(.kept(dataset, kept), at: topology.element(dataset)))
      }
    }
    return RequirementFinding(index, violations: violations)
  }

  func notification(_ index: Int) -> RequirementFinding {
    let controllers = ControllerTable(topology)
    let lineage = lowered.exposure.lineage
    let held = Set(
      lineage.carried.filter { topology.fields[$0.field].about == .person }.map(\.group))
    var violations: [RequirementViolation] = []
    var asked: Set<Reference<Organization>> = []
    for group in topology.highest(held) {
      for share in controllers.shares(of: group) {
        guard let party = share.controller else {
          let nobody = share.group
          violations.append(.init(.controllerUnknown(nobody), at: topology.element(nobody)))
          continue
        }
        asked.insert(party.organization)
      }
    }
    for organization in asked.sorted() {
      let entry = topology.organizations[organization]
      let element = topology.element(organization)
      if entry.supervisedBy == nil {
        violations.append(.init(.authorityUnknown(organization), at: element))
      }
      if entry.contact == nil {
        violations.append(.init(.contactUnknown(organization), at: element))
      }
    }
    return RequirementFinding(index, violations: violations)
  }

  func nothingUnknown(_ index: Int) -> RequirementFinding {
    let lineage = lowered.exposure.lineage
    var violations = topology.datasets.references.filter { !lineage.unlisted(of: $0).isEmpty }
      .map { RequirementViolation(.unlisted($0), at: topology.element($0)) }
    violations += lowered.exposure.entered.keys.sorted().map {
      RequirementViolation(.systemsUnlisted($0), at: topology.element($0))
    }
    return RequirementFinding(index, violations: violations)
  }
}
