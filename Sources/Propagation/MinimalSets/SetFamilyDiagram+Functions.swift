/// Which minimal sets of a monotone function are wanted.
enum SetsReading {
  /// The sets of events that make it hold.
  case attack
  /// The sets of events without which it cannot hold: those that make its dual hold.
  case hardening
}

/// A decision diagram with its edges as a reading takes them, without what the roots do not need.
/// Node 0 never holds, node 1 always; each node comes after those it points to.
struct ReadFunction {
  private(set) var decisions: [DecisionDiagramTable.Decision]
  private(set) var roots: [Int]

  /// - Complexity: O(nodes of the diagram).
  init(_ diagram: borrowing FunctionDiagram, roots: [FunctionDiagram.Node], reading: SetsReading) {
    let isDual = reading == .hardening
    let terminal = DecisionDiagramTable.Decision(
      level: DecisionDiagramTable.terminalLevel, low: 0, high: 0)
    decisions = [terminal, terminal]
    var place = [UInt32](repeating: 0, count: diagram.table.count)
    place[isDual ? 0 : 1] = 1
    for node in diagram.table.reachable(from: roots) {
      let decision = diagram.table[node]
      let (low, high) = (place[Int(decision.low)], place[Int(decision.high)])
      place[Int(node)] = UInt32(decisions.count)
      decisions.append(
        DecisionDiagramTable.Decision(
          level: decision.level, low: isDual ? high : low, high: isDual ? low : high))
    }
    self.roots = roots.map { Int(place[Int($0)]) }
  }
}

extension SetFamilyDiagram {
  /// The minimal solutions of the roots of a monotone function over the same levels (Rauzy, "New
  /// algorithms for fault trees analysis", Reliability Engineering and System Safety 40, 1993); nil if
  /// the budget is not enough.
  mutating func minimalSolutions(of function: ReadFunction) -> [Node]? {
    var families = [Node](repeating: Self.empty, count: function.decisions.count)
    families[1] = Self.unit
    for index in function.decisions.indices.dropFirst(2) {
      let decision = function.decisions[index]
      let low = families[Int(decision.low)]
      let high = without(families[Int(decision.high)], low)
      families[index] = node(decision.level, low, high)
      guard !table.isExhausted else { return nil }
    }
    return function.roots.map { families[$0] }
  }

  /// The minimal solutions to an order, size by size: those of a node up to a size come from those of
  /// its branches, of the higher one up to a size less. So an order costs what it has, and if the
  /// budget is not enough for it, the sizes before are there.
  /// - Returns: for each root the family and whether it may lack larger sets, and the size up to which
  ///   the families are complete; nil if not even the empty set was found in time.
  /// - Complexity: O(nodes · order) operations on families.
  mutating func minimalSolutions(
    of function: ReadFunction, order: Int
  ) -> (families: [(root: Node, isTruncated: Bool)], order: Int)? {
    let count = function.decisions.count
    // Nothing is smaller than the empty set; what can hold at all lacks its sets there.
    var below = [Node](repeating: Self.empty, count: count)
    var lacksBelow = [Bool](repeating: true, count: count)
    lacksBelow[0] = false
    var found: (families: [(root: Node, isTruncated: Bool)], order: Int)?
    for size in 0...max(0, order) {
      var families = [Node](repeating: Self.empty, count: count)
      var lacks = [Bool](repeating: false, count: count)
      families[1] = Self.unit
      for index in 2..<max(2, count) {
        let decision = function.decisions[index]
        let (low, high) = (Int(decision.low), Int(decision.high))
        table.countOperation()
        families[index] = node(
          decision.level, families[low], without(below[high], families[low]))
        lacks[index] = lacks[low] || lacksBelow[high]
        guard !table.isExhausted else { return found }
      }
      found = (function.roots.map { (families[$0], lacks[$0]) }, size)
      guard function.roots.contains(where: { lacks[$0] }) else { break }
      (below, lacksBelow) = (families, lacks)
    }
    return found
  }

  /// The sets of a family up to a size.
  mutating func truncated(_ family: Node, order: Int) -> Node {
    evaluate(.truncation, family, Self.empty, Self.bound(order))
  }
}
