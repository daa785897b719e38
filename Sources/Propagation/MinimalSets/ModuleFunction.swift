/// A module as a decision diagram over its inputs, in the best of a few orders of variables.
struct ModuleFunction {
  let diagram: FunctionDiagram
  /// The functions of the module's targets.
  let roots: [FunctionDiagram.Node]
  /// The input of each level.
  let inputs: [EventModules.Input]

  /// An order of the variables of a diagram.
  private enum Order: CaseIterable {
    /// A depth-first search, large branches first.
    case largeFirst
    /// The caller's.
    case listed
    /// What is needed together close together.
    case force
  }

  /// A module that needs fewer operations than this is done, whatever other orders would give.
  private static let few = 1 << 12

  /// Tries each order with few operations, then with more, and keeps the smallest diagram of the
  /// first round in which one is finished. The same on every run.
  /// - Parameter budget: The operations left; reduced by those used.
  /// - Returns: nil if the budget is not enough.
  init?(_ module: EventModules.Module, smallestEvent: [Int], budget: inout Int) {
    var attempts = Order.allCases.map { Attempt(module, $0, smallestEvent: smallestEvent) }
    var round = Self.few
    while true {
      var best: (index: Int, size: Int)?
      for index in attempts.indices where budget > 0 {
        // What takes longer than the best so far is given up.
        let most = best.map { attempts[$0.index].operations } ?? round
        attempts[index].advance(to: most, budget: &budget)
        guard let solved = attempts[index].solved else { continue }
        if index == 0, attempts[index].operations <= Self.few {
          self = solved
          return
        }
        let size = solved.diagram.table.reachable(from: solved.roots).count
        if best.map({ size < $0.size }) ?? true { best = (index, size) }
      }
      if let best, let solved = attempts[best.index].solved {
        self = solved
        return
      }
      guard budget > 0 else { return nil }
      round *= 2
    }
  }

  /// A diagram in one order, as far as it has been built.
  private struct Attempt {
    private let cone: MinimalSetsCone
    private let inputs: [EventModules.Input]
    private var diagram = FunctionDiagram(budget: 0)
    private(set) var solved: ModuleFunction?

    init(_ module: EventModules.Module, _ order: Order, smallestEvent: [Int]) {
      cone = ModuleFunction.ordered(module, order, smallestEvent: smallestEvent)
      inputs = module.inputs
    }

    var operations: Int { diagram.table.operations }

    /// Goes on. Operations that are finished are in the diagram's cache, so they take no time again.
    mutating func advance(to most: Int, budget: inout Int) {
      let before = operations
      diagram.budget = min(most, before + budget)
      let fixpoint = MinimalSetsFixpoint(cone, reading: .attack, algebra: diagram)
      diagram = fixpoint.algebra
      budget -= min(budget, operations - before)
      guard !diagram.isExhausted else { return }
      solved = ModuleFunction(
        diagram: diagram, roots: cone.targets.map { fixpoint.root($0) },
        inputs: cone.eventsByLevel.map { inputs[$0.event] })
    }
  }

  private init(
    diagram: FunctionDiagram, roots: [FunctionDiagram.Node], inputs: [EventModules.Input]
  ) {
    self.diagram = diagram
    self.roots = roots
    self.inputs = inputs
  }

  private static func ordered(
    _ module: EventModules.Module, _ order: Order, smallestEvent: [Int]
  ) -> MinimalSetsCone {
    var cone = module.cone
    switch order {
    case .largeFirst: break
    case .listed:
      let places = module.inputs.map { input in
        switch input {
        case .event(let event): event
        case .module(let module): smallestEvent[module]
        }
      }
      cone.orderEvents { places[$0.event] }
    case .force:
      let places = cone.gravityOrder()
      cone.orderEvents { places[$0.fact] }
    }
    return cone
  }
}

extension MinimalSetsFixpoint where Algebra == FunctionDiagram {
  /// The function of a target.
  func root(_ target: MinimalSetsCone.Place) -> FunctionDiagram.Node {
    switch target {
    case .always: 1
    case .never: 0
    case .fact(let fact): functions[fact]
    }
  }
}

extension MinimalSetsCone {
  /// Places of facts such that those that clauses need together are close together: facts move to
  /// the middle of their clauses, and clauses to the middle of their facts, again and again (Aloul,
  /// Markov and Sakallah, "FORCE: a fast and easy-to-implement variable-ordering heuristic", GLSVLSI
  /// 2003).
  /// - Complexity: O(bodies · log² facts).
  func gravityOrder() -> [Int] {
    var places = [Int](repeating: 0, count: factCount)
    for (place, fact) in components.discovered.enumerated() { places[Int(fact)] = place }
    var order = components.discovered.map { Int($0) }
    var (sums, counts) = ([Double](repeating: 0, count: factCount), [Int](repeating: 0, count: factCount))
    var (best, least) = (places, span(places))
    let rounds = 8 * (Int.bitWidth - factCount.leadingZeroBitCount)
    for _ in 0..<rounds {
      for fact in order { (sums[fact], counts[fact]) = (Double(places[fact]), 1) }
      for clause in clauses {
        var sum = Double(places[clause.head])
        for (fact, _) in clause.body { sum += Double(places[fact]) }
        let middle = sum / Double(clause.body.count + 1)
        for fact in clause.body.map(\.fact) + [clause.head] {
          sums[fact] += middle
          counts[fact] += 1
        }
      }
      let middles = order.map { sums[$0] / Double(counts[$0]) }
      let sorted = order.indices.sorted {
        middles[$0] != middles[$1] ? middles[$0] < middles[$1] : $0 < $1
      }
      order = sorted.map { order[$0] }
      for (place, fact) in order.enumerated() { places[fact] = place }
      let reached = span(places)
      if reached < least { (best, least) = (places, reached) }
    }
    return best
  }

  /// How far apart the facts of each clause are, in sum.
  private func span(_ places: [Int]) -> Int {
    clauses.reduce(0) { sum, clause in
      var (low, high) = (places[clause.head], places[clause.head])
      for (fact, _) in clause.body {
        low = min(low, places[fact])
        high = max(high, places[fact])
      }
      return sum + high - low
    }
  }
}
