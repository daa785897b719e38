import Foundation
import SourceText
import Testing
@testable import TopologyLanguage
@testable import TopologyModel

/// The page on the language has every key and every code, and no code that there is not.
@Suite struct LanguagePageTests {
  private static let page = try? String(
    contentsOfFile: RepositoryFiles.root + "/schemas/README.md", encoding: .utf8)

  @Test(arguments: Key.allCases.filter { $0 != .schema })
  func namesTheKey(key: Key) throws {
    let page = try #require(Self.page)
    let forms = ["`\(key.text)`", "`\(key.text):", "{ \(key.text):", ", \(key.text):"]
    #expect(forms.contains { page.contains($0) })
  }

  @Test func listsTheDiagnostics() throws {
    let listed = try #require(Self.page).split(separator: "\n")
      .drop { !$0.hasPrefix("## Diagnostics") }
      .filter { $0.hasPrefix("| `") }
    let expected = DiagnosticCatalogue.all.map { explanation in
      let suffix = explanation.severity == .error ? "" : " (\(explanation.severity))"
      return "| `\(explanation.code)` | \(explanation.title)\(suffix) |"
    }
    #expect(listed.map(String.init) == expected)
  }
}
