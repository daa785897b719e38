/// The exact probability of a target in the least fixpoint of a clause program if its events occur
/// independently, and what each event means for it.
public struct TargetProbability: Sendable {
  /// P(target), 0…1, exact except for rounding.
  public let probability: Double
  /// The measures of each event, in the order of the requested events.
  public let importance: [Importance]
  /// Whether the budget was sufficient for the minimal sets, too; otherwise Fussell–Vesely is nil for
  /// some events.
  public let isComplete: Bool

  /// Builds the decision diagram of the target as a function of the events, on cyclic programs by
  /// iteration to the least fixpoint, and reads everything off it.
  /// - Parameters:
  ///   - events: The facts that may occur. If a fact is repeated, its first occurrence counts.
  ///   - probabilities: The probability of each event, 0…1.
  ///   - base: The facts that always hold.
  ///   - budget: The maximum number of operations on diagram nodes.
  /// - Returns: nil when the budget is not enough for the probability. When it is not enough for
  ///   the minimal sets of a module, Fussell–Vesely of its events is nil.
  /// - Complexity: exponential at worst and bounded by the budget; O(n log e) for all probabilities
  ///   of a module with e inputs and a diagram of n nodes, except O(n · e) for Fussell–Vesely.
  public static func compute(
    of target: ClauseProgram.Fact, in program: ClauseProgram, events: [ClauseProgram.Fact],
    probabilities: [Double], base: [ClauseProgram.Fact] = [],
    budget: Int = MinimalSets.defaultBudget
  ) -> TargetProbability? {
    precondition(probabilities.count == events.count, "one probability per event is needed")
    precondition(probabilities.allSatisfy { 0...1 ~= $0 }, "a probability is outside 0…1")
    guard
      let functions = ModuleFunctions(
        of: [target], in: program, events: events, base: base, budget: budget)
    else { return nil }
    return TargetProbability(functions, probabilities: probabilities, budget: budget)
  }

  /// Reads everything off the modules: their probabilities from the events up, and what each input
  /// means for the target from the target down.
  ///
  /// With m the module and e one of its inputs, P(target | e) is P(target | not m) and P(m | e) ·
  /// Birnbaum(m), a sum without negative terms. A minimal set with e is one of m with e and what some
  /// minimal set of the target with m needs besides; these share no event, so P(some occurs) is
  /// P(some of m with e occurs) · P(some with m occurs) / P(m).
  private init(_ functions: ModuleFunctions, probabilities: [Double], budget: Int) {
    let modules = functions.modules
    var moduleProbabilities: [Double] = []
    var conditional: [ConditionalProbabilities] = []
    func probability(_ input: EventModules.Input) -> Double {
      switch input {
      case .event(let event): probabilities[event]
      case .module(let module): moduleProbabilities[module]
      }
    }
    for module in modules {
      let found = ConditionalProbabilities(
        module.diagram, root: module.roots[0], probabilities: module.inputs.map(probability))
      conditional.append(found)
      moduleProbabilities.append(found.total)
    }

    let total = moduleProbabilities[modules.count - 1]
    var left = budget
    var isComplete = true
    var measures = [Measures?](repeating: nil, count: modules.count)
    measures[modules.count - 1] = Measures(
      given: 1, givenNot: 0, birnbaum: 1, withEvent: total)
    var importance = probabilities.map { probability in
      Importance(
        eventProbability: probability, target: total, targetGivenEvent: total,
        targetGivenNoEvent: total, withEvent: 0)
    }
    for (index, module) in modules.enumerated().reversed() {
      guard let above = measures[index] else { continue }
      let found = conditional[index]
      var unions = above.withEvent == nil ? nil : [Double]()
      if unions != nil {
        unions = UnionProbabilities.compute(
          module, probabilities: module.inputs.map(probability), total: found.total, budget: &left)
      }
      for (level, input) in module.inputs.enumerated() {
        var measure = Measures(
          given: above.givenNot + found.given[level] * above.birnbaum,
          givenNot: above.givenNot + found.givenNot[level] * above.birnbaum,
          birnbaum: above.birnbaum * found.birnbaum[level], withEvent: nil)
        if let union = unions?[level], let with = above.withEvent {
          measure.withEvent = found.total > 0 ? min(1, union / found.total) * with : 0
        }
        switch input {
        case .module(let module): measures[module] = measure
        case .event(let event):
          isComplete = isComplete && measure.withEvent != nil
          importance[event] = Importance(
            eventProbability: probabilities[event], target: total,
            targetGivenEvent: measure.given, targetGivenNoEvent: measure.givenNot,
            withEvent: measure.withEvent, birnbaum: measure.birnbaum)
        }
      }
    }
    self.init(probability: total, importance: importance, isComplete: isComplete)
  }

  /// What an input of a module means for the target.
  private struct Measures {
    var given: Double
    var givenNot: Double
    var birnbaum: Double
    /// P(some minimal set with it occurs); nil if unknown.
    var withEvent: Double?
  }

  private init(probability: Double, importance: [Importance], isComplete: Bool) {
    self.probability = probability
    self.importance = importance
    self.isComplete = isComplete
  }
}
