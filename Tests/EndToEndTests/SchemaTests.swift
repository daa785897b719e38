import Foundation
import TestSupport
import Testing

/// The schema of every expected JSON answer accepts it.
@Suite struct SchemaTests {
  static var answers: [String] {
    CaseTests.names.filter { name in
      // What an export writes is as another project's schema says; its readers are in ForeignReaderTests.
      guard !name.hasPrefix("export-") || name.hasSuffix("-json") else { return false }
      return (try? String(contentsOf: CaseTests.answerFile(of: name), encoding: .utf8))?.hasPrefix(
        "{")
        ?? false
    }
  }

  @Test func answersOfSeveralKindsAreHeld() {
    #expect(Self.answers.count >= 4)
  }

  @Test(arguments: answers) func answerIsAsItsSchemaSays(_ name: String) throws {
    let text = try Data(contentsOf: CaseTests.answerFile(of: name))
    let answer = try JSONDecoder().decode(JSONValue.self, from: text)
    let id = try #require(answer["schema"]?.string)
    let parts = id.split(separator: "/")
    #expect(parts.count == 2 && parts[1] == "1" && parts[0].hasPrefix("exposure."))
    let file = "schemas/\(parts[0].dropFirst("exposure.".count)).schema.json"
    let schema = try JSONSchema(
      Data(contentsOf: ProjectFolder.root.appendingPathComponent(file)))
    let problems = try schema.problems(of: answer)
    #expect(problems.isEmpty, "\(problems.prefix(5))")
  }
}
