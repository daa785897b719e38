/// The search for minimal attack sets, cheapest first. Single events come from rows of bits. Larger
/// sets come from diagrams, over what is left of the program when those events are taken out, since
/// no larger minimal set has one of them. Pairs come from rows of bits again where diagrams grow
/// too large.
struct MinimalSetsAttack {
  let program: ClauseProgram
  let events: [ClauseProgram.Fact]
  let base: [ClauseProgram.Fact]
  let budget: Int

  /// The part of the budget that pairs may take as diagrams before they are looked for as rows of
  /// bits.
  private static let partForPairs = 8

  /// The families of the targets to an order, or all; nil where the budget is not enough.
  func answers(_ targets: [ClauseProgram.Fact], order: Int?) -> [MinimalSets.Answer?] {
    let cone = MinimalSetsCone(program: program, targets: targets, events: events, base: base)
    var answers = cone.targets.map { target -> MinimalSets.Answer? in
      switch target {
      case .always: (.emptySetAlone, true)
      case .never: (.noSet, true)
      case .fact: order == 0 ? (.noSet, false) : nil
      }
    }
    let open = answers.indices.filter { answers[$0] == nil }
    guard !open.isEmpty else { return answers }
    let facts = open.map { index in
      if case .fact(let fact) = cone.targets[index] { fact } else { -1 }
    }
    var rows = MinimalSetsPairs(cone, budget: budget)
    let singles = facts.map { rows?.single($0) ?? [] }
    let eventOfLevel = cone.eventsByLevel.map(\.event)

    if order == 1, rows != nil {
      for (index, levels) in zip(open, singles) {
        let family = SetFamily(singles: levels, pairs: [], eventOfLevel: eventOfLevel)
        let removed = Set(levels.map { eventOfLevel[$0] })
        answers[index] = (family, !isPossible(targets[index], without: removed))
      }
      return answers
    }

    var remaining = Array(open.indices)
    func fill(_ part: Int) {
      let found = larger(
        remaining.map { targets[open[$0]] },
        singles: remaining.map { Set(singles[$0].map { eventOfLevel[$0] }) }, order: order,
        budget: budget / part)
      for (index, answer) in zip(remaining, found) { answers[open[index]] = answer }
      remaining = remaining.filter { answers[open[$0]] == nil }
    }
    fill(order == 2 && rows != nil ? Self.partForPairs : 1)
    guard order == 2, rows != nil, !remaining.isEmpty else { return answers }
    if let pairs = rows?.pairs(deriving: remaining.map { facts[$0] }) {
      for (index, pairs) in zip(remaining, pairs) {
        let family = SetFamily(
          singles: singles[index], pairs: pairs, eventOfLevel: eventOfLevel)
        answers[open[index]] = (family, false)
      }
    } else {
      fill(1)
    }
    return answers
  }

  /// The families of targets from diagrams, all at once, and where that is too much one by one.
  /// Events that derive a target alone are taken out before and put back after.
  private func larger(
    _ targets: [ClauseProgram.Fact], singles: [Set<Int>], order: Int?, budget: Int
  ) -> [MinimalSets.Answer?] {
    let shared = singles.dropFirst().reduce(singles[0]) { $0.intersection($1) }
    let found = diagrams(targets, without: shared, order: order, budget: budget)
    if let found { return found }
    guard targets.count > 1 else { return [nil] }
    return zip(targets, singles).map { target, removed in
      diagrams([target], without: removed, order: order, budget: budget / targets.count)?[0]
    }
  }

  private func diagrams(
    _ targets: [ClauseProgram.Fact], without removed: Set<Int>, order: Int?, budget: Int
  ) -> [MinimalSets.Answer]? {
    let removedFacts = Set(removed.map { events[$0] })
    let kept = events.indices.filter { !removedFacts.contains(events[$0]) }
    let cone = MinimalSetsCone(
      program: program, targets: targets, events: kept.map { events[$0] }, base: base)
    let found = MinimalSets.attempt(cone, reading: .attack, order: order, budget: budget)
    return found?.map { family, isExhaustive in
      (family.adding(singles: removed.sorted(), numbering: kept), isExhaustive)
    }
  }

  /// Whether a target can be derived from all events but some.
  private func isPossible(_ target: ClauseProgram.Fact, without removed: Set<Int>) -> Bool {
    let removedFacts = Set(removed.map { events[$0] })
    let left = events.filter { !removedFacts.contains($0) }
    return LeastFixpoint.evaluate(program, assuming: base + left).holds(target)
  }
}
