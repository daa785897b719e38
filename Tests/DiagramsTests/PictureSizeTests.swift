@testable import Diagrams
import Testing

/// What a file of a kind cannot hold is refused, or said.
@Suite struct PictureSizeTests {
  /// A graph of one box, some inches tall.
  private func graph(inches: Int, dpi: Int = 72) -> String {
    "graph { graph [pad=0, dpi=\(dpi)]; node [shape=box, fixedsize=true, width=1, height=\(inches), label=\"\"]; a }"
  }

  @Test func aPageOfAPDFHasAtMostItsLimit() throws {
    #expect(try GraphvizRenderer.render(graph(inches: 199), .pdf).scale == 1)
    #expect(throws: PictureSize.TooLarge(width: 72, height: 14_472)) {
      try GraphvizRenderer.render(graph(inches: 201), .pdf)
    }
    #expect(try !GraphvizRenderer.render(graph(inches: 201), .svg).bytes.isEmpty)
  }

  @Test func aPNGThatWasShrunkSaysSo() throws {
    #expect(try GraphvizRenderer.render(graph(inches: 200, dpi: 144), .png).scale == 1)
    // 400 inches of 144 dots are 57,600 pixels, of which the library draws 32,767.
    let shrunk = try GraphvizRenderer.render(graph(inches: 400, dpi: 144), .png)
    #expect(abs(shrunk.scale - 32_767.0 / 57_600) < 0.01)
    let picture = DiagramPicture(shrunk, detail: .field, messages: ["Folded."])
    #expect(
      picture.messages.count == 2 && picture.messages[1].hasPrefix("Shrunk to 56% of its size"))
  }

  @Test func nothingIsPaintedTransparent() throws {
    let model = SampleModels.grid(organizations: 2, systems: 2)
    let svg = try DiagramRenderer().render(model, format: .svg)
    let text = String(decoding: svg.bytes, as: UTF8.self)
    #expect(!text.contains("\"transparent\"") && text.contains("stroke=\"none\""))
  }
}
