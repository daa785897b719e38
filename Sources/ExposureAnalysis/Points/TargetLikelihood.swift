public import Propagation
import TopologyModel

/// How likely a target is reached within a year, and what each event means for it.
public struct TargetLikelihood: Sendable {
  /// The numbers, or why there are none.
  public enum Answer: Sendable {
    /// The probability, 0 … 1, exact but for rounding.
    case exact(Double)
    /// Estimated from trials, with the interval that holds it at 95 % confidence (Wilson, "Probable
    /// inference, the law of succession, and statistical inference", 1927).
    case estimated(Double, low: Double, high: Double, trials: Int, seed: UInt64)
    /// Likelihoods that the file does not say, of events that matter here.
    case missing([BasicEvent])
  }

  /// One event that matters, with its measures.
  public struct Entry: Sendable {
    /// The event.
    public let event: BasicEvent
    /// The measures, each by its own definition.
    public let importance: Importance
  }

  /// The probability.
  public let answer: Answer
  /// Events that the target depends on, by Fussell–Vesely where it is known, then by criticality, the
  /// highest first.
  public let importance: [Entry]

  /// How trials are drawn where the diagram outgrows its budget.
  public static let trials = 100_000
  /// The seed of the trials.
  public static let seed: UInt64 = 1

  /// The likelihood of a target.
  /// - Parameters:
  ///   - assumed: stands for likelihoods that the file does not say; nil asks for them.
  ///   - budget: how many operations on diagrams it may cost to be exact.
  public init(
    of target: ExposureTarget, in lowered: LoweredTopology, entry: EntrySet,
    assumed: Double? = nil, budget: Int = MinimalSets.defaultBudget
  ) {
    let exposure = lowered.exposure
    let (program, fact) = exposure.program.adding(anyOf: target.facts(in: lowered))
    let events = Self.events(entry, before: fact, in: program, exposure)
    let likelihoods = events.map { lowered.topology.likelihood(of: $0) ?? assumed }
    let missing = events.indices.filter { likelihoods[$0] == nil }.map { events[$0] }
    guard missing.isEmpty else {
      answer = .missing(missing)
      importance = []
      return
    }
    let probabilities = likelihoods.map { $0 ?? 0 }
    let facts = events.map(exposure.fact)
    let measures: [Importance]
    if let found = TargetProbability.compute(
      of: fact, in: program, events: facts, probabilities: probabilities, budget: budget)
    {
      answer = .exact(found.probability)
      measures = found.importance
    } else {
      let trials = TrialCounts.draw(fact, in: program, facts, probabilities)
      answer = trials.answer
      measures = trials.importance(probabilities)
    }
    importance = zip(events, measures).filter { $0.1.birnbaum > 0 }
      .map { Entry(event: $0, importance: $1) }
      .sorted { Self.isHigher($0, $1) }
  }

  private static func isHigher(_ left: Entry, _ right: Entry) -> Bool {
    // In single precision, so that what is alike but for rounding stays in the order of the file.
    func keys(_ entry: Entry) -> [Float] {
      [
        entry.importance.fussellVesely ?? 0, entry.importance.criticality ?? 0,
        entry.importance.birnbaum,
      ].map { Float($0) }
    }
    let (first, second) = (keys(left), keys(right))
    return first == second ? left.event < right.event : second.lexicographicallyPrecedes(first)
  }

  /// The events of the entry set from which the target can be derived in some world: those reached from it
  /// against the direction of the clauses, which the engine finds as a fixpoint of its own.
  private static func events(
    _ entry: EntrySet, before fact: ClauseProgram.Fact, in program: ClauseProgram,
    _ exposure: ExposureProgram
  ) -> [BasicEvent] {
    var builder = ClauseProgramBuilder()
    for _ in 0..<program.factCount { _ = builder.fact() }
    for clause in program.heads.indices {
      for body in program.body(UInt32(clause)) {
        builder.clause(body, from: program.heads[clause])
      }
    }
    let reached = LeastFixpoint.evaluate(builder.build(), assuming: [fact])
    return entry.events.filter { reached.holds(exposure.fact($0)) }
  }
}
