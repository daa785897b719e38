package import Lowering
import Population
package import TopologyModel

extension DiagramModel {
  /// Notes the groups that something is held of and that are neither above nor below some people, but may have somebody
  /// in common with them: what is about these groups may be about the people asked about, as in an answer on lineage.
  /// - Complexity: one programme for each such group; see `PeopleCounter.common`.
  package mutating func notePeople(beside part: Cohort.Part, in lowered: LoweredTopology) {
    let topology = lowered.topology
    let asked = topology.groups(naming: [part])
    let root = topology.personClass(of: part)
    let lineage = lowered.exposure.lineage
    let held =
      Set(lineage.carried.map(\.group)).union(lineage.unlisted.compactMap(\.cell.group))
    peopleBeside = Set(
      held.sorted().filter { group in
        lowered.people.roots[group.index] == root
          && !asked.contains { topology.areRelated(group, $0) }
          && lowered.people.common(asked, PeopleUnion([group]), in: root).high != 0
      }.map { topology.groups[$0].id })
  }
}
