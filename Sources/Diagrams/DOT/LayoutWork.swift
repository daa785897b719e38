/// How much work the layout of a graph is, counted before it begins, so that a picture that is too much is folded or refused
/// in the same way on every machine.
///
/// The library puts boxes into columns, with a place for an edge in every column that it crosses, and then compares the
/// places of neighbouring columns again and again. What it costs hangs on the number of these places, and not on the
/// number of boxes: 60 boxes with 3,000 lines take longer than 2,500 boxes with 2,500 lines.
struct LayoutWork: Equatable {
  /// The places in all columns: boxes, and edges where they cross a column.
  let places: Int

  /// The most places of which a layout takes a few seconds: 60 boxes with 1,000 lines in all directions have 20,000.
  static let most = 24_000

  /// Whether the layout is begun.
  var isPossible: Bool { places <= Self.most }

  /// Counts the places, with columns by the longest path; edges against the order of a depth-first search go backwards.
  /// - Complexity: O(nodes + edges).
  init(of graph: DOTGraph) {
    var names: [String: Int] = [:]
    func add(_ nodes: [DOTNode]) {
      for node in nodes where names[node.name] == nil { names[node.name] = names.count }
    }
    func add(_ clusters: [DOTCluster]) {
      for cluster in clusters {
        add(cluster.nodes)
        add(cluster.clusters)
      }
    }
    add(graph.nodes)
    add(graph.clusters)
    var neighbours = [[Int]](repeating: [], count: names.count)
    var ends: [(tail: Int, head: Int)] = []
    for edge in graph.edges {
      guard let tail = names[edge.tail.node], let head = names[edge.head.node], tail != head else {
        continue
      }
      ends.append((tail, head))
      neighbours[tail].append(head)
    }
    let columns = Self.columns(neighbours)
    // Each end of a flat edge is a place, too: its label, or the loop around its neighbours.
    places = ends.reduce(names.count) {
      $0 + max(1, abs(columns[$1.tail] - columns[$1.head]))
    }
  }

  /// The column of each node: one behind the last of those before it.
  private static func columns(_ neighbours: [[Int]]) -> [Int] {
    var order: [Int] = []
    // 0: not seen, 1: on the way, 2: done.
    var state = [UInt8](repeating: 0, count: neighbours.count)
    var next = [Int](repeating: 0, count: neighbours.count)
    for start in neighbours.indices where state[start] == 0 {
      var way = [start]
      state[start] = 1
      while let node = way.last {
        guard next[node] < neighbours[node].count else {
          state[node] = 2
          order.append(node)
          way.removeLast()
          continue
        }
        let other = neighbours[node][next[node]]
        next[node] += 1
        if state[other] == 0 {
          state[other] = 1
          way.append(other)
        }
      }
    }
    var place = [Int](repeating: 0, count: neighbours.count)
    for (index, node) in order.reversed().enumerated() { place[node] = index }
    var columns = [Int](repeating: 0, count: neighbours.count)
    for node in order.reversed() {
      for other in neighbours[node] where place[other] > place[node] {
        columns[other] = max(columns[other], columns[node] + 1)
      }
    }
    return columns
  }
}
