import Propagation
package import TopologyModel

extension Scenario {
  /// The intruded systems that the rest of what happened does not bring into reach, in the order of the file.
  ///
  /// A system is explained if it is in reach when the others are intruded. Where systems explain only one
  /// another, none of them is.
  /// - Complexity: one world, and one more for each system that needs a way and has none in it.
  package func unexplained(in lowered: LoweredTopology) -> [Reference<System>] {
    let exposure = lowered.exposure
    guard !needsReach, !exposure.stated.isEmpty else { return [] }
    var plain = self
    plain.needsReach = true
    func controlled(stating systems: [Reference<System>]) -> WorldResult {
      lowered.exposureFixpoint.evaluate(
        assuming: exposure.facts(of: plain) + systems.compactMap { exposure.stated[$0] })
    }
    let intruded = events.compactMap { event in
      if case .intrusion(let system) = event { system } else { nil }
    }
    let reached = controlled(stating: [])
    let open = intruded.filter { !reached.holds(exposure.control($0)) }
    let alone = open.filter { system in
      !controlled(stating: open.filter { $0 != system }).holds(exposure.control(system))
    }
    return alone.isEmpty ? open : alone
  }

  /// These events in another architecture than the one in which they happened, to ask what would have been
  /// otherwise.
  ///
  /// What brought the intruder into reach there must bring him into reach here, too. Only a system that was out of
  /// reach there already is intruded here as well, and one that was not there.
  package func played(
    from original: Scenario, in lowered: LoweredTopology, on topology: Topology
  ) -> Scenario {
    let systems = lowered.topology.systems
    let unexplained = Set(original.unexplained(in: lowered).map { systems[$0].id })
    let known = Set(systems.map(\.id))
    var copy = self
    copy.needsReach = true
    copy.stated = events.compactMap { event in
      guard case .intrusion(let system) = event else { return nil }
      let id = topology.systems[system].id
      return unexplained.contains(id) || !known.contains(id) ? system : nil
    }
    return copy
  }

  /// The incident with an id; in another architecture than the one in which it happened, as `played` says. Nil if
  /// there is none.
  package init?(incident id: String, in topology: Topology, playedFrom original: LoweredTopology?) {
    guard let here = topology.incidents.firstIndex(where: { $0.id == id }) else { return nil }
    let scenario = Scenario(Reference(here), in: topology)
    guard let original,
      let there = original.topology.incidents.firstIndex(where: { $0.id == id })
    else {
      self = scenario
      return
    }
    self = scenario.played(
      from: Scenario(Reference(there), in: original.topology), in: original, on: topology)
  }
}
