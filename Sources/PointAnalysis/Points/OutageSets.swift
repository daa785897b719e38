public import Lowering
public import Propagation
public import TopologyModel

/// The smallest sets of systems that, stopped together, take a service down, and those that put it on its
/// fallback.
public struct OutageSets: Sendable {
  /// The service.
  public let service: Reference<Service>
  /// The largest size that was asked for.
  public let order: Int
  /// The sets that take it down, of systems by index; it says how far it is complete.
  public let minimal: MinimalSets
  /// The sets after which what it needs does not run, so that it is degraded where its fallback runs and
  /// down where that does not; nil without a fallback, as losing the needs then means down.
  public let degrading: MinimalSets?

  /// The first sets of a family, the smallest first and then in the order of the file.
  public static func sets(_ minimal: MinimalSets, limit: Int) -> [[Reference<System>]] {
    minimal.family.sets(limit: limit).map { $0.map(Reference.init) }
  }

  /// The sets of every service that needs something, in the order of the file.
  /// - Complexity: that of `MinimalSets`, all services at once.
  public static func find(
    in lowered: LoweredTopology, order: Int, budget: Int = MinimalSets.defaultBudget
  ) -> [OutageSets] {
    let outage = lowered.outage
    let services = outage.down.indices.filter { outage.down[$0] != nil }
    let falling = services.filter { lowered.topology.services[$0].fallback != nil }
    let targets =
      services.compactMap { outage.down[$0] } + falling.compactMap { outage.needsFail[$0] }
    let found = MinimalSets.attack(
      on: targets, in: outage.program,
      events: lowered.topology.systems.indices.map { ClauseProgram.Fact($0) }, order: order,
      budget: budget)
    let degrading = Dictionary(
      uniqueKeysWithValues: zip(falling, found.dropFirst(services.count)))
    return zip(services, found).map { service, minimal in
      OutageSets(
        service: Reference(service), order: order, minimal: minimal,
        degrading: degrading[service])
    }
  }
}
