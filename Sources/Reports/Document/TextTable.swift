import SourceText

/// A table as text: fixed columns get the width they need, wrapping columns share the rest.
struct TextTable {
  private let table: ReportDocument.Table
  private let width: Int
  private let style: (String, ReportDocument.Emphasis) -> String

  init(
    _ table: ReportDocument.Table, width: Int,
    style: @escaping (String, ReportDocument.Emphasis) -> String
  ) {
    self.table = table
    self.width = width
    self.style = style
  }

  var text: String {
    let widths = columnWidths()
    let headings = table.columns.map { ReportDocument.Line($0.heading, .strong) }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    let rows = table.rows.map { row($0, widths) }
    return ([row(headings, widths), rule] + rows).joined(separator: "\n")
  }

  /// The width to which a column that does not wrap is cut when the table is wider than the terminal.
  private var longest: Int { max(48, width / 2) }

  private func columnWidths() -> [Int] {
    var widths = table.columns.indices.map { column in
      table.rows.reduce(TerminalText.width(table.columns[column].heading)) { widest, row in
        max(widest, TerminalText.width(TerminalText.printable(row[column].text)))
      }
    }
    let gaps = 2 * (widths.count - 1)
    var excess = widths.reduce(gaps, +) - width
    // The widest wrapping column shrinks first, down to a readable minimum.
    while excess > 0 {
      var candidates = widths.indices.filter { table.columns[$0].wraps && widths[$0] > 16 }
      if candidates.isEmpty {
        // Only a name of absurd length is broken; others keep their line.
        candidates = widths.indices.filter { !table.columns[$0].isNumeric && widths[$0] > longest }
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      let least = table.columns[widest].wraps ? 16 : longest
      let next = candidates.filter { $0 != widest }.map { widths[$0] }.max() ?? least
      let cut = max(1, min(excess, widths[widest] - max(least, next)))
      widths[widest] -= cut
      excess -= cut
    }
    return widths
  }

  private func row(_ cells: [ReportDocument.Line], _ widths: [Int]) -> String {
    let wrapped = cells.indices.map { column in
      table.columns[column].wraps
        || TerminalText.width(TerminalText.printable(cells[column].text)) > widths[column]
        ? LineWrapper.wrap(cells[column], width: widths[column])
        : [
          cells[column].spans.map { span in
            ReportDocument.Span(TerminalText.printable(span.text), span.emphasis)
          }
        ]
    }
    let height = wrapped.map(\.count).max() ?? 1
    return (0..<height).map { line in
      let parts = cells.indices.map { column -> String in
        let spans = line < wrapped[column].count ? wrapped[column][line] : []
        let used = spans.reduce(0) { $0 + TerminalText.width($1.text) }
        let padding = String(repeating: " ", count: max(0, widths[column] - used))
        let text = spans.map { style($0.text, $0.emphasis) }.joined()
        return table.columns[column].isNumeric ? padding + text : text + padding
      }
      return parts.joined(separator: "  ").trimmingSuffix { $0 == " " }
    }.joined(separator: "\n")
  }
}

extension TerminalText {
  /// The same for text with several lines.
  static func printableLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { printable(String($0)) }.joined(separator: "\n")
  }
}
