import Foundation
import SourceText
import Testing
import TopologyLanguage
import TopologyModel

/// Inputs that are no topology, or try to be too much, end in one diagnostic each.
@Suite struct InputLimitsTests {
  private func load(_ bytes: [UInt8], limits: LoaderLimits = LoaderLimits()) -> LoadOutcome {
    TopologyLoader(limits: limits).load(file: SourceFile(name: "input.yaml", bytes: bytes))
  }

  private func load(_ text: String, limits: LoaderLimits = LoaderLimits()) -> LoadOutcome {
    load(Array(text.utf8), limits: limits)
  }

  // MARK: - Files

  @Test func aFileThatIsNotThere() {
    let outcome = TopologyLoader().load(path: "/nonexistent/town.yaml")
    #expect(outcome.diagnostics.map(\.code) == ["file-missing"])
    #expect(outcome.topology == nil)
  }

  @Test(arguments: ["", "a\u{0}b", String(repeating: "x", count: 10_000)])
  func aNameThatNoFileHas(name: String) {
    #expect(TopologyLoader().load(path: name).diagnostics.map(\.code) == ["file-missing"])
  }

  @Test func aFolder() {
    let outcome = TopologyLoader().load(path: NSTemporaryDirectory())
    #expect(outcome.diagnostics.map(\.code) == ["not-a-file"])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem")))
  func aFileThatCannotBeRead() {
    let outcome = TopologyLoader().load(path: "/proc/self/mem")
    #expect(outcome.diagnostics.map(\.code) == ["file-unreadable"])
  }

  @Test func aFileOfTwoGigabytesIsNotRead() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("large.yaml", "")
    #expect(truncate(path, 2 << 30) == 0)
    #expect(TopologyLoader().load(path: path).diagnostics.map(\.code) == ["file-too-large"])
  }

  @Test func aDeviceWithoutEndIsReadToTheLimit() {
    var limits = LoaderLimits()
    limits.bytes = 1 << 20
    let outcome = TopologyLoader(limits: limits).load(path: "/dev/zero")
    #expect(outcome.diagnostics.map(\.code) == ["file-too-large"])
  }

  // MARK: - Bytes

