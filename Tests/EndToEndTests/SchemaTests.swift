import Foundation
import TestSupport
import Testing

/// Every JSON answer that an end-to-end case expects is accepted by the schema that it names.
@Suite struct SchemaTests {
  static var answers: [String] {
    CaseTests.names.filter { name in
      let file = CaseTests.folder.appendingPathComponent(name).appendingPathComponent(
        "expected.out")
      return (try? String(contentsOf: file, encoding: .utf8))?.hasPrefix("{") ?? false
    }
  }

  @Test func answersOfSeveralKindsAreHeld() {
    #expect(Self.answers.count >= 4)
  }

  @Test(arguments: answers) func answerIsAsItsSchemaSays(_ name: String) throws {
    let folder = CaseTests.folder.appendingPathComponent(name)
    let text = try Data(contentsOf: folder.appendingPathComponent("expected.out"))
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
