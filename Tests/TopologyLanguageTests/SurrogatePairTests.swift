import Foundation
import SourceText
@testable import TopologyLanguage
import TopologyModel
import Testing

/// JSON escapes characters beyond U+FFFF as two halves, which YAML does not know.
@Suite struct SurrogatePairTests {
  @Test func aPairIsOneCharacter() throws {
    let file = SourceFile(
      name: "a.json",
      text: #"{"title": "x \ud83d\uDE00 \\ud83d y", "people": {"p": {"label": "\uD83D\uDE00"}}}"#)
    let outcome = TopologyLoader().load(file: file)
    #expect(outcome.diagnostics.filter { $0.severity == .error }.isEmpty)
    #expect(outcome.topology?.title == #"x 😀 \ud83d y"#)
    #expect(outcome.topology?.groups.first?.label == "😀")
  }

  @Test func placesAreThoseOfTheFile() throws {
    let text = #"{"title": "\ud83d\ude00é", "nonsense": 1}"#
    let outcome = TopologyLoader().load(file: SourceFile(name: "a.json", text: text))
    let found = try #require(outcome.diagnostics.first { $0.code == "unknown-key" })
    let before = try #require(text.range(of: "\"nonsense\""))
    #expect(Int(found.position?.column ?? 0) == text[..<before.lowerBound].unicodeScalars.count + 1)
  }

  @Test(arguments: [
    #"{"title": "\ud83d"}"#, #"{"title": "\ude00\ud83d"}"#, #"{"title": "\ud83d\u0041"}"#,
  ])
  func halfAPairIsRefused(_ text: String) {
    let outcome = TopologyLoader().load(file: SourceFile(name: "a.json", text: text))
    #expect(outcome.diagnostics.contains { $0.code == "yaml-syntax" })
  }

  /// Text that is not quoted as JSON quotes it keeps its backslashes.
  @Test func otherTextStays() {
    for text in [#"title: \ud83d\ude00"#, #"title: '\ud83d\ude00'"#] {
      let outcome = TopologyLoader().load(file: SourceFile(name: "a.yaml", text: text + "\n"))
      #expect(outcome.topology?.title == #"\ud83d\ude00"#)
    }
  }
}
