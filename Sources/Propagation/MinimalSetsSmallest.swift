extension MinimalSets {
  /// Enough of the smallest minimal sets of events that derive each target: at least `count` where there
  /// are as many, and then every one up to the size of the last. `family.sets(limit: count)` lists them.
  ///
  /// Sizes are tried one after the other. Where there are few sets the question is put once without a limit
  /// in between, so as to learn that there are no more without going through every size.
  ///
  /// Parameters are those of `attack(on:in:events:base:order:budget:)`.
  /// - Returns: for each target a result whose `isExhaustive` says whether its family holds every minimal
  ///   set there is, and else `completeToOrder` the size up to which it does. Fewer than `count` sets
  ///   without `isExhaustive` only when `stop` says that the budget was not enough to find more.
  public static func smallest(
    _ count: Int, on targets: [ClauseProgram.Fact], in program: ClauseProgram,
    events: [ClauseProgram.Fact], base: [ClauseProgram.Fact] = [],
    budget: Int = defaultBudget
  ) -> [MinimalSets] {
    let enough = SetCount(UInt64(max(count, 0)))
    var results = [MinimalSets?](repeating: nil, count: targets.count)
    var latest = results
    var open = Array(targets.indices)
    // Three sizes first: most answers are there, and they cost little where no limit costs much.
    let orders: [Int?] = [1, 2, 3, nil] + (4...max(4, events.count)).map { $0 }
    for order in orders where !open.isEmpty {
      let cone = MinimalSetsCone(
        program: program, targets: open.map { targets[$0] }, events: events, base: base)
      guard
        let found = attempt(cone, reading: .attack, order: order, budget: budget)
      else {
        if order == nil { continue }
        break
      }
      for (index, (family, isExhaustive)) in zip(open, found) {
        let result = MinimalSets(
          family: family, stop: .complete, completeToOrder: isExhaustive ? nil : order)
        latest[index] = result
        if isExhaustive || family.count() >= enough { results[index] = result }
      }
      open.removeAll { results[$0] != nil }
    }
    return targets.indices.map { index in
      if let result = results[index] { return result }
      let family = latest[index]?.family
      return MinimalSets(
        family: family ?? SetFamily(SetFamilyDiagram(budget: 2), root: 0, eventOfLevel: []),
        stop: .limitReached("a budget of \(budget) diagram operations"),
        completeToOrder: latest[index]?.completeToOrder ?? 0)
    }
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
