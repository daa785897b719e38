extension MinimalSets {
  /// Enough of the smallest minimal sets of events that derive each target: at least `count` where
  /// there are as many, and then every one up to the size of the last. `family.sets(limit: count)`
  /// lists them.
  ///
  /// Sizes are tried one after the other. Where there are few sets the question is put once without
  /// a limit in between, so as to learn that there are no more without going through every size.
  ///
  /// Parameters are those of `attack(on:in:events:base:order:budget:)`.
  /// - Returns: for each target a result whose `isExhaustive` says whether its family holds every
  ///   minimal set there is, and else `completeToOrder` the size up to which it does. Fewer than
  ///   `count` sets without `isExhaustive` only when `stop` says that the budget was not enough to
  ///   find more.
  public static func smallest(
    _ count: Int, on targets: [ClauseProgram.Fact], in program: ClauseProgram,
    events: [ClauseProgram.Fact], base: [ClauseProgram.Fact] = [],
    budget: Int = defaultBudget
  ) -> [MinimalSets] {
    let search = MinimalSetsAttack(program: program, events: events, base: base, budget: budget)
    let enough = SetCount(UInt64(max(count, 0)))
    let limit = StopReason.limitReached("a budget of \(budget) diagram operations")
    var results = targets.map { _ in
      MinimalSets(family: .noSet, stop: limit, completeToOrder: 0)
    }
    var open = Array(targets.indices)
    // Three sizes first: most answers are there, and they cost little where no limit costs much.
    let orders: [Int?] = [1, 2, 3, nil] + (4...max(4, events.count)).map { $0 }
    for order in orders where !open.isEmpty {
      let answers = search.answers(open.map { targets[$0] }, order: order)
      var stillOpen: [Int] = []
      for (index, answer) in zip(open, answers) {
        guard let (family, isExhaustive) = answer else {
          // What is too much without a limit may be enough with the next.
          if order == nil { stillOpen.append(index) }
          continue
        }
        let isEnough = isExhaustive || family.count() >= enough
        results[index] = MinimalSets(
          family: family, stop: isEnough ? .complete : limit,
          completeToOrder: isExhaustive ? nil : order)
        if !isEnough { stillOpen.append(index) }
      }
      open = stillOpen
    }
    return results
  }

  /// Enough of the smallest minimal sets of events that derive one target.
  public static func smallest(
    _ count: Int, on target: ClauseProgram.Fact, in program: ClauseProgram,
    events: [ClauseProgram.Fact], base: [ClauseProgram.Fact] = [],
    budget: Int = defaultBudget
  ) -> MinimalSets {
    smallest(
      count, on: [target], in: program, events: events, base: base, budget: budget)[0]
  }
}
