import Foundation
import Propagation

/// In how many trials a target was reached, each event happened, and both.
struct TrialCounts: WorldSink {
  private(set) var trials = 0
  private(set) var reached = 0
  private(set) var happened: [Int]
  private(set) var both: [Int]

  struct Part {
    var trials: Int
    var reached: Int
    var happened: [Int]
    var both: [Int]
  }

  private init(eventCount: Int) {
    happened = [Int](repeating: 0, count: eventCount)
    both = happened
  }

  /// Draws trials in which the events happen independently.
  static func draw(
    _ target: ClauseProgram.Fact, in program: ClauseProgram, _ events: [ClauseProgram.Fact],
    _ probabilities: [Double]
  ) -> TrialCounts {
    var counts = TrialCounts(eventCount: events.count)
    let random = events.indices.map {
      RandomEvent(fact: events[$0], key: UInt64($0), probability: probabilities[$0])
    }
    _ = WorldsProgram(program).evaluate(
      .trials(TargetLikelihood.trials, of: random, seed: TargetLikelihood.seed),
      query: WorldQuery(targets: [target] + events), into: &counts)
    return counts
  }

  func part(of block: WorldBlock) -> Part {
    let target = block.row(0)
    var part = Part(
      trials: block.worlds.count, reached: target.reduce(0) { $0 + $1.nonzeroBitCount },
      happened: happened.map { _ in 0 }, both: both.map { _ in 0 })
    for event in happened.indices {
      for (row, reached) in zip(block.row(event + 1), target) {
        part.happened[event] += row.nonzeroBitCount
        part.both[event] += (row & reached).nonzeroBitCount
      }
    }
    return part
  }

  mutating func add(_ part: Part) {
    trials += part.trials
    reached += part.reached
    for event in happened.indices {
      happened[event] += part.happened[event]
      both[event] += part.both[event]
    }
  }

  /// The share of trials that reached the target, with its 95 % interval.
  var answer: TargetLikelihood.Answer {
    let count = Double(trials)
    let share = Double(reached) / count
    let z = 1.959963984540054
    let center = (share + z * z / (2 * count)) / (1 + z * z / count)
    let spread =
      z / (1 + z * z / count)
      * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    return .estimated(
      share, low: reached == 0 ? 0 : max(0, center - spread),
      high: reached == trials ? 1 : min(1, center + spread), trials: trials,
      seed: TargetLikelihood.seed)
  }

  /// The measures estimated from the same trials; Fussell–Vesely needs the minimal sets and is left out.
  func importance(_ probabilities: [Double]) -> [Importance] {
    let target = Double(reached) / Double(trials)
    return happened.indices.map { event in
      let others = trials - happened[event]
      let given = happened[event] > 0 ? Double(both[event]) / Double(happened[event]) : target
      let givenNot = others > 0 ? Double(reached - both[event]) / Double(others) : target
      return Importance(
        eventProbability: probabilities[event], target: target, targetGivenEvent: given,
        targetGivenNoEvent: min(given, givenNot), withEvent: nil)
    }
  }
}
