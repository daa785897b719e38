/// Markdown for a comment of a pull request: sections of details are folded, and what is too long is cut with a sentence
/// that says so.
extension MarkdownRenderer {
  /// The characters of a comment; GitHub takes 65,536.
  package static let mostInComment = 65_000

  /// Renders a comment.
  func comment(_ document: ReportDocument, most: Int = mostInComment) -> String {
    let end =
      "\n\nShortened: a comment takes 65,536 characters. The answer as text or JSON has all of it.\n"
    let fold = "\n\n</details>"
    var text = ""
    var isFolded = false
    var left = most - end.unicodeScalars.count - fold.unicodeScalars.count
    for block in document.blocks {
      var piece = ""
      var opens = false
      if case .heading(let level, let line, let weight) = block {
        if isFolded { piece += "</details>\n\n" }
        opens = level > 1 && weight == .detail
        piece +=
          opens
          ? "<details>\n<summary>\(Self.escaped(line.text))</summary>" : self.block(block)
        if piece.unicodeScalars.count + 2 > left { piece = "" }
      } else {
        opens = isFolded
        piece = self.block(block)
        if piece.unicodeScalars.count + 2 > left {
          piece = shortened(block, to: left - 2) ?? ""
          if !piece.isEmpty { text += (text.isEmpty ? "" : "\n\n") + piece }
          piece = ""
        }
      }
      guard !piece.isEmpty else { return text + (isFolded ? fold : "") + end }
      if !text.isEmpty { text += "\n\n" }
      text += piece
      left -= piece.unicodeScalars.count + 2
      isFolded = opens
    }
    return text + (isFolded ? fold : "") + "\n"
  }

  /// As much of a block as fits; nil if that is nothing.
  private func shortened(_ whole: ReportDocument.Block, to most: Int) -> String? {
    func parts(_ count: Int) -> ReportDocument.Block? {
      switch whole {
      case .table(let table) where count < table.rows.count:
        .table(ReportDocument.Table(table.columns, Array(table.rows.prefix(count))))
      case .list(let lines) where count < lines.count: .list(Array(lines.prefix(count)))
      case .steps(let steps) where count < steps.count: .steps(Array(steps.prefix(count)))
      case .paragraph(let line) where count < line.text.count:
        .paragraph(.init(String(line.text.prefix(count)) + " …"))
      default: nil
      }
    }
    // The largest part that fits, by halving.
    var (fits, exceeds) = (0, max(1, most))
    while exceeds - fits > 1 {
      let middle = (fits + exceeds) / 2
      if let part = parts(middle), block(part).unicodeScalars.count <= most {
        fits = middle
      } else {
        exceeds = middle
      }
    }
    return fits == 0 ? nil : parts(fits).map(block)
  }
}
