import SourceText
import Testing
import TopologyLanguage
import TopologyModel

/// Every topology that is shipped loads, as written and in each of its variants.
@Suite struct GraphsTests {
  @Test(arguments: RepositoryFiles.graphs)
  func loadsWithoutFindings(path: String) {
    let all = TopologyLoader().loadAllVariants(path: path)
    // What a source does not list stays unlisted in a file that an import writes, and in those that extend it; and
    // what the record of an incident leaves open is open in its file.
    let isOpen = path.contains("/graphs/imported/") || path.contains("/graphs/incidents/")
    let found = all.diagnostics.filter { !isOpen || $0.code != "content-unlisted" }
    let text = DiagnosticRenderer(files: all.base.files).render(found)
    #expect(found.isEmpty, "\(text)")
    #expect(all.base.topology != nil)
    for variant in all.variants {
      #expect(variant.topology != nil)
    }
  }
}
