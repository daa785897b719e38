/// A letter on each line, placed where it cannot be mistaken for another line. Leaders cannot separate lines
/// that end together, and colors cannot separate many lines.
struct PlotMarkers {
  static let radius = 9.0

  private(set) var text = ""

  /// - Complexity: O(lines² × width of the frame).
  init(_ series: [ExceedanceChart.Series], _ frame: PlotFrame) {
    guard series.count > 1 else { return }
    let places = Array(stride(from: frame.left + 16, through: frame.right - 16, by: 3))
    let heights = series.map { line in places.map { frame.height(line, at: $0) } }
    var taken: [(x: Double, y: Double)] = []
    for index in series.indices {
      var best: (score: Double, x: Double, y: Double)?
      for (column, place) in places.enumerated() {
        guard let height = heights[index][column] else { continue }
        var score = 30.0
        for other in series.indices where other != index {
          if let theirs = heights[other][column] { score = min(score, abs(theirs - height)) }
        }
        // Letters must not overlap, and flat stretches are preferred.
        for marker in taken {
          let (across, down) = (marker.x - place, marker.y - height)
          let distance = (across * across + down * down).squareRoot()
          if distance < 2.4 * Self.radius { score -= 200 }
        }
        for neighbour in [column - 3, column + 3] where heights[index].indices.contains(neighbour) {
          guard let theirs = heights[index][neighbour] else { continue }
          score -= min(10, abs(theirs - height) / 2)
        }
        score += 4 * (place - frame.left) / (frame.right - frame.left)
        if best.map({ score > $0.score }) ?? true { best = (score, place, height) }
      }
      guard let best else { continue }
      taken.append((best.x, best.y))
      text += Self.marker(index, best.x, best.y)
    }
  }

  /// A, B, C …
  static func letter(_ index: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(65 + index % 26)))
    return index < 26 ? letter : letter + String(index / 26)
  }

  static func marker(_ index: Int, _ x: Double, _ y: Double) -> String {
    let (left, top) = (SVG.number(x), SVG.number(y))
    return
      "<circle class=\"ground marker\(index % 7)\" cx=\"\(left)\" cy=\"\(top)\" r=\"\(SVG.number(radius))\"/>"
      + "<text class=\"ink\" font-size=\"11\" font-weight=\"bold\" text-anchor=\"middle\" x=\"\(left)\" y=\"\(SVG.number(y + 4))\">\(letter(index))</text>\n"
  }
}
