import SourceText
import Testing
@testable import TopologyLanguage
@testable import TopologyModel

/// The catalogue explains every code, and its examples are what it says they are.
@Suite struct DiagnosticCatalogueTests {
  static let topologies = DiagnosticCatalogue.all.filter(\.isTopology).map(\.code)

  @Test func everyCodeIsExplainedOnce() {
    #expect(DiagnosticCatalogue.all.map(\.code) == FindingCode.allCases.map(\.rawValue).sorted())
  }

  @Test(arguments: FindingCode.allCases)
  func aCodeIsFoundByName(code: FindingCode) throws {
    let explanation = try #require(DiagnosticCatalogue.explanation(of: code.rawValue))
    #expect(!explanation.title.isEmpty && !explanation.explanation.isEmpty)
    #expect(explanation.bad != explanation.good)
  }

  @Test(arguments: topologies)
  func theBadExampleHasJustThisFinding(code: String) throws {
    let explanation = try #require(DiagnosticCatalogue.explanation(of: code))
    let outcome = TopologyLoader().load(
      file: SourceFile(name: "bad.yaml", text: explanation.bad), folder: ".")
    let text = DiagnosticRenderer(files: outcome.files).render(outcome.diagnostics)
    #expect(outcome.diagnostics.map(\.code) == [code], "\(text)")
    #expect(outcome.diagnostics.first?.severity == explanation.severity)
    #expect((outcome.topology == nil) == (explanation.severity == .error))
  }

  @Test(arguments: topologies)
  func theGoodExampleHasNoFinding(code: String) throws {
    let explanation = try #require(DiagnosticCatalogue.explanation(of: code))
    let outcome = TopologyLoader().load(
      file: SourceFile(name: "good.yaml", text: explanation.good), folder: ".")
    let text = DiagnosticRenderer(files: outcome.files).render(outcome.diagnostics)
    #expect(outcome.diagnostics.isEmpty, "\(text)")
    #expect(outcome.topology != nil)
  }
}
