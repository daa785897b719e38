extension MinimalSets {
  /// The minimal sets of at most two events that derive each of many targets, by rows of bits alone. For many targets
  /// at once that is faster than diagrams, which share little between them.
  ///
  /// Parameters are those of `attack(on:in:events:base:order:budget:)`. Nil where the budget is not enough.
  /// - Complexity: at worst O(events² / 64 × what the targets depend on).
  public static func ofAtMostTwo(
    on targets: [ClauseProgram.Fact], in program: ClauseProgram, events: [ClauseProgram.Fact],
    base: [ClauseProgram.Fact] = [], budget: Int = defaultBudget
  ) -> [MinimalSets]? {
    let cone = MinimalSetsCone(program: program, targets: targets, events: events, base: base)
    let facts = cone.targets.compactMap { place -> Int? in
      if case .fact(let fact) = place { fact } else { nil }
    }
    guard var rows = MinimalSetsPairs(cone, budget: budget) else { return nil }
    let singles = facts.map { rows.single($0) }
    guard let pairs = rows.pairs(deriving: facts) else { return nil }
    let eventOfLevel = cone.eventsByLevel.map(\.event)
    var found = zip(singles, pairs).map { single, pairs in
      SetFamily(singles: single, pairs: pairs, eventOfLevel: eventOfLevel)
    }.makeIterator()
    return cone.targets.map { place in
      switch place {
      case .always: MinimalSets(family: .emptySetAlone, stop: .complete, completeToOrder: nil)
      case .never: MinimalSets(family: .noSet, stop: .complete, completeToOrder: nil)
      case .fact:
        MinimalSets(family: found.next() ?? .noSet, stop: .complete, completeToOrder: 2)
      }
    }
  }
}
