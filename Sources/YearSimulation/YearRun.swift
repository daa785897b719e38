import Lowering
import Propagation

/// Some of a year's worlds: drawn at random, drawn given that one event happened first, drawn
/// among those that tell something, or all there are.
struct YearRun: Sendable {
  /// A basic event of the program, with its draws.
  struct Event: Sendable {
    /// nil: a cause that several events share.
    var event: BasicEvent?
    var fact: ClauseProgram.Fact
    var key: UInt64
    var likelihood: Double
  }

  enum Worlds: Sendable {
    /// So many trials. With `first`, event number `first` happens, none before it does, and those behind it
    /// are drawn.
    case drawn(Int, seed: UInt64, first: Int?)
    /// So many trials, drawn before: for each event those in which it happens.
    case given(Int, rows: [[UInt64]])
    /// Each combination of events once.
    case all
  }

  /// Those that may happen or not.
  let events: [Event]
  /// Facts of events that happen for certain.
  let certain: [ClauseProgram.Fact]
  let worlds: Worlds
  /// How likely it is that the year is one of these.
  let probability: Double

  var count: Int {
    switch worlds {
    case .drawn(let trials, _, _): trials
    case .given(let trials, _): trials
    case .all: 1 << events.count
    }
  }

  /// Trials; nil when every combination is weighed.
  var trials: Int? {
    if case .all = worlds { nil } else { count }
  }

  var source: WorldSource {
    switch worlds {
    case .drawn(let trials, let seed, let first):
      let base = certain + (first.map { [events[$0].fact] } ?? [])
      let drawn = events[(first.map { $0 + 1 } ?? 0)...].map {
        RandomEvent(fact: $0.fact, key: $0.key, probability: $0.likelihood)
      }
      return .trials(trials, of: drawn, seed: seed, base: base)
    case .given(let trials, let rows):
      return .rows(rows, of: events.map(\.fact), worlds: trials, base: certain)
    case .all: return .everySubset(of: events.map(\.fact), base: certain)
    }
  }

  /// For each world its probability; empty where all are alike.
  var weights: [Double] {
    guard case .all = worlds else { return [] }
    var weights = [1.0]
    for event in events {
      weights = weights.map { $0 * (1 - event.likelihood) } + weights.map { $0 * event.likelihood }
    }
    return weights
  }

  /// Whether an event happens in each of 64 worlds from 64·word on.
  func happens(_ event: Int) -> (_ word: Int) -> UInt64 {
    switch worlds {
    case .drawn(_, let seed, let first):
      if let first, event < first { return { _ in 0 } }
      if event == first { return { _ in .max } }
      let draws = EventDraws(
        seed: seed, key: events[event].key, probability: events[event].likelihood)
      return { draws.word($0) }
    case .given(_, let rows): return { rows[event][$0] }
    case .all:
      return { word in
        (0..<64).reduce(UInt64(0)) { bits, column in
          bits | UInt64((word * 64 + column) >> event & 1) << UInt64(column)
        }
      }
    }
  }
}
