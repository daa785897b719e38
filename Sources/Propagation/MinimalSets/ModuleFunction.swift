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
    /// What weighs most for the target first.
    case weight
    /// What is needed together close together.
    case force
    /// A depth-first search, small branches first.
    case smallFirst
    /// The caller's.
    case listed
  }

  /// A module that needs fewer operations than this is done, whatever other orders would give.
  private static let few = 1 << 12
  /// The same for each input.
  private static let fewPerInput = 8
  /// Steps of finding an order that take about the time of one operation.
  private static let stepsPerOperation = 64

  /// Tries each order with few operations, then with more, and keeps the smallest diagram of the
  /// first round in which one is finished. The same on every run.
  /// - Parameter budget: The operations left; reduced by those used.
  /// - Returns: nil if the budget is not enough.
  init?(_ module: EventModules.Module, smallestEvent: [Int], budget: inout Int) {
    let few = max(Self.few, Self.fewPerInput * module.inputs.count)
    var attempts = Order.allCases.map { Attempt(module, $0, smallestEvent: smallestEvent) }
    var round = few
    while true {
      var best: (index: Int, size: Int)?
      for index in attempts.indices where budget > 0 {
        // What takes longer than the best so far is given up.
        let most = best.map { attempts[$0.index].operations } ?? round
        guard attempts[index].steps / Self.stepsPerOperation <= round else { continue }
        attempts[index].advance(to: most, budget: &budget)
        guard let solved = attempts[index].solved else { continue }
        if index == 0, attempts[index].operations <= few {
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
    private let order: () -> MinimalSetsCone
    private var cone: MinimalSetsCone?
    private let inputs: [EventModules.Input]
    /// The steps that finding the order takes.
    let steps: Int
    private var diagram = FunctionDiagram(budget: 0)
    private(set) var solved: ModuleFunction?

    init(_ module: EventModules.Module, _ order: Order, smallestEvent: [Int]) {
      self.order = { ModuleFunction.ordered(module, order, smallestEvent: smallestEvent) }
      inputs = module.inputs
      let bodies = module.cone.clauses.reduce(0) { $0 + $1.body.count }
      let (product, overflow) = bodies.multipliedReportingOverflow(by: inputs.count)
      steps = order == .weight ? (overflow ? .max : product) : bodies
    }

    var operations: Int { diagram.table.operations }

    /// Goes on. Operations that are finished are in the diagram's cache, so they take no time again.
    mutating func advance(to most: Int, budget: inout Int) {
      let before = operations
      let cone = cone ?? order()
      self.cone = cone
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
    case .weight:
      let places = cone.weightOrder()
      cone.orderEvents { places[$0.event] }
    case .force:
      let places = cone.gravityOrder()
      cone.orderEvents { places[$0.fact] }
    case .smallFirst:
      let places = cone.smallFirstOrder()
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
