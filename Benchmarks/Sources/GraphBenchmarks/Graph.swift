import Propagation

/// A directed graph in compressed sparse rows: the edges of node v go to
/// `targets[offsets[v] ..< offsets[v + 1]]`, ascending.
struct Graph {
  var offsets: [UInt32]
  var targets: [UInt32]

  var nodeCount: Int { offsets.count - 1 }
  var edgeCount: Int { targets.count }

  /// Rows from pairs in any order; repeated edges and edges of a node to itself are left out.
  init(nodeCount: Int, edges: [(from: UInt32, to: UInt32)]) {
    var offsets = [UInt32](repeating: 0, count: nodeCount + 1)
    for edge in edges { offsets[Int(edge.from) + 1] += 1 }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    var next = offsets
    var targets = [UInt32](repeating: 0, count: edges.count)
    for edge in edges {
      targets[Int(next[Int(edge.from)])] = edge.to
      next[Int(edge.from)] += 1
    }
    self.init(offsets: offsets, unsortedTargets: targets)
  }

  /// Sorts each row and leaves out what is in it twice, and the node itself.
  init(offsets old: [UInt32], unsortedTargets: [UInt32]) {
    targets = unsortedTargets
    offsets = old
    var kept = 0
    for node in 0..<old.count - 1 {
      let row = Int(old[node])..<Int(old[node + 1])
      targets.withUnsafeMutableBufferPointer { $0[row].sort() }
      offsets[node] = UInt32(kept)
      var last = UInt32(node)
      var isFirst = true
      for place in row where targets[place] != node && (isFirst || targets[place] != last) {
        last = targets[place]
        isFirst = false
        targets[kept] = last
        kept += 1
      }
    }
    offsets[old.count - 1] = UInt32(kept)
    targets.removeLast(targets.count - kept)
  }

  /// Rows that are well formed already.
  init(offsets: [UInt32], targets: [UInt32]) {
    self.offsets = offsets
    self.targets = targets
  }

  /// The graph with so many of its edges, taken at random, or itself when it has no more.
  consuming func thinned(to count: Int, _ random: inout Random) -> Graph {
    var (rest, wanted) = (edgeCount, min(count, edgeCount))
    var kept = 0
    for node in 0..<nodeCount {
      let row = Int(offsets[node])..<Int(offsets[node + 1])
      offsets[node] = UInt32(kept)
      for edge in row {
        // Each of the edges left is as likely to be among the wanted ones.
        if random.below(rest) < wanted {
          targets[kept] = targets[edge]
          kept += 1
          wanted -= 1
        }
        rest -= 1
      }
    }
    offsets[nodeCount] = UInt32(kept)
    targets.removeLast(targets.count - kept)
    return self
  }

  /// Where the edges come from: the rows of the graph with every edge turned round.
  func reversed() -> Graph {
    var back = [UInt32](repeating: 0, count: nodeCount + 1)
    for node in targets { back[Int(node) + 1] += 1 }
    for node in 0..<nodeCount { back[node + 1] += back[node] }
    var next = back
    var sources = [UInt32](repeating: 0, count: edgeCount)
    for node in 0..<nodeCount {
      for edge in Int(offsets[node])..<Int(offsets[node + 1]) {
        let target = Int(targets[edge])
        sources[Int(next[target])] = UInt32(node)
        next[target] += 1
      }
    }
    return Graph(offsets: back, targets: sources)
  }

  /// A fact for each node and a clause that it follows from any of its predecessors. With gates, every tenth
  /// node with at least two predecessors, drawn with the seed, needs two of them.
  func program(gatesSeededWith seed: UInt64? = nil) -> ClauseProgram {
    let back = reversed()
    var thresholds = [UInt32](repeating: 1, count: nodeCount)
    if let seed {
      for node in 0..<nodeCount where back.offsets[node + 1] - back.offsets[node] >= 2 {
        if mixed(seed &+ UInt64(node) &* 0x9E37_79B9_7F4A_7C15) % 10 == 0 { thresholds[node] = 2 }
      }
    }
    return ClauseProgram(
      factCount: nodeCount, heads: Array(0..<UInt32(nodeCount)), thresholds: thresholds,
      bodyOffsets: back.offsets, bodies: back.targets)
  }

  /// The first of the nodes with most edges: where to start when nothing is said.
  var busiestNode: UInt32 {
    var best = 0
    var most: UInt32 = 0
    for node in 0..<nodeCount where offsets[node + 1] - offsets[node] > most {
      best = node
      most = offsets[node + 1] - offsets[node]
    }
    return UInt32(best)
  }
}

/// A well-mixed function of 64 bits (the finaliser of SplitMix64).
func mixed(_ value: UInt64) -> UInt64 {
  var mixed = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
  mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
  return mixed ^ (mixed >> 31)
}
