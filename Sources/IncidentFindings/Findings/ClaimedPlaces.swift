import Lowering
import Propagation
import TopologyModel

/// What is held and what came out at the places that a claim speaks of; everywhere when it names none.
struct ClaimedPlaces {
  private let lowered: LoweredTopology
  let world: WorldResult
  private let isEverywhere: Bool
  private let systems: Set<Reference<System>>
  private let organizations: Set<Reference<Organization>>

  init(_ places: [CommonEvent.Target], _ lowered: LoweredTopology, _ world: WorldResult) {
    self.lowered = lowered
    self.world = world
    isEverywhere = places.isEmpty
    systems = Set(places.flatMap(lowered.topology.systems(at:)))
    organizations = Set(places.compactMap(\.organization))
  }

  private var topology: Topology { lowered.topology }
  private var exposure: ExposureProgram { lowered.exposure }

  private func isThere(_ dataset: Reference<Dataset>) -> Bool {
    isEverywhere || systems.contains(topology.datasets[dataset].system)
  }

  /// Whether a flow is read on its way at one of the places.
  private func isTapped(_ flow: Reference<Flow>) -> Bool {
    let entry = topology.flows[flow]
    return !entry.encrypted
      && entry.via.contains { system in
        (isEverywhere || systems.contains(system)) && world.holds(exposure.control(system))
      }
  }

  /// The datasets there.
  var datasets: [Reference<Dataset>] { topology.datasets.references.filter(isThere) }

  /// Those of which something is read.
  var datasetsRead: [Reference<Dataset>] {
    let read =
      exposure.reads.filter { world.holds($0.fact) }.map(\.dataset)
      + exposure.unlistedReads.filter { world.holds($0.fact) }.map(\.dataset)
    return Set(read).filter(isThere).sorted()
  }

  /// What the datasets there carry.
  var held: Set<FieldOfGroup> {
    Set(
      exposure.lineage.carried.filter { isThere($0.dataset) }
        .map { FieldOfGroup($0.field, $0.group) })
  }

  /// What the datasets there carry of people in several groups at once.
  var overlapsHeld: Set<FieldOfOverlap> {
    Set(
      exposure.lineage.overlaps.filter { isThere($0.dataset) }
        .map { FieldOfOverlap($0.field, $0.people) })
  }

  /// What came out there of people in several groups at once.
  var overlapsExposed: Set<FieldOfOverlap> {
    if isEverywhere {
      return Set(exposure.overlapsExposed.filter { world.holds($0.value) }.map(\.key))
    }
    var result: Set<FieldOfOverlap> = []
    for read in exposure.overlapReads
    where world.holds(read.fact) && isThere(read.carried.dataset) {
      result.insert(FieldOfOverlap(read.carried.field, read.carried.people))
    }
    for (flow, head, _) in exposure.lineage.overlapArrivals where isTapped(flow) {
      let arrives = exposure.lineage.overlaps[Int(head) - exposure.lineage.carried.count]
      result.insert(FieldOfOverlap(arrives.field, arrives.people))
    }
    return result
  }

  /// What may be held there without being listed.
  var unlistedHeld: Set<UnlistedCell> {
    Set(exposure.lineage.unlisted.filter { isThere($0.dataset) }.map(\.cell)).union(entered)
  }

  /// What came out there, from datasets or on its way.
  var exposed: Set<FieldOfGroup> {
    if isEverywhere { return Set(exposure.exposed.filter { world.holds($0.value) }.map(\.key)) }
    var result: Set<FieldOfGroup> = []
    for read in exposure.reads where world.holds(read.fact) && isThere(read.dataset) {
      result.insert(read.cell)
    }
    for (clause, flow) in exposure.lineage.flows.enumerated() where isTapped(flow) {
      let carried = exposure.lineage.carried[Int(exposure.lineage.program.heads[clause])]
      result.insert(FieldOfGroup(carried.field, carried.group))
    }
    return result
  }

  /// What may have come out there without being listed.
  var unlistedExposed: Set<UnlistedCell> {
    var result = entered
    for read in exposure.unlistedReads where world.holds(read.fact) && isThere(read.dataset) {
      result.insert(read.cell)
    }
    for (flow, arrives) in exposure.lineage.unlistedFlows where isTapped(flow) {
      result.insert(arrives.cell)
    }
    return result
  }

  /// Anything, where an organization is entered of which the file has no system.
  private var entered: Set<UnlistedCell> {
    let isEntered = exposure.entered.contains { organization, fact in
      world.holds(fact) && (isEverywhere || organizations.contains(organization))
    }
    return isEntered ? [UnlistedCell(nil, nil)] : []
  }
}
