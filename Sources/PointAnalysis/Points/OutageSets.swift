public import Lowering
public import Propagation
public import TopologyModel

/// The smallest sets of systems that take a service down if stopped together, and those that put it on its
/// fallback.
public struct OutageSets: Sendable {
  /// The service.
  public let service: Reference<Service>
  /// The requested maximum size.
  public let order: Int
  /// The sets of systems, by index, that take it down, and how far the family is complete.
  public let minimal: MinimalSets
  /// The sets after which its needs do not run, so that it is degraded if its fallback runs and down otherwise;
  /// nil if it has no fallback, because losing its needs then takes it down.
  public let degrading: MinimalSets?

  /// The first sets of a family, smallest first, then in the order of the file.
  public static func sets(_ minimal: MinimalSets, limit: Int) -> [[Reference<System>]] {
    minimal.family.sets(limit: limit).map { $0.map(Reference.init) }
  }

  /// The sets of every service that needs something, in the order of the file.
  /// - Complexity: that of `MinimalSets`, for all services at once.
  public static func find(
    in lowered: LoweredTopology, order: Int, budget: Int = MinimalSets.defaultBudget
  ) -> [OutageSets] {
    let outage = lowered.outage
    let services = outage.down.indices.filter { outage.down[$0] != nil }
    let falling = services.filter { lowered.topology.services[$0].fallback != nil }
    let targets =
      services.compactMap { outage.down[$0] } + falling.compactMap { outage.needsFail[$0] }
    let found = MinimalSets.attack(
      on: targets.map(\.number), in: outage.program,
      events: lowered.topology.systems.references.map { outage.contained($0).number },
      order: order, budget: budget)
    let degrading = Dictionary(
      uniqueKeysWithValues: zip(falling, found.dropFirst(services.count)))
    return zip(services, found).map { service, minimal in
      OutageSets(
        service: Reference(service), order: order, minimal: minimal,
        degrading: degrading[service])
    }
  }
}
