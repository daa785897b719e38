import Lowering
import Population
import Propagation
package import TopologyModel

/// Compares published claims with the computed results.
///
/// A claim is consistent (exposed fields are exposed, safe ones safe, the computed interval lies in the
/// claimed), contradicted (a field differs, or the intervals are disjoint), or open (they overlap). A claim is about
/// what came out: what can be derived is not exposed, and where it is claimed to be safe this is said beside the verdict. One
/// with `at` speaks only of what is exposed from datasets there, or from flows that cross it; one of what is
/// `held` counts whom the datasets there carry. What was read without being listed leaves open what it may be.
/// Fields of which a claim says that exposure cannot be excluded are exposed or unknown; safe ones contradict it.
struct ClaimCheck {
  let lowered: LoweredTopology
  let world: WorldResult
  let outage: OutageSurvey
  let controllers: ControllerTable

  init(_ lowered: LoweredTopology, _ world: WorldResult, _ outage: OutageSurvey) {
    self.lowered = lowered
    self.world = world
    self.outage = outage
    controllers = ControllerTable(lowered.topology)
  }

  var topology: Topology { lowered.topology }

  func findings(_ claims: [Claim]) -> [ClaimFinding] {
    let series = ClaimSeries(claims)
    let everywhere =
      claims.contains { $0.people != nil && $0.at.isEmpty }
      ? ClaimedContent.CameOut(ClaimedPlaces([], lowered, world)) : nil
    let derivable =
      claims.contains { !$0.safe.isEmpty && $0.at.isEmpty }
      ? DerivableContent(lowered.exposure, world) : nil
    return claims.enumerated().map { index, claim in
      var finding = finding(index, claim, everywhere, derivable)
      finding.supersededBy = series.supersededBy[index]
      return finding
    }
  }

  private func finding(
    _ index: Int, _ claim: Claim, _ everywhere: ClaimedContent.CameOut?,
    _ derivable: DerivableContent?
  ) -> ClaimFinding {
    var finding = ClaimFinding(claim: index)
    judgeVector(claim, &finding)
    if let claimed = claim.state, !claim.services.isEmpty {
      let states = claim.services.map(outage.state)
      finding.state = states.max()
      if states.contains(where: { $0 != claimed }) { finding.verdict = .contradicted }
    }
    guard let people = claim.people else { return finding }
    let here = ClaimedContent(lowered, world, claim, everywhere: everywhere)
    let named = topology.groups(naming: [people])
    // Each field is asked about once.
    var known: [Reference<DataField>: ClaimedContent.Reach] = [:]
    for field in claim.exposed + claim.safe + claim.notExcluded where known[field] == nil {
      known[field] = here.reach(field, of: people)
    }
    func fields(
      _ fields: [Reference<DataField>], _ reach: ClaimedContent.Reach
    ) -> [Reference<DataField>] {
      fields.filter { known[$0] == reach }
    }
    // Of which fields came out of the same people only their number decides.
    let eachExposed = claim.isOfFieldsTogether ? [] : claim.exposed
    finding.notExposed = fields(eachExposed, .safe)
    finding.notSafe = fields(claim.safe, .exposed)
    finding.unknown = fields(eachExposed, .possible) + fields(claim.safe, .possible)
    finding.shared = fields(eachExposed, .shared) + fields(claim.safe, .shared)
    // A claim is about what came out. What can be derived from it is said, and decides nothing.
    for field in fields(claim.safe, .safe) {
      switch here.reach(field, of: people, orIn: derivable) {
      case .exposed: finding.derivable.append(field)
      case .possible, .shared: finding.perhapsDerivable.append(field)
      case .safe: break
      }
    }
    finding.excluded = fields(claim.notExcluded, .safe)
    judgeReason(claim, named, &finding)
    let differs = [finding.notExposed, finding.notSafe, finding.excluded].contains { !$0.isEmpty }
    if differs || !finding.otherwiseSafe.isEmpty {
      finding.verdict = .contradicted
    } else if !finding.unknown.isEmpty || !finding.shared.isEmpty || !finding.openReasons.isEmpty {
      finding.verdict = max(finding.verdict, .open)
    }
    judgeCount(claim, people, here, &finding)
    if let claimed = claim.organizations {
      var computed = organizations(over: here.groups, within: named)
      if here.mayBeMore {
        computed.high = organizations(over: here.possibleGroups, within: named).high
      }
      finding.organizations = computed
      judge(claimed, computed, &finding)
    }
    return finding
  }

