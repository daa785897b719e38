/// The minimal sets of targets, read from the diagrams of their modules.
struct ModuleFamilies {
  /// A module's family with its decisions as they lie in memory: nodes 0 and 1 are the family of no
  /// set and that of the empty set.
  struct Part {
    var decisions: [DecisionDiagramTable.Decision]
    var root: Int
    /// Whether a decision is met on the way on which no input is taken.
    var isSpine: [Bool]
  }

  private let functions: ModuleFunctions
  private let reading: SetsReading
  private let budget: Int

  init(_ functions: ModuleFunctions, reading: SetsReading, budget: Int) {
    self.functions = functions
    self.reading = reading
    self.budget = budget
  }

  /// How many operations finding all sets may take for each node, if only an order is wanted.
  private static let operationsPerNode = 8
  private static let few = 1 << 12

  /// The families of the targets.
  /// - Parameter order: The largest size wanted; nil for all.
  /// - Returns: for each target its family, and whether nothing is omitted from it; the size up to
  ///   which the families are complete, which is below `order` if the budget was not enough. nil if
  ///   it was not enough for anything.
  func answers(order: Int?) -> (answers: [MinimalSets.Answer], order: Int?)? {
    // Mostly all sets are found sooner than those up to an order.
    let cheap = Self.operationsPerNode * functions.size + Self.few
    if let parts = allParts(budget: order == nil ? budget : min(budget, cheap)),
      let answers = flat(parts.map { $0.map { ($0, false) } }, order: order)
    {
      return (answers, order)
    }
    guard let (parts, reached) = parts(order: order ?? .max) else { return nil }
    for order in stride(from: reached, through: 0, by: -1) {
      if let answers = flat(parts, order: order) { return (answers, order) }
    }
    return nil
  }

  /// The parts of every module, one for each root; nil if the budget is not enough.
  private func allParts(budget: Int) -> [[Part]]? {
    var left = budget
    var parts: [[Part]] = []
    for module in functions.modules {
      var diagram = SetFamilyDiagram(budget: left)
      let function = ReadFunction(module.diagram, roots: module.roots, reading: reading)
      guard let roots = diagram.minimalSolutions(of: function) else { return nil }
      left -= min(left, diagram.table.operations)
      parts.append(roots.map { Part(diagram, $0) })
    }
    return parts
  }

  private typealias Truncated = (part: Part, isTruncated: Bool)

  /// The parts to an order, or to the largest for which the budget is enough.
  private func parts(order: Int) -> (parts: [[Truncated]], order: Int)? {
    var left = budget
    var order = min(order, functions.modules.reduce(0) { $0 + $1.inputs.count })
    var parts: [[Truncated]] = []
    for module in functions.modules {
      var diagram = SetFamilyDiagram(budget: left)
      let function = ReadFunction(module.diagram, roots: module.roots, reading: reading)
      guard let found = diagram.minimalSolutions(of: function, order: order) else { return nil }
      if found.families.contains(where: \.isTruncated) { order = min(order, found.order) }
      left -= min(left, diagram.table.operations)
      parts.append(found.families.map { (Part(diagram, $0.root), $0.isTruncated) })
    }
    return (parts, order)
  }

  /// The families over events, each module put where its parents have it as an input.
  private func flat(_ parts: [[Truncated]], order: Int?) -> [MinimalSets.Answer]? {
    let isTruncated = parts.dropLast().contains { $0[0].isTruncated }
    var flattening = ModuleFlattening(
      parts: parts.dropLast().map { $0[0].part }, functions: functions, budget: budget)
    var answers: [MinimalSets.Answer] = []
    for (part, isTruncatedItself) in parts.last ?? [] {
      var root = flattening.flat(part)
      guard !flattening.diagram.table.isExhausted else { return nil }
      let isLarger = order.map { flattening.diagram.largestSize(root) > $0 } ?? false
      if let order, isLarger { root = flattening.truncated(root, order: order) }
      guard !flattening.diagram.table.isExhausted else { return nil }
      let family = SetFamily(
        flattening.diagram, root: root, eventOfLevel: flattening.eventOfLevel)
      answers.append((family, !isTruncated && !isTruncatedItself && !isLarger))
    }
    return answers
  }
}

extension ModuleFamilies.Part {
  /// The nodes of a family.
  init(_ diagram: borrowing SetFamilyDiagram, _ root: SetFamilyDiagram.Node) {
    let terminal = DecisionDiagramTable.Decision(
      level: DecisionDiagramTable.terminalLevel, low: 0, high: 0)
    decisions = [terminal, terminal]
    var place = [UInt32](repeating: 0, count: diagram.table.count)
    place[1] = 1
    for node in diagram.table.reachable(from: CollectionOfOne(root)) {
      let decision = diagram.table[node]
      place[Int(node)] = UInt32(decisions.count)
      decisions.append(
        DecisionDiagramTable.Decision(
          level: decision.level, low: place[Int(decision.low)], high: place[Int(decision.high)]))
    }
    self.root = Int(place[Int(root)])
    isSpine = [Bool](repeating: false, count: decisions.count)
    var node = self.root
    while node > 1 {
      isSpine[node] = true
      node = Int(decisions[node].low)
    }
    isSpine[node] = true
  }
}
