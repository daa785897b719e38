/// The strongly connected components of a directed graph, numbered in topological order: an edge between
/// two components goes from the lower number to the higher.
///
/// One depth-first search with an explicit stack and one array for what Tarjan keeps in three
/// (Pearce, "A space-efficient algorithm for finding strongly connected components", Information
/// Processing Letters 116(1), 2016).
public struct Components: Sendable {
  /// The number of components.
  public let count: Int
  /// The component of each node.
  public let numbers: [UInt32]

  /// The components of a graph in compressed sparse rows: the edges of node v go to
  /// `targets[offsets[v] ..< offsets[v + 1]]`. Traps when the rows are not well formed.
  /// - Complexity: O(nodes + edges) time, 20 bytes a node.
  public init(offsets: [UInt32], targets: [UInt32]) {
    precondition(offsets.first == 0 && offsets.last == UInt32(targets.count))
    precondition(zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 })
    precondition(targets.allSatisfy { $0 < offsets.count - 1 })
    self.init(checkedOffsets: offsets, targets: targets)
  }

  /// The components of a program's facts, each body fact having an edge to the clause's head.
  /// - Complexity: O(facts + clauses + bodies) time.
  public init(_ program: ClauseProgram) {
    self.init(LeastFixpoint(program))
  }

  /// The components of the facts of a prepared program.
  public init(_ fixpoint: LeastFixpoint) {
    self.init(
      checkedOffsets: fixpoint.program.occurrenceOffsets,
      targets: fixpoint.targetsAreHeads
        ? fixpoint.targets
        : fixpoint.program.occurrences.map { fixpoint.program.heads[Int($0)] })
  }

  init(checkedOffsets: [UInt32], targets: [UInt32]) {
    let nodeCount = checkedOffsets.count - 1
    precondition(nodeCount < Int(Search.below))
    // Per node: 0 when unseen, then the lowest place in the order of discovery that it is known to reach,
    // then, once its component is complete, a number counted down from the top, above every place.
    var state = [UInt32](repeating: 0, count: nodeCount)
    var number = UInt32.max
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * nodeCount + 2) { room in
      checkedOffsets.withUnsafeBufferPointer { offsets in
        targets.withUnsafeBufferPointer { targets in
          state.withUnsafeMutableBufferPointer { state in
            guard let room = room.baseAddress, let offsets = offsets.baseAddress,
              let state = state.baseAddress
            else { return }
            let search = Search(
              offsets: offsets, targets: targets, state: state, nodes: room,
              edges: room + nodeCount + 1, nodeCount: nodeCount)
            number = search.run()
          }
        }
      }
    }
    count = Int(UInt32.max - number)
    let first = number &+ 1
    for node in state.indices { state[node] &-= first }
    numbers = state
  }

  /// One search. Every pointer is read in bounds: offsets and targets were checked, and a node is on the
  /// path or waiting, never both, so that the two stacks share `nodes` from its two ends.
  private struct Search {
    let offsets: UnsafePointer<UInt32>
    let targets: UnsafeBufferPointer<UInt32>
    let state: UnsafeMutablePointer<UInt32>
    let nodes: UnsafeMutablePointer<UInt32>
    let edges: UnsafeMutablePointer<UInt32>
    let nodeCount: Int

    /// Marks a node on the path that reaches below its own position and is therefore not the root of a
    /// component.
    static let below: UInt32 = 1 << 31

    /// Numbers every component in `state`, from `UInt32.max` down; returns the number below the last.
    func run() -> UInt32 {
      var number = UInt32.max
      var place: UInt32 = 1
      var depth = 0
      var waiting = nodeCount
      var start = 0
      while start < nodeCount {
        guard state[start] == 0 else {
          start &+= 1
          continue
        }
        var node = start
        var low = place
        var isBelow: UInt32 = 0
        state[node] = place
        place &+= 1
        var edge = offsets[node]
        var end = offsets[node &+ 1]
        while true {
          while edge < end {
            let next = Int(targets[Int(edge)])
            let reached = state[next]
            edge &+= 1
            if reached == 0 {
              state[node] = low
              nodes[depth] = UInt32(truncatingIfNeeded: node) | isBelow
              edges[depth] = edge
              depth &+= 1
              node = next
              low = place
              isBelow = 0
              state[node] = place
              place &+= 1
              edge = offsets[node]
              end = offsets[node &+ 1]
            } else if reached < low {
              low = reached
              isBelow = Self.below
            }
          }
          var reached = low
          if isBelow == 0 {
            state[node] = number
            place &-= 1
            while waiting < nodeCount && state[Int(nodes[waiting])] >= low {
              state[Int(nodes[waiting])] = number
              place &-= 1
              waiting &+= 1
            }
            reached = number
            number &-= 1
          } else {
            state[node] = low
            waiting &-= 1
            nodes[waiting] = UInt32(truncatingIfNeeded: node)
          }
          if depth == 0 { break }
          depth &-= 1
          node = Int(nodes[depth] & ~Self.below)
          isBelow = nodes[depth] & Self.below
          edge = edges[depth]
          end = offsets[node &+ 1]
          low = state[node]
          if reached < low {
            low = reached
            isBelow = Self.below
          }
        }
      }
      return number
    }
  }
}
