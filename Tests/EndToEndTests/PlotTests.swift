import Foundation
import FoundationXML
import TestSupport
import Testing

/// The exceedance curves as pictures.
@Suite struct PlotTests {
  private func drawn(_ arguments: [String], _ name: String) throws -> Data {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-plot-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let topology = """
      title: "Hub <script>alert(1)</script> & co"
      organizations: { keeper: { count: 5, intrusion: 5% } }
      people: { insured: { label: "</title><b>", count: 33M, disjoint: true, exhaustive: true, groups: { part: { count: 33M, across: keeper } } } }
      fields: { nir: {} }
      systems: { store: { organization: keeper, datasets: { rights: { people: part, fields: nir } } } }
      variants:
        likelier: { label: "\\"><script>", change: { organizations: { keeper: { intrusion: 9% } } } }
      """
    try Data(topology.utf8).write(to: folder.appendingPathComponent("topology.yaml"))
    let run = try ProgramRun(arguments + ["--plot", name], in: folder)
    try #require(run.exit == 0, "\(run.error)")
    return try Data(contentsOf: folder.appendingPathComponent(name))
  }

  /// Counts elements and refuses what is no XML.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]

    func parser(
      _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String] = [:]
    ) {
      elements[elementName, default: 0] += 1
    }
  }

  @Test func hostileLabelsDoNoHarm() throws {
    let svg = try drawn(["compare", "topology.yaml", "--no-break-even"], "out.svg")
    let reader = Reader()
    let parser = XMLParser(data: svg)
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(reader.elements["script"] == nil && reader.elements["b"] == nil)
    #expect(reader.elements["svg"] == 1 && reader.elements["desc"] == 1)
    let text = String(decoding: svg, as: UTF8.self)
    #expect(text.contains("line line0") && text.contains("line line1"))
    #expect(try drawn(["compare", "topology.yaml", "--no-break-even"], "out.svg") == svg)
  }

  @Test func drawsPictures() throws {
    let png = try drawn(["simulate", "topology.yaml"], "out.png")
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(png.count > 10_000)
  }

  @Test func refusesOtherNames() throws {
    let run = try ProgramRun(
      ["simulate", "graphs/centralized-hub.yaml", "--plot", "out.txt"], in: ProjectFolder.root)
    #expect(run.exit == 2)
    #expect(run.error.contains(".svg or .png"))
  }
}
