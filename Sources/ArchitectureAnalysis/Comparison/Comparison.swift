import Lowering
import TopologyModel

/// Compares architectures: the same questions to each, one figure per row.
///
/// Splitting one store of N people into k equal stores, each intruded independently with probability p, does
/// not change the expected number N·p. It changes the distribution: P(any) rises to 1 − (1 − p)ᵏ, P(all) falls
/// to pᵏ, and a common cause c raises it again to c + (1 − c)pᵏ.
public struct Comparison: Sendable {
  /// The parameters.
  public let question: ComparisonQuestion
  /// The architectures, in the order given.
  public let architectures: [Architecture]
  /// The index of the base, with which the others are compared.
  public let base: Int
  /// Ids of the person classes of all architectures, in order.
  public let classes: [String]
  /// The figures, class by class, then those that concern no single class.
  public let measures: [Measure]
  /// For each architecture except the base, what the incident would have changed; empty without an incident.
  public let changes: [IncidentChange]
  /// For each architecture except the base, the change if all events occur at once: everything that can be
  /// exposed.
  public let reachChanges: [IncidentChange]
  /// For each architecture except the base, how much likelier its own events may become.
  public let breakEvens: [BreakEven]

  /// Compares architectures. They are evaluated one after another; each evaluation uses all cores.
  /// - Throws: `CancellationError`.
  public init(_ architectures: [Architecture], base: Int, _ question: ComparisonQuestion) throws {
    precondition(architectures.indices.contains(base))
    self.question = question
    self.architectures = architectures
    self.base = base
    var classes: [String] = []
    for architecture in architectures {
      let topology = architecture.lowered.topology
      for root in topology.personClasses where !classes.contains(topology.groups[root].id) {
        classes.append(topology.groups[root].id)
      }
    }
    self.classes = classes
    measures = MeasureTable(architectures, base: base, classes: classes, question).measures
    let others = architectures.indices.filter { $0 != base }
    changes = others.compactMap { other in
      guard let before = architectures[base].incident, let after = architectures[other].incident
      else { return nil }
      return IncidentChange(from: before, to: after, at: other)
    }
    reachChanges = others.map {
      IncidentChange(
        from: architectures[base].everything, to: architectures[$0].everything, at: $0)
    }
    breakEvens =
      question.includesBreakEven
      ? try others.compactMap {
        try BreakEven(of: architectures[$0], at: $0, against: architectures[base], question)
      } : []
  }

  /// The figures of a class, or those that concern no single class.
  public func measures(of personClass: String?) -> [Measure] {
    measures.filter { $0.personClass == personClass }
  }

  /// The figure of one architecture.
  public func value(
    _ kind: Measure.Kind, of personClass: String?, in architecture: Int
  ) -> Measure.Value? {
    measures.first { $0.kind == kind && $0.personClass == personClass }?.values[architecture]
  }
}
