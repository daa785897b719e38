/// Puts the families of modules together as one diagram over events. The levels of a module take the
/// place of its level in the module above, so everything below it is made before it.
struct ModuleFlattening {
  typealias Node = SetFamilyDiagram.Node

  private(set) var diagram: SetFamilyDiagram
  /// The event of each level.
  private(set) var eventOfLevel: [Int] = []

  private let parts: [ModuleFamilies.Part]
  private let functions: ModuleFunctions
  /// For each level of each module the level of its event.
  private var levels: [[UInt32]]
  private var frames: [Frame] = []

  /// A module being put on top of `high`, joined with the sets of `low`.
  private struct Frame {
    let module: Int
    let part: ModuleFamilies.Part
    let low: Node
    var next = 2
    /// The sets of each decision, each with a set of `high`.
    var plain: [Node]
    /// The same with the sets of `low`, for decisions on the way on which no input is taken.
    var joined: [Node]
    /// Which of the two the module below is being put together for.
    var isJoining = false
  }

  /// - Parameter parts: The families of all modules but the last.
  init(parts: [ModuleFamilies.Part], functions: ModuleFunctions, budget: Int) {
    self.parts = parts
    self.functions = functions
    diagram = SetFamilyDiagram(budget: budget)
    levels = functions.modules.map { [UInt32](repeating: 0, count: $0.inputs.count) }
    var path = [(module: functions.modules.count - 1, next: 0)]
    while let (module, next) = path.last {
      let inputs = functions.modules[module].inputs
      guard next < inputs.count else {
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      switch inputs[next] {
      case .event(let event):
        levels[module][next] = UInt32(eventOfLevel.count)
        eventOfLevel.append(event)
      case .module(let below): path.append((below, 0))
      }
    }
  }

  /// The family of a target, or anything if the budget is not enough.
  mutating func flat(_ part: ModuleFamilies.Part) -> Node {
    begin(
      functions.modules.count - 1, part, low: SetFamilyDiagram.empty, high: SetFamilyDiagram.unit)
    var result = SetFamilyDiagram.empty
    var isResult = false
    while var frame = frames.popLast() {
      if isResult { take(result, &frame) }
      isResult = false
      advance(&frame)
      if diagram.table.isExhausted {
        frames = []
        return SetFamilyDiagram.empty
      }
      if frame.next < frame.part.decisions.count {
        // A module below has to be put together first.
        let decision = frame.part.decisions[frame.next]
        guard case .module(let below) = functions.modules[frame.module].inputs[Int(decision.level)]
        else { preconditionFailure("only modules wait") }
        let low = frame.isJoining ? frame.joined : frame.plain
        let high = frame.plain[Int(decision.high)]
        let lowNode = low[Int(decision.low)]
        frames.append(frame)
        begin(below, parts[below], low: lowNode, high: high)
      } else {
        result = frame.joined[frame.part.root]
        isResult = true
      }
    }
    return result
  }

  /// The sets of a family up to a size.
  mutating func truncated(_ family: Node, order: Int) -> Node {
    diagram.truncated(family, order: order)
  }

  private mutating func begin(_ module: Int, _ part: ModuleFamilies.Part, low: Node, high: Node) {
    var plain = [Node](repeating: SetFamilyDiagram.empty, count: part.decisions.count)
    plain[1] = high
    var joined = plain
    joined[0] = low
    if part.root == 1 { joined[1] = diagram.union(low, high) }
    frames.append(Frame(module: module, part: part, low: low, plain: plain, joined: joined))
  }

  /// Works the decisions of events up to the next module.
  private mutating func advance(_ frame: inout Frame) {
    let inputs = functions.modules[frame.module].inputs
    while frame.next < frame.part.decisions.count {
      let index = frame.next
      let decision = frame.part.decisions[index]
      guard case .event = inputs[Int(decision.level)] else { return }
      let level = levels[frame.module][Int(decision.level)]
      let high = frame.plain[Int(decision.high)]
      diagram.table.countOperation()
      frame.plain[index] = diagram.node(level, frame.plain[Int(decision.low)], high)
      if frame.part.isSpine[index] {
        frame.joined[index] = diagram.node(level, frame.joined[Int(decision.low)], high)
      }
      frame.next += 1
    }
  }

  /// Takes what a module below was put together for.
  private func take(_ result: Node, _ frame: inout Frame) {
    if frame.isJoining {
      frame.joined[frame.next] = result
    } else {
      frame.plain[frame.next] = result
      let needsJoining = frame.part.isSpine[frame.next] && frame.low != SetFamilyDiagram.empty
      if needsJoining {
        frame.isJoining = true
        return
      }
      frame.joined[frame.next] = result
    }
    frame.isJoining = false
    frame.next += 1
  }
}
