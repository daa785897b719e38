import IncidentFindings
import Lowering
public import PointAnalysis
public import TopologyModel
import YearSimulation

/// The people with something at least as grave as a tier exposed in a year, by the lower bounds.
public struct TierYear: Hashable, Sendable {
  /// The tier.
  public let tier: Gravity
  /// The expected number of people.
  public let expected: Double
  /// The number in the worst year of a hundred; nil unless that is the goal.
  public let tail: Double?
}

/// The figures of a topology for a goal.
public struct HardeningMeasure: Sendable {
  /// The event that alone exposes most people; nil if none exposes anybody, or if it was not asked.
  public let worst: String?
  /// The number of people over all classes: exposed by the worst event, or in the incident.
  public let persons: CountInterval
  /// The same by tier, the gravest first; the tiers of what is held.
  public let tiers: [TierReach]
  /// The expected number of people in a year over all classes, by the lower bounds; nil unless this is the
  /// goal.
  public let expected: Double?
  /// The same by the upper bounds; nil also if there is no bound.
  public let expectedMost: Double?
  /// The number of people in the worst year of a hundred, by the lower bounds; nil unless this is the goal.
  public let tail: Double?
  /// The figures of a year by tier, the gravest first; empty unless a year is the goal, and where something else than
  /// tiers is counted.
  public let years: [TierYear]
  /// How many times years were drawn for it; 0 where its figures are exact.
  let draws: Int
  /// The number of events that alone expose the default share of a class or take a service down.
  public let singlePoints: Int
  /// The number of pairs of an event and a service that it takes down when contained.
  public let stops: Int
  /// What is compared first: figures of a year, the gravest tier first.
  private let figures: [Double]
  /// Then the number of people exposed by each event, largest first, each by tier; or that of the incident.
  private let events: [[CountInterval]]

  /// The number of trials for figures of a year. Every change uses the same draws, so that differences are not
  /// sampling noise.
  public static let trials = 100_000

  /// Measures a topology.
  /// - Parameter original: The architecture in which the incident happened.
  /// - Throws: `MissingLikelihoods` if the goal needs likelihoods that are unknown.
  static func of(
    _ lowered: LoweredTopology, _ question: HardeningQuestion, original: LoweredTopology
  ) throws -> HardeningMeasure {
    if let incident = question.incident {
      return HardeningMeasure(lowered, incident, question.measure, original: original)
    }
    return try HardeningMeasure(lowered, question, original: original)
  }

  /// The figures of single events and of a year.
  private init(
    _ lowered: LoweredTopology, _ question: HardeningQuestion, original: LoweredTopology
  ) throws {
    let topology = lowered.topology
    let points = SinglePoints(
      lowered, entry: EntrySet(topology), measure: question.measure
    ).points.filter { $0.subject.kind != .organization }
    worst = points.first.flatMap { $0.persons == .zero ? nil : topology.id(of: $0.subject) }
    persons = points.first?.persons ?? .zero
    // A tier that a control takes away altogether still counts: with it nobody is exposed at that tier.
    let held = Self.tiers(original)
    tiers = held.map { TierReach(tier: $0, persons: points.first?.persons($0) ?? .zero) }
    events = points.map { point in point.ranks(question.measure) }
    singlePoints = points.count(where: \.isSinglePoint)
    stops = points.reduce(0) { $0 + $1.down.count }
    guard question.goal != .worst else {
      (expected, expectedMost, tail, figures, years) = (nil, nil, nil, [], [])
      draws = 0
      return
    }
    let measures = question.measure.map { [$0] } ?? held.dropLast().map { .tier($0) } + [.people]
    let outlooks = try measures.map { measure in
      var options = SimulationOptions()
      options.trials = Self.trials
      options.assumption = question.assumption
      options.includesServices = false
      options.includesTail = false
      options.measure = measure
      return try Simulation(lowered, options).classes
    }
    draws = outlooks.count { $0.contains { $0.hits != nil } }
    let means = outlooks.map { $0.reduce(0) { $0 + $1.expectedLow.value } }
    expected = means.last
    let most = (outlooks.last ?? []).map { $0.expectedHigh?.value }
    expectedMost = most.contains(nil) ? nil : most.reduce(0) { $0 + ($1 ?? 0) }
    let byTier = question.measure == nil ? Array(zip(held, means)) : []
    guard question.goal == .tail else {
      (tail, figures) = (nil, means)
      years = byTier.map { TierYear(tier: $0.0, expected: $0.1, tail: nil) }
      return
    }
    let worst = outlooks.map { classes in
      classes.reduce(0) { $0 + Double($1.quantiles.last?.persons.low ?? 0) }
    }
    tail = worst.last
    figures = worst + means
    years = zip(byTier, worst).map { TierYear(tier: $0.0, expected: $0.1, tail: $1) }
  }

  /// The figures of an incident.
  private init(
    _ lowered: LoweredTopology, _ id: String, _ measure: ExposureMeasure?,
    original: LoweredTopology
  ) {
    (worst, expected, expectedMost, tail, singlePoints, stops, figures, years) = (
      nil, nil, nil, nil, 0, 0, [], []
    )
    draws = 0
    let held = Self.tiers(original)
    guard let scenario = Scenario(incident: id, in: lowered.topology, playedFrom: original) else {
      (persons, tiers, events) = (.zero, [], [])
      return
    }
    let finding = IncidentReach(lowered, scenario, measure)
    persons = finding.persons
    tiers = held.map { TierReach(tier: $0, persons: finding.persons($0)) }
    events = [measure == nil ? tiers.map(\.persons) + [persons] : [persons]]
  }

  /// The tiers of what is held about any class, the gravest first.
  private static func tiers(_ lowered: LoweredTopology) -> [Gravity] {
    Set(lowered.topology.personClasses.flatMap { lowered.tiers(of: $0) }).sorted(by: >)
  }

  /// Whether one of the first events, by people, exposes a different number of people than in another measure.
  func differs(from other: HardeningMeasure, inFirst count: Int) -> Bool {
    events.prefix(count) != other.events.prefix(count)
  }

  /// Whether it is better than another measure: by the goal, then by the worst events, then by services; each by
  /// tier, the gravest first.
  func isBetter(than other: HardeningMeasure) -> Bool { order(against: other) < 0 }

  /// Whether nothing that is measured differs.
  func isSame(as other: HardeningMeasure) -> Bool { order(against: other) == 0 }

  /// Less than 0 if it is better than another measure, more than 0 if it is worse.
  private func order(against other: HardeningMeasure) -> Int {
    // Differences that are only rounding do not count.
    for (mine, theirs) in zip(figures, other.figures)
    where abs(mine - theirs) > 1e-9 * max(mine, theirs) {
      return mine < theirs ? -1 : 1
    }
    if expected != nil {
      let (most, before) = (expectedMost ?? .infinity, other.expectedMost ?? .infinity)
      if most != before, abs(most - before) > 1e-9 * min(most, before) {
        return most < before ? -1 : 1
      }
    }
    for index in 0..<max(events.count, other.events.count) {
      let mine = index < events.count ? events[index] : []
      let others = index < other.events.count ? other.events[index] : []
      for rank in 0..<max(mine.count, others.count) {
        let one = rank < mine.count ? mine[rank] : .zero
        let two = rank < others.count ? others[rank] : .zero
        if one.low != two.low { return one.low < two.low ? -1 : 1 }
        if one.high != two.high { return (one.high ?? .max) < (two.high ?? .max) ? -1 : 1 }
      }
    }
    return stops < other.stops ? -1 : stops > other.stops ? 1 : 0
  }
}
