public import Population
public import Propagation
public import TopologyModel

/// A topology with the programs derived from it, built once for all questions.
public struct LoweredTopology: Sendable {
  /// The topology, without fleets and with tightened sizes.
  public let topology: Topology
  /// The program for exposure.
  public let exposure: ExposureProgram
  /// The program for outages.
  public let outage: OutageProgram
  /// Counts people.
  public let people: PeopleCounter
  /// Evaluates `exposure` in one world.
  public let exposureFixpoint: LeastFixpoint
  /// What everybody can read, without any event.
  package let openCells: Set<FieldOfGroup>
  /// Evaluates `outage` in one world.
  package let outageFixpoint: LeastFixpoint

  /// Lowers a topology without fleets, as returned by `TopologyLoader`.
  public init(_ topology: Topology) {
    self.topology = topology
    exposure = ExposureProgram(topology)
    outage = OutageProgram(topology)
    people = PeopleCounter(topology)
    exposureFixpoint = LeastFixpoint(exposure.program)
    outageFixpoint = LeastFixpoint(outage.program)
    let nothing = exposureFixpoint.evaluate(assuming: [])
    openCells = Set(exposure.exposed.filter { nothing.holds($0.value) }.map(\.key))
  }

  /// What stops if some systems are contained or disabled.
  /// - Complexity: O(size of the conditions).
  public func outage(stopping systems: [Reference<System>]) -> OutageWorld {
    OutageWorld(outageFixpoint, stopped: systems.map(outage.contained))
  }

  /// The same on the days of an incident: secrets that were certainly not valid then open nothing.
  ///
  /// Where the file does not say when the incident was, or when a secret is valid, it may be.
  /// - Complexity: that of lowering once more, if there is such a secret; otherwise O(secrets).
  package func dated(for scenario: Scenario) -> LoweredTopology {
    guard let incident = scenario.incident.map({ topology.incidents[$0] }),
      let first = incident.date
    else { return self }
    let last = incident.lastDate ?? first
    let invalid = topology.secrets.references.filter { secret in
      !topology.secrets[secret].isInvalid
        && topology.secrets[secret].valid?.isOutside(first: first, last: last) ?? false
    }
    guard !invalid.isEmpty else { return self }
    var dated = topology
    for secret in invalid { dated.secrets[secret].isInvalid = true }
    return LoweredTopology(dated)
  }

  /// The world in which the events of a scenario occur.
  public func world(of scenario: Scenario) -> WorldResult {
    exposureFixpoint.evaluate(assuming: exposure.facts(of: scenario))
  }
}
