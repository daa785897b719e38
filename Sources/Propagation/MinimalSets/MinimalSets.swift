/// The minimal sets of events that derive a target in the least fixpoint of a clause program, or without which
/// the target cannot be derived. States how far the sets are complete.
///
/// Correct for cyclic programs: a cycle without outside support derives nothing. A fact that is neither an
/// event, nor assumed, nor derived, does not hold.
public struct MinimalSets: Sendable {
  /// The sets, as indices into the list of events.
  public let family: SetFamily
  /// `complete` if every minimal set up to the requested size was found, otherwise the limit that was
  /// reached.
  public let stop: StopReason
  /// The family contains every minimal set up to this size, and no larger set; nil if it contains every minimal
  /// set of any size.
  public let completeToOrder: Int?

  /// The default number of operations on diagram nodes: about a second, and at most 250
  /// megabytes.
  public static let defaultBudget = 1 << 22

  /// A family, and whether nothing was omitted from it because of its size.
  typealias Answer = (family: SetFamily, isExhaustive: Bool)

  /// Whether the family contains every minimal set of any size.
  public var isExhaustive: Bool { completeToOrder == nil }

  /// Finds the minimal sets of events that derive each target.
  /// - Parameters:
  ///   - targets: The facts to derive; they share one computation.
  ///   - events: The facts that may be assumed. Sets are indices into this list; if a fact is repeated, only
  ///     its
  ///     first index occurs.
  ///   - base: The facts that always hold.
  ///   - order: The maximum size of the sets; nil for all.
  ///   - budget: how many operations on diagram nodes the computation may take, so that it ends
  ///     alike on every machine. When that is not enough for the order asked, the result is
  ///     complete to the largest order for which it is, and says so.
  /// - Complexity: O(program) for the part that the targets do not depend on. The rest is that of
  ///   the diagrams, exponential at worst and bounded by the budget.
  public static func attack(
    on targets: [ClauseProgram.Fact], in program: ClauseProgram, events: [ClauseProgram.Fact],
    base: [ClauseProgram.Fact] = [], order: Int? = nil, budget: Int = defaultBudget
  ) -> [MinimalSets] {
    let read = fromFunctions(
      of: targets, in: program, events: events, base: base, reading: .attack, order: order,
      budget: budget)
    if let read { return read }
    let search = MinimalSetsAttack(program: program, events: events, base: base, budget: budget)
    return largestWithinBudget(of: targets.count, order: order, budget: budget) { open, order in
      search.answers(open.map { targets[$0] }, order: order)
    }
  }

  /// Finds the minimal sets of events that derive one target.
  public static func attack(
    on target: ClauseProgram.Fact, in program: ClauseProgram, events: [ClauseProgram.Fact],
    base: [ClauseProgram.Fact] = [], order: Int? = nil, budget: Int = defaultBudget
  ) -> MinimalSets {
    attack(
      on: [target], in: program, events: events, base: base, order: order, budget: budget)[
        0]
  }

  /// The minimal sets of events without which each target cannot be derived, even from all the
  /// others: those that meet every minimal attack set, of whatever size. They come from the dual
  /// clauses, so they are complete to their order without any attack set being listed; one of a
  /// single event is a choke point. A target that holds anyway has none; one that never can has the
  /// empty set.
  ///
  /// Parameters and complexity are those of `attack(on:in:events:base:order:budget:)`.
  public static func hardening(
    of targets: [ClauseProgram.Fact], in program: ClauseProgram, events: [ClauseProgram.Fact],
    base: [ClauseProgram.Fact] = [], order: Int? = nil, budget: Int = defaultBudget
  ) -> [MinimalSets] {
    let read = fromFunctions(
      of: targets, in: program, events: events, base: base, reading: .hardening, order: order,
      budget: budget)
    if let read { return read }
    let cone = MinimalSetsCone(program: program, targets: targets, events: events, base: base)
    return largestWithinBudget(of: targets.count, order: order, budget: budget) { open, order in
      let found = attempt(cone, reading: .hardening, order: order, budget: budget)
      return open.map { found?[$0] }
    }
  }

