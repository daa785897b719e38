import Lowering
import PointAnalysis
public import TopologyModel
import YearSimulation

/// What hardening is to lower.
public enum HardeningGoal: String, CaseIterable, Sendable {
  /// People known to be exposed by the worst single event; among equals by the next worst, and so on.
  case worst
  /// Expected people a year.
  case expected
}

/// How a topology stands towards a goal.
public struct HardeningMeasure: Sendable {
  /// The event that alone exposes most people; nil when none exposes anybody.
  public let worst: String?
  /// The people that it exposes, over all classes.
  public let persons: CountInterval
  /// Expected people a year, over all classes, by the lower bounds; nil unless that is the goal.
  public let expected: Double?
  /// Events that alone expose the default share of a class or take a service down.
  public let singlePoints: Int
  /// Pairs of an event and a service that it, contained, takes down.
  public let stops: Int
  /// People of each event, the most first.
  private let events: [CountInterval]

  /// Trials for expected people: with the same draws for every change, so that differences are no chance.
  public static let trials = 100_000

  /// Measures a topology.
  /// - Throws: `MissingLikelihoods` where the goal needs some that nobody gave.
  init(_ lowered: LoweredTopology, _ goal: HardeningGoal, assuming assumption: Double?) throws {
    let points = SinglePoints(lowered, entry: EntrySet(lowered.topology)).points
      .filter { $0.subject.kind != .organization }
    worst = points.first.flatMap { $0.persons == .zero ? nil : lowered.topology.id(of: $0.subject) }
    persons = points.first?.persons ?? .zero
    events = points.map(\.persons)
    singlePoints = points.count(where: \.isSinglePoint)
    stops = points.reduce(0) { $0 + $1.down.count }
    guard goal == .expected else {
      expected = nil
      return
    }
    var options = SimulationOptions()
    options.trials = Self.trials
    options.assumption = assumption
    options.includesServices = false
    let simulation = try Simulation(lowered, options)
    expected = simulation.classes.reduce(0) { $0 + $1.expectedLow.value }
  }

  /// Whether one of the first events, by people, exposes another number than another's.
  func differs(from other: HardeningMeasure, inFirst count: Int) -> Bool {
    events.prefix(count) != other.events.prefix(count)
  }

  /// Whether it is better than another: by the goal, then by the worst events, then by services.
  func isBetter(than other: HardeningMeasure) -> Bool {
    // What differs by the rounding of a double only is alike.
    if let expected, let before = other.expected,
      abs(expected - before) > 1e-9 * max(expected, before)
    {
      return expected < before
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
