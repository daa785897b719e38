/// The strongly connected components of a directed graph in compressed sparse rows, each after all
/// those its nodes point to (Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal
/// on Computing 1(2), 1972). The search keeps its own stack.
struct MinimalSetsComponents {
  /// The nodes reached, component by component; within one, those finished first come first.
  private(set) var nodes: [UInt32] = []
  /// Where each component starts in `nodes`; one more entry than components.
  private(set) var offsets: [Int] = [0]
  /// The nodes reached in the order in which the search first met them.
  private(set) var discovered: [UInt32] = []

  var count: Int { offsets.count - 1 }

  subscript(component: Int) -> ArraySlice<UInt32> {
    nodes[offsets[component]..<offsets[component + 1]]
  }

  /// Searches from the roots in their order, along the edges in theirs.
  /// - Complexity: O(nodes + edges), and O(c log c) in the size of a component.
  init(offsets rows: [UInt32], edges: [UInt32], roots: some Sequence<UInt32>) {
    let nodeCount = rows.count - 1
    let unseen = UInt32.max
    var discovery = [UInt32](repeating: unseen, count: nodeCount)
    var finished = [UInt32](repeating: 0, count: nodeCount)
    var lowest = discovery
    var isOpen = [Bool](repeating: false, count: nodeCount)
    var nextEdge = rows
    var open: [UInt32] = []
    var path: [UInt32] = []
    var finishedCount: UInt32 = 0

    for root in roots where discovery[Int(root)] == unseen {
      path.append(root)
      while let node = path.last {
        let index = Int(node)
        if discovery[index] == unseen {
          discovery[index] = UInt32(discovered.count)
          lowest[index] = discovery[index]
          discovered.append(node)
          open.append(node)
          isOpen[index] = true
        }
        if nextEdge[index] < rows[index + 1] {
          let neighbour = edges[Int(nextEdge[index])]
          nextEdge[index] += 1
          if discovery[Int(neighbour)] == unseen {
            path.append(neighbour)
          } else if isOpen[Int(neighbour)] {
            lowest[index] = min(lowest[index], discovery[Int(neighbour)])
          }
          continue
        }
        path.removeLast()
        finished[index] = finishedCount
        finishedCount += 1
        if let parent = path.last {
          lowest[Int(parent)] = min(lowest[Int(parent)], lowest[index])
        }
        guard lowest[index] == discovery[index], let start = open.lastIndex(of: node) else {
          continue
        }
        let component = open[start...].sorted { finished[Int($0)] < finished[Int($1)] }
        open.removeSubrange(start...)
        for member in component { isOpen[Int(member)] = false }
        nodes.append(contentsOf: component)
        offsets.append(nodes.count)
      }
    }
  }
}
