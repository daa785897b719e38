import SourceText
import Testing

/// How much room a text takes, and how it stands in XML, in one place for all formats.
@Suite struct TextWidthTests {
  @Test(arguments: [
    ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ก\u{E34}", 1), ("क\u{94D}ष", 2),
    ("ש\u{5B8}", 1), ("a\u{200B}b", 2), ("🙂", 2),
  ])
  func countsColumns(text: String, columns: Int) {
    #expect(TerminalText.width(text) == columns)
  }

  @Test(arguments: [
    ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"), ("line\nbreak\u{2028}", "line break "),
    ("a\u{202E}b\u{FFFE}c", "abc"),
  ])
  func isEscapedForXML(text: String, xml: String) {
    #expect(XMLText.escaped(text) == xml)
  }
}
