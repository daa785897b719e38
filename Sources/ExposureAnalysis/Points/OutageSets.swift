public import Propagation
public import TopologyModel

/// The smallest sets of systems that, stopped together, take a service down.
public struct OutageSets: Sendable {
  /// The service.
  public let service: Reference<Service>
  /// The largest size that was asked for.
  public let order: Int
  /// The sets, of systems by index; it says how far it is complete.
  public let minimal: MinimalSets

  /// Whether every set up to the order asked was found.
  public var isComplete: Bool { minimal.completeToOrder.map { $0 >= order } ?? true }
  /// How many sets of each size there are, from size 0.
  public var counts: [SetCount] { minimal.family.countsBySize() }

  /// The first sets, the smallest first and then in the order of the file.
  public func sets(limit: Int) -> [[Reference<System>]] {
    minimal.family.sets(limit: limit).map { $0.map(Reference.init) }
  }

  /// The sets of every service that needs something, in the order of the file.
  public static func find(
    in lowered: LoweredTopology, order: Int, budget: Int = MinimalSets.defaultBudget
  ) -> [OutageSets] {
    let down = lowered.outage.down
    let services = down.indices.filter { down[$0] != nil }
    let found = MinimalSets.attack(
      on: services.compactMap { down[$0] }, in: lowered.outage.program,
      events: lowered.topology.systems.indices.map { ClauseProgram.Fact($0) }, order: order,
      budget: budget)
    return zip(services, found).map { service, minimal in
      OutageSets(service: Reference(service), order: order, minimal: minimal)
    }
  }
}
