/// The exact probability of a target in the least fixpoint of a clause program if its events occur
/// independently, and what each event means for it.
public struct TargetProbability: Sendable {
  /// P(target), 0…1, exact except for rounding.
  public let probability: Double
  /// The measures of each event, in the order of the requested events.
  public let importance: [Importance]
  /// Whether the budget was sufficient for the minimal sets, too; otherwise Fussell–Vesely is nil.
  public let isComplete: Bool

  /// Builds the decision diagram of the target as a function of the events, on cyclic programs by
  /// iteration to the least fixpoint, and reads everything off it.
  /// - Parameters:
  ///   - events: The facts that may occur. If a fact is repeated, its first occurrence counts.
  ///   - probabilities: The probability of each event, 0…1.
  ///   - base: The facts that always hold.
  ///   - budget: The maximum number of operations on diagram nodes.
  /// - Returns: nil when the budget is not enough for the probability. When it is not enough for
  ///   the minimal sets, only Fussell–Vesely is nil.
  /// - Complexity: exponential at worst and bounded by the budget; O(n log e) for all probabilities
  ///   of e events from a diagram of n nodes, except O(n · e) for Fussell–Vesely.
  public static func compute(
    of target: ClauseProgram.Fact, in program: ClauseProgram, events: [ClauseProgram.Fact],
    probabilities: [Double], base: [ClauseProgram.Fact] = [],
    budget: Int = MinimalSets.defaultBudget
  ) -> TargetProbability? {
    precondition(probabilities.count == events.count, "one probability per event is needed")
    precondition(probabilities.allSatisfy { 0...1 ~= $0 }, "a probability is outside 0…1")
    guard
      let function = function(
        of: target, in: program, events: events, base: base, budget: budget)
    else { return nil }
    let (diagram, root, levelEvents, singleCount) = function
    let levelProbabilities = levelEvents.map { probabilities[$0] }
    let conditional = ConditionalProbabilities(
      diagram, root: root, probabilities: levelProbabilities)
    let withEvent = probabilitiesOfSets(
      with: diagram, root: root, probabilities: levelProbabilities, singleCount: singleCount,
      budget: budget)

    let total = conditional.total
    var importance = probabilities.map { probability in
      Importance(
        eventProbability: probability, target: total, targetGivenEvent: total,
        targetGivenNoEvent: total, withEvent: 0)
    }
    for (level, event) in levelEvents.enumerated() {
      importance[event] = Importance(
        eventProbability: probabilities[event], target: total,
        targetGivenEvent: conditional.given[level],
        targetGivenNoEvent: conditional.givenNot[level], withEvent: withEvent?[level],
        birnbaum: conditional.birnbaum[level])
    }
    return TargetProbability(
      probability: total, importance: importance, isComplete: withEvent != nil)
  }

  /// The target as a function of the events, and the event of each level; nil when the budget is not
  /// enough. Events that derive the target alone come first: with one of them it holds, and without
  /// them all it depends on what is left of the program when they are taken out.
  static func function(
    of target: ClauseProgram.Fact, in program: ClauseProgram, events: [ClauseProgram.Fact],
    base: [ClauseProgram.Fact], budget: Int
  ) -> (
    diagram: FunctionDiagram, root: FunctionDiagram.Node, eventOfLevel: [Int], singleCount: Int
  )? {
    let whole = MinimalSetsCone(program: program, targets: [target], events: events, base: base)
    var single: [Int] = []
    if case .fact(let fact) = whole.targets[0],
      let rows = MinimalSetsPairs(whole, budget: budget)
    {
      single = rows.single(fact).map { whole.eventsByLevel[$0].event }
    }
    let singleFacts = Set(single.map { events[$0] })
    let kept = events.indices.filter { !singleFacts.contains(events[$0]) }
    let cone = MinimalSetsCone(
      program: program, targets: [target], events: kept.map { events[$0] }, base: base)
    let fixpoint = MinimalSetsFixpoint(
      cone, reading: .attack,
      algebra: FunctionDiagram(budget: budget, firstLevel: single.count))
    var diagram = fixpoint.algebra
    guard !diagram.isExhausted else { return nil }
    var root: FunctionDiagram.Node =
      switch cone.targets[0] {
      case .always: 1
      case .never: 0
      case .fact(let fact): fixpoint.functions[fact]
      }
    for level in single.indices.reversed() { root = diagram.node(UInt32(level), root, 1) }
    return (
      diagram, root, single + cone.eventsByLevel.map { kept[$0.event] }, single.count
    )
  }

  /// How many visits of nodes count as one operation of the budget.
  private static let visitsPerOperation = 256

  /// For each level the probability that some minimal set with its event occurs, from the diagram
  /// of the union of these sets; nil when the budget is not enough.
  private static func probabilitiesOfSets(
    with functions: FunctionDiagram, root: FunctionDiagram.Node, probabilities: [Double],
    singleCount: Int, budget: Int
  ) -> [Double]? {
    var families = SetFamilyDiagram(budget: budget)
    let solutions = families.minimalSolutions(of: root, in: functions)
    guard !families.table.isExhausted else { return nil }
    let family = SetFamily(families, root: solutions, eventOfLevel: [])
    families = family.diagram
    // An event that is a set alone is in no other: its set occurs when it does.
    var minimal = family.root
    while Int(families.table.level(minimal)) < singleCount { minimal = families.table[minimal].low }
    let nodes = families.table.reachable(from: CollectionOfOne(minimal))
    // Each level goes through all nodes again, which costs little each but is not an operation.
    let (visits, overflow) = nodes.count.multipliedReportingOverflow(
      by: probabilities.count - singleCount)
    guard !overflow, visits / visitsPerOperation <= budget else { return nil }
    var unions = FunctionDiagram(budget: budget)
    // For each family the function that some set of it occurs.
    var anySet = [FunctionDiagram.Node](repeating: 0, count: families.table.count)
    anySet[1] = 1
    for node in nodes {
      let decision = families.table[node]
      let high = unions.either(anySet[Int(decision.high)], anySet[Int(decision.low)])
      anySet[Int(node)] = unions.node(decision.level, anySet[Int(decision.low)], high)
    }
    var nodesByLevel = [[SetFamilyDiagram.Node]](repeating: [], count: probabilities.count)
    for node in nodes { nodesByLevel[Int(families.table.level(node))].append(node) }
    var result = Array(probabilities.prefix(singleCount))
    var known: [Double] = []
    for level in probabilities.indices.dropFirst(singleCount) {
      // The same for the sets with the event of this level: built from it upwards, levels above
      // only.
      var withEvent = [FunctionDiagram.Node](repeating: 0, count: families.table.count)
      for node in nodesByLevel[level] {
        withEvent[Int(node)] = unions.node(
          UInt32(level), 0, anySet[Int(families.table[node].high)])
      }
      for above in stride(from: level - 1, through: singleCount, by: -1) {
        for node in nodesByLevel[above] {
          let decision = families.table[node]
          let low = withEvent[Int(decision.low)]
          let high = unions.either(withEvent[Int(decision.high)], low)
          withEvent[Int(node)] = unions.node(UInt32(above), low, high)
        }
      }
      guard !unions.isExhausted else { return nil }
      unions.extend(&known, probabilities: probabilities)
      result.append(known[Int(withEvent[Int(minimal)])])
    }
    return result
  }
}
