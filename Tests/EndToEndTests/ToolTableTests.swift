import Foundation
import TestSupport
import Testing

/// The table of how other tools behave names what tests each row.
@Suite struct ToolTableTests {
  private static let rows: [[String]] = {
    let page = ProjectFolder.root.appendingPathComponent("schemas/interchange.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }()

  /// All Swift files of the tests.
  private static let tests: String = {
    let folder = ProjectFolder.root.appendingPathComponent("Tests")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects ?? []).compactMap { $0 as? URL }
      .filter { $0.pathExtension == "swift" }
      .compactMap { try? String(contentsOf: $0, encoding: .utf8) }.joined()
  }()

  @Test func everyRowHasItsTest() {
    #expect(Self.rows.count >= 20)
    for row in Self.rows {
      #expect(row.count == 5, "\(row)")
      let names = (row.last ?? "").matches(of: /`([^`]+)`/).map { String($0.1) }
      #expect(!names.isEmpty, "\(row)")
      for name in names {
        let isCase = CaseTests.names.contains(name)
        let isTest =
          Self.tests.contains("func \(name)(") || Self.tests.contains("struct \(name) ")
        #expect(isCase || isTest, "\(name)")
      }
    }
  }
}
