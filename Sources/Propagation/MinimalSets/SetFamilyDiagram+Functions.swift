extension SetFamilyDiagram {
  /// The minimal solutions of a monotone function over the same levels (Rauzy, "New algorithms for
  /// fault trees analysis", Reliability Engineering and System Safety 40, 1993).
  mutating func minimalSolutions(of function: Node, in functions: borrowing FunctionDiagram) -> Node
  {
    var families = [Node](repeating: Self.empty, count: functions.table.count)
    families[1] = Self.unit
    for index in functions.table.reachable(from: CollectionOfOne(function)) {
      let decision = functions.table[index]
      let low = families[Int(decision.low)]
      let high = without(families[Int(decision.high)], low)
      families[Int(index)] = node(decision.level, low, high)
    }
    return families[Int(function)]
  }
}
