public import Lowering
import Propagation
public import TopologyModel

/// What stops when some systems stop, and the resulting state of each service.
public struct OutageSurvey: Sendable {
  private let lowered: LoweredTopology
  private let world: WorldResult
  /// The systems stopped from outside.
  public let stopped: [Reference<System>]

  /// Evaluates one set of stopped systems.
  /// - Complexity: O(size of the conditions).
  public init(_ lowered: LoweredTopology, stopped: [Reference<System>]) {
    self.lowered = lowered
    self.stopped = stopped
    world = lowered.outageFixpoint.evaluate(
      assuming: stopped.map { ClauseProgram.Fact($0.index) })
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
    let derivations = world.derivations(in: lowered.outage.program)
    return topology.services.references
      .sorted { topology.services[$0].id < topology.services[$1].id }
      .map { service in
        let state = state(service)
        guard state != .up, let fact = lowered.outage.needsFail[service.index] else {
          return ServiceFinding(service: service, state: state, because: [])
        }
        let premises = derivations.derivation(of: fact)?.premises ?? []
        return ServiceFinding(
          service: service, state: state, because: premises.map { Reference(Int($0)) }.sorted())
      }
  }
}
