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
  private let unlisted: UnlistedSurvey
  private let overlaps: OverlapSurvey

  init(_ lowered: LoweredTopology, _ world: WorldResult, claims: [Claim]) {
    self.lowered = lowered
    self.world = world
    self.claims = claims
    barriers = BarrierSearch(lowered, world)
    unlisted = UnlistedSurvey(lowered.exposure, world, withOverlaps: false)
    overlaps = OverlapSurvey(lowered, world)
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
      if topology.exposesPeople(cell.field) { persons[root, default: []].insert(cell.group) }
    }
    var known = exposed
    for (cell, fact) in lowered.exposure.known where world.holds(fact) {
      known[roots[cell.group.index], default: [:]][cell.field, default: []].append(cell.group)
    }
    let unlistedGroups = unlisted.groups
    return topology.personClasses.map { root in
      let held = carried[root] ?? [:]
      var fields = Set(held.keys).union((known[root] ?? [:]).keys)
      fields.formUnion(unlisted.fields(in: root))
      fields.formUnion(overlaps.fields(in: root))
      for claim in claims {
        guard let people = claim.people, topology.personClass(of: people) == root else { continue }
        fields.formUnion(claim.exposed)
        fields.formUnion(claim.safe)
      }
      let groups = topology.highest(persons[root] ?? [])
      let both = overlaps.exposed(in: root, outside: groups)
      let unknown = others(unlistedGroups, than: groups, in: root)
      return ClassFinding(
        personClass: root, persons: self.persons(groups, both, perhaps: unknown, in: root),
        tiers: tiers(exposed[root] ?? [:], perhaps: unknown, in: root),
        groups: sorted(groups), unknown: sorted(unknown), overlaps: both,
        fields: fields.sorted { topology.fields[$0].id < topology.fields[$1].id }.map { field in
          finding(
            field, root, exposed: exposed[root]?[field] ?? [], known: known[root]?[field] ?? [],
            carried: held[field] ?? [])
        })
    }
  }

  /// The finding for a field that nothing of the class is said to be of.
  func finding(
    _ field: Reference<DataField>, notHeldOf root: Reference<PeopleGroup>
  ) -> FieldFinding {
    finding(field, root, exposed: [], known: [], carried: [])
  }

  private typealias GroupsByField = [Reference<DataField>: [Reference<PeopleGroup>]]

  private func finding(
    _ field: Reference<DataField>, _ root: Reference<PeopleGroup>,
    exposed: [Reference<PeopleGroup>], known: [Reference<PeopleGroup>], carried: [Int]
  ) -> FieldFinding {
    var status = FieldStatus.exposed
    var settled = topology.highest(exposed)
    var both = overlaps.exposed(field, in: root, outside: settled)
    if settled.isEmpty,
      lowered.people.count(PeopleUnion([], overlaps: both.map(\.groups)), in: root).low == 0
    {
      status = .derivable
      settled = topology.highest(known)
      both = overlaps.known(field, in: root, outside: settled)
      if settled.isEmpty {
        let persons = lowered.people.count(PeopleUnion([], overlaps: both.map(\.groups)), in: root)
        if persons.high == 0 { both = [] }
        if persons.low == 0 { status = .possible }
      }
    }
    let unknown = others(
      unlisted.groups(of: field, orDerivable: status != .exposed), than: settled, in: root)
    if status == .possible, both.isEmpty { status = unknown.isEmpty ? .safe : .unknown }
    let found = status == .safe ? barriers.locations(carried, of: field, of: [root]) : []
    return FieldFinding(
      field: field, status: status, persons: persons(settled, both, perhaps: unknown, in: root),
      groups: sorted(status == .unknown ? unknown : settled),
      unknown: status == .unknown ? [] : sorted(unknown), overlaps: both,
      barrier: status == .safe ? BarrierSearch.nearest(found) : nil, barriers: found)
  }

  /// The people of whom something at least as grave came out, for each tier of what is held about the class.
  private func tiers(
    _ exposed: GroupsByField, perhaps: [Reference<PeopleGroup>], in root: Reference<PeopleGroup>
  ) -> [TierFinding] {
    var ofTier: [Gravity: Set<Reference<PeopleGroup>>] = [:]
    var unsaid: Set<Reference<PeopleGroup>> = []
    for (field, groups) in exposed where topology.exposesPeople(field) {
      let gravity = topology.gravity(of: field)
      ofTier[gravity ?? .simple, default: []].formUnion(groups)
      if gravity == nil { unsaid.formUnion(groups) }
    }
    let both = overlaps.fields(in: root).filter(topology.exposesPeople)
    var graver: Set<Reference<PeopleGroup>> = []
    return lowered.tiers(of: root).map { tier in
      graver.formUnion(ofTier[tier] ?? [])
      let groups = topology.highest(graver)
      let others =
        tier == .simple
        ? perhaps : topology.highest(unsaid.union(perhaps).subtracting(graver))
      // Of people in several groups at once.
      let some = both.filter { (topology.gravity(of: $0) ?? .simple) >= tier }
        .flatMap { overlaps.exposed($0, in: root, outside: groups) }
      return TierFinding(
        tier: tier, persons: persons(groups, Set(some).sorted(), perhaps: others, in: root))
    }
  }

  /// Of some groups those of a class that are in none of others, the highest.
  private func others(
    _ groups: Set<Reference<PeopleGroup>>, than settled: [Reference<PeopleGroup>],
    in root: Reference<PeopleGroup>
  ) -> [Reference<PeopleGroup>] {
    let settled = Set(settled)
    return topology.highest(
      groups.filter {
        lowered.people.roots[$0.index] == root
          && !topology.isGroup($0, atOrBelowAnyOf: settled)
      })
  }

  /// How many some groups and overlaps are, with others who may be concerned or not.
  private func persons(
    _ groups: [Reference<PeopleGroup>], _ overlaps: [PeopleOverlap],
    perhaps unknown: [Reference<PeopleGroup>], in root: Reference<PeopleGroup>
  ) -> CountInterval {
    let both = overlaps.map(\.groups)
    let settled = lowered.people.count(PeopleUnion(groups, overlaps: both), in: root)
    guard !unknown.isEmpty else { return settled }
    let all = lowered.people.count(
      PeopleUnion(topology.highest(groups + unknown), overlaps: both), in: root)
    return CountInterval(low: settled.low, high: all.high)
  }

  private func sorted(_ groups: [Reference<PeopleGroup>]) -> [Reference<PeopleGroup>] {
    groups.sorted { topology.groups[$0].id < topology.groups[$1].id }
  }
}
