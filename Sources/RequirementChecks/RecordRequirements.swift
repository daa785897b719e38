import IncidentFindings
import Lowering
import TopologyModel

/// Checks the record itself: `retention-kept`, `notification-possible`, `nothing-unknown`.
/// Each is found once, however many requirements state it.
final class RecordRequirements {
  private let lowered: LoweredTopology
  private let topology: Topology
  private lazy var notifications = notificationViolations()
  private lazy var unknowns = unknownContent()

  init(_ lowered: LoweredTopology) {
    self.lowered = lowered
    topology = lowered.topology
  }

  func kept(_ index: Int, on day: String) -> RequirementFinding {
    let lineage = lowered.exposure.lineage
    var violations: [RequirementViolation] = []
    var openings: [RequirementViolation] = []
    for dataset in topology.datasets.references where !topology.datasets[dataset].retained.isEmpty {
      let held = Set(lineage.facts(of: dataset).map { lineage.carried[Int($0)].group })
      for kept in topology.kept(in: dataset, held, on: day) {
        violations.append(.init(.kept(dataset, kept), at: topology.element(dataset)))
      }
      // What is not listed is kept as long as what is.
      let perhaps = lineage.unlisted(of: dataset).flatMap { entry in
        entry.cell.group.map { [$0] } ?? topology.personClasses
      }
      if !topology.kept(in: dataset, Set(perhaps).subtracting(held), on: day).isEmpty {
        openings.append(.init(.unlisted(dataset), at: topology.element(dataset)))
      }
    }
    return RequirementFinding(index, violations: violations, openings: openings)
  }

  func notification(_ index: Int) -> RequirementFinding {
    RequirementFinding(index, violations: notifications)
  }

  private func notificationViolations() -> [RequirementViolation] {
    let controllers = ControllerTable(topology)
    let lineage = lowered.exposure.lineage
    let held = Set(
      lineage.carried.filter { topology.isAboutPeople($0.field) }.map(\.group))
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
    return violations
  }

  func nothingUnknown(_ index: Int) -> RequirementFinding {
    RequirementFinding(index, violations: unknowns)
  }

  private func unknownContent() -> [RequirementViolation] {
    let lineage = lowered.exposure.lineage
    var violations = topology.datasets.references.filter { !lineage.unlisted(of: $0).isEmpty }
      .map { RequirementViolation(.unlisted($0), at: topology.element($0)) }
    // Those that an incident or an event of the file strikes.
    let struck = topology.incidents.flatMap(\.intruded) + topology.events.flatMap(\.hits)
    let entered = Set(struck.compactMap(\.organization))
    violations += entered.filter { lowered.exposure.entered[$0] != nil }.sorted().map {
      RequirementViolation(.systemsUnlisted($0), at: topology.element($0))
    }
    return violations
  }
}
