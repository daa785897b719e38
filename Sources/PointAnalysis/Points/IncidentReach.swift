package import Lowering
import Propagation
package import TopologyModel

/// The number of people whom a scenario exposes, and no more than that.
package struct IncidentReach {
  private let finding: PointFinding
  private let measure: ExposureMeasure?

  /// - Complexity: one world, and one count of people per class and tier.
  package init(_ lowered: LoweredTopology, _ scenario: Scenario, _ measure: ExposureMeasure?) {
    let lowered = lowered.dated(for: scenario)
    let reader = WorldReachReader(lowered, measure)
    let world = lowered.world(of: scenario)
    let reach = reader.reach(reader.targets.indices.filter { world.holds(reader.targets[$0]) })
    self.measure = measure
    finding = PointFinding(
      subject: .event(.intrusion(Reference(0))), classes: reach.classes, fields: [],
      derivable: [], down: [], degraded: [], isExposurePoint: false,
      mayBeExposurePoint: false, isAvailabilityPoint: false)
  }

  /// The sum of people over all classes, of the exposure that is measured.
  package var persons: CountInterval { finding.ranks(measure ?? .people)[0] }

  /// The same of people of whom something at least this grave is exposed.
  package func persons(_ tier: Gravity) -> CountInterval { finding.persons(tier) }
}
