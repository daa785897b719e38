import Propagation

/// In how many trials a target was reached, each event occurred, and both; and which trials reached the target.
struct TrialCounts: WorldSink {
  private(set) var reached = 0
  private(set) var happened: [Int]
  private(set) var both: [Int]
  private(set) var trials = 0
  /// The numbers of the trials that reached the target, ascending after all trials are drawn.
  private(set) var reaching: [Int] = []

  struct Part {
    var trials: Int
    var happened: [Int]
    var both: [Int]
    var reaching: [Int]
  }

  private init(eventCount: Int) {
    happened = [Int](repeating: 0, count: eventCount)
    both = happened
  }

  /// Draws trials in which the events occur independently.
  static func draw(
    _ target: ClauseProgram.Fact, in program: ClauseProgram, _ events: [RandomEvent]
  ) -> TrialCounts {
    var counts = TrialCounts(eventCount: events.count)
    _ = WorldsProgram(program).evaluate(
      .trials(TargetLikelihood.trials, of: events, seed: TargetLikelihood.seed),
      query: WorldQuery(targets: [target] + events.map(\.fact)), into: &counts)
    counts.reaching.sort()
    return counts
  }

  func part(of block: WorldBlock) -> Part {
    let target = block.row(0)
    var part = Part(
      trials: block.worlds.count, happened: happened.map { _ in 0 }, both: both.map { _ in 0 },
      reaching: [])
    for (word, bits) in target.enumerated() {
      for column in SetBits(bits, from: word * 64) { part.reaching.append(block.worlds[column]) }
    }
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
    reached += part.reaching.count
    reaching += part.reaching
    for event in happened.indices {
      happened[event] += part.happened[event]
      both[event] += part.both[event]
    }
  }

  /// The share of trials that reached the target.
  var answer: TargetLikelihood.Answer {
    let share = Proportion(reached, of: trials)
    return .estimated(
      share.share ?? 0, low: share.interval.lowerBound, high: share.interval.upperBound,
      trials: trials, seed: TargetLikelihood.seed)
  }

  /// How often the target was reached in trials in which an event occurred, and in the others.
  func given(_ event: Int) -> (happened: Proportion, not: Proportion) {
    (
      Proportion(both[event], of: happened[event]),
      Proportion(reached - both[event], of: trials - happened[event])
    )
  }
}
