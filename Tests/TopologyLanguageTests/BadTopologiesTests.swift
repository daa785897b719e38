import Foundation
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// Every mistake is found once, where it is, with its code, and nothing else is.
@Suite struct BadTopologiesTests {
  static let cases: [MarkedCase] = RepositoryFiles.yamlFiles(
    in: "Tests/TopologyLanguageTests/Fixtures/bad"
  )
  .flatMap { path in
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return MarkedCase.cases(in: text, of: URL(fileURLWithPath: path).lastPathComponent)
  }

  @Test func thereAreCases() {
    #expect(Self.cases.count > 30)
    #expect(Self.cases.allSatisfy { !$0.expectations.contains { $0.column == 0 } })
  }

  @Test(arguments: cases)
  func findsWhatTheMarkersSay(marked: MarkedCase) {
    let outcome = TopologyLoader().load(file: SourceFile(name: "bad.yaml", text: marked.text))
    let rendered = DiagnosticRenderer(files: outcome.files).render(outcome.diagnostics)
    #expect(MarkedCase.found(outcome.diagnostics) == marked.expectations, "\(rendered)")
    #expect(outcome.diagnostics == outcome.diagnostics.sorted())
    #expect(outcome.hasErrors == (outcome.topology == nil))
  }

  /// A caret underlines what is wrong, no more than the line has.
  @Test(arguments: cases)
  func caretsStayWithinTheLine(marked: MarkedCase) throws {
    let outcome = TopologyLoader().load(file: SourceFile(name: "bad.yaml", text: marked.text))
    for diagnostic in outcome.diagnostics {
      let position = try #require(diagnostic.position)
      let line = try #require(outcome.files[position.file]?.line(position.line))
      #expect(
        Int(position.column) - 1 + diagnostic.length <= line.unicodeScalars.count,
        "\(diagnostic)")
    }
  }
}
