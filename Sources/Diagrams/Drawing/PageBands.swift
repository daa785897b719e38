/// A long lineage in bands below one another, as a text has lines, so that it fills a page instead of being a strip.
///
/// Every second band runs from right to left. What leads from the end of a band to the next therefore leads straight
/// down, and not back over the page. Only a picture of boxes without frames has bands: a frame is laid out as a
/// whole.
struct PageBands {
  /// Points from a column of boxes to the next, with the label between them; about.
  private static let columnWidth = 226.0
  /// Points from a box to the one below; about.
  private static let rowHeight = 90.0
  /// Points above the boxes; about.
  private static let header = 110.0
  /// Wider than this, a picture is hard to read on a page: of the text of 10 points 7 are left on A4 landscape.
  private static let comfortableWidth = 1_150.0
  /// Width by height of a page of A4 landscape.
  private static let page = 1.414

  /// The band of each box, from the top.
  let band: [String: Int]
  /// The column of each box, from the left.
  let column: [String: Int]
  /// How many columns there are.
  let columns: Int

  /// Bands for lines between boxes, each from left to right and without circles; nil if a page holds them in one.
  /// - Complexity: O(boxes × lines).
  init?(_ lines: [(from: String, to: String)]) {
    let lines = lines.filter { $0.from != $0.to }
    let ranks = Self.ranks(lines)
    let count = (ranks.values.max() ?? -1) + 1
    guard Double(count) * Self.columnWidth > Self.comfortableWidth else { return nil }
    var number = [Int](repeating: 0, count: count)
    for rank in ranks.values { number[rank] += 1 }
    func height(columns: Int) -> Double {
      stride(from: 0, to: count, by: columns).reduce(Self.header) { sum, first in
        sum + Double(number[first..<min(first + columns, count)].max() ?? 0) * Self.rowHeight
      }
    }
    // How much wider or narrower than the page, as a factor above 1.
    func distance(columns: Int) -> Double {
      let ratio = Double(columns) * Self.columnWidth / (Self.page * height(columns: columns))
      return max(ratio, 1 / ratio)
    }
    let columns = (2...count).min { distance(columns: $0) < distance(columns: $1) } ?? count
    guard columns < count else { return nil }
    self.columns = columns
    band = ranks.mapValues { $0 / columns }
    column = ranks.mapValues { rank in
      let place = rank % columns
      return (rank / columns).isMultiple(of: 2) ? place : columns - 1 - place
    }
  }

  /// The longest way to each box; a box that nothing leads to stands beside the first that it leads to.
  private static func ranks(_ lines: [(from: String, to: String)]) -> [String: Int] {
    var ranks: [String: Int] = [:]
    for line in lines { (ranks[line.from], ranks[line.to]) = (0, 0) }
    // Without circles a way has fewer lines than there are boxes.
    for _ in 0..<ranks.count {
      var isSettled = true
      for line in lines {
        let rank = (ranks[line.from] ?? 0) + 1
        if rank > ranks[line.to] ?? 0 {
          ranks[line.to] = rank
          isSettled = false
        }
      }
      if isSettled { break }
    }
    let heads = Set(lines.map(\.to))
    for (start, leads) in Dictionary(grouping: lines, by: \.from) where !heads.contains(start) {
      ranks[start] = (leads.map { ranks[$0.to] ?? 0 }.min() ?? 1) - 1
    }
    return ranks
  }

  /// Whether a line within one band runs from right to left.
  func isTurned(_ from: String, _ to: String) -> Bool {
    guard let band = band[from] else { return false }
    return band == self.band[to] && !band.isMultiple(of: 2)
  }

  /// Whether a line leads from one band to another.
  func isAcross(_ from: String, _ to: String) -> Bool { band[from] != band[to] }

  /// Invisible nodes, one for each column and one for the labels between two, and the edges that keep them in order.
  var frame: (nodes: [DOTNode], edges: [DOTEdge]) {
    let names = (0..<(2 * columns - 1)).map { Self.name(halfColumn: $0) }
    let nodes = names.map {
      DOTNode(name: $0, attributes: ["shape": "point", "style": "invis", "width": 0])
    }
    let edges = zip(names, names.dropFirst()).map {
      DOTEdge(
        tail: DOTEndpoint(node: $0, port: nil), head: DOTEndpoint(node: $1, port: nil),
        attributes: ["style": "invis"])
    }
    return (nodes, edges)
  }

  /// What stands below one another: the boxes of each column.
  /// - Parameters:
  ///   - nodes: The names of the boxes in the order in which they are drawn.
  ///   - labels: The labels of lines that lead to another band, with the box they lead to.
  func ranks(of nodes: [String], labels: [(name: String, at: String)]) -> [[String]] {
    (0..<columns).map { number in
      [Self.name(halfColumn: 2 * number)] + nodes.filter { column[$0] == number }
        + labels.filter { column[$0.at] == number }.map(\.name)
    }
  }

  private static func name(halfColumn: Int) -> String { "column-\(halfColumn)" }
}
