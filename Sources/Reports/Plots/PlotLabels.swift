import SourceText

/// The names of the lines next to their ends, moved apart where ends are close. Below them are the architectures
/// without a line, each with the reason.
struct PlotLabels {
  private(set) var text = ""
  /// The bottom of the lowest label.
  private(set) var bottom = 0.0

  private static let lineHeight = 16.0
  private static let gap = 9.0
  /// The number of characters that fit between the frame and the edge.
  private static let columns = 24

  init(
    _ series: [ExceedanceChart.Series], absent: [(label: String, why: String)], _ frame: PlotFrame
  ) {
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
    // Draw leaders only if no two ends coincide and no leader crosses another line; otherwise draw none.
    let ends = labels.map(\.end)
    let hasLeaders = ends.allSatisfy { end in
      (end.x > frame.right - 40 || ends.count == 1)
        && ends.count { abs($0.x - end.x) < 8 && abs($0.y - end.y) < 5 } == 1
    }
    if hasLeaders {
      labels.sort { ($0.end.y, $0.index) < ($1.end.y, $1.index) }
    } else {
      for index in labels.indices { labels[index].end = (frame.right, frame.top) }
    }
    // Move down from the top to avoid overlaps, then up again if the last label left the frame.
    var next = frame.top - 6
    for index in labels.indices {
      let half = labels[index].height / 2
      labels[index].middle = max(labels[index].end.y, next + half)
      next = labels[index].middle + half + Self.gap
    }
    let room = labels.reduce(0) { $0 + $1.height + Self.gap }
    var limit = max(frame.bottom + 56, frame.top - 6 + room)
    for index in labels.indices.reversed() {
      let half = labels[index].height / 2
      labels[index].middle = min(labels[index].middle, limit - half)
      limit = labels[index].middle - half - Self.gap
    }
    for label in labels {
      let start = frame.right + 12
      let middle = SVG.number(label.middle)
      if hasLeaders {
        text +=
          "<path class=\"leader\" d=\"M\(SVG.number(label.end.x + 2)),\(SVG.number(label.end.y))L\(SVG.number(start)),\(middle)\"/>\n"
      }
      text +=
        "<path class=\"line \(ExceedanceChart.lineClass(label.index))\" d=\"M\(SVG.number(start + 3)),\(middle)h36\"/>\n"
      if series.count > 1 { text += PlotMarkers.marker(label.index, start + 21, label.middle) }
      for (row, words) in label.lines.enumerated() {
        let y = label.middle - label.height / 2 + Self.lineHeight * (Double(row) + 0.78)
        text +=
          "<text class=\"ink\" font-size=\"13\" x=\"\(SVG.number(start + 46))\" y=\"\(SVG.number(y))\">\(XMLText.escaped(words))</text>\n"
      }
      bottom = max(bottom, label.middle + label.height / 2)
    }
    for entry in absent {
      let lines = Self.wrapped("\(entry.label): \(entry.why)", most: 4)
      bottom = max(bottom + Self.gap, frame.top)
      for words in lines {
        bottom += Self.lineHeight
        text +=
          "<text class=\"muted\" font-size=\"13\" x=\"\(SVG.number(frame.right + 58))\" y=\"\(SVG.number(bottom))\">\(XMLText.escaped(words))</text>\n"
      }
    }
  }

  /// Wraps text to a number of rows. Excess text becomes an ellipsis; the line's title contains the full text.
  private static func wrapped(_ label: String, most: Int = 3) -> [String] {
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
    let cut = rows.prefix(most).map { row in
      TerminalText.width(row) <= columns + 2 ? row : String(row.prefix(columns)) + "…"
    }
    return rows.count > most ? cut.dropLast() + [cut[most - 1] + " …"] : Array(cut)
  }
}
