public import Lowering
public import TopologyModel

/// What stops when some systems stop, and the resulting state of each service.
public struct OutageSurvey: Sendable {
  private let lowered: LoweredTopology
  private let world: OutageWorld
  /// The systems stopped from outside.
  public let stopped: [Reference<System>]

  /// Evaluates one set of stopped systems.
  /// - Complexity: O(size of the conditions).
  public init(_ lowered: LoweredTopology, stopped: [Reference<System>]) {
    self.lowered = lowered
    self.stopped = stopped
    world = lowered.outage(stopping: stopped)
  }

  /// Whether a system stops, from outside or because something it needs stops.
  public func stops(_ system: Reference<System>) -> Bool {
    world.holds(lowered.outage.stops[system.index])
  }

  /// The state of a service.
  public func state(_ service: Reference<Service>) -> Claim.State {
    guard let needsFail = lowered.outage.needsFail[service.index],
      let down = lowered.outage.down[service.index], world.holds(needsFail)
    else { return .up }
    return world.holds(down) ? .down : .degraded
  }

  /// One finding per service, sorted by id.
  public func findings() -> [ServiceFinding] {
    let topology = lowered.topology
    let services = topology.services.references
      .sorted { topology.services[$0].id < topology.services[$1].id }
    let failing = services.compactMap { lowered.outage.needsFail[$0.index] }
    let causes = Dictionary(
      zip(failing, world.causes(of: failing)), uniquingKeysWith: { first, _ in first })
    return services.map { service in
      let state = state(service)
      let fact = state == .up ? nil : lowered.outage.needsFail[service.index]
      return ServiceFinding(
        service: service, state: state, because: fact.flatMap { causes[$0] } ?? [])
    }
  }
}
