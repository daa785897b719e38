public import Propagation
public import TopologyModel

/// Clauses for what stops if systems stop.
///
///     stops(S) ← contained(S) or disabled(S)     S a system
///     stops(S) ← the condition in `needs` cannot hold, given what stops
///     service: up; degraded when its needs fail and its fallback runs; down when both fail
///
/// A condition that needs at least k of n parts cannot hold if n − k + 1 of them stop, so all clauses are
/// positive in "stops". The least fixpoint stops only what an outside event stops: services that need one
/// another in a circle keep running.
public struct OutageProgram: Sendable {
  /// The clauses. The facts `0 ..< systems` are the inputs, those of `contained`.
  public let program: ClauseProgram
  /// For each system, the fact that it stops.
  public let stops: [OutageFact]
  /// For each service, the fact that its needs fail; nil if it needs nothing.
  public let needsFail: [OutageFact?]
  /// For each service, the fact that it is down; nil if it needs nothing.
  public let down: [OutageFact?]

  /// Lowers the services of a topology without fleets.
  /// - Complexity: O(size of the conditions).
  public init(_ topology: Topology) {
    var lowering = OutageLowering(topology)
    lowering.run()
    program = lowering.builder.build()
    stops = topology.systems.indices.map { OutageFact(lowering.stops($0)) }
    needsFail = lowering.needsFail.map { $0.map(OutageFact.init) }
    down = topology.services.indices.map { index in
      lowering.needsFail[index] == nil ? nil : OutageFact(lowering.down(index))
    }
  }

  /// The fact that a system is contained or disabled from outside.
  public func contained(_ system: Reference<System>) -> OutageFact {
    OutageFact(ClauseProgram.Fact(system.index))
  }
}

private struct OutageLowering {
  package typealias Fact = ClauseProgram.Fact

  let topology: Topology
  var builder = ClauseProgramBuilder()
  var needsFail: [Fact?] = []
  private var gates: [Condition: Fact] = [:]

  init(_ topology: Topology) {
    self.topology = topology
  }

  func stops(_ system: Int) -> Fact { Fact(topology.systems.count + system) }
  func down(_ service: Int) -> Fact { Fact(2 * topology.systems.count + service) }

  mutating func run() {
    for _ in 0..<2 * topology.systems.count + topology.services.count { _ = builder.fact() }
    for (index, system) in topology.systems.enumerated() {
      builder.clause(stops(index), from: Fact(index))
      if let needs = system.needs { builder.clause(stops(index), from: fails(needs)) }
    }
    for (index, service) in topology.services.enumerated() {
      let failing = service.needs.map { fails($0) }
      needsFail.append(failing)
      guard let failing else { continue }
      if let fallback = service.fallback {
        let body = [failing, fails(fallback)]
        builder.clause(down(index), atLeast: Set(body).count, of: body)
      } else {
        builder.clause(down(index), from: failing)
      }
    }
  }

  /// The fact that a condition of `needs` or `fallback` cannot hold.
  private mutating func fails(_ condition: Condition) -> Fact {
    switch condition {
    case .system(let system): return stops(system.index)
    case .service(let service): return down(service.index)
    default: break
    }
    if let fact = gates[condition] { return fact }
    let parts: [Fact]
    let threshold: Int
    switch condition {
    case .secret, .system, .service: (parts, threshold) = ([], 1)  // A secret does not run.
    case .members(let range, let count):
      parts = range.indices.map { range.kind == .services ? down($0) : stops($0) }
      threshold = parts.count - count + 1
    case .all(let conditions): (parts, threshold) = (conditions.map { fails($0) }, 1)
    case .any(let conditions):
      parts = conditions.map { fails($0) }
      threshold = Set(parts).count
    case .atLeast(let count, let conditions):
      parts = conditions.map { fails($0) }
      threshold = parts.count - count + 1
    }
    let fact = builder.fact()
    gates[condition] = fact
    builder.clause(fact, atLeast: max(0, threshold), of: parts)
    return fact
  }
}
