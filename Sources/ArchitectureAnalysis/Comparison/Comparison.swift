import Lowering
import TopologyModel

/// Architectures side by side: the same questions of each, a figure a line.
///
/// Splitting one store of N people into k alike ones, each intruded independently with p, leaves the expected
/// number N·p as it is. What changes is how it is spread: P(any) rises to 1 − (1 − p)ᵏ, P(all) falls to pᵏ, and
/// a cause c that all share puts it back to c + (1 − c)pᵏ.
public struct Comparison: Sendable {
  /// What was asked.
  public let question: ComparisonQuestion
  /// The architectures, in the order given.
  public let architectures: [Architecture]
  /// The one that the others are held against.
  public let base: Int
  /// Ids of the person classes of any of them, in order.
  public let classes: [String]
  /// The figures, class by class, then those of no one class.
  public let measures: [Measure]
  /// For each architecture but the base what the incident would have changed; empty without an incident.
  public let changes: [IncidentChange]
  /// For each architecture but the base what can be exposed at all there: the change of all events at once.
  public let reachChanges: [IncidentChange]
  /// For each architecture but the base how much likelier its own events may be.
  public let breakEvens: [BreakEven]

  /// Compares. Architectures are asked one after the other; each uses all cores.
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

  /// The figures of a class, or of no one class.
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
