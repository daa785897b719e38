import Propagation

/// In how many trials that reached a target a minimal set with each event occurred.
///
/// A set occurs if all of its events occur. The sets that occur in a trial are the minimal sets among the few
/// events that occurred in it, so they can be found even if there are too many minimal sets of all events.
struct OccurringSets {
  /// The number of trials examined.
  private(set) var trials = 0
  /// In how many of them a set with each event was found.
  private var found: [Int]
  /// The same, plus those in which the budget was too small to exclude it.
  private var possible: [Int]

  /// The maximum number of trials examined.
  static let most = 1000
  /// The maximum total work, in facts and clauses visited: about ten seconds at most. Fewer trials are examined
  /// for a large program.
  static let work = 8_000_000
  /// The maximum number of diagram operations for the sets of one trial.
  private static let budget = 1 << 14

  /// Examines the first trials that reached the target.
  /// - Parameters:
  ///   - program: The part of a program that the target depends on.
  ///   - reaching: The numbers of the trials that reached it, ascending, as drawn with `TargetLikelihood.seed`.
  init(
    of target: ClauseProgram.Fact, in program: ClauseProgram, _ events: [RandomEvent],
    reaching: [Int]
  ) {
    found = [Int](repeating: 0, count: events.count)
    possible = found
    let draws = events.map {
      EventDraws(seed: TargetLikelihood.seed, key: $0.key, probability: $0.probability)
    }
    let size = program.factCount + program.clauseCount + program.bodies.count
    let affordable = min(Self.most, max(1, Self.work / max(1, size)))
    // Few events occur at once, so the same combinations are frequent.
    var known: [[Int]: (found: [Int], isComplete: Bool)] = [:]
    var words: (number: Int, values: [UInt64]) = (-1, [])
    for trial in reaching.prefix(affordable) {
      if words.number != trial / 64 { words = (trial / 64, draws.map { $0.word(trial / 64) }) }
      let happened = events.indices.filter { words.values[$0] >> UInt64(trial % 64) & 1 == 1 }
      let sets =
        known[happened] ?? Self.sets(reaching: target, in: program, of: happened, events)
      known[happened] = sets
      trials += 1
      for event in sets.found { found[event] += 1 }
      for event in sets.isComplete ? sets.found : happened { possible[event] += 1 }
    }
  }

  private static func sets(
    reaching target: ClauseProgram.Fact, in program: ClauseProgram, of happened: [Int],
    _ events: [RandomEvent]
  ) -> (found: [Int], isComplete: Bool) {
    let sets = MinimalSets.attack(
      on: target, in: program, events: happened.map { events[$0].fact }, budget: budget)
    return (sets.family.members.map { happened[$0] }, sets.isExhaustive)
  }

  /// P(some minimal set with the event occurs | the target is reached).
  func fussellVesely(_ event: Int) -> ImportanceMeasure {
    let least = Proportion(found[event], of: trials)
    let most = Proportion(possible[event], of: trials)
    return ImportanceMeasure(
      value: found[event] == possible[event] ? least.share : nil,
      interval: least.interval.lowerBound...most.interval.upperBound)
  }
}
