extension TargetProbability {
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
}
