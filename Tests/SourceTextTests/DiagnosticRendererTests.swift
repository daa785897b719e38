import SourceText
import Testing

@Suite struct DiagnosticRendererTests {
  private func render(
    _ text: String, line: UInt32, column: UInt32, length: Int = 1, colored: Bool = false,
    _ message: String = "wrong", help: String? = nil
  ) -> String {
    var files = SourceFiles()
    let file = files.add(SourceFile(name: "town.yaml", text: text))
    let position = SourcePosition(file: file, line: line, column: column)
    return DiagnosticRenderer(files: files, colored: colored).render(
      Diagnostic(
        code: "a-code", message, at: position, length: length, help: help,
        notes: [Diagnostic.Note("first here", at: position)]))
  }

  @Test func aFindingShowsItsLineAndHelp() {
    #expect(
      render("title: A\nrol: x\n", line: 2, column: 1, length: 3, help: "did you mean 'role'?")
        == """
        error[a-code]: wrong
          --> town.yaml:2:1
         2 | rol: x
           | ^^^
          note: first here
           at town.yaml:2:1
          help: did you mean 'role'?

        """)
  }

  /// Wide characters take two columns, tabs stay tabs, combining marks none.
  @Test(arguments: [("日本: x", 5, "      "), ("a\tb", 3, " \t"), ("e\u{301}: x", 4, "  ")])
  func theCaretStandsUnderTheToken(text: String, column: UInt32, padding: String) {
    let lines = render(text, line: 1, column: column).split(separator: "\n")
    #expect(lines[3] == "   | \(padding)^")
  }

  /// A line that is quoted is no command of a CI system, and no pile of marks.
  @Test(
    arguments: [
      ("\"##vso[x]\": y", "\"#<U+23>vso[x]\": y", 13), ("a: ##[b]", "a: #<U+23>[b]", 8),
      ("a: ## b", "a: ## b", 7),
      (
        "e\(String(repeating: "\u{301}", count: 40)): y",
        "e\(String(repeating: "\u{301}", count: 30))\(String(repeating: "<U+301>", count: 10)): y",
        44
      ),
    ] as [(String, String, UInt32)])
  func aQuotedLineDoesNothing(text: String, shown: String, column: UInt32) throws {
    let lines = render(text, line: 1, column: column).split(separator: "\n")
    #expect(lines[2].unicodeScalars.elementsEqual(" 1 | \(shown)".unicodeScalars))
    // The caret stands under the last character.
    let caret = try #require(lines[3].firstIndex(of: "^"))
    #expect(
      TerminalText.width(String(lines[3][..<caret])) == TerminalText.width(String(lines[2])) - 1)
  }

  @Test func aCaretIsNoLongerThanTheLine() {
    let lines = render("abc", line: 1, column: 2, length: 40).split(separator: "\n")
    #expect(lines[3] == "   |  ^^")
  }

  @Test func aLongLineIsShownInPart() {
    let text = render(String(repeating: "x", count: 100_000), line: 1, column: 50_000)
    #expect(text.utf8.count < 2000)
    #expect(text.contains("^"))
  }

  @Test func whatATerminalWouldObeyIsSpelledOut() {
    let text = render("a\u{1B}[31m\u{202E}", line: 1, column: 1, "bad \u{7}")
    #expect(text.contains("a<U+1B>[31m<U+202E>"))
    #expect(text.contains("bad <U+7>"))
  }

  @Test func coloursOnlyWhenAsked() {
    #expect(!render("a", line: 1, column: 1).contains("\u{1B}["))
    #expect(render("a", line: 1, column: 1, colored: true).contains("\u{1B}[31;1merror"))
  }

  @Test func findingsComeInOneOrder() {
    let place = { (line: UInt32) in SourcePosition(file: 0, line: line, column: 1) }
    let findings = [
      Diagnostic(code: "d", "later", at: place(2)), Diagnostic(code: "c", "b", at: place(1)),
      Diagnostic(code: "b", severity: .warning, "a", at: place(1)),
      Diagnostic(code: "a", "whole", at: nil),
    ]
    #expect(findings.shuffled().sorted().map(\.code) == ["a", "c", "b", "d"])
  }
}
