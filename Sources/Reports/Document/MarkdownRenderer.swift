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
    case .paragraph(let line): return Self.opening(inline(line))
    case .list(let lines):
      return lines.map { "- " + Self.opening(inline($0)) }.joined(separator: "\n")
    case .steps(let steps):
      return steps.enumerated().map { index, step in
        (["\(index + 1). " + Self.opening(inline(step.0))]
          + step.1.map { "   - " + Self.opening(inline($0)) })
          .joined(separator: "\n")
      }.joined(separator: "\n")
    case .table(let table): return self.table(table)
    case .code(let text):
      // A fence longer than any run of backquotes in the text cannot be closed by the text.
      let runs = text.utf8.split { $0 != UInt8(ascii: "`") }.map(\.count).max() ?? 0
      let fence = String(repeating: "`", count: max(3, runs + 1))
      let shown = TerminalText.lines(TerminalText.printableLines(text))
      return "\(fence)\n\(shown)\n\(fence)"
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

  /// Escapes text that Markdown, HTML or a CI system's log could take for markup: by scalars, since a combining mark
  /// makes a bar or a bracket another character for Swift, but not for a parser.
  static func escaped(_ text: String) -> String {
    var result = ""
    var last: Unicode.Scalar?
    for scalar in TerminalText.printable(text.replacing("\n", with: " ")).unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~": result += "\\\(scalar)"
      // Two in a row at the beginning of a line would be a workflow command.
      case ":" where last == ":": result += "\\:"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(scalar)
      }
      last = scalar
    }
    return result
  }

  /// A line that does not begin like an item of a list or a rule. White space before it would make it code.
  static func opening(_ line: String) -> String {
    let text = line.drop { $0.isWhitespace }
    guard let first = text.unicodeScalars.first else { return line }
    func isEnd(_ rest: Substring.UnicodeScalarView) -> Bool {
      rest.first.map { $0 == " " || $0 == "\t" } ?? true
    }
    let rest = text.unicodeScalars.dropFirst()
    if "+-".unicodeScalars.contains(first),
      isEnd(rest) || rest.first == first || first == "-" && isEnd(rest.drop { $0 == "-" })
    {
      return "\\\(text)"
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let after = text.dropFirst(digits.count).unicodeScalars
    if !digits.isEmpty, digits.count < 10, let mark = after.first, mark == "." || mark == ")",
      isEnd(after.dropFirst())
    {
      return "\(digits)\\\(text.dropFirst(digits.count))"
    }
    return String(text)
  }
}
