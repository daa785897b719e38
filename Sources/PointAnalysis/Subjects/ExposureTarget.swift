public import Lowering
import Population
package import Propagation
public import TopologyModel

/// What an intruder is after: some people, a field, or a field of some people.
///
/// It is reached if the requested field is exposed for a group at or below the people, or for one of their
/// ancestors. For people without a field, any field about a person counts.
public struct ExposureTarget: Hashable, Sendable {
  /// A group or a cohort; a class is given by its root. Nil for anyone.
  public var people: Cohort.Part?
  /// The field; nil for any field about a person.
  public var field: Reference<DataField>?

  /// Creates a target.
  public init(people: Cohort.Part?, field: Reference<DataField>?) {
    self.people = people
    self.field = field
  }

  /// Each class with its most identifying field, for classes about which something is held.
  ///
  /// Chosen among the fields about a person that some dataset carries for the class: first a field that
  /// identifies alone, then one that identifies in combination, then the rest; among these, the field held
  /// about more people (by the lower bound, then the upper bound); then the order of the file.
  public static func defaults(in lowered: LoweredTopology) -> [ExposureTarget] {
    let topology = lowered.topology
    var groups: [Reference<PeopleGroup>: [Reference<DataField>: Set<Reference<PeopleGroup>>]] = [:]
    for carried in lowered.exposure.lineage.carried
    where topology.exposesPeople(carried.field) {
      let root = lowered.people.roots[carried.group.index]
      groups[root, default: [:]][carried.field, default: []].insert(carried.group)
    }
    return topology.personClasses.compactMap { root in
      let held = groups[root] ?? [:]
      // Numbers of people are only worked out where they decide: they can cost more than everything else.
      let best = held.keys.map { rank(of: $0, in: topology) }.min()
      let fields = held.filter { rank(of: $0.key, in: topology) == best }
      let chosen =
        fields.count == 1
        ? fields.keys.first
        : fields.map { field, held in
          let people = lowered.people.union(of: held.sorted(), in: root)
          return (-people.low, -(people.high ?? .max), field.index)
        }.min { $0 < $1 }.map { Reference($0.2) }
      return chosen.map { ExposureTarget(people: .group(root), field: $0) }
    }
  }

  private static func rank(of field: Reference<DataField>, in topology: Topology) -> Int {
    switch topology.fields[field].identifies {
    case .alone: 0
    case .combined: 1
    case .some(.none), nil: 2
    }
  }

  /// The facts of which any one reaches the target, in ascending order. A field of people in several groups at once is
  /// among them where some of these may be asked about.
  package func facts(in lowered: LoweredTopology) -> [ClauseProgram.Fact] {
    let topology = lowered.topology
    let asked = people.map { topology.groups(naming: [$0]) }
    func isMeant(_ candidate: Reference<DataField>) -> Bool {
      field.map { $0 == candidate } ?? topology.exposesPeople(candidate)
    }
    let groups = lowered.exposure.exposed.filter { cell, _ in
      guard isMeant(cell.field), let asked else { return isMeant(cell.field) }
      return asked.contains { topology.areRelated(cell.group, $0) }
    }
    let overlaps = lowered.exposure.overlapsExposed.filter { cell, _ in
      guard isMeant(cell.field), let asked else { return isMeant(cell.field) }
      return asked.contains { group in
        cell.people.groups.allSatisfy { lowered.people.mayOverlap($0, [group]) }
      }
    }
    return (Array(groups.values) + Array(overlaps.values)).sorted()
  }
}
