import Lowering
import Population
import Propagation
import TopologyModel

/// Collects the findings of one world for each person class and each of its fields.
struct ClassSurvey {
  private let lowered: LoweredTopology
  private let world: WorldResult
  private let claims: [Claim]
  private let barriers: BarrierSearch

  init(_ lowered: LoweredTopology, _ world: WorldResult, claims: [Claim]) {
    self.lowered = lowered
    self.world = world
    self.claims = claims
    barriers = BarrierSearch(lowered, world)
  }

  private var topology: Topology { lowered.topology }

  func findings() -> [ClassFinding] {
    let roots = lowered.people.roots
    var carried: [Reference<PeopleGroup>: [Reference<DataField>: [Int]]] = [:]
    for (fact, entry) in lowered.exposure.lineage.carried.enumerated() {
      carried[roots[entry.group.index], default: [:]][entry.field, default: []].append(fact)
    }
    var exposed: [Reference<PeopleGroup>: GroupsByField] = [:]
    var persons: [Reference<PeopleGroup>: Set<Reference<PeopleGroup>>] = [:]
    for (cell, fact) in lowered.exposure.exposed where world.holds(fact) {
      let root = roots[cell.group.index]
      exposed[root, default: [:]][cell.field, default: []].append(cell.group)
      if topology.fields[cell.field].about == .person {
        persons[root, default: []].insert(cell.group)
      }
    }
    var known = exposed
    for (cell, fact) in lowered.exposure.known where world.holds(fact) {
      known[roots[cell.group.index], default: [:]][cell.field, default: []].append(cell.group)
    }
    return topology.personClasses.map { root in
      let held = carried[root] ?? [:]
      var fields = Set(held.keys).union((known[root] ?? [:]).keys)
      for claim in claims {
        guard let people = claim.people, topology.personClass(of: people) == root else { continue }
        fields.formUnion(claim.exposed)
        fields.formUnion(claim.safe)
      }
      let groups = topology.highest(persons[root] ?? [])
      return ClassFinding(
        personClass: root, persons: lowered.people.union(of: groups, in: root),
        groups: sorted(groups),
        fields: fields.sorted { topology.fields[$0].id < topology.fields[$1].id }.map { field in
          finding(
            field, root, exposed: exposed[root]?[field] ?? [], known: known[root]?[field] ?? [],
            carried: held[field] ?? [])
        })
    }
  }

  private typealias GroupsByField = [Reference<DataField>: [Reference<PeopleGroup>]]

  private func finding(
    _ field: Reference<DataField>, _ root: Reference<PeopleGroup>,
    exposed: [Reference<PeopleGroup>], known: [Reference<PeopleGroup>], carried: [Int]
  ) -> FieldFinding {
    let status: FieldStatus = exposed.isEmpty ? (known.isEmpty ? .safe : .derivable) : .exposed
    let groups = topology.highest(exposed.isEmpty ? known : exposed)
    let found = status == .safe ? barriers.locations(carried) : []
    return FieldFinding(
      field: field, status: status, persons: lowered.people.union(of: groups, in: root),
      groups: sorted(groups),
      barrier: status == .safe ? BarrierSearch.nearest(found) : nil, barriers: found)
  }

  private func sorted(_ groups: [Reference<PeopleGroup>]) -> [Reference<PeopleGroup>] {
    groups.sorted { topology.groups[$0].id < topology.groups[$1].id }
  }
}
