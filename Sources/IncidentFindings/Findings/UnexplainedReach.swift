import Lowering
import Propagation
import TopologyModel

extension Scenario {
  /// The intruded systems that the rest of what happened does not bring into reach, in the order of the file.
  ///
  /// A system is explained if it is in reach when the others are intruded. Where systems explain only one
  /// another, none of them is.
  /// - Complexity: one world, and one more for each system that needs a way and has none in it.
  func unexplained(in lowered: LoweredTopology) -> [Reference<System>] {
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
}
