import IncidentFindings
import Lowering
import PointAnalysis
import Propagation
import Testing
import TopologyModel

/// On small random topologies every number agrees with going through all sets of events.
@Suite struct PointsPropertyTests {
  static let batches: [Range<UInt64>] = [0..<30, 30..<60, 60..<90]

  /// What the sets are compared with: not plain topologies only.
  @Test func theSmallTopologiesHaveEverything() {
    let topologies = Self.batches.flatMap { PointsBruteForce.topologies(seeds: $0) }.map(\.topology)
    func count(_ isMet: (Topology) -> Bool) -> Int { topologies.count(where: isMet) }
    #expect(count { $0.systems.contains { $0.member != nil } } >= 5, "fleets")
    #expect(count { $0.secrets.contains { $0.member != nil } } >= 3, "a secret for each member")
    #expect(count { $0.groups.contains { $0.member != nil } } >= 5, "people across a fleet")
    #expect(count { $0.datasets.contains { !$0.encryptedWith.isEmpty } } >= 10, "encryption")
    #expect(count { !$0.cohorts.isEmpty } >= 10, "cohorts")
    #expect(count { !$0.services.isEmpty } >= 10, "services")
    #expect(count { !$0.events.isEmpty } >= 10, "common causes")
    #expect(count { !$0.flows.isEmpty && !$0.inferences.isEmpty } >= 10, "flows and inferences")
  }

  @Test(arguments: batches) func singlePointsAgreeWithTheirIncidents(_ seeds: Range<UInt64>) {
    for (seed, topology) in PointsBruteForce.topologies(seeds: seeds, most: 40) {
      let lowered = LoweredTopology(topology)
      let nothing = IncidentAnalysis(lowered, Scenario())
      for point in SinglePoints(lowered, entry: EntrySet(topology)).points {
        let systems = Self.systems(of: point.subject, topology)
        let events: [BasicEvent] =
          if case .event(let event) = point.subject { [event] } else {
            systems.map(BasicEvent.intrusion)
          }
        let alone = IncidentAnalysis(lowered, Scenario(events: events, contained: systems))
        let reached = alone.people.filter { $0.isReached || !$0.overlaps.isEmpty }
        #expect(point.classes.map(\.personClass) == reached.map(\.personClass), "seed \(seed)")
        #expect(point.classes.map(\.persons) == reached.map(\.persons), "seed \(seed)")
        func fields(_ status: FieldStatus) -> Set<Reference<DataField>> {
          Set(alone.people.flatMap(\.fields).filter { $0.status == status }.map(\.field))
        }
        #expect(Set(point.fields) == fields(.exposed), "seed \(seed)")
        #expect(Set(point.derivable) == fields(.derivable), "seed \(seed)")
        func services(_ state: Claim.State) -> [Reference<Service>] {
          zip(alone.services, nothing.services)
            .filter { $0.state == state && $1.state < state }.map(\.0.service)
        }
        #expect(point.down == services(.down), "seed \(seed)")
        #expect(point.isAvailabilityPoint == !point.down.isEmpty)
        let isPoint = zip(reached, point.classes).contains { finding, reach in
          let before = nothing.people.first { $0.personClass == finding.personClass }
          return reach.reaches(SinglePoints.defaultThreshold) && before?.groups != finding.groups
        }
        #expect(point.isExposurePoint == isPoint, "seed \(seed)")
      }
    }
  }

  private static func systems(
    of subject: PointSubject, _ topology: Topology
  ) -> [Reference<System>] {
    switch subject {
    case .event(.intrusion(let system)): [system]
    case .event(.theft): []
    case .event(.common(let event)): topology.events[event].hits.compactMap(\.system)
    case .organization(let organization, let member):
      topology.systems.references.filter {
        let system = topology.systems[$0]
        return system.organization == organization
          && (member == nil || system.member?.number == member)
      }
    }
  }

