/// Arranges unconnected parts of a picture side by side instead of below one another.
extension Drawing {
  /// The number of unconnected parts in a row.
  private static let rowLength = 5

  /// Invisible edges that arrange unconnected parts in rows. The largest part stays on its own.
  /// - Parameters:
  ///   - nodes: Names of nodes in drawing order, with the nodes of a frame together.
  ///   - frames: Names of the nodes in each frame.
  ///   - edges: The visible edges.
  /// - Complexity: nearly O(nodes + edges).
  static func rows(of nodes: [String], frames: [[String]], edges: [DOTEdge]) -> [DOTEdge] {
    var parts = Parts(nodes)
    for frame in frames { for name in frame.dropFirst() { parts.join(frame[0], name) } }
    for edge in edges { parts.join(edge.tail.node, edge.head.node) }
    let members = Dictionary(grouping: nodes) { parts.root(of: $0) }
    let order = nodes.filter { parts.root(of: $0) == $0 }
    guard let largest = order.max(by: { (members[$0]?.count ?? 0) < (members[$1]?.count ?? 0) })
    else { return [] }
    let heads = Set(edges.map(\.head.node))
    let tails = Set(edges.map(\.tail.node))
    let others = order.filter { $0 != largest }.map { members[$0] ?? [] }
    return zip(others.indices, zip(others, others.dropFirst())).compactMap { index, pair in
      guard (index + 1) % Self.rowLength != 0,
        let last = pair.0.last(where: { !tails.contains($0) }) ?? pair.0.last,
        let first = pair.1.first(where: { !heads.contains($0) }) ?? pair.1.first
      else { return nil }
      return DOTEdge(
        tail: DOTEndpoint(node: last, port: nil), head: DOTEndpoint(node: first, port: nil),
        attributes: ["style": "invis"])
    }
  }
}

/// Connected parts; each is named after its first node.
private struct Parts {
  private var above: [String: String] = [:]
  private var place: [String: Int] = [:]

  init(_ nodes: [String]) {
    for (index, node) in nodes.enumerated() { place[node] = index }
  }

  mutating func root(of node: String) -> String {
    var root = node
    while let next = above[root] { root = next }
    var here = node
    while let next = above[here], next != root {
      above[here] = root
      here = next
    }
    return root
  }

  mutating func join(_ first: String, _ second: String) {
    let (left, right) = (root(of: first), root(of: second))
    guard left != right else { return }
    if (place[left] ?? 0) < (place[right] ?? 0) { above[right] = left } else { above[left] = right }
  }
}
