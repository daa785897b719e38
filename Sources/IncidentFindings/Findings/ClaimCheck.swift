import Lowering
import Population
import Propagation
package import TopologyModel

/// Compares published claims with the computed results.
///
/// A claim is consistent (exposed fields are exposed, safe fields are safe, and the computed interval lies
/// within the claimed one), contradicted (a field differs, or the intervals are disjoint), or open (the
/// intervals overlap). A claim with `at` concerns only what is exposed from datasets there, or from flows that
/// cross that place. A claim with `held` counts the people in the datasets there.
struct ClaimCheck {
  private let lowered: LoweredTopology
  private let world: WorldResult
  private let outage: OutageSurvey
  private let controllers: ControllerTable

  init(_ lowered: LoweredTopology, _ world: WorldResult, _ outage: OutageSurvey) {
    self.lowered = lowered
    self.world = world
    self.outage = outage
    controllers = ControllerTable(lowered.topology)
  }

  private var topology: Topology { lowered.topology }

  func findings(_ claims: [Claim]) -> [ClaimFinding] {
    claims.enumerated().map { index, claim in finding(index, claim) }
  }

  private func finding(_ index: Int, _ claim: Claim) -> ClaimFinding {
    var finding = ClaimFinding(
      claim: index, verdict: .consistent, computed: nil, organizations: nil, notExposed: [],
      notSafe: [], state: nil)
    if let claimed = claim.state, !claim.services.isEmpty {
      let states = claim.services.map(outage.state)
      finding.state = states.max()
      if states.contains(where: { $0 != claimed }) { finding.verdict = .contradicted }
    }
    guard let people = claim.people else { return finding }
    let here = exposed(at: claim.at)
    let named = topology.groups(naming: [people])
    func concerns(_ field: Reference<DataField>) -> Bool {
      here.contains { cell in
        cell.field == field && named.contains { topology.areRelated(cell.group, $0) }
      }
    }
    finding.notExposed = claim.exposed.filter { !concerns($0) }
    finding.notSafe = claim.safe.filter { concerns($0) }
    if !finding.notExposed.isEmpty || !finding.notSafe.isEmpty { finding.verdict = .contradicted }
    guard claim.count != nil || claim.organizations != nil else { return finding }
    let cells = claim.isOfHeld ? held(at: claim.at) : here
    let groups = Set(cells.filter { topology.fields[$0.field].about == .person }.map(\.group))
    if let claimed = claim.count {
      let computed = lowered.people.within(people, of: groups.sorted())
      finding.computed = computed
      judge(claimed, computed, &finding)
    }
    if let claimed = claim.organizations {
      let computed = organizations(over: groups, within: named)
      finding.organizations = computed
      judge(claimed, computed, &finding)
    }
    return finding
  }

  private func judge(
    _ claimed: CountInterval, _ computed: CountInterval, _ finding: inout ClaimFinding
  ) {
    if computed.isDisjoint(from: claimed) {
      finding.verdict = .contradicted
    } else if finding.verdict == .consistent, !claimed.contains(computed) {
      finding.verdict = .open
    }
  }

  /// The number of organizations that control the data of the affected groups, restricted to the claim's
  /// people. A fleet named as a whole may stand for any number of its members. There is no upper bound if the
  /// file names no controller.
  private func organizations(
    over groups: Set<Reference<PeopleGroup>>, within named: [Reference<PeopleGroup>]
  ) -> CountInterval {
    var members: [Reference<Organization>: Set<Int>] = [:]
    var whole: Set<Reference<Organization>> = []
    var isUnsaid = false
    let selection = GroupSelection(named, in: topology)
    for group in groups {
      for part in selection.parts(of: group) where topology.groups[part].size != .zero {
        for share in controllers.shares(of: part) {
          switch share.controller {
          case nil: isUnsaid = true
          case let party? where party.member != nil:
            members[party.organization, default: []].insert(party.member ?? 0)
          case let party?: whole.insert(party.organization)
          }
        }
      }
    }
    var result = members.reduce(CountInterval.zero) { sum, entry in
      whole.contains(entry.key) ? sum : sum + CountInterval(exactly: entry.value.count)
    }
    for organization in whole {
      let count = topology.organizations[organization].count ?? 1
      result = result + CountInterval(low: max(1, members[organization]?.count ?? 0), high: count)
    }
    if isUnsaid { result.high = nil }
    return result
  }

  /// What is held in total, or in one place.
  private func held(at places: [CommonEvent.Target]) -> Set<FieldOfGroup> {
    let systems = Set(places.flatMap(topology.systems(at:)))
    let carried = lowered.exposure.lineage.carried.filter {
      places.isEmpty || systems.contains(topology.datasets[$0.dataset].system)
    }
    return Set(carried.map { FieldOfGroup($0.field, $0.group) })
  }

  /// What is exposed in total, or from one place.
  private func exposed(at places: [CommonEvent.Target]) -> Set<FieldOfGroup> {
    let exposure = lowered.exposure
    guard !places.isEmpty else {
      return Set(exposure.exposed.filter { world.holds($0.value) }.map(\.key))
    }
    let systems = Set(places.flatMap(topology.systems(at:)))
    var result: Set<FieldOfGroup> = []
    for read in exposure.reads
    where world.holds(read.fact) && systems.contains(topology.datasets[read.dataset].system) {
      result.insert(read.cell)
    }
    for (clause, flow) in exposure.lineage.flows.enumerated() {
      let entry = topology.flows[flow]
      guard !entry.encrypted,
        entry.via.contains(where: { systems.contains($0) && world.holds(exposure.control($0)) })
      else { continue }
      let carried = exposure.lineage.carried[Int(exposure.lineage.program.heads[clause])]
      result.insert(FieldOfGroup(carried.field, carried.group))
    }
    return result
  }
}

extension Topology {
  /// The systems of a claim's place: one system, or all systems of an organization.
  package func systems(at place: CommonEvent.Target) -> [Reference<System>] {
    switch place {
    case .system(let system): [system]
    case .organization(let organization):
      systems.references.filter { systems[$0].organization == organization }
    case .secret, .member: []  // Only systems and organizations remain after fleets are expanded.
    }
  }
}
