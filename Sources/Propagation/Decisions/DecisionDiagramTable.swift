/// The nodes of one or several decision diagrams over the same levels, each (level, low, high) held
/// once, so that equal functions, or equal families, are equal node numbers (Brace, Rudell and
/// Bryant, "Efficient implementation of a BDD package", DAC 1990).
///
/// Nodes 0 and 1 are the terminals. A node comes after the nodes it points to, so ascending order is a
/// topological order starting at the terminals. The diagram that owns the table decides which nodes are omitted
/// (`low == high` in a binary decision diagram, `high == 0` in a zero-suppressed one).
struct DecisionDiagramTable: Sendable {
  /// A node's number.
  typealias Node = UInt32

  /// A decision: below `level`, `low` without the variable and `high` with it.
  struct Decision: Sendable {
    var level: UInt32
    var low: Node
    var high: Node
  }

  /// The level of the terminals, below every variable.
  static let terminalLevel = UInt32.max

  /// The decisions by node, starting with those of the terminals.
  private(set) var decisions: [Decision]
  /// The maximum number of operations that are not answered immediately. Each creates at most one node, so this
  /// bounds time and memory, identically on every run.
  var budget: Int
  /// The number of operations started.
  private(set) var operations = 0

  /// Open addressing with linear probing; 0 marks a free slot, as no terminal is ever looked up.
  private var slots: [Node]

  init(budget: Int) {
    let terminal = Decision(level: Self.terminalLevel, low: 0, high: 0)
    decisions = [terminal, terminal]
    self.budget = budget
    slots = [Node](repeating: 0, count: 1 << 10)
  }

  /// Whether the budget is exhausted. All later results are meaningless.
  var isExhausted: Bool { operations > budget }

  /// Counts an operation on nodes.
  mutating func countOperation() { operations += 1 }

  /// The number of nodes, including terminals.
  var count: Int { decisions.count }

  /// The decision at a node.
  subscript(node: Node) -> Decision { decisions[Int(node)] }

  /// The level of a node's variable, `terminalLevel` for terminals.
  func level(_ node: Node) -> UInt32 { decisions[Int(node)].level }

  /// The node for a decision, new or existing. Traps above 2³¹ nodes.
  /// - Complexity: O(1) expected.
  mutating func node(_ level: UInt32, _ low: Node, _ high: Node) -> Node {
    var slot = Self.hash(level, low, high) & (slots.count - 1)
    while slots[slot] != 0 {
      let candidate = decisions[Int(slots[slot])]
      if candidate.low == low, candidate.high == high, candidate.level == level {
        return slots[slot]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    precondition(decisions.count < Int(Int32.max), "too many nodes")
    let node = Node(decisions.count)
    slots[slot] = node
    decisions.append(Decision(level: level, low: low, high: high))
    if decisions.count * 2 > slots.count { grow() }
    return node
  }

  /// The nodes at and below some roots, ascending, without terminals.
  /// - Complexity: O(nodes of the table).
  func reachable(from roots: some Sequence<Node>) -> [Node] {
    var seen = [Bool](repeating: false, count: count)
    for root in roots { seen[Int(root)] = true }
    for index in stride(from: count - 1, to: 1, by: -1) where seen[index] {
      seen[Int(decisions[index].low)] = true
      seen[Int(decisions[index].high)] = true
    }
    return (2..<max(count, 2)).filter { seen[$0] }.map { Node($0) }
  }

  private mutating func grow() {
    slots = [Node](repeating: 0, count: slots.count * 2)
    for index in 2..<decisions.count {
      let decision = decisions[index]
      var slot = Self.hash(decision.level, decision.low, decision.high) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Node(index)
    }
  }

  @inline(__always)
  static func hash(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Int {
    Int(truncatingIfNeeded: Mixer.mixed(UInt64(second) << 32 | UInt64(third), UInt64(first)))
  }
}
