import Lowering
import Propagation

/// A set of worlds for a year: drawn at random, drawn given that one event occurs first, drawn among those with
/// exposure, or all combinations.
struct YearRun: Sendable {
  /// A basic event of the program, with its draws.
  struct Event: Sendable {
    /// Nil for a cause that several events share.
    var event: BasicEvent?
    var fact: ClauseProgram.Fact
    var key: UInt64
    var likelihood: Double
  }

  enum Worlds: Sendable {
    /// This number of trials. With `first`, event number `first` occurs, no event before it does, and the
    /// events after it are drawn.
    case drawn(Int, seed: UInt64, first: Int?)
    /// This number of trials, drawn in advance: for each event, the trials in which it occurs.
    case given(Int, rows: [[UInt64]])
    /// Each combination of events once.
    case all
  }

  /// Events that may occur.
  let events: [Event]
  /// Facts of events that certainly occur.
  let certain: [ClauseProgram.Fact]
  let worlds: Worlds
  /// The probability that the year is one of these.
  let probability: Double

  var count: Int {
    switch worlds {
    case .drawn(let trials, _, _): trials
    case .given(let trials, _): trials
    case .all: 1 << events.count
    }
  }

  /// The number of trials; nil if every combination is weighted.
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

  /// The probability of each world; empty if all are equal.
  var weights: [Double] {
    guard case .all = worlds else { return [] }
    var weights = [1.0]
    for event in events {
      weights = weights.map { $0 * (1 - event.likelihood) } + weights.map { $0 * event.likelihood }
    }
    return weights
  }

  /// For words of 64 worlds, whether an event occurs in each world of the word: a closure that fills the first of the
  /// words that it is given with those from `word` on.
  func happens(
    _ event: Int
  ) -> (_ word: Int, _ words: UnsafeMutableBufferPointer<UInt64>) -> Void {
    switch worlds {
    case .drawn(_, let seed, let first):
      if let first, event < first { return { $1.update(repeating: 0) } }
      if event == first { return { $1.update(repeating: .max) } }
      let draws = EventDraws(
        seed: seed, key: events[event].key, probability: events[event].likelihood)
      return { word, words in
        guard let base = words.baseAddress else { return }
        draws.words(from: word, count: words.count, into: base)
      }
    case .given(_, let rows):
      return { word, words in
        for place in words.indices { words[place] = rows[event][word + place] }
      }
    case .all:
      return { word, words in
        for place in words.indices {
          words[place] = (0..<64).reduce(UInt64(0)) { bits, column in
            bits | UInt64(((word + place) * 64 + column) >> event & 1) << UInt64(column)
          }
        }
      }
    }
  }
}
