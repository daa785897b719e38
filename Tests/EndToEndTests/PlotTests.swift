import Foundation
import FoundationXML
import TestSupport
import Testing

/// The exceedance curves as pictures.
@Suite struct PlotTests {
  private static let hostile = """
    title: "Hub <script>alert(1)</script> & co"
    organizations: { keeper: { count: 5, intrusion: 5% } }
    people: { insured: { label: "</title><b>", count: 33M, disjoint: true, exhaustive: true, groups: { part: { count: 33M, across: keeper, sizes: even } } } }
    fields: { nir: {} }
    systems: { store: { organization: keeper, datasets: { rights: { people: part, fields: nir } } } }
    variants:
      likelier: { label: "\\"><script>", change: { organizations: { keeper: { intrusion: 9% } } } }
    """

  private func drawn(
    _ arguments: [String], _ name: String, of topology: String = hostile
  ) throws -> Data {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-plot-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
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

  // MARK: - Legible whatever the lines

  /// Stores with a likelihood for each variant.
  private static func stores(_ likelihoods: [String], people: String = "33M") -> String {
    let variants = likelihoods.enumerated().map { index, likelihood in
      "  v\(index): { label: Variant number \(index) with a name of some length, change: { organizations: { keeper: { intrusion: \(likelihood) } } } }"
    }
    return """
      organizations: { keeper: { count: 4, intrusion: 50% } }
      people: { insured: { count: \(people), disjoint: true, exhaustive: true, groups: { part: { count: \(people), across: keeper, sizes: even } } } }
      fields: { nir: {} }
      systems: { store: { organization: keeper, datasets: { rights: { people: part, fields: nir } } } }
      variants:
      \(variants.joined(separator: "\n"))
      """
  }

  /// Where the texts and the letters of a plot stand.
  private final class Places: NSObject, XMLParserDelegate {
    struct Text {
      var words = ""
      var x: Double
      var y: Double
      var size: String
    }
    var texts: [Text] = []
    var circles: [(x: Double, y: Double)] = []
    var height = 0.0
    private var isOpen = false

    init(_ svg: Data) {
      super.init()
      let parser = XMLParser(data: svg)
      parser.delegate = self
      _ = parser.parse()
    }

    func parser(
      _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String] = [:]
    ) {
      func number(_ name: String) -> Double { Double(attributes[name] ?? "") ?? 0 }
      switch elementName {
      case "svg": height = number("height")
      case "circle": circles.append((number("cx"), number("cy")))
      case "text":
        isOpen = true
        texts.append(
          Text(x: number("x"), y: number("y"), size: attributes["font-size"] ?? ""))
      default: break
      }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if isOpen { texts[texts.count - 1].words += string }
    }

    func parser(
      _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      if elementName == "text" { isOpen = false }
    }
  }

  /// Lines far apart, all but alike, ending together, falling out of the frame, and as many as are allowed.
  @Test(arguments: [
    ["1%"], ["1%", "2%"], ["1%", "1.001%", "1.002%", "1.003%"], ["0.001%", "99%", "100%"],
    (1...20).map { "\($0)%" }, (1...20).map { _ in "3%" },
  ])
  func labelsDoNotCoverOneAnother(_ likelihoods: [String]) throws {
    var topology = Self.stores(likelihoods)
    // All alike would be taken for one architecture.
    for index in likelihoods.indices {
      topology = topology.replacing(
        "v\(index): { label", with: "v\(index): { description: \"\(index)\", label")
    }
    let names = likelihoods.indices.map { "v\($0)" }.joined(separator: ",")
    let arguments =
      likelihoods.count == 1
      ? ["simulate", "topology.yaml", "--variant", "v0"]
      : ["compare", "topology.yaml", "--no-break-even", "--order", "1", "--variants", names]
    let places = Places(try drawn(arguments, "out.svg", of: topology))
    let labels = places.texts.filter { $0.x > 650 && $0.size == "13" }
    for index in likelihoods.indices {
      #expect(labels.contains { $0.words.contains("number \(index) ") }, "\(index)")
    }
    let rows = labels.map(\.y).sorted()
    #expect(zip(rows, rows.dropFirst()).allSatisfy { $1 - $0 >= 15 }, "\(rows)")
    #expect(rows.allSatisfy { $0 > 10 && $0 < places.height - 4 })
    // A letter on each line, and beside each name.
    #expect(places.circles.count == (likelihoods.count == 1 ? 0 : 2 * likelihoods.count))
    let letters = places.circles.prefix(likelihoods.count)
    #expect(
      likelihoods.count > 4
        || letters.enumerated().allSatisfy { index, one in
          letters.prefix(index).allSatisfy { hypot($0.x - one.x, $0.y - one.y) > 18 }
        })
  }

  @Test func saysWhoHasNoLineAndWhereThereIsNoBound() throws {
    let svg = try drawn(
      ["compare", "topology.yaml", "--no-break-even"], "out.svg",
      of: Self.stores(["0%", "5%"], people: "10.."))
    let words = Places(svg).texts.map(\.words)
    #expect(words.contains { $0.contains("open-ended where there is no upper bound") })
    #expect(words.joined(separator: " ").contains("Variant number 0 with a name of some length:"))
    #expect(words.joined(separator: " ").contains("nobody exposed"))
  }

  @Test func refusesMoreLinesThanCanBeTold() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-plot-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let topology = Self.stores((1...21).map { "\($0)%" })
    try Data(topology.utf8).write(to: folder.appendingPathComponent("topology.yaml"))
    let run = try ProgramRun(["compare", "topology.yaml", "--plot", "out.svg"], in: folder)
    #expect(run.exit == 2 && run.error.contains("--variants"))
  }

  @Test func refusesOtherNames() throws {
    let run = try ProgramRun(
      ["simulate", "graphs/centralized-hub.yaml", "--plot", "out.txt"], in: ProjectFolder.root)
    #expect(run.exit == 2)
    #expect(run.error.contains(".svg or .png"))
  }
}
