import Lowering
import Propagation
import TopologyModel

/// What is exposed or derivable in one world, anywhere.
///
/// An intruder who can infer a field has it as well as one who read it, so this is said beside a claim that it is safe.
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
}
