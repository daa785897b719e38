/// For each input of a module the probability that some minimal set of the module with this input
/// occurs.
enum UnionProbabilities {
  /// How many visits of nodes count as one operation of the budget.
  private static let visitsPerOperation = 256

  /// - Parameters:
  ///   - total: The probability of the module.
  ///   - budget: The operations left; reduced by those used.
  /// - Returns: nil if the budget is not enough.
  /// - Complexity: O(inputs) for an OR and an AND of inputs. Otherwise one diagram for each input,
  ///   of the union of the sets with it.
  static func compute(
    _ module: ModuleFunction, probabilities: [Double], total: Double, budget: inout Int
  ) -> [Double]? {
    var families = SetFamilyDiagram(budget: budget)
    let function = ReadFunction(module.diagram, roots: module.roots, reading: .attack)
    let solutions = families.minimalSolutions(of: function)
    budget -= min(budget, families.table.operations)
    guard let root = solutions?.first else { return nil }
    if families.largestSize(root) <= 1 {
      // Each set is an input.
      var result = [Double](repeating: 0, count: probabilities.count)
      for node in families.table.reachable(from: CollectionOfOne(root)) {
        let level = Int(families.table.level(node))
        result[level] = probabilities[level]
      }
      return result
    }
    if families.smallestSize(root) == probabilities.count {
      return [Double](repeating: total, count: probabilities.count)
    }
    let part = ModuleFamilies.Part(families, root)
    return unions(part, probabilities: probabilities, budget: &budget)
  }

  private static func unions(
    _ part: ModuleFamilies.Part, probabilities: [Double], budget: inout Int
  ) -> [Double]? {
    let nodes = part.decisions.indices.dropFirst(2)
    // Each level goes through the nodes above again, which costs little each but is not an operation.
    let (visits, overflow) = nodes.count.multipliedReportingOverflow(by: probabilities.count)
    guard !overflow, visits / visitsPerOperation <= budget else { return nil }
    budget -= visits / visitsPerOperation
    var unions = FunctionDiagram(budget: budget)
    // For each family the function that some set of it occurs.
    var anySet = [FunctionDiagram.Node](repeating: 0, count: part.decisions.count)
    anySet[1] = 1
    var nodesByLevel = [[Int]](repeating: [], count: probabilities.count)
    for node in nodes {
      let decision = part.decisions[node]
      let high = unions.either(anySet[Int(decision.high)], anySet[Int(decision.low)])
      anySet[node] = unions.node(decision.level, anySet[Int(decision.low)], high)
      nodesByLevel[Int(decision.level)].append(node)
    }
    var result: [Double] = []
    var known: [Double] = []
    for level in probabilities.indices {
      // The same for the sets with the input of this level: built from it upwards, levels above only.
      var withInput = [FunctionDiagram.Node](repeating: 0, count: part.decisions.count)
      for node in nodesByLevel[level] {
        withInput[node] = unions.node(UInt32(level), 0, anySet[Int(part.decisions[node].high)])
      }
      for above in stride(from: level - 1, through: 0, by: -1) {
        for node in nodesByLevel[above] {
          let decision = part.decisions[node]
          let low = withInput[Int(decision.low)]
          let high = unions.either(withInput[Int(decision.high)], low)
          withInput[node] = unions.node(UInt32(above), low, high)
        }
      }
      guard !unions.isExhausted else {
        budget = 0
        return nil
      }
      unions.extend(&known, probabilities: probabilities)
      result.append(known[Int(withInput[part.root])])
    }
    budget -= min(budget, unions.table.operations)
    return result
  }
}
