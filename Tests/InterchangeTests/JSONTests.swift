import Foundation
import SourceText
import Testing

@testable import Interchange

/// The JSON reader: what it accepts, what it refuses and where.
@Suite struct JSONTests {
  private static func stream(_ text: String) throws -> JSONStream {
    try JSONStream(ByteSource(name: "t.json", bytes: Array(text.utf8)))
  }

  private static func values(_ text: String) throws -> [String] {
    let stream = try stream(text)
    var result: [String] = []
    while let value = try stream.next() {
      result.append(value.word ?? (value.isList ? "list" : value.isObject ? "object" : "null"))
      stream.finish()
    }
    return result
  }

  @Test(arguments: [
    ("1 2\n3", ["1", "2", "3"]), ("{}\n{}", ["object", "object"]), ("[1,2]", ["1", "2"]),
    ("[]", []), ("\"a\"", ["a"]), ("{\"a\":1}{\"b\":2}", ["object", "object"]),
    ("\u{FEFF}true", ["true"]), ("  \n", []), ("-0.5e+3", ["-0.5e+3"]),
    ("null false", ["null", "false"]),
  ]) func readsValuesInAnyLayout(_ text: String, _ expected: [String]) throws {
    #expect(try Self.values(text) == expected)
  }

  @Test(arguments: [
    (#""\ud83c\udfe5""#, "🏥"), (#""a\n\t\"\\\/""#, "a\n\t\"\\/"), (#""\u00e9""#, "é"),
    (#""\ud83c""#, "\u{FFFD}"), (#""\ud83cx""#, "\u{FFFD}x"), (#""é 語""#, "é 語"),
  ]) func decodesEscapes(_ text: String, _ expected: String) throws {
    #expect(try Self.values(text) == [expected])
  }

  @Test(arguments: [
    ("{\"a\":1,\n  \"a\":2}", 2, 3, "duplicate-key"), ("{\"a\" 1}", 1, 6, "json-syntax"),
    ("[1,\n2,]", 2, 3, "json-syntax"), ("\n\n  tru", 3, 6, "json-syntax"),
    ("{\"é\": x}", 1, 7, "json-syntax"), ("\"a\u{1}b\"", 1, 3, "json-syntax"),
    ("01", 1, 1, "json-syntax"), ("\"\\x\"", 1, 2, "json-syntax"), ("{'a':1}", 1, 2, "json-syntax"),
    ("{\"a\":1", 1, 7, "json-syntax"), ("{\"\\u0061\":1, \"a\":2}", 1, 14, "duplicate-key"),
  ]) func saysWhereItIsWrong(_ text: String, _ line: Int, _ column: Int, _ code: String) throws {
    let stream = try Self.stream(text)
    let bad = #expect(throws: JSONStream.BadValue.self) {
      while try stream.next() != nil { stream.finish() }
    }
    #expect(bad?.line == line)
    #expect(bad?.column == column)
    #expect(bad?.failure.code.rawValue == code)
  }

  @Test func refusesInvalidUTF8() throws {
    let stream = try JSONStream(
      ByteSource(name: "t", bytes: Array("{\"a\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8)))
    let bad = #expect(throws: JSONStream.BadValue.self) { try stream.next() }
    #expect(bad?.failure.code == .notUTF8)
    #expect(bad?.column == 7)
  }

  @Test func limitsDepth() throws {
    let deep = String(repeating: "[", count: 10_000)
    let stream = try JSONStream(
      ByteSource(name: "t", bytes: Array(deep.utf8)), takesItems: false)
    let bad = #expect(throws: JSONStream.BadValue.self) { try stream.next() }
    #expect(bad?.failure.code == .tooDeep)
    #expect(bad?.column == JSONParser.depthLimit + 1)
  }

  @Test func goesOnAfterABadLine() throws {
    let stream = try Self.stream("{\"a\":1}\n{\"a\":\n{\"a\":3}\nrubbish\n{\"a\":4}\n")
    var seen: [String] = []
    while true {
      do {
        guard let value = try stream.next() else { break }
        seen.append("\(stream.valueLine):\(value["a"]?.word ?? "")")
        stream.finish()
      } catch is JSONStream.BadValue {
        seen.append("bad")
        guard try stream.recover() else { break }
      }
    }
    #expect(seen == ["1:1", "bad", "3:3", "bad", "5:4"])
  }

  @Test func readsValuesLargerThanTheBuffer() throws {
    let long = String(repeating: "x", count: 9 << 20)
    let stream = try Self.stream("{\"a\":1}\n{\"b\":\"\(long)\"}\n{\"c\":1}")
    var sizes: [Int] = []
    while let value = try stream.next() {
      sizes.append(value["b"]?.bytes.count ?? 0)
      stream.finish()
    }
    #expect(sizes == [0, 9 << 20, 0])
  }

  /// Random documents read as Foundation reads them.
  @Test(arguments: 0..<40) func agreesWithFoundation(_ seed: UInt64) throws {
    var random = SeededValues(seed: seed)
    let text = random.document(depth: 4)
    let stream = try JSONStream(ByteSource(name: "t", bytes: Array(text.utf8)), takesItems: false)
    let own = try #require(try stream.next())
    let other = try JSONSerialization.jsonObject(
      with: Data(text.utf8), options: .fragmentsAllowed)
    #expect(Self.plain(own) == Self.plain(other), "seed \(seed)")
  }

  /// Short lists and objects that come again, in other places and in another order, mean what they meant before.
  @Test(arguments: 0..<40) func readsWhatComesAgain(_ seed: UInt64) throws {
    var random = SeededValues(seed: seed &+ 1_000)
    let parts = (0..<6).map { number in
      #"{"kind":"part \#(number % 3)","value":\#(random.document(depth: 2))}"#
    }
    let text =
      "[" + (0..<80).map { parts[($0 * 7 + Int(seed)) % parts.count] }.joined(separator: ", ") + "]"
    let stream = try JSONStream(ByteSource(name: "t", bytes: Array(text.utf8)), takesItems: false)
    let own = try #require(try stream.next())
    let other = try JSONSerialization.jsonObject(with: Data(text.utf8))
    #expect(Self.plain(own) == Self.plain(other), "seed \(seed)")
  }

  /// A list that was read before is refused where it would be too deep.
  @Test func whatComesAgainIsNotTooDeep() throws {
    let part = #"[[[["a text of some length"]]]]"#
    for levels in [JSONParser.depthLimit - 5, JSONParser.depthLimit - 4] {
      let text =
        "[\(part),\(part),\(String(repeating: "[", count: levels))\(part)"
        + String(repeating: "]", count: levels) + String(repeating: " ", count: 200) + "]"
      let stream = try JSONStream(ByteSource(name: "t", bytes: Array(text.utf8)), takesItems: false)
      guard levels == JSONParser.depthLimit - 4 else {
        #expect(try stream.next() != nil)
        continue
      }
      let bad = #expect(throws: JSONStream.BadValue.self) { try stream.next() }
      #expect(bad?.failure.code == .tooDeep)
    }
  }

  private static func plain(_ value: JSONValueView) -> String {
    if value.isList { return "[" + value.items.map(plain).joined(separator: ",") + "]" }
    if value.isObject {
      let members = value.members.map { "\($0.key.text ?? ""):\(plain($0.value))" }
      return "{" + members.sorted().joined(separator: ",") + "}"
    }
    if let flag = value.flag { return "\(flag)" }
    if value.isNull { return "null" }
    return value.isText ? "'\(value.text ?? "")'" : value.word ?? ""
  }

  private static func plain(_ value: Any) -> String {
    switch value {
    case let list as [Any]: return "[" + list.map(plain).joined(separator: ",") + "]"
    case let object as [String: Any]:
      return "{" + object.map { "\($0.key):\(plain($0.value))" }.sorted().joined(separator: ",")
        + "}"
    case let text as String: return "'\(text)'"
    case is NSNull: return "null"
    case let number as NSNumber:
      return CFBooleanLike(number) ? "\(number.boolValue)" : "\(number.intValue)"
    default: return "?"
    }
  }

  private static func CFBooleanLike(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }
}

/// Random JSON with a seed.
struct SeededValues {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  private mutating func next(_ limit: UInt64) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % limit)
  }

  mutating func document(depth: Int) -> String {
    let space = [" ", "\n", "", "\t", ""][next(5)]
    switch depth == 0 ? next(4) : next(7) {
    case 0: return "\(next(100_000))"
    case 1: return ["true", "false", "null"][next(3)]
    case 2, 3: return text()
    case 4:
      let items = (0..<next(5)).map { _ in document(depth: depth - 1) }
      return "[\(space)" + items.joined(separator: ",\(space)") + "]"
    default:
      let members = (0..<next(30)).map { "\"k\($0)\":\(space)\(document(depth: depth - 1))" }
      return "{" + members.joined(separator: "\(space),") + "}"
    }
  }

  private mutating func text() -> String {
    let parts = [
      "a", "é", "語", "🏥", "\\n", "\\u00e9", "\\ud83c\\udfe5", "\\\"", "/", " ", "longer text",
    ]
    return "\"" + (0..<next(12)).map { _ in parts[next(UInt64(parts.count))] }.joined() + "\""
  }
}
