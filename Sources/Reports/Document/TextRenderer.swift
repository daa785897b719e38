import SourceText

/// Renders a report as text for a terminal or a file.
package struct TextRenderer: Sendable {
  /// The width in columns.
  package var width: Int
  /// Whether to use ANSI colors.
  package var isColored: Bool

  /// Creates a renderer, by default with 100 columns.
  package init(width: Int = 100, isColored: Bool = false) {
    self.width = max(40, width)
    self.isColored = isColored
  }

  /// Renders the report; the result ends in a line break.
  package func render(_ document: ReportDocument) -> String {
    var parts: [String] = []
    for block in document.blocks {
      switch block {
      case .heading(let level, let line, _): parts.append(heading(level, line))
      case .paragraph(let line): parts.append(wrapped(line, indent: 0, first: ""))
      case .list(let lines):
        parts.append(lines.map { wrapped($0, indent: 2, first: "- ") }.joined(separator: "\n"))
      case .steps(let steps): parts.append(numbered(steps))
      case .table(let table): parts.append(TextTable(table, width: width, style: styled).text)
      case .code(let text): parts.append(TerminalText.printableLines(text))
      }
    }
    return TerminalText.lines(parts.joined(separator: "\n\n") + "\n")
  }

  private func heading(_ level: Int, _ line: ReportDocument.Line) -> String {
    let text = TerminalText.printable(line.text)
    // A heading keeps its line, unless a word of it would be longer than one.
    if text.split(separator: " ").contains(where: { TerminalText.width(String($0)) > width }) {
      return wrapped(line, indent: 0, first: "")
    }
    guard level == 1 else { return styled(text, .strong) }
    let rule = String(repeating: "=", count: min(width, TerminalText.width(text)))
    return styled(text, .strong) + "\n" + rule
  }

  private func numbered(_ steps: [(ReportDocument.Line, [ReportDocument.Line])]) -> String {
    let digits = String(steps.count).count
    return steps.enumerated().map { index, step in
      let number = String(index + 1)
      let label = String(repeating: " ", count: digits - number.count) + number + ". "
      let lines =
        [wrapped(step.0, indent: digits + 2, first: label)]
        + step.1.map {
          wrapped(
            $0, indent: digits + 4, first: String(repeating: " ", count: digits + 2) + "- ")
        }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private func wrapped(_ line: ReportDocument.Line, indent: Int, first: String) -> String {
    let rows = LineWrapper.wrap(line, width: width - indent)
    return rows.enumerated().map { index, row in
      let lead = index == 0 ? first : String(repeating: " ", count: indent)
      return lead + row.map { styled($0.text, $0.emphasis) }.joined()
    }.joined(separator: "\n")
  }

  func styled(_ text: String, _ emphasis: ReportDocument.Emphasis) -> String {
    guard isColored else { return text }
    let code: String? =
      switch emphasis {
      case .plain: nil
      case .strong: "1"
      case .faint: "2"
      case .exposed, .bad: "31;1"
      case .derivable, .possible, .unknown, .open: "33"
      case .safe, .good: "32"
      }
    return code.map { "\u{1B}[\($0)m\(text)\u{1B}[0m" } ?? text
  }
}

/// Breaks lines between words.
enum LineWrapper {
  /// Breaks the line into rows of at most `width` columns. A word longer than a row gets a row of its own; it
  /// is broken if it is more than twice as long.
  static func wrap(_ line: ReportDocument.Line, width: Int) -> [[ReportDocument.Span]] {
    var rows: [[ReportDocument.Span]] = [[]]
    var used = 0
    for span in line.spans {
      let text = TerminalText.printable(span.text).replacing("\n", with: " ")
      for word in words(text, longest: max(12, width)) {
        let columns = TerminalText.width(word)
        let visible = TerminalText.width(String(word.trimmingSuffix { $0 == " " }))
        if used > 0, used + visible > width {
          trimLast(&rows)
          rows.append([])
          used = 0
        }
        if rows[rows.count - 1].last?.emphasis == span.emphasis {
          rows[rows.count - 1][rows[rows.count - 1].count - 1].text += word
        } else {
          rows[rows.count - 1].append(ReportDocument.Span(word, span.emphasis))
        }
        used += columns
      }
    }
    trimLast(&rows)
    return rows
  }

  private static func trimLast(_ rows: inout [[ReportDocument.Span]]) {
    guard var span = rows[rows.count - 1].popLast() else { return }
    span.text = span.text.trimmingSuffix { $0 == " " }
    rows[rows.count - 1].append(span)
  }

  /// The words, each with the spaces that follow it. A word longer than a row is broken after a hyphen, dot or
  /// slash if it has one, so that ids stay readable.
  private static func words(_ text: String, longest: Int) -> [String] {
    var result: [String] = []
    var current = ""
    var endsInSpace = false
    func flush() {
      let visible = TerminalText.width(current.trimmingSuffix { $0 == " " })
      result += visible > longest ? broken(current, longest) : current.isEmpty ? [] : [current]
      current = ""
    }
    for character in text {
      if endsInSpace, character != " " { flush() }
      current.append(character)
      endsInSpace = character == " "
    }
    flush()
    return result
  }

  /// A word in rows of at most `longest` columns.
  /// - Complexity: O(characters).
  private static func broken(_ word: String, _ longest: Int) -> [String] {
    var rows: [String] = []
    var row = ""
    var width = 0
    for character in word {
      let columns = TerminalText.width(String(character))
      if width + columns > longest, character != " " {
        let joint = row.lastIndex { "-./:".contains($0) }
        let end = joint.map { row.index(after: $0) } ?? row.endIndex
        rows.append(String(row[..<end]))
        row = String(row[end...])
        width = TerminalText.width(row)
      }
      row.append(character)
      width += columns
    }
    return row.isEmpty ? rows : rows + [row]
  }
}

extension StringProtocol {
  /// The string without trailing characters that satisfy a condition.
  func trimmingSuffix(while condition: (Character) -> Bool) -> String {
    var end = endIndex
    while end > startIndex, condition(self[index(before: end)]) { end = index(before: end) }
    return String(self[..<end])
  }
}
