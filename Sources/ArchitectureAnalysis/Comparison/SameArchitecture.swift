import Lowering
import Propagation
public import TopologyModel

extension Topology {
  /// Whether every question has the same answer for both: the same clauses, events, likelihoods, sizes and
  /// incidents, whatever the labels.
  /// - Complexity: O(size of the clauses).
  public func isSameArchitecture(as other: Topology) -> Bool {
    let (mine, others) = (LoweredTopology(self), LoweredTopology(other))
    return Self.shape(mine) == Self.shape(others) && signature == other.signature
  }

  private static func shape(_ lowered: LoweredTopology) -> [[UInt32]] {
    [lowered.exposure.program, lowered.outage.program].flatMap { program in
      [program.heads, program.thresholds, program.bodyOffsets, program.bodies]
    }
  }

  private struct Signature: Equatable {
    var events: [String]
    var likelihoods: [Double?]
    var sizes: [CountInterval]
    var scenarios: [Scenario]
  }

  private var signature: Signature {
    Signature(
      events: basicEvents.map { id(of: $0) }, likelihoods: basicEvents.map { likelihood(of: $0) },
      sizes: groups.map(\.size), scenarios: incidents.references.map { Scenario($0, in: self) })
  }
}
