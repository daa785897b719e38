public import Population
public import Propagation
public import TopologyModel

/// Everything that questions are asked of, made once for a topology.
public struct LoweredTopology: Sendable {
  /// The topology, without fleets, sizes tightened.
  public let topology: Topology
  /// Who gets what.
  public let exposure: ExposureProgram
  /// What stops.
  public let outage: OutageProgram
  /// How many people.
  public let people: PeopleCounter
  /// Evaluates `exposure` in one world.
  public let exposureFixpoint: LeastFixpoint
  /// Evaluates `outage` in one world.
  public let outageFixpoint: LeastFixpoint

  /// Lowers a topology without fleets, as `TopologyLoader` returns it.
  public init(_ topology: Topology) {
    self.topology = topology
    exposure = ExposureProgram(topology)
    outage = OutageProgram(topology)
    people = PeopleCounter(topology)
    exposureFixpoint = LeastFixpoint(exposure.program)
    outageFixpoint = LeastFixpoint(outage.program)
  }

  /// What holds when the events of a scenario happened.
  public func world(of scenario: Scenario) -> WorldResult {
    exposureFixpoint.evaluate(assuming: exposure.facts(of: scenario))
  }
}
