import CGraphviz

/// Keeps arrows from a box to itself beside the box.
///
/// The library makes such an arrow half as deep as the next box is away, from middle to middle, so that from a wide box it
/// runs behind its neighbour or out of the frame. After the layout its points are moved towards the box.
enum SelfLoops {
  /// How far such an arrow reaches from its box, in points: less than the margin of a frame.
  static let depth = 8.0

  /// Moves the points of every arrow from a box to itself.
  /// - Complexity: O(edges).
  static func narrow(in graph: UnsafeMutablePointer<Agraph_t>) {
    var node = agfstnode(graph)
    while let here = node {
      var edge = agfstout(graph, here)
      while let arrow = edge {
        if arrow.pointee.node == here { narrow(arrow) }
        edge = agnxtout(graph, arrow)
      }
      node = agnxtnode(graph, here)
    }
  }

  private static func narrow(_ edge: UnsafeMutablePointer<Agedge_t>) {
    guard
      let curves = UnsafeRawPointer(edge.pointee.base.data)?
        .assumingMemoryBound(to: Agedgeinfo_t.self).pointee.spl
    else { return }
    for index in 0..<Int(curves.pointee.size) {
      let curve = curves.pointee.list[index]
      let points = UnsafeMutableBufferPointer(start: curve.list, count: Int(curve.size))
      // The box is where the arrow begins; the points between its ends are bent.
      guard let first = points.first, points.count > 2 else { continue }
      let from = curve.sflag != 0 ? curve.sp.x : first.x
      let reach = points.map { abs($0.x - from) }.max() ?? 0
      guard reach > depth else { continue }
      for place in 1..<(points.count - 1) {
        points[place].x = from + (points[place].x - from) * depth / reach
      }
    }
  }
}
