/// A report as a fragment of HTML, for a page that styles it.
public struct HTMLRenderer: Sendable {
  /// How much deeper headings are on the page than in the document.
  var headingOffset: Int
  /// The document's own title, which a page's section has already.
  var leavesOutTitle: Bool

  /// A renderer.
  /// - Parameters:
  ///   - headingOffset: Added to each heading's level; the sum is kept at most 6.
  ///   - leavesOutTitle: Whether headings of level 1 are left out.
  public init(headingOffset: Int = 0, leavesOutTitle: Bool = false) {
    self.headingOffset = headingOffset
    self.leavesOutTitle = leavesOutTitle
  }

  /// The report's blocks; every text escaped.
  public func render(_ document: ReportDocument) -> String {
    PageTemplates.render("blocks", ["blocks": .list(document.blocks.compactMap(value))])
  }

  private func value(_ block: ReportDocument.Block) -> PageValue? {
    switch block {
    case .heading(let level, let line):
      if level == 1, leavesOutTitle { return nil }
      return Self.block(
        "heading", ["level": "\(min(6, level + headingOffset))", "spans": Self.spans(line)])
    case .paragraph(let line): return Self.block("paragraph", ["spans": Self.spans(line)])
    case .list(let lines):
      return Self.block("points", ["items": .list(lines.map { ["spans": Self.spans($0)] })])
    case .steps(let steps):
      return Self.block("steps", ["items": .list(steps.map(Self.step))])
    case .table(let table): return Self.block("table", Self.table(table))
    case .code(let text):
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return Self.block("code", ["lines": .list(lines.map { .text(String($0)) })])
    }
  }

  /// Exactly one of the kinds is true, lest a lookup falls through to another block.
  private static func block(_ kind: String, _ entries: [String: PageValue]) -> PageValue {
    var entries = entries
    for name in ["heading", "paragraph", "points", "steps", "table", "code"] {
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

  private static func table(_ table: ReportDocument.Table) -> [String: PageValue] {
    [
      "columns": .list(
        table.columns.map { ["title": .text($0.heading), "numeric": .flag($0.isNumeric)] }),
      "rows": .list(
        table.rows.map { row in
          [
            "cells": .list(
              row.indices.map { column in
                let look = look(table.columns[column])
                return [
                  "label": .text(table.columns[column].heading), "first": .flag(column == 0),
                  "has-look": .flag(!look.isEmpty), "look": .text(look),
                  "spans": spans(row[column]),
                ]
              })
          ]
        }),
    ]
  }

  private static func look(_ column: ReportDocument.Table.Column) -> String {
    column.isNumeric ? "number" : column.wraps ? "" : "kept"
  }

  /// The pieces of a line with the class that the style sheet knows them by.
  static func spans(_ line: ReportDocument.Line) -> PageValue {
    .list(
      line.spans.filter { !$0.text.isEmpty }.map { span in
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
    case .safe: "safe"
    case .good: "good"
    case .bad: "bad"
    case .open: "open"
    }
  }
}
