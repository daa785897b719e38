/// A family of sets of events in which no set contains another, stored as a decision diagram. It may have more
/// sets than could ever be listed and can still be counted, and listed from the smallest set on.
///
/// Events are indices into the list of events for which the family was computed. As a sequence it
/// gives every set, its events ascending, the smallest sets first and those of one size in
/// lexicographic order. Nothing is listed before it is asked for.
public struct SetFamily: Sendable, Sequence {
  private(set) var diagram: SetFamilyDiagram
  private(set) var root: SetFamilyDiagram.Node
  /// The event of each level of the diagram.
  let eventOfLevel: [Int]

  init(diagram: SetFamilyDiagram, root: SetFamilyDiagram.Node, eventOfLevel: [Int]) {
    self.diagram = diagram
    self.root = root
    self.eventOfLevel = eventOfLevel
  }

  /// The part of a diagram that a family needs; what else was made on the way is left behind.
  /// - Parameter firstLevel: the level that the diagram's level 0 becomes.
  /// - Complexity: O(nodes of the diagram).
  init(
    _ diagram: borrowing SetFamilyDiagram, root: SetFamilyDiagram.Node, eventOfLevel: [Int],
    firstLevel: Int = 0
  ) {
    var compact = SetFamilyDiagram(budget: .max)
    var nodes: [SetFamilyDiagram.Node: SetFamilyDiagram.Node] = [0: 0, 1: 1]
    for node in diagram.table.reachable(from: CollectionOfOne(root)) {
      let decision = diagram.table[node]
      if let low = nodes[decision.low], let high = nodes[decision.high] {
        nodes[node] = compact.node(decision.level + UInt32(firstLevel), low, high)
      }
    }
    self.root = nodes[root] ?? SetFamilyDiagram.empty
    self.diagram = compact
    self.eventOfLevel = eventOfLevel
  }

  /// Adds a single event for each of the first levels, of which no set has one yet.
  mutating func putOnTop(levels: Int) {
    for level in stride(from: levels - 1, through: 0, by: -1) {
      root = diagram.node(UInt32(level), root, SetFamilyDiagram.unit)
    }
  }

  /// Whether there are no sets.
  public var isEmpty: Bool { root == SetFamilyDiagram.empty }

  /// Whether the family consists of the empty set only, so that nothing more is needed.
  public var isEmptySetAlone: Bool { root == SetFamilyDiagram.unit }

  /// The size of the smallest set; nil if there is none.
  public var smallestSize: Int? { diagram.smallestSize(root) }

  /// The size of the largest set; nil if there is none.
  public var largestSize: Int? { isEmpty ? nil : diagram.largestSize(root) }

  /// The number of decisions in the diagram.
  public var nodeCount: Int { diagram.table.count - 2 }

  /// The events that form a set alone, ascending.
  /// - Complexity: O(levels).
  public var singles: [Int] {
    // No other set has one of them, so they hang on the way down without anything.
    var found: [Int] = []
    var node = root
    while node > SetFamilyDiagram.unit {
      let decision = diagram.table[node]
      if decision.high == SetFamilyDiagram.unit { found.append(eventOfLevel[Int(decision.level)]) }
      node = decision.low
    }
    return found.sorted()
  }

  /// The events that occur in some set, ascending.
  /// - Complexity: O(nodes).
  public var members: [Int] {
    let nodes = diagram.table.reachable(from: CollectionOfOne(root))
    return Set(nodes.map { eventOfLevel[Int(diagram.table.level($0))] }).sorted()
  }

  /// The exact number of sets of each size, from 0 to the largest size.
  /// - Complexity: O(nodes × largest size), more only by the digits of numbers above 2⁶⁴.
  public func countsBySize() -> [SetCount] { diagram.countsBySize(root) }

  /// The exact number of sets.
  public func count() -> SetCount { countsBySize().reduce(SetCount(0), +) }

  /// The first sets, at most `limit`; all if there is no limit.
  public func sets(limit: Int? = nil) -> [[Int]] {
    guard let limit else { return Array(self) }
    return Array(prefix(limit))
  }

  /// Iterates over the sets, smallest first, then in lexicographic order.
  public func makeIterator() -> SetFamilyIterator { SetFamilyIterator(self) }

  /// The minimal sets that meet every set of the family, to an order, or all of them.
  ///
  /// Of an incomplete family these meet the sets that are in it, no more; ask
  /// `MinimalSets.hardening(of:in:events:base:order:budget:)` for the sets without which a target
  /// cannot be reached at all.
  /// - Parameters:
  ///   - order: the largest size wanted; nil for all.
  ///   - budget: how many operations on diagram nodes the computation may take.
  public func hittingSets(
    order: Int? = nil, budget: Int = MinimalSets.defaultBudget
  ) -> MinimalSets {
    MinimalSets.largestWithinBudget(of: 1, order: order, budget: budget) { _, order in
      var diagram = diagram
      diagram.table.budget = diagram.table.operations + budget
      diagram.isTruncated = false
      let bound = SetFamilyDiagram.bound(order)
      let hitting = diagram.hitting(root, bound: bound)
      guard !diagram.table.isExhausted else { return [nil] }
      return [
        (SetFamily(diagram, root: hitting, eventOfLevel: eventOfLevel), !diagram.isTruncated)
      ]
    }[0]
  }
}
