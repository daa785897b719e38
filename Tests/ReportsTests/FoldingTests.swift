import Foundation
@testable import ReportPage
@testable import Reports
import Testing

/// What is long is folded, and nothing of it is dropped.
@Suite struct FoldingTests {
  private static func table(_ rows: Int) -> ReportDocument {
    var document = ReportDocument()
    document.table(
      [.init("name"), .init("number", numeric: true)],
      (0..<rows).map { [.init("row \($0) of it"), .init("\($0)")] })
    return document
  }

  /// A few rows more than are shown are no reason to fold.
  @Test(arguments: [(1, 0), (20, 0), (25, 0), (26, 6), (200, 180)])
  func longTables(_ rows: Int, _ folded: Int) {
    let page = HTMLRenderer.ofSections.render(Self.table(rows))
    for row in 0..<rows {
      #expect(page.components(separatedBy: "row \(row) of it").count == 2, "row \(row)")
    }
    let parts = page.components(separatedBy: "<details")
    #expect(parts.count == (folded == 0 ? 1 : 2))
    guard folded > 0 else { return }
    #expect(parts[1].contains("The other \(folded) lines"))
    #expect(parts[1].components(separatedBy: "<tr>").count - 2 == folded)
  }

  /// A table wider than paper becomes several that each say what their rows are.
  @Test(arguments: [(7, [7]), (8, [4, 5]), (13, [7, 7]), (14, [5, 5, 6])])
  func wideTables(_ columns: Int, _ widths: [Int]) {
    var document = ReportDocument()
    document.table(
      (0..<columns).map { .init("heading \($0)") },
      (0..<3).map { row in (0..<columns).map { .init("cell \(row) \($0)") } })
    let page = HTMLRenderer.ofSections.render(document)
    let tables = page.components(separatedBy: "<table>").dropFirst()
    #expect(tables.map { $0.components(separatedBy: "scope=\"col\"").count - 1 } == widths)
    for table in tables { #expect(table.contains(">cell 2 0</th>")) }
    for column in 1..<columns {
      #expect(page.components(separatedBy: ">cell 1 \(column)</td>").count == 2)
    }
  }

  /// Documents that are no page's part show their tables whole.
  @Test func elsewhereTablesAreWhole() {
    #expect(!HTMLRenderer().render(Self.table(200)).contains("<details"))
  }

  @Test func partsByTheirHeadings() {
    var document = ReportDocument()
    document.heading(1, "Title")
    document.paragraph("first words")
    for name in ["open one", "closed one", "another closed one"] {
      document.heading(2, .init(name), name == "open one" ? .answer : .detail)
      document.paragraph(.init("words of \(name)"))
      document.heading(3, .init("below \(name)"))
    }
    let page = HTMLRenderer.ofSections.renderFolding(document)
    let folds = page.components(separatedBy: "<details")
    #expect(folds.count == 3)
    #expect(folds[0].contains("first words") && folds[0].contains("<h3 dir=\"auto\">open one</h3>"))
    #expect(folds[0].contains("below open one"))
    #expect(folds[1].contains("closed one</summary>") && folds[1].contains("words of closed one"))
    #expect(folds[2].contains("below another closed one"))
  }

  /// A page reads no text: only what a report names as an id gets a label, and only hints are left out.
  @Test func idsAreCalledByTheirLabels() {
    var document = ReportDocument()
    document.table(
      [.init("alone"), .init("fields")],
      [
        [.init(id: "core", label: "The <core>"), "core"],
        [.init(id: "store ×84, worst: [3]", label: "A store"), ""],
        [.init(id: "same", label: "same"), ""], [.init(id: "bare", label: nil), ""],
      ])
    document.list([.init(id: "core", label: "The <core>"), "core + store[3]"])
    let page = HTMLRenderer.ofSections.render(document)
    let named = "The &lt;core&gt; <span class=\"faint\">core</span>"
    #expect(page.contains("<th scope=\"row\" dir=\"auto\" class=\"kept\">\(named)</th>"))
    #expect(page.contains("<li dir=\"auto\">\(named)</li>"))
    #expect(page.contains("A store <span class=\"faint\">store ×84, worst: [3]</span>"))
    #expect(page.contains(">same</th>") && page.contains(">bare</th>"))
    #expect(page.components(separatedBy: "The &lt;core&gt;").count == 3, "no other cell is an id")
    let text = TextRenderer(width: 80).render(document)
    #expect(!text.contains("The <core>") && text.contains("- core\n"))
  }

  /// The same words are shown where they are words, and are left out where they are a hint.
  @Test func aPageHasNoCommandLine() {
    let hint = "; --limit shows more"
    let line = ReportDocument.Line("4 more lines") + .commandHint(hint, .faint) + "."
    var document = ReportDocument()
    document.paragraph(line)
    document.list([line, .init("my label" + hint)])
    document.table([.init("number")], [[line]])
    let page = HTMLRenderer.ofSections.render(document)
    for tag in ["p", "li", "th scope=\"row\""] {
      #expect(page.contains("<\(tag) dir=\"auto\""))
    }
    #expect(page.components(separatedBy: ">4 more lines.</").count == 4)
    #expect(page.contains("my label; --limit shows more"))
    #expect(TextRenderer(width: 80).render(document).contains("4 more lines; --limit shows more."))
  }

  /// Words that no column has room for may be broken, others not.
  @Test func longWords() {
    var document = ReportDocument()
    document.table(
      [.init("a", wraps: true)],
      [[.init("confidentiality of a-hyphenated-word")], [.init(String(repeating: "w", count: 19))]])
    let page = HTMLRenderer.ofSections.render(document)
    #expect(page.components(separatedBy: "class=\"long\"").count == 2)
  }
}
