public import Lowering
import Propagation
public import TopologyModel

/// Finds how a field got into a dataset: the flows from where it is declared, from the engine's derivation.
public struct ArrivalPath: Sendable {
  private let lineage: Lineage
  private let topology: Topology

  /// Prepares the paths of a lineage.
  public init(_ lineage: Lineage, _ topology: Topology) {
    self.lineage = lineage
    self.topology = topology
  }

  /// The flows that bring a field of a group to a dataset, last flow first. Empty if the dataset declares the
  /// field or does not carry it. A group that a rule selects below a carried group stands for the carried
  /// group.
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
