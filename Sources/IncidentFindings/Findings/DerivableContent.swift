import Lowering
import Propagation
import TopologyModel

/// What is exposed or derivable in one world, anywhere: a claim that something is safe speaks of both.
///
/// An intruder who can infer a field has it as well as one who read it. What may be derived, or only by an inference that
/// is less than certain, leaves such a claim open.
struct DerivableContent {
  /// By field, the groups of whom it is exposed or derivable.
  let cells: [Reference<DataField>: [Reference<PeopleGroup>]]
  /// The same of people in several groups at once.
  let overlaps: Set<FieldOfOverlap>
  /// What may be so.
  let unlisted: UnlistedSurvey

  /// - Complexity: O(facts of fields).
  init(_ exposure: ExposureProgram, _ world: WorldResult) {
    let exposed = exposure.exposed.filter { world.holds($0.value) }
    let known = exposure.known.filter { world.holds($0.value) }
    cells = Dictionary(grouping: Set(exposed.keys).union(known.keys), by: \.field)
      .mapValues { $0.map(\.group) }
    let both = exposure.overlapsExposed.filter { world.holds($0.value) }
    let derived = exposure.overlapsKnown.filter { world.holds($0.value) }
    overlaps = Set(both.keys).union(derived.keys)
    unlisted = UnlistedSurvey(exposure, world, withOverlaps: false)
  }

  /// The same by certain inferences alone; nil where all are.
  /// - Complexity: the topology is lowered again.
  static func surely(_ lowered: LoweredTopology, _ scenario: Scenario) -> DerivableContent? {
    var topology = lowered.topology
    topology.inferences.removeAll { $0.certainty != nil && $0.certainty != .certain }
    guard topology.inferences.count < lowered.topology.inferences.count else { return nil }
    let certain = LoweredTopology(topology)
    return DerivableContent(certain.exposure, certain.world(of: scenario))
  }
}