  /// Finds the minimal sets of events without which one target cannot be derived.
  public static func hardening(
    of target: ClauseProgram.Fact, in program: ClauseProgram, events: [ClauseProgram.Fact],
    base: [ClauseProgram.Fact] = [], order: Int? = nil, budget: Int = defaultBudget
  ) -> MinimalSets {
    hardening(
      of: [target], in: program, events: events, base: base, order: order, budget: budget)[
        0]
  }

  /// The sets read from the targets as functions; nil when the budget is not enough for these or for
  /// any of the sets.
  private static func fromFunctions(
    of targets: [ClauseProgram.Fact], in program: ClauseProgram, events: [ClauseProgram.Fact],
    base: [ClauseProgram.Fact], reading: SetsReading, order: Int?, budget: Int
  ) -> [MinimalSets]? {
    let functions = ModuleFunctions(
      of: targets, in: program, events: events, base: base, budget: budget)
    guard let functions else { return nil }
    let families = ModuleFamilies(functions, reading: reading, budget: budget)
    guard let (answers, reached) = families.answers(order: order) else { return nil }
    let isLimited = reached.map { $0 < order ?? .max } ?? false
    return answers.map { family, isExhaustive in
      let stop =
        isLimited ? limit(budget, reached: reached ?? 0) : StopReason.complete
      return MinimalSets(
        family: family, stop: isExhaustive ? .complete : stop,
        completeToOrder: isExhaustive ? nil : reached)
    }
  }

  private static func limit(_ budget: Int, reached: Int) -> StopReason {
    .limitReached("a budget of \(budget) diagram operations, enough for sets of up to \(reached)")
  }

  /// The families of the targets to an order, each with whether nothing was left out; nil when the
  /// budget is not enough.
  static func attempt(
    _ cone: MinimalSetsCone, reading: SetsReading,
    order: Int?, budget: Int
  ) -> [Answer]? {
    let algebra = SetFamilyAlgebra(order: order, budget: budget)
    let fixpoint = MinimalSetsFixpoint(cone, reading: reading, algebra: algebra)
    guard !fixpoint.algebra.isExhausted else { return nil }
    let events = cone.eventsByLevel.map(\.event)
    let held = reading == .attack ? SetFamilyDiagram.unit : SetFamilyDiagram.empty
    return cone.targets.map { target in
      let (root, isTruncated) =
        switch target {
        case .always: (held, false)
        case .never: (1 - held, false)
        case .fact(let fact): (fixpoint.functions[fact], fixpoint.isTruncated[fact])
        }
      let family = SetFamily(fixpoint.algebra.diagram, root: root, eventOfLevel: events)
      return (family, !isTruncated)
    }
  }

  /// Tries the order asked for and, for those for which the budget is not enough, the largest order
  /// for which it is.
  /// - Parameter attempt: the answers for some of the questions to an order, nil where it was not
  ///   enough.
  static func largestWithinBudget(
    of count: Int, order: Int?, budget: Int,
    attempt: (_ questions: [Int], _ order: Int?) -> [Answer?]
  ) -> [MinimalSets] {
    func result(_ answer: Answer, order: Int?, stop: StopReason) -> MinimalSets {
      MinimalSets(
        family: answer.family, stop: answer.isExhaustive ? .complete : stop,
        completeToOrder: answer.isExhaustive ? nil : order)
    }
    var results = attempt(Array(0..<count), order).map { answer in
      answer.map { result($0, order: order, stop: .complete) }
    }
    var open = results.indices.filter { results[$0] == nil }
    var reached = 0
    while !open.isEmpty, reached < order ?? .max {
      let answers = attempt(open, reached)
      let stop = limit(budget, reached: reached)
      for (index, answer) in zip(open, answers) {
        if let answer { results[index] = result(answer, order: reached, stop: stop) }
      }
      open = zip(open, answers).compactMap { $1.map { $0.isExhaustive } == false ? $0 : nil }
      reached += 1
    }
    let nothing = StopReason.limitReached("a budget of \(budget) diagram operations")
    return results.map { $0 ?? MinimalSets(family: .noSet, stop: nothing, completeToOrder: 0) }
  }
}
