import Lowering
import Propagation
public import TopologyModel

extension Topology {
  /// Whether every question has the same answer for both: the same clauses about the same data, events, likelihoods,
  /// sizes and incidents, whatever the labels.
  /// - Complexity: O(size of the clauses).
  public func isSameArchitecture(as other: Topology) -> Bool {
    let (mine, others) = (LoweredTopology(self), LoweredTopology(other))
    return Self.shape(mine) == Self.shape(others) && signature == other.signature
      && Self.content(mine) == Self.content(others)
  }

  /// What the facts are about, and what is held where, listed or not.
  private static func content(_ lowered: LoweredTopology) -> [String] {
    let topology = lowered.topology
    func name(_ field: Reference<DataField>?, _ group: Reference<PeopleGroup>?) -> String {
      let gravity = field.flatMap(topology.gravity(of:))?.rawValue ?? "?"
      let identifies = field.flatMap { topology.fields[$0].identifies?.rawValue } ?? "?"
      return [
        field.map { topology.fields[$0].id } ?? "?", group.map { topology.groups[$0].id } ?? "?",
        gravity, identifies,
      ].joined(separator: " ")
    }
    let exposure = lowered.exposure
    let exposed = exposure.exposed.sorted { $0.value < $1.value }
      .map { "\($0.value) \(name($0.key.field, $0.key.group))" }
    let perhaps = exposure.perhaps.sorted { $0.value < $1.value }
      .map { "\($0.value) \(name($0.key.field, $0.key.group))" }
    let held = exposure.lineage.carried.map { "\($0.dataset.index) \(name($0.field, $0.group))" }
    let unlisted = exposure.lineage.unlisted.map {
      "\($0.dataset.index) \(name($0.cell.field, $0.cell.group))"
    }
    return exposed + ["perhaps"] + perhaps + ["held"] + held + ["unlisted"] + unlisted
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
