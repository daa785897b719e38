import ReportPage
import Reports
import Testing

@Suite struct HTMLRendererTests {
  private static let hostile = "<script>alert('x')</script> & \"quotes\" {{title}} \u{202E}evil"

  /// No text can become markup, whichever block it is in.
  @Test func everyTextIsEscaped() {
    let line = ReportDocument.Line([.init(Self.hostile), .init(Self.hostile, .exposed)])
    var document = ReportDocument()
    document.heading(1, line)
    document.paragraph(line)
    document.list([line])
    document.steps([(line, [line])])
    document.table([.init(Self.hostile), .init(Self.hostile, numeric: true)], [[line, line]])
    document.code(Self.hostile)
    let page = HTMLRenderer().render(document)
    #expect(!page.contains("<script"))
    #expect(!page.contains("'x'"))
    #expect(!page.contains("\u{202E}"))
    #expect(page.contains("&lt;U+202E&gt;"))
    // A template's tag in a text is text.
    #expect(page.contains("{{title}}"))
  }

  @Test func blocksBecomeTheirElements() {
    var document = ReportDocument()
    document.heading(1, "Title")
    document.heading(2, "Part")
    document.paragraph(.init("plain ") + .init("strong", .strong))
    document.table([.init("name"), .init("number", numeric: true)], [["a", "1"]])
    let page = HTMLRenderer(headingOffset: 1, leavesOutTitle: true).render(document)
    #expect(!page.contains("Title"))
    #expect(page.contains("<h3 dir=\"auto\">Part</h3>"))
    #expect(page.contains("<p dir=\"auto\">plain <span class=\"strong\">strong</span></p>"))
    #expect(page.contains("<th scope=\"col\" class=\"number\">number</th>"))
    #expect(page.contains("<th scope=\"row\" dir=\"auto\" class=\"kept\">a</th>"))
    #expect(page.contains("<td data-label=\"Number\" dir=\"auto\" class=\"number\">1</td>"))
  }
}
