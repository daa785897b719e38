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
  /// The number of trials examined for Fussell–Vesely; nil if it is exact, 0 if its bounds are close without
  /// trials.
  public let examined: Int?
  /// What the minimal sets say; nil if the probability is exact or unknown, or without sets.
  public let fromSets: SetBounds?

  /// The probability that a minimal set that was found occurs. The probability of the target is not smaller.
  public struct SetBounds: Hashable, Sendable {
    /// The bounds, equal if exact: the most probable sets, and the min-cut upper bound.
    public let range: ClosedRange<Double>
    /// Whether every minimal set was found, so that the upper bound holds for the target, too.
    public let isWhole: Bool
  }

  /// The number of trials if the diagram exceeds its budget.
  public static let trials = 100_000
  /// The random seed of the trials.
  public static let seed: UInt64 = 1

  /// Computes the likelihood of a target.
  /// - Parameters:
  ///   - assumed: The likelihood of events without one in the file; nil reports them as missing.
  ///   - sets: The target's minimal sets, which bound what is estimated; nil for none.
  ///   - budget: The maximum number of diagram operations for an exact result.
  /// - Complexity: that of `TargetProbability`; if its budget is not enough, `trials` worlds, plus the minimal
  ///   sets among the events of `OccurringSets.most` of them.
  public init(
    of target: ExposureTarget, in lowered: LoweredTopology, entry: EntrySet,
    assumed: Double? = nil, sets: AttackSets? = nil, budget: Int = MinimalSets.defaultBudget
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
      fromSets = nil
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
      (examined, fromSets) = (nil, nil)
    } else if let exact {
      answer = .exact(exact.probability)
      fromSets = nil
      let bounds = exact.importance.map { Self.fussellVeselyBounds($0) }
      var occurring: OccurringSets?
      if bounds.contains(where: { $0.upperBound - $0.lowerBound > Self.close }) {
        let counts = TrialCounts.draw(target, in: cone.program, random)
        occurring = OccurringSets(
          of: target, in: cone.program, random, reaching: counts.reaching)
      }
      examined = occurring?.trials ?? 0
      measures = events.indices.map { event in
        let measured = occurring?.fussellVesely(event) ?? .unknown
        return EventImportance(
          exact.importance[event], fussellVesely: measured.within(bounds[event]))
      }
    } else {
      let counts = TrialCounts.draw(target, in: cone.program, random)
      let occurring = OccurringSets(
        of: target, in: cone.program, random, reaching: counts.reaching)
      examined = occurring.trials
      fromSets = sets.map {
        SetBounds(range: $0.probability(budget: budget), isWhole: $0.attack.isExhaustive)
      }
      answer = counts.answer.within(fromSets)
      let shares = sets?.fussellVeselyBounds(given: answer)
      measures = events.indices.map { event in
        let (given, givenNot) = counts.given(event)
        let measured = occurring.fussellVesely(event)
        let bounds = shares?[events[event].event] ?? 0...1
        return EventImportance(
          eventProbability: random[event].probability, given: given, givenNot: givenNot,
          fussellVesely: measured.within(bounds))
      }
    }
    importance = zip(events, measures)
      .filter { $0.1.matters }
      .map { Entry(event: $0.0.event, importance: $0.1) }
      .sorted { Self.isHigher($0, $1) }
  }

  /// Bounds of Fussell–Vesely that trials are not needed for, if they are this close.
  private static let close = 0.05

  /// If the event decides whether the target is reached, some minimal set with it occurs; and if one occurs, the
  /// event does, and the target is reached.
  private static func fussellVeselyBounds(_ importance: Importance) -> ClosedRange<Double> {
    let least = min(1, importance.criticality ?? 0)
    let most = (importance.riskAchievement ?? 1) * importance.eventProbability
    return least...max(least, min(1, most))
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

extension TargetLikelihood.Answer {
  /// An estimate between the bounds that minimal sets give.
  fileprivate func within(_ bounds: TargetLikelihood.SetBounds?) -> TargetLikelihood.Answer {
    guard let bounds, case .estimated(let value, let low, let high, let trials, let seed) = self
    else { return self }
    let least = max(low, bounds.range.lowerBound)
    let most = max(least, bounds.isWhole ? min(high, bounds.range.upperBound) : high)
    return .estimated(
      min(max(value, least), most), low: least, high: most, trials: trials, seed: seed)
  }
}

extension AttackSets {
  /// The probability that a set that was found occurs.
  fileprivate func probability(budget: Int) -> ClosedRange<Double> {
    attack.family.probability(of: likelihoods.map { $0 ?? 0 }, budget: budget)
  }

  /// Bounds of each event's Fussell–Vesely: its most probable set, and the sum of its sets if all are known.
  fileprivate func fussellVeselyBounds(
    given answer: TargetLikelihood.Answer
  ) -> [BasicEvent: ClosedRange<Double>] {
    guard let whole = answer.range, whole.upperBound > 0 else { return [:] }
    let amounts = attack.family.setsWithEachEvent(likelihoods.map { $0 ?? 0 })
    let pairs = zip(events, amounts).map { event, amount in
      let least = min(1, amount.mostProbable / whole.upperBound)
      let isBounded = attack.isExhaustive && amount.sum < whole.lowerBound
      return (event, least...max(least, isBounded ? amount.sum / whole.lowerBound : 1))
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}
