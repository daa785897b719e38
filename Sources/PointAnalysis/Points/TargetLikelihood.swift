public import Lowering
public import Propagation
import TopologyModel

/// The probability that a target is reached within a year, and what each event contributes.
public struct TargetLikelihood: Sendable {
  /// The probability, or why it is unknown.
  public enum Answer: Sendable {
    /// The probability, 0 … 1, exact except for rounding.
    case exact(Double)
    /// An estimate from trials, with its 95 % confidence interval.
    case estimated(Double, low: Double, high: Double, trials: Int, seed: UInt64)
    /// Likelihoods missing from the file, for events that matter here.
    case missing([BasicEvent])

    /// The exact value or the interval of an estimate; nil if unknown.
    public var range: ClosedRange<Double>? {
      switch self {
      case .exact(let value): value...value
      case .estimated(_, let low, let high, _, _): low...high
      case .missing: nil
      }
    }

    /// The share of the whole that a part of this probability is, 0 … 1: how often, when the target is reached,
    /// the part occurred. nil if unknown, or if the target is never reached.
    public func share(of part: Double?) -> ClosedRange<Double>? {
      guard let part, let range, range.upperBound > 0 else { return nil }
      let most = range.lowerBound > part ? part / range.lowerBound : 1
      return min(most, part / range.upperBound)...most
    }
  }

  /// An event that matters, with its measures.
  public struct Entry: Sendable {
    /// The event.
    public let event: BasicEvent
    /// The measures.
    public let importance: EventImportance
  }

  /// The probability.
  public let answer: Answer
  /// Events that the target depends on, ordered by Fussell–Vesely, then criticality, then Birnbaum, highest
  /// first. Estimates are ordered by their lower bounds before their observed values.
  public let importance: [Entry]
  /// The number of trials examined for Fussell–Vesely; nil if it is exact.
  public let examined: Int?

  /// The number of trials if the diagram exceeds its budget.
  public static let trials = 100_000
  /// The random seed of the trials.
  public static let seed: UInt64 = 1

  /// Computes the likelihood of a target.
  /// - Parameters:
  ///   - assumed: The likelihood of events without one in the file; nil reports them as missing.
  ///   - budget: The maximum number of diagram operations for an exact result.
  /// - Complexity: that of `TargetProbability`; if its budget is not enough, `trials` worlds, plus the minimal
  ///   sets among the events of `OccurringSets.most` of them.
  public init(
    of target: ExposureTarget, in lowered: LoweredTopology, entry: EntrySet,
    assumed: Double? = nil, budget: Int = MinimalSets.defaultBudget
  ) {
    let (whole, top) = lowered.exposure.program.adding(anyOf: target.facts(in: lowered))
    let cone = Cone(of: whole, before: [top])
    guard let target = cone.number[Int(top)] else { preconditionFailure("not in its own cone") }
    let events = entry.events.compactMap { event in
      cone.number[Int(lowered.exposure.fact(event))].map { (event: event, fact: $0) }
    }
    let likelihoods = events.map { lowered.topology.likelihood(of: $0.event) ?? assumed }
    let missing = events.indices.filter { likelihoods[$0] == nil }.map { events[$0].event }
    guard missing.isEmpty else {
      answer = .missing(missing)
      importance = []
      examined = nil
      return
    }
    let random = zip(events, likelihoods).enumerated().map { index, event in
      RandomEvent(fact: event.0.fact, key: UInt64(index), probability: event.1 ?? 0)
    }
    let exact = TargetProbability.compute(
      of: target, in: cone.program, events: random.map(\.fact),
      probabilities: random.map(\.probability), budget: budget)
    let measures: [EventImportance]
    if let exact, exact.isComplete {
      answer = .exact(exact.probability)
      measures = exact.importance.map { EventImportance($0, fussellVesely: nil) }
      examined = nil
    } else {
      let counts = TrialCounts.draw(target, in: cone.program, random)
      let occurring = OccurringSets(
        of: target, in: cone.program, random, reaching: counts.reaching)
      examined = occurring.trials
      answer = exact.map { .exact($0.probability) } ?? counts.answer
      measures = events.indices.map { event in
        let fussellVesely = occurring.fussellVesely(event)
        if let exact {
          return EventImportance(exact.importance[event], fussellVesely: fussellVesely)
        }
        let (given, givenNot) = counts.given(event)
        return EventImportance(
          eventProbability: random[event].probability, given: given, givenNot: givenNot,
          fussellVesely: fussellVesely)
      }
    }
    importance = zip(events, measures)
      .filter { $0.1.matters }
      .map { Entry(event: $0.0.event, importance: $0.1) }
      .sorted { Self.isHigher($0, $1) }
  }

  private static func isHigher(_ left: Entry, _ right: Entry) -> Bool {
    // In single precision, so that values that differ only by rounding stay in the order of the file.
    func keys(_ entry: Entry) -> [Float] {
      let importance = entry.importance
      return [importance.fussellVesely, importance.criticality, importance.birnbaum].flatMap {
        measure -> [Float] in
        [Float(measure.range?.lowerBound ?? 0), Float(measure.value ?? 0)]
      }
    }
    let (first, second) = (keys(left), keys(right))
    return first == second ? left.event < right.event : second.lexicographicallyPrecedes(first)
  }
}
