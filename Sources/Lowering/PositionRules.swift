import Propagation
import TopologyModel

/// Clauses for where the intruder is.
///
///     in(Z)      ← control(S), S in Z
///     in(Z)      ← an access rule with `enters: Z`, it is open
///     in(internet)
///     reach(S)   ← in(Z′), S is in Z′ or in a zone that is reachable from Z′
///     control(S) ← intrude(S), reach(S)
///     open(R)    ← the condition of R holds, in(one of `from`)
///     works(K)   ← has(K), in(one of `works-from`)
///
/// A system without a zone is in reach, and a rule without `from` works, from everywhere. What can be reached
/// from the internet always is, so neither has a clause here, and a file without zones none at all. Common
/// causes strike wherever a system is. reach(S) is one fact for all systems of a zone.
///
/// What an incident states has happened, in reach or not: `stated` has a second basic event for each system
/// that may be out of reach,
///
///     control(S) ← stated(S)
extension ExposureLowering {
  /// The facts, before the rules that need them.
  mutating func lowerZones() {
    guard topology.zones.count > 1 else { return }
    inside = topology.zones.references.map { zone in
      topology.isInternet(zone) ? nil : fact(.inside(zone))
    }
    inReach = topology.zones.references.map { zone in
      topology.isOpen(zone) ? nil : fact(.inReach(zone))
    }
  }

  /// The clauses, after the access rules have facts.
  mutating func lowerPosition() {
    guard topology.zones.count > 1 else { return }
    for zone in topology.zones.references {
      guard let head = inReach[zone.index] else { continue }
      for origin in Set(topology.zones[zone].reachableFrom + [zone]).sorted() {
        if let body = inside[origin.index] { clause(head, from: body, .reachableFrom(origin)) }
      }
    }
    for system in topology.systems.references {
      guard let zone = topology.systems[system].zone, let head = inside[zone.index] else {
        continue
      }
      clause(head, from: control(system), .standsIn(system))
    }
    for rule in topology.accessRules.references {
      for zone in topology.accessRules[rule].enters {
        guard let head = inside[zone.index] else { continue }
        clause(head, from: open[rule.index], .enters(rule))
      }
    }
    for (system, zone) in intrudedInReach {
      guard let reach = inReach[zone.index] else { continue }
      clause(
        control(system), all: [event(.intrusion(system)), reach], .intrudedInReach(system))
    }
  }

  /// control(S) ← intrude(S), where S is in reach.
  mutating func lowerIntrusion(_ system: Reference<System>) {
    let event = event(.intrusion(system))
    guard let zone = topology.closedZone(of: system) else {
      return clause(control(system), from: event, .event)
    }
    intrudedInReach.append((system, zone))
    let happened = fact(.event(.intrusion(system)))
    stated[system] = happened
    clause(control(system), from: happened, .event)
  }

  /// The fact that the intruder is in one of the zones from which a rule works; nil: it works from everywhere.
  mutating func origin(_ rule: Reference<AccessRule>) -> Fact? {
    topology.closedOrigins(of: rule).map { inOne(of: $0) }
  }

  /// The fact that a secret opens the rules that require it: the intruder has it, where it works and when it is valid.
  mutating func works(_ secret: Reference<Secret>) -> Fact {
    let origins = topology.closedOrigins(of: secret)
    let isInvalid = topology.secrets[secret].isInvalid
    guard origins != nil || isInvalid else { return has(secret) }
    if let fact = working[secret] { return fact }
    let fact = fact(.condition)
    working[secret] = fact
    // Without a clause it never holds.
    guard !isInvalid else { return fact }
    clause(fact, all: [has(secret)] + (origins.map { [inOne(of: $0)] } ?? []), .condition)
    return fact
  }

  private mutating func inOne(of zones: [Reference<Zone>]) -> Fact {
    let key = Set(zones).sorted()
    if let fact = origins[key] { return fact }
    let facts = key.compactMap { inside[$0.index] }
    if facts.count == 1 { return facts[0] }
    let fact = fact(.condition)
    origins[key] = fact
    clause(fact, atLeast: 1, of: facts, .condition)
    return fact
  }
}
