import Lowering
import Population
import Propagation
package import TopologyModel

/// Compares published claims with the computed results.
///
/// A claim is consistent (exposed fields are exposed, safe ones safe, the computed interval lies in the
/// claimed), contradicted (a field differs, or the intervals are disjoint), or open (they overlap). A claim
/// with `at` speaks only of what is exposed from datasets there, or from flows that cross it; one of what is
/// `held` counts whom the datasets there carry. What was read without being listed leaves open what it may be.
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
    let here = ClaimedContent(lowered, world, claim)
    let named = topology.groups(naming: [people])
    func fields(
      _ fields: [Reference<DataField>], _ reach: ClaimedContent.Reach
    ) -> [Reference<DataField>] {
      fields.filter { here.reach($0, of: people) == reach }
    }
    finding.notExposed = fields(claim.exposed, .safe)
    finding.notSafe = fields(claim.safe, .exposed)
    finding.unknown = fields(claim.exposed, .possible) + fields(claim.safe, .possible)
    if !finding.notExposed.isEmpty || !finding.notSafe.isEmpty {
      finding.verdict = .contradicted
    } else if !finding.unknown.isEmpty {
      finding.verdict = .open
    }
    if let claimed = claim.count {
      let computed = here.people(within: people)
      finding.computed = computed
      judge(claimed, computed, &finding)
    }
    if let claimed = claim.organizations {
      var computed = organizations(over: here.groups, within: named)
      if here.mayBeMore { computed.high = nil }
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
