import Lowering
import Population
import Propagation
import TopologyModel

/// The people in several groups at once of whom one world exposes something, or makes it derivable.
struct OverlapSurvey {
  private typealias Table = [Reference<PeopleGroup>: [Reference<DataField>: Set<PeopleOverlap>]]

  private let topology: Topology
  private var exposed: Table = [:]
  private var known: Table = [:]
  /// Those with an exposed field that speaks of a person.
  private var persons: [Reference<PeopleGroup>: Set<PeopleOverlap>] = [:]

  /// - Complexity: O(facts of overlaps).
  init(_ lowered: LoweredTopology, _ world: WorldResult) {
    topology = lowered.topology
    let roots = lowered.people.roots
    for (cell, fact) in lowered.exposure.overlapsExposed
    where cell.people.isExact && world.holds(fact) {
      let root = roots[cell.people.groups[0].index]
      exposed[root, default: [:]][cell.field, default: []].insert(cell.people)
      if topology.exposesPeople(cell.field) {
        persons[root, default: []].insert(cell.people)
      }
    }
    known = exposed
    for (cell, fact) in lowered.exposure.overlapsKnown
    where cell.people.isExact && world.holds(fact) {
      let root = roots[cell.people.groups[0].index]
      known[root, default: [:]][cell.field, default: []].insert(cell.people)
    }
  }

  /// The fields of some overlap of a class.
  func fields(in root: Reference<PeopleGroup>) -> Set<Reference<DataField>> {
    Set((known[root] ?? [:]).keys)
  }

  /// The widest overlaps of which a field is exposed, other than those inside some groups; sorted.
  func exposed(
    _ field: Reference<DataField>, in root: Reference<PeopleGroup>,
    outside groups: [Reference<PeopleGroup>]
  ) -> [PeopleOverlap] {
    Self.widest(exposed[root]?[field] ?? [], outside: groups, in: topology)
  }

  /// The same for fields that are exposed or derivable.
  func known(
    _ field: Reference<DataField>, in root: Reference<PeopleGroup>,
    outside groups: [Reference<PeopleGroup>]
  ) -> [PeopleOverlap] {
    Self.widest(known[root]?[field] ?? [], outside: groups, in: topology)
  }

  /// The same for any field that speaks of a person.
  func exposed(
    in root: Reference<PeopleGroup>, outside groups: [Reference<PeopleGroup>]
  ) -> [PeopleOverlap] {
    Self.widest(persons[root] ?? [], outside: groups, in: topology)
  }

  /// Of some overlaps those that are inside no other, and in none of some groups; sorted.
  /// - Complexity: O(overlaps × depth^groups), with at most `OverlapLimits.mostGroups` groups.
  static func widest(
    _ overlaps: Set<PeopleOverlap>, outside groups: [Reference<PeopleGroup>], in topology: Topology
  ) -> [PeopleOverlap] {
    let settled = Set(groups)
    return overlaps.filter { overlap in
      !overlap.groups.contains { topology.isGroup($0, atOrBelowAnyOf: settled) }
        && !hasWider(overlap, [], overlaps, topology)
    }.sorted()
  }

  /// Whether one of some overlaps is of groups above those of another, or of fewer.
  private static func hasWider(
    _ overlap: PeopleOverlap, _ chosen: [Reference<PeopleGroup>], _ overlaps: Set<PeopleOverlap>,
    _ topology: Topology, at place: Int = 0
  ) -> Bool {
    guard place < overlap.groups.count else {
      let wider = PeopleOverlap(Set(chosen).sorted())
      return wider != overlap && overlaps.contains(wider)
    }
    return hasWider(overlap, chosen, overlaps, topology, at: place + 1)
      || topology.path(from: overlap.groups[place]).contains {
        hasWider(overlap, chosen + [$0], overlaps, topology, at: place + 1)
      }
  }
}