  @Test(arguments: batches, [false, true])
  func setsAgreeWithAllSubsets(_ seeds: Range<UInt64>, zones: Bool) {
    for (seed, topology) in PointsBruteForce.topologies(seeds: seeds, zones: zones) {
      let lowered = LoweredTopology(topology)
      let entry = EntrySet(topology)
      let targets = PointsBruteForce.targets(lowered)
      let found = AttackSets.find(on: targets, in: lowered, entry: entry, order: 3)
      let choke = ChokePoints.find(of: targets, in: lowered, entry: entry)
      for index in targets.indices {
        let brute = PointsBruteForce(lowered, targets[index])
        let attack = brute.attackSets
        let small = attack.filter { $0.nonzeroBitCount <= 3 }
        #expect(found[index].isComplete)
        let listed = found[index].sets(limit: .max).map(brute.bits)
        #expect(Set(listed) == small, "seed \(seed)")
        #expect(found[index].counts.compactMap(\.exactInt).reduce(0, +) == small.count)
        // Where zones let in ways that go in circles, the search may leave open whether there are larger sets.
        if found[index].completeToOrder == nil || !zones {
          #expect((found[index].completeToOrder == nil) == (small == attack), "seed \(seed)")
        }
        #expect(
          Set(found[index].hardeningSets(limit: .max).map(brute.bits)) == brute.hardeningSets,
          "seed \(seed)")
        #expect(choke[index].isReachable == brute.isReached[brute.all], "seed \(seed)")
        #expect(choke[index].isOpen == brute.isReached[0], "seed \(seed)")
        let alone = brute.hardeningSets.filter { $0.nonzeroBitCount == 1 }
        #expect(Set(choke[index].events.map { brute.bits([$0]) }) == alone, "seed \(seed)")
        Self.check(choke[index], brute, "seed \(seed)")
      }
    }
  }

  /// Takes every secret, rule, flow and control of a system out of the file and looks whether the target is
  /// still reached.
  private static func check(_ choke: ChokePoints, _ brute: PointsBruteForce, _ seed: Comment) {
    let topology = brute.lowered.topology
    guard choke.isReachable else {
      #expect(choke.isEmpty, seed)
      return
    }
    func isReached(_ change: (inout Topology) -> [BasicEvent]) -> Bool {
      var changed = topology
      let gone = change(&changed)
      return PointsBruteForce.isReached(
        choke.target, LoweredTopology(changed), brute.events.filter { !gone.contains($0) })
    }
    let rules = topology.accessRules.references.filter { rule in
      !isReached {
        $0.accessRules[rule].reads = []
        $0.accessRules[rule].controls = false
        $0.accessRules[rule].enters = []
        return []
      }
    }
    #expect(choke.rules == rules, seed)
    let flows = topology.flows.references.filter { flow in
      !isReached {
        $0.flows.remove(at: flow.index)
        return []
      }
    }
    #expect(choke.flows == flows, seed)
    let secrets = topology.secrets.references.filter { secret in
      !isReached {
        $0.secrets[secret].exportable = false
        for event in $0.events.references {
          $0.events[event].hits.removeAll { $0 == .secret(secret) }
        }
        return [.theft(secret)]
      }
    }
    #expect(choke.secrets == secrets, seed)
    let controlled = topology.systems.references.filter { system in
      !isReached {
        for rule in $0.accessRules.references where $0.accessRules[rule].system == system {
          $0.accessRules[rule].controls = false
          $0.accessRules[rule].enters = []
        }
        for event in $0.events.references {
          $0.events[event].hits.removeAll { $0 == .system(system) }
        }
        return [.intrusion(system)]
      }
    }
    #expect(choke.systems == controlled, seed)
    let zones = topology.zones.references.filter { zone in
      !topology.isInternet(zone)
        && !isReached {
          Self.close(zone, in: &$0)
          return []
        }
    }
    #expect(choke.zones == zones, seed)
    var organizations: Set<PointSubject> = []
    for system in topology.systems {
      guard let organization = system.organization else { continue }
      let isFleet = topology.organizations[organization].count != nil
      organizations.insert(
        .organization(organization, member: isFleet ? system.member?.number : nil))
    }
    let closing = organizations.filter { subject in
      let gone = systems(of: subject, topology).map(BasicEvent.intrusion)
      return !brute.isReached[brute.all & ~brute.bits(gone)]
    }
    #expect(Set(choke.organizations) == closing, seed)
  }

  /// Takes away what an intruder gains by being in a zone: every system in it has a zone of its own.
  private static func close(_ zone: Reference<Zone>, in topology: inout Topology) {
    for rule in topology.accessRules.references {
      topology.accessRules[rule].from?.removeAll { $0 == zone }
      topology.accessRules[rule].enters.removeAll { $0 == zone }
    }
    for other in topology.zones.references {
      topology.zones[other].reachableFrom.removeAll { $0 == zone }
    }
    for system in topology.systems.references where topology.systems[system].zone == zone {
      topology.systems[system].zone = Reference(topology.zones.count)
      topology.zones.append(
        Zone(
          id: "alone-\(system.index)", reachableFrom: topology.zones[zone].reachableFrom,
          position: topology.zones[zone].position))
    }
  }

  @Test func likelihoodsAgreeWithAllWorlds() throws {
    for (seed, topology) in PointsBruteForce.topologies(seeds: 100..<160, likelihoods: true) {
      let lowered = LoweredTopology(topology)
      let target = ExposureTarget(people: .group(topology.personClasses[0]), field: nil)
      let brute = PointsBruteForce(lowered, target)
      let likelihoods = brute.events.map { topology.likelihood(of: $0) ?? 0 }
      let found = TargetLikelihood(of: target, in: lowered, entry: EntrySet(topology))
      guard case .exact(let value) = found.answer else {
        Issue.record("seed \(seed): not exact")
        continue
      }
      let total = brute.probability(likelihoods) { brute.isReached[$0] }
      #expect(abs(value - total) < 1e-12, "seed \(seed)")
      let sets = brute.attackSets
      for entry in found.importance {
        let index = try #require(brute.events.firstIndex(of: entry.event))
        let bit = 1 << index
        let p = likelihoods[index]
        let given = brute.probability(likelihoods) { brute.isReached[$0 | bit] }
        let givenNot = brute.probability(likelihoods) { brute.isReached[$0 & ~bit] }
        let some = brute.probability(likelihoods) { world in
          sets.contains { $0 & bit != 0 && $0 & ~world == 0 }
        }
        func agrees(_ measure: Double?, _ expected: Double) -> Bool {
          guard let measure else { return false }
          return measure == expected || abs(measure - expected) < 1e-9 * max(1, expected)
        }
        #expect(agrees(entry.importance.birnbaum.value, given - givenNot), "seed \(seed)")
        #expect(agrees(entry.importance.criticality.value, p * (given - givenNot) / total))
        #expect(agrees(entry.importance.fussellVesely.value, some / total), "seed \(seed)")
        #expect(agrees(entry.importance.riskAchievement.value, given / total), "seed \(seed)")
        #expect(
          agrees(
            entry.importance.riskReduction.value, givenNot > 1e-15 ? total / givenNot : .infinity),
          "seed \(seed)")
      }
    }
  }

  @Test(arguments: batches) func outageSetsAgreeWithAllStops(_ seeds: Range<UInt64>) {
    for (seed, topology) in PointsBruteForce.topologies(seeds: seeds, most: 40)
    where topology.systems.count <= 10 {
      let lowered = LoweredTopology(topology)
      for outage in OutageSets.find(in: lowered, order: 3) {
        let states = (0..<(1 << topology.systems.count)).map { bits in
          let stopped = topology.systems.references.filter { bits >> $0.index & 1 == 1 }
          return OutageSurvey(lowered, stopped: stopped).state(outage.service)
        }
        func minimal(_ isMet: (Claim.State) -> Bool) -> Set<Int> {
          Set(
            states.indices.filter { bits in
              bits.nonzeroBitCount <= 3 && isMet(states[bits])
                && topology.systems.indices.allSatisfy {
                  bits >> $0 & 1 == 0 || !isMet(states[bits & ~(1 << $0)])
                }
            })
        }
        func found(_ sets: MinimalSets) -> Set<Int> {
          Set(OutageSets.sets(sets, limit: .max).map { $0.reduce(0) { $0 | 1 << $1.index } })
        }
        #expect(found(outage.minimal) == minimal { $0 == .down }, "seed \(seed)")
        let hasFallback = topology.services[outage.service].fallback != nil
        #expect((outage.degrading != nil) == hasFallback)
        if let degrading = outage.degrading {
          #expect(found(degrading) == minimal { $0 != .up }, "seed \(seed)")
        }
      }
    }
  }
}
