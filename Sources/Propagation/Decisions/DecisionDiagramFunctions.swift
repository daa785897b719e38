/// Monotone functions of independent events as reduced ordered binary decision diagrams (Bryant,
/// "Graph-based algorithms for Boolean function manipulation", IEEE Transactions on Computers
/// 35(8), 1986). Node 0 is false, node 1 true.
struct FunctionDiagram: MonotoneAlgebra {
  typealias Node = DecisionDiagramTable.Node

  private(set) var table: DecisionDiagramTable
  private var cache = DecisionDiagramCache()
  private var stack: [Frame] = []
  private var value: Node = 0
  /// The level of the fixpoint's first event; levels above are left to the owner.
  private let firstLevel: UInt32

  private enum Operation: UInt32 {
    case both, either
  }

  /// An operation in progress.
  private struct Frame {
    var operation: Operation
    var stage = 0
    var first: Node
    var second: Node
    var lowResult: Node = 0
  }

  init(budget: Int, firstLevel: Int = 0) {
    table = DecisionDiagramTable(budget: budget)
    self.firstLevel = UInt32(firstLevel)
  }

  var isExhausted: Bool { table.isExhausted }

  /// The maximum number of operations, those before included.
  var budget: Int {
    get { table.budget }
    set { table.budget = newValue }
  }

  /// Never true, because functions omit nothing.
  var isTruncated: Bool {
    get { false }
    set {}
  }

  func level(_ function: UInt32) -> UInt32 { table.level(function) }

  mutating func event(level: UInt32) -> UInt32 { table.node(firstLevel + level, 0, 1) }

  mutating func either(_ first: UInt32, _ second: UInt32) -> UInt32 {
    evaluate(.either, first, second)
  }

  mutating func both(_ first: UInt32, _ second: UInt32) -> UInt32 {
    evaluate(.both, first, second)
  }

  /// The function that equals `high` if the event of a level occurs, and `low` otherwise.
  mutating func node(_ level: UInt32, _ low: Node, _ high: Node) -> Node {
    guard low != high else { return low }
    let node = table.node(level, low, high)
    cache.grow(toServe: table.count)
    return node
  }

  private mutating func evaluate(_ operation: Operation, _ first: Node, _ second: Node) -> Node {
    enter(operation, first, second)
    while let frame = stack.last {
      guard !isExhausted else {
        stack.removeAll()
        return 0
      }
      let upper = table[frame.first]
      let lower = table[frame.second]
      let shared = upper.level == lower.level
      switch frame.stage {
      case 0:
        stack[stack.count - 1].stage = 1
        enter(operation, upper.low, shared ? lower.low : frame.second)
      case 1:
        stack[stack.count - 1].stage = 2
        stack[stack.count - 1].lowResult = value
        enter(operation, upper.high, shared ? lower.high : frame.second)
      default:
        let result = node(upper.level, frame.lowResult, value)
        stack.removeLast()
        cache.keep(operation.rawValue, frame.first, frame.second, result)
        value = result
      }
    }
    return value
  }

  /// Sets `value` if the result is available, otherwise pushes the operation on the stack.
  private mutating func enter(_ operation: Operation, _ first: Node, _ second: Node) {
    let neutral: Node = operation == .both ? 1 : 0
    if first == second || second == neutral {
      value = first
    } else if first == neutral {
      value = second
    } else if first <= 1 || second <= 1 {
      value = 1 - neutral
    } else {
      // The operand with the higher top level first, then the smaller number, so that both orders share one
      // result.
      let (firstLevel, secondLevel) = (table.level(first), table.level(second))
      let isOrdered = firstLevel != secondLevel ? firstLevel < secondLevel : first < second
      let (upper, lower) = isOrdered ? (first, second) : (second, first)
      if let known = cache.result(operation.rawValue, upper, lower) {
        value = known
        return
      }
      table.countOperation()
      stack.append(Frame(operation: operation, first: upper, second: lower))
    }
  }
}
