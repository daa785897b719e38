import Lowering
import Population
import Propagation
import TopologyModel

/// How a claim says that something was kept, entered or counted, held against what the graph finds.
extension ClaimCheck {
  /// Holds the reason that a claim gives for what was safe against what the graph finds: at the places of the
  /// claim, of its people.
  func judgeReason(
    _ claim: Claim, _ named: [Reference<PeopleGroup>], _ finding: inout ClaimFinding
  ) {
    guard let because = claim.because else { return }
    let barriers = BarrierSearch(lowered, world)
    let systems = Set(claim.at.flatMap(topology.systems(at:)))
    let lineage = lowered.exposure.lineage
    for field in claim.safe
    where !finding.notSafe.contains(field) && !finding.unknown.contains(field) {
      let held = lineage.facts(of: field, concerning: named, in: topology)
      let datasets = topology.datasets
      let there = held.filter { index in
        systems.isEmpty || systems.contains(datasets[lineage.carried[index].dataset].system)
      }
      let found = Set(barriers.locations(there).map(\.barrier))
      let mayHold = lineage.mayHold(field, of: named, in: topology)
      let mayHoldThere = mayHold.filter {
        systems.isEmpty || systems.contains(datasets[$0].system)
      }
      let agrees =
        switch because {
        case .notHeld: there.isEmpty && mayHoldThere.isEmpty
        case .notReached: found.contains(.notReached)
        case .encrypted: found.contains(.encrypted)
        case .notShown: found.contains(.notShown)
        case .otherSystem: there.count < held.count || found.contains(.notReached)
        }
      if agrees { continue }
      // Where the file does not list what is held, nothing contradicts a reason but a place that it lists.
      if because == .notHeld ? there.isEmpty : !mayHold.isEmpty {
        finding.openReasons.append(field)
      } else {
        let nearest = BarrierSearch.nearest(barriers.locations(there))
        finding.otherwiseSafe.append((field, nearest))
      }
    }
    finding.isStructural =
      finding.otherwiseSafe.isEmpty && finding.openReasons.isEmpty && finding.notSafe.isEmpty
      && finding.unknown.isEmpty && finding.shared.isEmpty
  }

  /// Whether the incident begins as the claim says.
  func judgeVector(_ claim: Claim, _ finding: inout ClaimFinding) {
    let exposure = lowered.exposure
    func way(_ facts: [(event: ClauseProgram.Fact, later: ClauseProgram.Fact)]) -> ClaimFinding.Way
    {
      if facts.contains(where: { world.holds($0.event) }) { return .first }
      return facts.contains { world.holds($0.later) } ? .later : .none
    }
    for target in claim.vector {
      switch target {
      case .system, .organization:
        let systems = topology.systems(at: target)
        let entered = target.organization.flatMap { exposure.entered[$0] }.map { ($0, $0) }
        finding.ways.append(
          way(
            systems.map { (exposure.fact(.intrusion($0)), exposure.control($0)) }
              + systems.compactMap { system in
                exposure.stated[system].map { ($0, exposure.control(system)) }
              }
              + (entered.map { [$0] } ?? [])))
      case .secret(let secret):
        finding.ways.append(way([(exposure.fact(.theft(secret)), exposure.has(secret))]))
      case .member: break
      }
    }
    for event in claim.vectorEvents {
      let fact = exposure.fact(.common(event))
      finding.ways.append(way([(fact, fact)]))
    }
    if finding.ways.contains(where: { $0 == .none }) {
      finding.verdict = .contradicted
    } else if finding.ways.contains(where: { $0 == .later }) {
      finding.verdict = max(finding.verdict, .open)
    }
  }

  /// The number of organizations that control the data of the affected groups, restricted to the claim's
  /// people. A fleet named as a whole may stand for any number of its members. There is no upper bound if the
  /// file names no controller.
  func organizations(
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
