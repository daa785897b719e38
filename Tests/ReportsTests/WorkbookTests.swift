import Foundation
import FoundationXML
import Reports
import Testing

/// Workbooks are read back part by part: the archive, and the XML in it.
@Suite struct WorkbookTests {
  private static let tables = ReportTables(
    "first",
    CSVTable(
      ["name", "count", "share", "sure"], numbers: ["count", "share"], flags: ["sure"],
      [
        ["=1+1", "1234567", "0.5", "true"],
        ["Élan <&> \"_x000D_\"", "9007199254740993", "", "false"],
        ["+\u{1B}[1m", "12345678901234567890123", "infinity", ""],
      ])
  ).with("second", CSVTable(["alone"], [["x"]]))

  /// The entries of a stored ZIP file, read from its end as programs do.
  private func entries(_ bytes: [UInt8]) throws -> [String: String] {
    func number(_ at: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    let end = bytes.count - 22
    try #require(number(end, 4) == 0x0605_4b50)
    #expect(number(end + 12, 4) + number(end + 16, 4) == end)
    var result: [String: String] = [:]
    var at = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      try #require(number(at, 4) == 0x0201_4b50)
      let (size, length, local) = (number(at + 24, 4), number(at + 28, 2), number(at + 42, 4))
      let name = String(decoding: bytes[(at + 46)..<(at + 46 + length)], as: UTF8.self)
      try #require(number(local, 4) == 0x0403_4b50)
      #expect(number(local + 8, 2) == 0 && number(local + 18, 4) == size)
      let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
      let content = Array(bytes[start..<(start + size)])
      #expect(number(at + 16, 4) == Int(checksum(content)), "\(name)")
      result[name] = String(decoding: content, as: UTF8.self)
      at += 46 + length
    }
    return result
  }

  /// CRC-32 bit by bit.
  private func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = ~0
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }

  /// Collects the cells of a sheet.
  private final class Reader: NSObject, XMLParserDelegate {
    var cells: [String: (type: String, text: String)] = [:]
    var elements: [String: [[String: String]]] = [:]
    private var place = ""

    func parser(
      _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String] = [:]
    ) {
      elements[elementName, default: []].append(attributes)
      if elementName == "c" {
        place = attributes["r"] ?? ""
        cells[place] = (attributes["t"] ?? "n", "")
      }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      cells[place]?.text += string
    }
  }

  private func read(_ xml: String?) throws -> Reader {
    let reader = Reader()
    let parser = XMLParser(data: Data(try #require(xml).utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    return reader
  }

  @Test func everyPartIsNamedAndWellFormed() throws {
    let bytes = try Workbook(Self.tables).bytes()
    #expect(try Workbook(Self.tables).bytes() == bytes)
    let parts = try entries(bytes)
    for (_, xml) in parts { _ = try read(xml) }
    let types = try read(parts["[Content_Types].xml"]).elements["Override"] ?? []
    let named = Set(types.compactMap { $0["PartName"] }.map { String($0.dropFirst()) })
    #expect(
      named == Set(parts.keys.filter { $0.hasPrefix("xl/") && !$0.hasSuffix(".rels") }))
    let relations = try read(parts["xl/_rels/workbook.xml.rels"]).elements["Relationship"] ?? []
    #expect(relations.allSatisfy { parts["xl/\($0["Target"] ?? "")"] != nil })
    let sheets = try read(parts["xl/workbook.xml"]).elements["sheet"] ?? []
    #expect(sheets.map { $0["name"] } == ["first", "second"])
    #expect(
      sheets.map { $0["r:id"] } == relations.prefix(2).map { $0["Id"] })
  }

  @Test func cellsHaveTypesAndTheHeaderIsFrozen() throws {
    let parts = try entries(try Workbook(Self.tables).bytes())
    let sheet = try read(parts["xl/worksheets/sheet1.xml"])
    let pane = try #require(sheet.elements["pane"]?.first)
    #expect(pane["state"] == "frozen" && pane["ySplit"] == "1")
    #expect(sheet.elements["f"] == nil, "no formulas")
    func cell(_ place: String) -> String {
      sheet.cells[place].map { "\($0.type) \($0.text)" } ?? "none"
    }
    #expect(cell("A1") == "inlineStr name" && cell("A2") == "inlineStr =1+1")
    #expect(cell("B2") == "n 1234567" && cell("C2") == "n 0.5" && cell("D2") == "b 1")
    // Spreadsheets decode _x000D_; what is written so stands for the text itself.
    #expect(cell("A3") == "inlineStr Élan <&> \"_x005F_x000D_\"")
    // Beyond 2⁵³ a spreadsheet's number would lose digits.
    #expect(cell("B3") == "inlineStr 9007199254740993" && cell("C3") == "none")
    #expect(cell("B4") == "inlineStr 12345678901234567890123")
    #expect(cell("C4") == "inlineStr infinity" && cell("D4") == "none")
    #expect(!cell("A4").contains("\u{1B}"))
  }

  @Test func whatDoesNotFitIsRefused() {
    let long = CSVTable(["text"], [[String(repeating: "x", count: 32_768)]])
    #expect(throws: Workbook.Failure.tooLong(sheet: "s", column: "text", characters: 32_768)) {
      try Workbook(ReportTables("s", long)).bytes()
    }
    let many = CSVTable(["text"], [[String]](repeating: [""], count: 1_048_576))
    #expect(throws: Workbook.Failure.tooManyRows(sheet: "s", rows: 1_048_576)) {
      try Workbook(ReportTables("s", many)).bytes()
    }
  }
}
