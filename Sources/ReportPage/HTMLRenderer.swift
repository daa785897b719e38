package import Reports

/// Renders a report as an HTML fragment that a page styles.
package struct HTMLRenderer: Sendable {
  /// How much deeper headings are on the page than in the document.
  var headingOffset: Int
  /// Whether the document's own title is omitted, because the page's section has a heading.
  var leavesOutTitle: Bool
  /// Longer tables show this many rows and fold the rest; nil shows all.
  var rowsShown: Int?

  /// Creates a renderer.
  /// - Parameters:
  ///   - headingOffset: Added to each heading's level; the sum is limited to 6.
  ///   - leavesOutTitle: Whether headings of level 1 are omitted.
  package init(headingOffset: Int = 0, leavesOutTitle: Bool = false) {
    self.headingOffset = headingOffset
    self.leavesOutTitle = leavesOutTitle
  }

  /// The renderer for the page's sections: headings one level deeper, long tables folded.
  static var ofSections: HTMLRenderer {
    var renderer = HTMLRenderer(headingOffset: 1, leavesOutTitle: true)
    renderer.rowsShown = 20
    return renderer
  }

  /// The report's blocks, with all text escaped.
  package func render(_ document: ReportDocument) -> String {
    PageTemplates.render("blocks", ["blocks": .list(document.blocks.flatMap(values))])
  }

  /// The report with each detail folded under its level-2 heading.
  func renderFolding(_ document: ReportDocument) -> String {
    var text = ""
    var rest = document.blocks[...]
    while !rest.isEmpty {
      let next = rest.dropFirst().firstIndex { Self.isPart($0) } ?? rest.endIndex
      var part = ReportDocument()
      part.blocks = Array(rest[..<next])
      rest = rest[next...]
      guard case .heading(2, let heading, .detail) = part.blocks.first else {
        text += render(part)
        continue
      }
      part.blocks.removeFirst()
      text += fold(heading, render(part))
    }
    return text
  }

  private static func isPart(_ block: ReportDocument.Block) -> Bool {
    if case .heading(2, _, _) = block { true } else { false }
  }

  /// A body that is unfolded by its heading.
  func fold(_ heading: ReportDocument.Line, _ body: String) -> String {
    PageTemplates.render("fold", ["spans": Self.spans(heading), "body": .markup(body)])
  }

  private func values(_ block: ReportDocument.Block) -> [PageValue] {
    switch block {
    case .heading(let level, let line, _):
      if level == 1, leavesOutTitle { return [] }
      return [
        Self.block(
          "heading", ["level": "\(min(6, level + headingOffset))", "spans": Self.spans(line)])
      ]
    case .paragraph(let line):
      return [Self.block("paragraph", ["spans": Self.spans(line)])]
    case .list(let lines):
      return [
        Self.block(
          "points",
          [
            "items": .list(lines.map { ["spans": Self.spans($0)] })
          ])
      ]
    case .steps(let steps):
      return [Self.block("steps", ["items": .list(steps.map(Self.step))])]
    case .table(let table): return tables(table)
    case .code(let text):
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return [Self.block("code", ["lines": .list(lines.map { .text(String($0)) })])]
    }
  }

  /// A table, or its first rows with the rest folded. A few extra rows are not folded.
  private func tables(_ table: ReportDocument.Table) -> [PageValue] {
    if rowsShown != nil, table.columns.count > Self.columnsShown {
      return Self.split(table).flatMap(tables)
    }
    guard let rowsShown, table.rows.count > rowsShown + rowsShown / 4 else {
      return [Self.block("table", self.table(table))]
    }
    var (first, rest) = (table, ReportDocument())
    first.rows = Array(table.rows[..<rowsShown])
    let others = Array(table.rows[rowsShown...])
    rest.table(table.columns, others)
    var whole = self
    whole.rowsShown = nil
    let heading = "The other \(PageWording.counted(others.count, "line"))"
    return [
      Self.block("table", self.table(first)),
      Self.block("markup", ["markup": .markup(fold(.init(heading), whole.render(rest)))]),
    ]
  }

  /// The number of columns that fit on A4.
  private static let columnsShown = 7

  /// A table too wide for paper, split into several that each repeat the first column.
  private static func split(_ table: ReportDocument.Table) -> [ReportDocument.Table] {
    let others = Array(table.columns.indices.dropFirst())
    let parts = (others.count + columnsShown - 2) / (columnsShown - 1)
    // All parts have the same number of columns, or one less.
    return (0..<parts).map { part in
      let columns =
        [0] + others[(part * others.count / parts)..<((part + 1) * others.count / parts)]
      return ReportDocument.Table(
        columns.map { table.columns[$0] }, table.rows.map { row in columns.map { row[$0] } })
    }
  }

  /// What a page shows of a line: no hints on the command line, and labels before ids.
  private static func shown(_ line: ReportDocument.Line) -> [ReportDocument.Span] {
    line.spans.flatMap { span -> [ReportDocument.Span] in
      switch span.role {
      case .words: [span]
      case .commandHint: []
      case .id(let label): [.init(label, span.emphasis), .init(" "), .init(span.text, .faint)]
      }
    }
  }

  /// Sets exactly one kind to true, so that no lookup falls through to an enclosing block.
  private static func block(_ kind: String, _ entries: [String: PageValue]) -> PageValue {
    var entries = entries
    for name in ["heading", "paragraph", "points", "steps", "table", "code", "markup"] {
      entries["is-\(name)"] = .flag(name == kind)
    }
    return .object(entries)
  }

  private static func step(
    _ step: (ReportDocument.Line, [ReportDocument.Line])
  ) -> PageValue {
    [
      "spans": spans(step.0), "has-more": .flag(!step.1.isEmpty),
      "more": .list(step.1.map { ["spans": spans($0)] }),
    ]
  }

  private func table(_ table: ReportDocument.Table) -> [String: PageValue] {
    [
      "columns": .list(
        table.columns.map { column in
          let look = Self.look(column, column.heading)
          return [
            "title": .text(column.heading), "has-look": .flag(!look.isEmpty),
            "look": .text(look),
          ]
        }),
      "rows": .list(
        table.rows.map { row in
          [
            "cells": .list(
              row.indices.map { column in
                let line = row[column]
                let look = Self.look(table.columns[column], Self.shown(line).map(\.text).joined())
                return [
                  "label": .text(PageWording.capitalized(table.columns[column].heading)),
                  "first": .flag(column == 0),
                  "has-look": .flag(!look.isEmpty), "look": .text(look),
                  "spans": Self.spans(line),
                ]
              })
          ]
        }),
    ]
  }

  /// The class of a cell: words stay whole, except words too long for any column.
  private static func look(_ column: ReportDocument.Table.Column, _ text: String) -> String {
    var looks = column.isNumeric ? ["number"] : []
    if column.isNumeric, column.wraps { looks.append("wraps") }
    if !column.isNumeric, !column.wraps { looks.append("kept") }
    let words = text.split { $0 == " " || $0 == "-" }
    if words.contains(where: { $0.count > 18 }) { looks.append("long") }
    return looks.joined(separator: " ")
  }

  /// The spans of a line with their style-sheet classes.
  static func spans(_ line: ReportDocument.Line) -> PageValue {
    .list(
      shown(line).filter { !$0.text.isEmpty }.map { span in
        [
          "plain": .flag(span.emphasis == .plain), "class": .text(name(of: span.emphasis)),
          "text": .text(span.text),
        ]
      })
  }

  private static func name(of emphasis: ReportDocument.Emphasis) -> String {
    switch emphasis {
    case .plain: "plain"
    case .strong: "strong"
    case .faint: "faint"
    case .exposed: "exposed"
    case .derivable: "derivable"
    case .possible: "possible"
    case .unknown: "unknown"
    case .safe: "safe"
    case .good: "good"
    case .bad: "bad"
    case .open: "open"
    }
  }
}
