import ExposureAnalysis
import SourceText

/// The names of the lines, each beside the end of its line, moved apart where ends are close.
struct PlotLabels {
  private(set) var text = ""
  /// Where the lowest ends.
  private(set) var bottom = 0.0

  private static let lineHeight = 16.0
  private static let gap = 9.0
  /// Characters that fit between the frame and the edge.
  private static let columns = 24

  init(_ series: [ExceedanceChart.Series], _ frame: PlotFrame) {
    struct Label {
      var index: Int
      var lines: [String]
      var end: (x: Double, y: Double)
      var middle = 0.0

      var height: Double { Double(lines.count) * PlotLabels.lineHeight }
    }
    var labels = series.enumerated().map { index, line in
      Label(index: index, lines: Self.wrapped(line.label), end: frame.end(line))
    }
    labels.sort { ($0.end.y, $0.index) < ($1.end.y, $1.index) }
    // Down from the top so that none overlaps, then up again where the last left the frame.
    var next = frame.top - 6
    for index in labels.indices {
      let half = labels[index].height / 2
      labels[index].middle = max(labels[index].end.y, next + half)
      next = labels[index].middle + half + Self.gap
    }
    var limit = frame.bottom + 56
    for index in labels.indices.reversed() {
      let half = labels[index].height / 2
      labels[index].middle = max(
        min(labels[index].middle, limit - half), half + 60)
      limit = labels[index].middle - half - Self.gap
    }
    for label in labels {
      let start = frame.right + 12
      let middle = SVG.number(label.middle)
      text +=
        "<path class=\"leader\" d=\"M\(SVG.number(label.end.x + 2)),\(SVG.number(label.end.y))L\(SVG.number(start)),\(middle)\"/>\n"
      text +=
        "<path class=\"line line\(label.index % 7)\" d=\"M\(SVG.number(start + 3)),\(middle)h30\"/>\n"
      for (row, words) in label.lines.enumerated() {
        let y = label.middle - label.height / 2 + Self.lineHeight * (Double(row) + 0.78)
        text +=
          "<text class=\"ink\" font-size=\"13\" x=\"\(SVG.number(start + 40))\" y=\"\(SVG.number(y))\">\(SVG.escaped(words))</text>\n"
      }
      bottom = max(bottom, label.middle + label.height / 2)
    }
  }

  /// In at most three rows; what does not fit ends in an ellipsis, and the title of the line says it whole.
  private static func wrapped(_ label: String) -> [String] {
    var rows: [String] = [""]
    for word in label.split(separator: " ") {
      let last = rows[rows.count - 1]
      if last.isEmpty {
        rows[rows.count - 1] = String(word)
      } else if TerminalText.width(last) + 1 + TerminalText.width(String(word)) <= columns {
        rows[rows.count - 1] = "\(last) \(word)"
      } else {
        rows.append(String(word))
      }
    }
    let cut = rows.prefix(3).map { row in
      TerminalText.width(row) <= columns + 2 ? row : String(row.prefix(columns)) + "…"
    }
    return rows.count > 3 ? cut.dropLast() + [cut[2] + " …"] : Array(cut)
  }
}
