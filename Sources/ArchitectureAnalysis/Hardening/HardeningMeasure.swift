import Lowering
import PointAnalysis
public import TopologyModel
import YearSimulation

/// The measure that hardening reduces.
public enum HardeningGoal: String, CaseIterable, Sendable {
  /// People certainly exposed by the worst single event; if equal, by the next worst, and so on.
  case worst
  /// Expected people in a year.
  case expected
}

/// The figures of a topology for a goal.
public struct HardeningMeasure: Sendable {
  /// The event that alone exposes most people; nil if none exposes anybody.
  public let worst: String?
  /// The number of people it exposes, over all classes.
  public let persons: CountInterval
  /// The expected number of people in a year over all classes, by the lower bounds; nil unless this is the
  /// goal.
  public let expected: Double?
  /// The same by the upper bounds; nil also if there is no bound.
  public let expectedMost: Double?
  /// The number of events that alone expose the default share of a class or take a service down.
  public let singlePoints: Int
  /// The number of pairs of an event and a service that it takes down when contained.
  public let stops: Int
  /// The number of people exposed by each event, largest first.
  private let events: [CountInterval]

  /// The number of trials for expected people. Every change uses the same draws, so that differences are not
  /// sampling noise.
  public static let trials = 100_000

  /// Measures a topology.
  /// - Throws: `MissingLikelihoods` if the goal needs likelihoods that are unknown.
  init(_ lowered: LoweredTopology, _ goal: HardeningGoal, assuming assumption: Double?) throws {
    let points = SinglePoints(lowered, entry: EntrySet(lowered.topology)).points
      .filter { $0.subject.kind != .organization }
    worst = points.first.flatMap { $0.persons == .zero ? nil : lowered.topology.id(of: $0.subject) }
    persons = points.first?.persons ?? .zero
    events = points.map(\.persons)
    singlePoints = points.count(where: \.isSinglePoint)
    stops = points.reduce(0) { $0 + $1.down.count }
    guard goal == .expected else {
      (expected, expectedMost) = (nil, nil)
      return
    }
    var options = SimulationOptions()
    options.trials = Self.trials
    options.assumption = assumption
    options.includesServices = false
    let simulation = try Simulation(lowered, options)
    expected = simulation.classes.reduce(0) { $0 + $1.expectedLow.value }
    let most = simulation.classes.compactMap { $0.expectedHigh?.value }
    expectedMost = most.count < simulation.classes.count ? nil : most.reduce(0, +)
  }

  /// Whether one of the first events, by people, exposes a different number of people than in another measure.
  func differs(from other: HardeningMeasure, inFirst count: Int) -> Bool {
    events.prefix(count) != other.events.prefix(count)
  }

  /// Whether it is better than another measure: by the goal, then by the worst events, then by services.
  func isBetter(than other: HardeningMeasure) -> Bool {
    // Differences that are only rounding do not count.
    if let expected, let before = other.expected,
      abs(expected - before) > 1e-9 * max(expected, before)
    {
      return expected < before
    }
    if expected != nil {
      let (most, before) = (expectedMost ?? .infinity, other.expectedMost ?? .infinity)
      if most != before, abs(most - before) > 1e-9 * min(most, before) { return most < before }
    }
    for index in 0..<max(events.count, other.events.count) {
      let mine = index < events.count ? events[index] : .zero
      let others = index < other.events.count ? other.events[index] : .zero
      if mine.low != others.low { return mine.low < others.low }
      if mine.high != others.high { return (mine.high ?? .max) < (others.high ?? .max) }
    }
    return stops < other.stops
  }
}
