/// Families of sets in which no set contains another, as zero-suppressed decision diagrams (Minato,
/// "Zero-suppressed BDDs for set manipulation in combinatorial problems", DAC 1993), with the
/// operations on minimal solutions of Rauzy ("New algorithms for fault trees analysis", Reliability
/// Engineering and System Safety 40, 1993).
///
/// Node 0 is the family of no set, node 1 the family of the empty set alone. As no set contains
/// another, the empty set is in a family only when the family is node 1.
///
/// A bound on the size of sets may go with an operation. Sets above it are left out while they
/// arise, which loses nothing below it: a set of at most k elements is never made from larger ones,
/// nor removed because of one.
///
/// The recursion runs on a stack of its own, so a diagram may be as deep as there are variables.
struct SetFamilyDiagram: Sendable {
  typealias Node = DecisionDiagramTable.Node

  /// The family without sets.
  static let empty: Node = 0
  /// The family that contains only the empty set.
  static let unit: Node = 1
  /// No bound on the size of sets.
  static let unbounded: UInt32 = (1 << 28) - 1

  /// The bound for an order, which is nil for none.
  static func bound(_ order: Int?) -> UInt32 {
    order.map { UInt32(min(max($0, 0), Int(unbounded))) } ?? unbounded
  }

  var table: DecisionDiagramTable
  /// The sizes of each node's smallest and largest set.
  var smallest: [UInt32] = [.max, 0]
  var largest: [UInt32] = [0, 0]
  /// Whether a set was omitted because of its size since this was last set to false.
  var isTruncated = false

  var cache = DecisionDiagramCache()
  var stack: [Frame] = []
  /// The result of the last finished operation.
  var value: Node = 0

  enum Operation: UInt32 {
    case without, union, product, truncation, hitting
  }

  /// An operation in progress.
  struct Frame {
    var operation: Operation
    var stage: UInt32 = 0
    var bound: UInt32
    var first: Node
    var second: Node
    var lowResult: Node = 0
    var partial: Node = 0
    var outerTruncated: Bool
  }

  /// A cached result carries in its highest bit whether sets were left out.
  static let truncatedBit: UInt32 = 1 << 31

  init(budget: Int) {
    table = DecisionDiagramTable(budget: budget)
  }

  /// The family that holds one set of one element.
  mutating func single(_ level: UInt32) -> Node { node(level, Self.empty, Self.unit) }

  /// The node for the sets of `low` and those of `high` with the variable of `level` added.
  mutating func node(_ level: UInt32, _ low: Node, _ high: Node) -> Node {
    guard high != Self.empty else { return low }
    let node = table.node(level, low, high)
    if Int(node) == smallest.count {
      smallest.append(min(smallest[Int(low)], smallest[Int(high)] + 1))
      largest.append(max(largest[Int(low)], largest[Int(high)] + 1))
      cache.grow(toServe: smallest.count)
    }
    return node
  }

  /// The size of the smallest set; nil for the family of no set.
  func smallestSize(_ node: Node) -> Int? {
    node == Self.empty ? nil : Int(smallest[Int(node)])
  }

  /// The size of the largest set; 0 for the family of no set.
  func largestSize(_ node: Node) -> Int { Int(largest[Int(node)]) }

  /// The sets of `family` that contain none of `others`.
  mutating func without(_ family: Node, _ others: Node) -> Node {
    evaluate(.without, family, others, Self.unbounded)
  }

  /// The minimal sets of both families together.
  mutating func union(_ first: Node, _ second: Node) -> Node {
    evaluate(.union, first, second, Self.unbounded)
  }

  /// The minimal sets among those that join one set of each, up to `bound` elements.
  mutating func product(_ first: Node, _ second: Node, bound: UInt32) -> Node {
    evaluate(.product, first, second, bound)
  }

  /// The minimal sets, up to `bound` elements, that meet every set of the family (the operation ♯
  /// of Knuth, The Art of Computer Programming 4A, section 7.1.4, exercise 237).
  mutating func hitting(_ family: Node, bound: UInt32) -> Node {
    evaluate(.hitting, family, Self.empty, bound)
  }

  mutating func evaluate(
    _ operation: Operation, _ first: Node, _ second: Node, _ bound: UInt32
  ) -> Node {
    enter(operation, first, second, bound)
    while let frame = stack.last {
      guard !table.isExhausted else {
        stack.removeAll()
        return Self.empty
      }
      switch frame.operation {
      case .without: stepWithout(frame)
      case .union: stepUnion(frame)
      case .product: stepProduct(frame)
      case .truncation: stepTruncation(frame)
      case .hitting: stepHitting(frame)
      }
    }
    return value
  }
}
