public import Lowering
import Propagation
public import TopologyModel

/// How a field came to a dataset: the flows from where it is declared, by the engine's own derivation.
public struct ArrivalPath: Sendable {
  private let lineage: Lineage
  private let topology: Topology

  /// Paths in a lineage.
  public init(_ lineage: Lineage, _ topology: Topology) {
    self.lineage = lineage
    self.topology = topology
  }

  /// The flows that bring a field of a group to a dataset, the last one first; none when the dataset declares
  /// it, or does not carry it. For a group that a rule selected below what is carried, the carried one counts.
  /// - Complexity: O(facts + clauses) of the lineage.
  public func path(
    to dataset: Reference<Dataset>, _ cell: FieldOfGroup
  ) -> [LineageAnswer.Arrival] {
    let found = topology.path(from: cell.group).lazy.compactMap {
      lineage.fact(Carried(dataset: dataset, field: cell.field, group: $0))
    }.first
    guard let fact = found, Int(fact) >= lineage.declaredCount else { return [] }
    let declared = (0..<UInt32(lineage.declaredCount)).lazy
    let world = LeastFixpoint.evaluate(lineage.program, assuming: declared)
    let steps = world.derivations(in: lineage.program).derivation(of: fact)?.steps ?? []
    return steps.reversed().compactMap { step in
      guard let use = step.uses.first else { return nil }
      let source = lineage.carried[Int(use)]
      return LineageAnswer.Arrival(
        flow: lineage.flows[Int(step.clause)], from: source.dataset, field: source.field)
    }
  }
}
