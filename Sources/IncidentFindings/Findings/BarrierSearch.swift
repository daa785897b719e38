package import Lowering
package import Propagation
package import TopologyModel

/// Finds what protected a safe field in each place that holds it.
///
/// Reads one evaluated world: which systems are controlled, which rules open, which copies are exposed.
package struct BarrierSearch {
  private let lowered: LoweredTopology
  private let world: WorldResult
  /// The open rules that read each dataset.
  private let openRules: [Reference<Dataset>: [Reference<AccessRule>]]
  /// For each system that the intruder is let into the open rules that read something of it.
  private let entries: [Reference<System>: [Reference<AccessRule>]]
  /// The flows that carry each fact further, with their destinations.
  private let onward: [[(flow: Reference<Flow>, arrival: Int)]]

  package init(_ lowered: LoweredTopology, _ world: WorldResult) {
    self.lowered = lowered
    self.world = world
    let topology = lowered.topology
    var openRules: [Reference<Dataset>: [Reference<AccessRule>]] = [:]
    var entries: [Reference<System>: [Reference<AccessRule>]] = [:]
    for rule in topology.accessRules.references
    where world.holds(lowered.exposure.open[rule.index]) {
      for reading in topology.accessRules[rule].reads {
        openRules[reading.dataset, default: []].append(rule)
        let system = topology.datasets[reading.dataset].system
        if entries[system]?.last != rule { entries[system, default: []].append(rule) }
      }
    }
    self.openRules = openRules
    self.entries = entries
    let lineage = lowered.exposure.lineage
    var onward = [[(flow: Reference<Flow>, arrival: Int)]](
      repeating: [], count: lineage.carried.count)
    for (clause, flow) in lineage.flows.enumerated() {
      let source = Int(lineage.program.bodies[clause])
      onward[source].append((flow, Int(lineage.program.heads[clause])))
    }
    self.onward = onward
  }

  /// The nearest barrier at each dataset that holds these facts, nearest first.
  package func locations(_ carried: [Int]) -> [BarrierLocation] {
    var byDataset: [Reference<Dataset>: BarrierLocation] = [:]
    for fact in carried {
      let found = location(fact)
      guard let current = byDataset[found.dataset] else {
        byDataset[found.dataset] = found
        continue
      }
      if Self.rank(found.barrier) < Self.rank(current.barrier) { byDataset[found.dataset] = found }
    }
    return byDataset.values.sorted {
      (Self.rank($0.barrier), $0.dataset) < (Self.rank($1.barrier), $1.dataset)
    }
  }

  /// The same for a field of some people of a class; where the file says of no place that it holds that, the places that
  /// may, because what they hold is not listed.
  package func locations(
    _ carried: [Int], of field: Reference<DataField>, of groups: [Reference<PeopleGroup>]
  ) -> [BarrierLocation] {
    guard carried.isEmpty else { return locations(carried) }
    return lowered.exposure.lineage.mayHold(field, of: groups, in: lowered.topology)
      .map { BarrierLocation(barrier: .notListed, dataset: $0) }
  }

  /// The barrier that the intruder came closest to overcoming.
  package static func nearest(_ locations: [BarrierLocation]) -> Barrier {
    locations.map(\.barrier).min { rank($0) < rank($1) } ?? .notHeld
  }

  /// Nearest first: reading the ciphertext, being let in but not shown the field, holding a pseudonym, not
  /// reaching the system.
  private static func rank(_ barrier: Barrier) -> Int {
    switch barrier {
    case .encrypted: 0
    case .notShown: 1
    case .pseudonymised: 2
    case .notReached: 3
    case .notInReach: 4
    case .notListed: 5
    case .notHeld: 6
    }
  }

  private func location(_ fact: Int) -> BarrierLocation {
    let entry = lowered.exposure.lineage.carried[fact]
    let topology = lowered.topology
    let dataset = topology.datasets[entry.dataset]
    var result = BarrierLocation(barrier: .notReached, dataset: entry.dataset)
    if !dataset.encryptedWith.isEmpty, world.holds(lowered.exposure.control(dataset.system)) {
      result.barrier = .encrypted
      result.key = dataset.encryptedWith.first
    } else if let flow = crossedEncrypted(fact) {
      result.barrier = .encrypted
      result.flow = flow
    } else if let rule = openRules[entry.dataset]?.first ?? entries[dataset.system]?.first {
      result.barrier = .notShown
      result.rule = rule
    } else if let flow = pseudonym(fact, entry) {
      result.barrier = .pseudonymised
      result.flow = flow
    } else if let zone = topology.closedZone(of: dataset.system),
      let reach = lowered.exposure.inReach[zone.index], !world.holds(reach)
    {
      result.barrier = .notInReach
    }
    return result
  }

  /// A flow that carries the field across a controlled system with end-to-end encryption.
  private func crossedEncrypted(_ fact: Int) -> Reference<Flow>? {
    onward[fact].first { step in
      let flow = lowered.topology.flows[step.flow]
      return flow.encrypted && flow.via.contains { world.holds(lowered.exposure.control($0)) }
    }?.flow
  }

  /// A flow that replaces the field by another field, which is exposed for the group.
  private func pseudonym(_ fact: Int, _ entry: Carried) -> Reference<Flow>? {
    onward[fact].first { step in
      let arrival = lowered.exposure.lineage.carried[step.arrival]
      guard arrival.field != entry.field else { return false }
      let cell = FieldOfGroup(arrival.field, arrival.group)
      return lowered.exposure.exposed[cell].map { world.holds($0) } ?? false
    }?.flow
  }
}
