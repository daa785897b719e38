/// How minimal sets are found: from targets as functions, or, where these are too large, as diagrams of sets
/// from the start.
struct MinimalSetsQuestion {
  typealias Fact = ClauseProgram.Fact

  let program: ClauseProgram
  let events: [Fact]
  let base: [Fact]
  let reading: SetsReading
  /// The maximum number of operations on diagram nodes for each attempt.
  let budget: Int

  /// The part of the budget that functions may take before sets to an order are looked for directly.
  private static let partForFunctions = 16
  /// The part of the budget that sets to an order may take before functions are tried again.
  private static let partForSets = 8
  /// The largest size that rows of bits find.
  private static let pairs = 2

  /// The families of the targets to an order, or all.
  func answers(_ targets: [Fact], order: Int?) -> [MinimalSets] {
    let cone = cone(of: targets)
    if let order {
      // Mostly one of the two takes little.
      let part = budget / Self.partForFunctions
      if let read = fromFunctions(cone, order: order, budget: part),
        read.allSatisfy({ $0.stop == .complete })
      {
        return read
      }
      let found = ModuleSets.answers(
        cone, reading: reading, order: order, budget: budget / Self.partForSets)
      if let found { return found.map { Self.complete($0, to: order) } }
    }
    if let read = fromFunctions(cone, order: order, budget: budget) { return read }
    return MinimalSets.largestWithinBudget(of: targets.count, order: order, budget: budget) {
      open, order in
      directly(open.map { targets[$0] }, order: order)
    }
  }

  private func cone(of targets: [Fact]) -> MinimalSetsCone {
    MinimalSetsCone(
      program: program, targets: targets, events: events, base: base, absorbing: true)
  }

  private static func complete(_ answer: MinimalSets.Answer, to order: Int) -> MinimalSets {
    MinimalSets(
      family: answer.family, stop: .complete, completeToOrder: answer.isExhaustive ? nil : order)
  }

  /// The sets read from the targets as functions; nil when the budget is not enough for these or for
  /// any of the sets.
  private func fromFunctions(
    _ cone: MinimalSetsCone, order: Int?, budget: Int
  ) -> [MinimalSets]? {
    guard let functions = ModuleFunctions(cone, budget: budget) else { return nil }
    let families = ModuleFamilies(functions, reading: reading, budget: budget)
    guard let (answers, reached) = families.answers(order: order) else { return nil }
    let isLimited = reached.map { $0 < order ?? .max } ?? false
    return answers.map { family, isExhaustive in
      let stop =
        isLimited ? MinimalSets.limit(budget, reached: reached ?? 0) : StopReason.complete
      return MinimalSets(
        family: family, stop: isExhaustive ? .complete : stop,
        completeToOrder: isExhaustive ? nil : reached)
    }
  }

  /// The sets without functions, of all targets at once, and where that is too much one by one; nil where
  /// the budget is not enough.
  private func directly(_ targets: [Fact], order: Int?) -> [MinimalSets.Answer?] {
    let found = ModuleSets.answers(
      cone(of: targets), reading: reading, order: order, budget: budget)
    if let found { return found }
    if reading == .attack, order.map({ $0 <= Self.pairs }) ?? false {
      let search = MinimalSetsAttack(program: program, events: events, base: base, budget: budget)
      return search.answers(targets, order: order)
    }
    guard targets.count > 1 else { return [nil] }
    return targets.map { target in
      ModuleSets.answers(
        cone(of: [target]), reading: reading, order: order, budget: budget / targets.count)?[0]
    }
  }
}