  @Test(
    arguments: [
      ("title: caf\u{E9}\nlabel: ", [0xE9, 0x0A], 2, 8),
      ("", [0xC0, 0x80], 1, 1),
      ("a: é", [0xED, 0xA0, 0x80], 1, 5),
      ("a: b\r\nc: ", [0xF5], 2, 4),
      ("a: b\rc: ", [0xE2, 0x82], 2, 4),
    ] as [(String, [UInt8], Int, Int)])
  func bytesThatAreNotUTF8(before: String, bytes: [UInt8], line: Int, column: Int) {
    let outcome = load(Array(before.utf8) + bytes)
    #expect(outcome.diagnostics.map(\.code) == ["not-utf-8"])
    #expect(
      outcome.diagnostics.first?.position
        == SourcePosition(file: 0, line: UInt32(line), column: UInt32(column)))
  }

  @Test(arguments: [
    ("title: a\u{0}b", 1, 9), ("title: x\n# \u{1B}[31m", 2, 3), ("é\u{7F}", 1, 2),
    ("a: \u{9F}", 1, 4), ("a: \u{FFFE}", 1, 4),
  ])
  func characters(text: String, line: Int, column: Int) {
    let outcome = load(text)
    #expect(outcome.diagnostics.map(\.code) == ["invalid-character"])
    #expect(
      outcome.diagnostics.first?.position
        == SourcePosition(file: 0, line: UInt32(line), column: UInt32(column)))
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf16, .utf32])
  func otherEncodingsAreNamed(encoding: String.Encoding) throws {
    let data = try #require("title: A town\n".data(using: encoding))
    let outcome = load(Array(data))
    #expect(outcome.diagnostics.count == 1)
    #expect(outcome.diagnostics.first?.help == "save the file as UTF-8")
  }

  @Test func aByteOrderMarkIsNoPartOfTheText() {
    let outcome = load([0xEF, 0xBB, 0xBF] + Array("titel: A\n".utf8))
    #expect(outcome.diagnostics.map(\.code) == ["unknown-key"])
    #expect(
      outcome.diagnostics.first?.position == SourcePosition(file: 0, line: 1, column: 1))
    #expect(load([0xEF, 0xBB, 0xBF] + Array("title: A\n".utf8)).topology?.title == "A")
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func lineBreaksOfEveryKindCountAlike(lineBreak: String) {
    let text = ["title: A", "people:", "  clients: { count: x }", ""].joined(
      separator: lineBreak)
    let outcome = load(text)
    #expect(
      outcome.diagnostics.first?.position == SourcePosition(file: 0, line: 3, column: 21))
    #expect(outcome.files[0]?.line(3) == "  clients: { count: x }")
  }

  @Test(arguments: ["", " \n", "# nothing\n", "---\n", "null\n", "~", "---\n...\n"])
  func nothingAtAll(text: String) {
    #expect(load(text).diagnostics.map(\.code) == ["file-empty"])
  }

  @Test func jsonIsRead() throws {
    let outcome = load(
      #"{"title": "A\u00e9", "people": {"clients": {"count": 33000000, "disjoint": true}}}"#)
    let topology = try #require(outcome.topology)
    #expect(topology.title == "Aé")
    #expect(topology.groups.first?.size == CountInterval(exactly: 33_000_000))
    #expect(topology.groups.first?.disjoint == true)
  }

  // MARK: - Structure

  /// Ways to nest, by the text that goes one level down.
  enum Nesting: String, CaseIterable {
    case lists = "["
    case maps = "{a: "
    case items = "- "
    case keys = "? "
    case indentation = "\n"
  }

  @Test(arguments: Nesting.allCases)
  func tenThousandLevels(nesting: Nesting) {
    var text = ""
    for level in 0..<10_000 {
      text += nesting.rawValue
      if nesting == .indentation { text += String(repeating: " ", count: level % 300) + "a:" }
    }
    #expect(["too-deep", "yaml-syntax"].contains(load(text).diagnostics.last?.code))
  }

  @Test func theDepthThatIsAllowedIsRead() {
    let text = String(repeating: "[", count: 126) + String(repeating: "]", count: 126)
    #expect(load("title: \(text)").diagnostics.map(\.code) == ["wrong-type"])
  }

  @Test func aliasesThatExpandWithoutEnd() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...40 {
      let aliases = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(load(text).diagnostics.map(\.code) == ["too-many-values"])
  }

  @Test func mergeKeysThatExpandWithoutEnd() {
    var limits = LoaderLimits()
    limits.nodes = 100_000
    var text = "fields: &f\n"
    for key in 0..<1000 { text += "  f\(key): {}\n" }
    text += "sources:\n"
    for key in 0..<1000 { text += "  s\(key): { <<: *f }\n" }
    #expect(load(text, limits: limits).diagnostics.map(\.code) == ["too-many-values"])
  }

  @Test func tooManyValues() {
    var limits = LoaderLimits()
    limits.nodes = 1000
    let list = [String](repeating: "x", count: 2000).joined(separator: ",")
    #expect(load("title: [\(list)]", limits: limits).diagnostics.map(\.code) == ["too-many-values"])
  }

  @Test func findingsBeyondTheLimitAreCounted() {
    var limits = LoaderLimits()
    limits.findings = 10
    let text = (0..<50).map { "key\($0): 1\n" }.joined()
    let outcome = load(text, limits: limits)
    #expect(outcome.diagnostics.count == 11)
    #expect(outcome.diagnostics.last?.code == "too-many-findings")
    #expect(outcome.diagnostics.last?.message.contains("40 more") == true)
  }

  @Test func noSuchVariant() {
    let text = "title: A\nvariants: { split: { change: { title: B } } }\n"
    let outcome = TopologyLoader().load(
      file: SourceFile(name: "input.yaml", text: text), variant: "spilt")
    #expect(outcome.diagnostics.map(\.code) == ["unknown-variant"])
    #expect(outcome.diagnostics.first?.help == "did you mean 'split'?")
  }
}
