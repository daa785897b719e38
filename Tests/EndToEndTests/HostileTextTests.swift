import Foundation
import Reports
import SourceText
import TestSupport
import Testing

/// What a file says stays text, in every format and on every screen.
@Suite struct HostileTextTests {
  /// Labels that break a line, turn it round, pile up, hide, or are commands of a CI system.
  private static let labels = [
    "a\u{2028}::error::x", "b\u{2029}##vso[task.complete]", "c\u{85}::warning::y", "\u{202E}d",
    "e\u{200B}\u{2060}\u{FEFF}", "f\(String(repeating: "\u{301}", count: 5_000))", "\u{301}g",
    "::error file=a::h", " \u{3000}::stop-commands::i", "##[error]j", "##teamcity[k]", "|\u{301}l",
    "<img src=x>m", ",\u{301}\"\u{301}n", "~~~", "- o", "1. p", "[q](javascript:r)",
    String(repeating: "s", count: 3_000),
  ]

  private static func topology(_ label: String) throws -> Data {
    let text = try String(decoding: JSONEncoder().encode(label), as: UTF8.self)
    return Data(
      """
      title: \(text)
      organizations: { o: { label: \(text), intrusion: 1% } }
      people: { p: { label: \(text), count: 10 } }
      fields: { f: { label: \(text), identifies: alone } }
      secrets: { k: { label: \(text), theft: 1% } }
      systems: { s: { label: \(text), organization: o, datasets: { d: { label: \(text), people: p, fields: f } }, access: { a: { label: \(text), requires: k, reads: d } } } }
      incidents: { i: { label: \(text), stolen: k } }
      variants: { v: { label: \(text), change: { systems: { s: { access: null } } } } }

      """.utf8)
  }

  private static let questions = [
    ["analyze"], ["spof"], ["harden"], ["simulate", "--trials", "100"], ["severity"], ["duties"],
    ["lineage"], ["verify"], ["explain", "--field", "f"], ["affected", "--member-of", "p"],
    ["validate"], ["compare", "--trials", "100"],
  ]

  @Test(arguments: questions, ["text", "markdown", "csv", "json"])
  func staysText(_ question: [String], _ format: String) throws {
    for label in Self.labels {
      let run = try ProgramRun(
        [question[0], "-", "--format", format] + question.dropFirst(), in: ProjectFolder.root,
        input: try Self.topology(label))
      #expect(run.exit == 0, "\(label.prefix(20)): \(run.error)")
      for text in [run.output, run.error] {
        let harmful = text.unicodeScalars.first {
          TerminalText.isHarmful($0) && $0 != "\n" && !(format == "csv" && $0 == "\r")
        }
        #expect(harmful == nil, "\(question), \(label.prefix(20)): \(harmful?.value ?? 0)")
        for line in text.split(whereSeparator: \.isNewline) {
          #expect(!line.drop(while: \.isWhitespace).hasPrefix("::"), "\(line)")
        }
        #expect(!text.contains("##vso[") && !text.contains("##[") && !text.contains("##teamcity["))
        #expect(!(format == "markdown" && text == run.output && Self.isMarkup(text)))
      }
    }
  }

  /// Whether a Markdown text has a tag outside a fence of code.
  private static func isMarkup(_ text: String) -> Bool {
    var isCode = false
    return text.split(separator: "\n").contains { line in
      if line.hasPrefix("```") { isCode.toggle() }
      return !isCode && line.contains("<img")
    }
  }

  /// No line of a text answer is much wider than asked for, however long a word is.
  @Test func longWordsAreBroken() throws {
    for question in Self.questions {
      let run = try ProgramRun(
        [question[0], "-", "--quiet"] + question.dropFirst(), in: ProjectFolder.root,
        input: try Self.topology(String(repeating: "s", count: 3_000)))
      let longest = run.output.split(separator: "\n").map(\.count).max() ?? 0
      #expect(longest <= 200, "\(question): \(longest)")
    }
  }

  @Test(arguments: [
    ("a|\u{301}b", "a\\|\u{301}b"), ("<b>", "&lt;b&gt;"), ("::error", ":\\:error"),
    ("~~~", "\\~\\~\\~"), ("a:b", "a:b"), ("#\u{301}", "\\#\u{301}"),
  ])
  func markdownIsEscapedByScalars(_ text: String, _ written: String) {
    var document = ReportDocument()
    document.paragraph(.init("x" + text))
    #expect(MarkdownRenderer().render(document) == "x\(written)\n")
  }

  @Test(arguments: [
    ("- a", "\\- a"), ("+ a", "\\+ a"), ("1. a", "1\\. a"), ("12) a", "12\\) a"), ("---", "\\---"),
    ("-1", "-1"), ("1.5", "1.5"), ("   a", "a"), ("2 p", "2 p"),
  ])
  func markdownLinesBeginAsText(_ text: String, _ written: String) {
    var document = ReportDocument()
    document.paragraph(.init(text))
    #expect(MarkdownRenderer().render(document) == "\(written)\n")
  }

  @Test(arguments: [
    (",\u{301}", "\",\u{301}\""), ("\"\u{301}", "\"\"\"\u{301}\""),
    ("::error::x", "\"::error::x\""),
    ("  ::e", "\"  ::e\""), ("a\u{2028}b", "a<U+2028>b"),
  ])
  func cellsAreQuotedByScalars(_ text: String, _ written: String) {
    #expect(
      CSVTable(["h"], [[text]]).text.unicodeScalars.elementsEqual(
        "h\r\n\(written)\r\n".unicodeScalars))
  }

  /// JSON says the same in characters that are shown.
  @Test(arguments: labels) func jsonKeepsTheText(_ label: String) throws {
    let text = try JSONValue.object(["x": .string(label)]).text()
    #expect(!text.unicodeScalars.contains { TerminalText.isHarmful($0) && $0 != "\n" })
    let back = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    #expect(back["x"].map { Array($0.unicodeScalars) } == Array(label.unicodeScalars))
  }

  /// A long run of marks is shown up to what a letter may carry; a mark at the beginning stands on nothing.
  @Test func marksDoNotPileUp() {
    let shown = TerminalText.printable("e" + String(repeating: "\u{301}", count: 40))
    #expect(shown.unicodeScalars.count { $0 == "\u{301}" } == 30)
    #expect(shown.hasSuffix("<U+301>"))
    #expect(TerminalText.printable("\u{301}a") == "<U+301>a")
    #expect(TerminalText.printable("👩‍👩‍👧 é e\u{301} ❤️") == "👩‍👩‍👧 é e\u{301} ❤️")
  }
}
