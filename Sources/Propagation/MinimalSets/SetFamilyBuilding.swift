extension SetFamily {
  /// The family of no set.
  static let noSet = SetFamily(singles: [], pairs: [], eventOfLevel: [])

  /// The family of the empty set alone.
  static let emptySetAlone = SetFamily(
    diagram: SetFamilyDiagram(budget: .max), root: SetFamilyDiagram.unit, eventOfLevel: [])

  /// The family of some single events and pairs of others, given by levels, ascending.
  /// - Complexity: O(levels + pairs).
  init(singles: [Int], pairs: [(Int, Int)], eventOfLevel: [Int]) {
    var diagram = SetFamilyDiagram(budget: .max)
    var root = SetFamilyDiagram.empty
    var singles = singles[...]
    var pairs = pairs[...]
    // From the deepest level up, so that every node is put on what is there already.
    while let level = [singles.last, pairs.last?.0].compactMap(\.self).max() {
      var others = SetFamilyDiagram.empty
      if singles.last == level {
        singles.removeLast()
        others = SetFamilyDiagram.unit
      }
      while let (first, second) = pairs.last, first == level {
        pairs.removeLast()
        others = diagram.node(UInt32(second), others, SetFamilyDiagram.unit)
      }
      root = diagram.node(UInt32(level), root, others)
    }
    self.init(diagram: diagram, root: root, eventOfLevel: eventOfLevel)
  }

  /// The family with some single events more, which occur in none of its sets.
  /// - Parameters:
  ///   - singles: the events.
  ///   - numbering: for each event of this family its index among the events of the other.
  /// - Complexity: O(nodes + singles).
  func adding(singles: [Int], numbering: [Int]) -> SetFamily {
    let renamed = eventOfLevel.map { numbering[$0] }
    guard !singles.isEmpty else {
      return SetFamily(diagram: diagram, root: root, eventOfLevel: renamed)
    }
    var copy = SetFamily(
      diagram, root: root, eventOfLevel: singles + renamed, firstLevel: singles.count)
    copy.putOnTop(levels: singles.count)
    return copy
  }
}
