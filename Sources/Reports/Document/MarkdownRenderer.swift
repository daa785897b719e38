import SourceText

/// Renders a report as Markdown (CommonMark with GitHub's tables).
package struct MarkdownRenderer: Sendable {
  /// Creates a renderer.
  package init() {}

  /// Renders the report; the result ends in a line break.
  package func render(_ document: ReportDocument) -> String {
    document.isComment
      ? comment(document) : document.blocks.map(block).joined(separator: "\n\n") + "\n"
  }

  func block(_ block: ReportDocument.Block) -> String {
    switch block {
    case .heading(let level, let line, _):
      return String(repeating: "#", count: level) + " " + Self.escaped(line.text)
    case .paragraph(let line): return inline(line)
    case .list(let lines): return lines.map { "- " + inline($0) }.joined(separator: "\n")
    case .steps(let steps):
      return steps.enumerated().map { index, step in
        (["\(index + 1). " + inline(step.0)] + step.1.map { "   - " + inline($0) })
          .joined(separator: "\n")
      }.joined(separator: "\n")
    case .table(let table): return self.table(table)
    case .code(let text):
      // A fence longer than any run of backquotes in the text cannot be closed by the text.
      let runs = text.split { $0 != "`" }.map(\.count).max() ?? 0
      let fence = String(repeating: "`", count: max(3, runs + 1))
      return "\(fence)\n\(TerminalText.printableLines(text))\n\(fence)"
    }
  }

  private func table(_ table: ReportDocument.Table) -> String {
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let headings = row(table.columns.map { Self.escaped($0.heading) })
    let rule = row(table.columns.map { $0.isNumeric ? "---:" : "---" })
    let rows = table.rows.map { row($0.map(inline)) }
    return ([headings, rule] + rows).joined(separator: "\n")
  }

  private func inline(_ line: ReportDocument.Line) -> String {
    line.spans.map { span in
      let text = Self.escaped(span.text)
      switch span.emphasis {
      case .plain, .faint, .open, .derivable, .possible, .unknown, .safe, .good: return text
      case .strong, .exposed, .bad: return Self.strong(text)
      }
    }.joined()
  }

  /// Bold text, with leading and trailing spaces outside the markers, as CommonMark requires.
  private static func strong(_ text: String) -> String {
    let core = text.trimmingSuffix { $0 == " " }
    guard let first = core.firstIndex(where: { $0 != " " }) else { return text }
    let lead = core[..<first]
    let tail = String(repeating: " ", count: text.count - core.count)
    return "\(lead)**\(core[first...])**\(tail)"
  }

  /// Escapes text that Markdown or HTML could take for markup.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in TerminalText.printable(text.replacing("\n", with: " ")) {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "|", "#": result += "\\\(character)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      default: result.append(character)
      }
    }
    return result
  }
}
