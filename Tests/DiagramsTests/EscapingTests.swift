import SourceText
@testable import Diagrams
import Foundation
import FoundationXML
import TestSupport
import Testing

/// Whatever a topology's author writes is text in the picture, never DOT, an escape or markup.
@Suite struct EscapingTests {
  @Test(arguments: 0..<24 as Range<UInt64>)
  func hostileTextStaysText(seed: UInt64) throws {
    var model = seed % 3 == 2 ? HostileText.comparison(seed: seed) : HostileText.model(seed: seed)
    if seed % 3 == 1 { model.view = .singlePoints }
    var options = DiagramOptions()
    options.detail = DiagramDetail.allCases[Int(seed % 4)]
    let dot = try DiagramRenderer().render(model, format: .dot, options: options)
    let warnings = try GraphvizRenderer.warnings(of: String(decoding: dot.bytes, as: UTF8.self))
    #expect(warnings == [])
    let svg = try DiagramRenderer().render(model, format: .svg, options: options)
    let elements = try #require(SVGElements(svg.bytes), "not well-formed")
    let drawn: Set = [
      "svg", "g", "title", "desc", "polygon", "path", "ellipse", "polyline", "text", "style",
    ]
    #expect(elements.names.subtracting(drawn) == [])
    #expect(elements.attributes.allSatisfy { !$0.lowercased().hasPrefix("on") })
  }

  @Test(arguments: HostileText.known)
  func aLabelIsShownAsWritten(text: String) throws {
    var model = DiagramModel(title: "Title", view: .lineage)
    model.systems = [.init(id: "s", label: text)]
    let svg = try DiagramRenderer().render(model, format: .svg)
    let elements = try #require(SVGElements(svg.bytes))
    #expect(elements.titles.contains("System " + XMLText.printable(text)))
    let shown = elements.texts.joined().filter { !$0.isWhitespace && $0 != "\u{A0}" }
    let start = XMLText.printable(text).filter { !$0.isWhitespace }.prefix(12)
    #expect(start.isEmpty || shown.contains(start))
  }

  @Test func linesAreNoWiderThanAsked() {
    for text in HostileText.known {
      for width in [1, 7, 30] {
        let lines = DOTText.wrapped(text, width: width, lines: 3)
        #expect(lines.count <= 3 && !lines.isEmpty)
        for line in lines {
          let columns = line.reduce(0) { $0 + DOTText.columns(of: $1) }
          #expect(columns <= width + 1, "\(line)")
        }
      }
    }
  }

  @Test func whatIsCutEndsInAnEllipsis() {
    #expect(DOTText.wrapped("one two three", width: 5, lines: 2) == ["one", "two…"])
    #expect(DOTText.wrapped("one two", width: 5, lines: 2) == ["one", "two"])
    #expect(DOTText.wrapped("abcdefgh", width: 3, lines: 5) == ["abc", "def", "gh"])
  }
}

/// What an SVG is made of; nil when it is not well-formed.
final class SVGElements: NSObject, XMLParserDelegate {
  private(set) var names: Set<String> = []
  private(set) var attributes: Set<String> = []
  private(set) var titles: [String] = []
  private(set) var texts: [String] = []
  /// Groups by id, with what they are and say.
  private(set) var groups: [String: (kind: String?, title: String, description: String)] = [:]
  private var open: [(name: String, id: String?)] = []
  private var characters = ""

  init?(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    names.insert(name)
    self.attributes.formUnion(attributes.keys)
    open.append((name: name, id: attributes["id"]))
    characters = ""
    if name == "g", let id = attributes["id"] {
      groups[id] = (kind: attributes["data-kind"], title: "", description: "")
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { characters += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
    switch name {
    case "title":
      titles.append(characters)
      if let id = open.last?.id { groups[id]?.title = characters }
    case "desc":
      if let id = open.last?.id { groups[id]?.description = characters }
    case "text": texts.append(characters)
    default: break
    }
    characters = ""
  }
}
