import SourceText
import Testing
import TopologyLanguage
import TopologyModel

/// Every topology that is shipped loads, as written and in each of its variants.
@Suite struct GraphsTests {
  @Test(arguments: RepositoryFiles.graphs)
  func loadsWithoutFindings(path: String) {
    let all = TopologyLoader().loadAllVariants(path: path)
    let text = DiagnosticRenderer(files: all.base.files).render(all.diagnostics)
    #expect(all.diagnostics.isEmpty, "\(text)")
    #expect(all.base.topology != nil)
    for variant in all.variants {
      #expect(variant.topology != nil)
    }
  }
}
