/// Targets as functions of the events: the modules of their cone, each as a decision diagram over its
/// inputs.
struct ModuleFunctions {
  /// The modules, each after those it needs. The last one has the targets.
  let modules: [ModuleFunction]

  /// Builds all diagrams.
  /// - Returns: nil if the budget is not enough for one of them.
  /// - Complexity: exponential at worst and bounded by the budget.
  init?(
    of targets: [ClauseProgram.Fact], in program: ClauseProgram, events: [ClauseProgram.Fact],
    base: [ClauseProgram.Fact], budget: Int
  ) {
    let cone = MinimalSetsCone(
      program: program, targets: targets, events: events, base: base, absorbing: true)
    var budget = budget
    var modules: [ModuleFunction] = []
    var smallestEvent: [Int] = []
    for module in EventModules(cone).modules {
      guard
        let function = ModuleFunction(module, smallestEvent: smallestEvent, budget: &budget)
      else { return nil }
      modules.append(function)
      let events = module.inputs.lazy.map { input in
        switch input {
        case .event(let event): event
        case .module(let module): smallestEvent[module]
        }
      }
      smallestEvent.append(events.min() ?? 0)
    }
    self.modules = modules
  }

  /// The number of nodes of all diagrams.
  var size: Int { modules.reduce(0) { $0 + $1.diagram.table.count } }
}
