import SourceText
import Testing
import TopologyLanguage

/// `as-written` is the file without a change, wherever a variant is named, and no variant's name.
@Suite struct AsWrittenTests {
  private static let text = """
    title: A town
    variants: { split: { change: { title: Split } } }
    """

  @Test func itIsTheFileWithoutAChange() throws {
    let file = SourceFile(name: "town.yaml", text: Self.text)
    let written = TopologyLoader().load(file: file, variant: "as-written")
    #expect(written.topology?.title == "A town")
    #expect(written.variant == nil)
    #expect(written.diagnostics.isEmpty)
    let source = TopologyLoader().source(file: file)
    #expect(source.load(variant: "as-written").topology?.title == "A town")
    #expect(source.load(variant: "split").topology?.title == "Split")
  }

  @Test func aVariantCannotBeCalledSo() throws {
    let text = """
      title: A town
      variants:
        as-written: { change: { title: Split } }
      """
    let outcome = TopologyLoader().load(file: SourceFile(name: "town.yaml", text: text))
    let found = try #require(outcome.diagnostics.first)
    #expect(outcome.diagnostics.count == 1)
    #expect(found.code == "id-taken")
    #expect(found.message == "'as-written' is given: it is the file without a change")
    #expect(found.position?.line == 3 && found.position?.column == 3)
    #expect(found.help == "give the variant another name")
  }
}