  private func judge(
    _ claimed: CountInterval, _ computed: CountInterval, _ finding: inout ClaimFinding
  ) {
    finding.verdict = max(finding.verdict, Self.verdict(claimed, computed))
  }

  private static func verdict(
    _ claimed: CountInterval, _ computed: CountInterval
  ) -> ClaimVerdict {
    computed.isDisjoint(from: claimed)
      ? .contradicted : claimed.contains(computed) ? .consistent : .open
  }

  // MARK: - Numbers

  private func judgeCount(
    _ claim: Claim, _ people: Cohort.Part, _ here: ClaimedContent, _ finding: inout ClaimFinding
  ) {
    guard let claimed = claim.claimedCount else { return }
    let computed = here.people(within: people)
    finding.computed = computed
    finding.evenSplits = here.evenSplits(within: people)
    finding.computedUnits = units(of: computed, claim, here)
    func verdict(_ computed: CountInterval) -> ClaimVerdict {
      guard claim.unit != .people else { return Self.verdict(claimed, computed) }
      return units(of: computed, claim, here).map { Self.verdict(claimed, $0) } ?? .open
    }
    guard !claim.scope.isEmpty else {
      finding.verdict = max(finding.verdict, verdict(computed))
      return
    }
    finding.readings = claim.scope.map { part in
      // Of these people, as many as are among the claim's.
      var within = here.people(within: part)
      let isInside = topology.groups(naming: [part]).allSatisfy {
        topology.isGroup($0, atOrBelowAnyOf: Set(topology.groups(naming: [people])))
      }
      if !isInside { within.low = 0 }
      if let most = computed.high { within.high = min(within.high ?? most, most) }
      return ClaimFinding.Reading(people: part, computed: within, verdict: verdict(within))
    }
    let best = finding.readings.map(\.verdict).min() ?? .open
    finding.verdict = max(finding.verdict, best)
  }

  /// How many of what the claim counts these people have: by how many each has or, of records, by what the
  /// datasets have. Nil if neither is said.
  private func units(
    of people: CountInterval, _ claim: Claim, _ here: ClaimedContent
  ) -> CountInterval? {
    if claim.unit == .people { return nil }
    if let each = claim.perPerson { return people.times(each) }
    guard claim.unit == .records else { return nil }
    let records = here.records
    guard records.contains(where: \.isStated) else { return nil }
    return records.reduce(CountInterval.zero) { $0 + $1.records }
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

extension ClaimVerdict: Comparable {
  /// Orders consistent before open before contradicted.
  public static func < (left: ClaimVerdict, right: ClaimVerdict) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .consistent: 0
    case .open: 1
    case .contradicted: 2
    }
  }
}

extension CountInterval {
  /// How many things so many people have if each has so many; no bound where the product is beyond what can be
  /// counted.
  fileprivate func times(_ each: CountInterval) -> CountInterval {
    func product(_ left: Int, _ right: Int) -> Int? {
      let (result, overflow) = left.multipliedReportingOverflow(by: right)
      return overflow ? nil : result
    }
    let most: Int? =
      if let high, let bound = each.high { product(high, bound) } else { high == 0 ? 0 : nil }
    return CountInterval(low: product(low, each.low) ?? CountInterval.largest, high: most)
  }
}
