import SourceText
import Testing
@testable import TopologyLanguage
@testable import TopologyModel

/// The test cases of RFC 7396, appendix A, except those whose patch is no map.
@Suite struct MergePatchTests {
  @Test(arguments: [
    ("{a: b}", "{a: c}", "{a: c}"),
    ("{a: b}", "{b: c}", "{a: b, b: c}"),
    ("{a: b}", "{a: null}", "{}"),
    ("{a: b, b: c}", "{a: null}", "{b: c}"),
    ("{a: [b]}", "{a: c}", "{a: c}"),
    ("{a: c}", "{a: [b]}", "{a: [b]}"),
    ("{a: {b: c}}", "{a: {b: d, c: null}}", "{a: {b: d}}"),
    ("{a: [{b: c}]}", "{a: [1]}", "{a: [1]}"),
    ("[a, b]", "[c, d]", "[c, d]"),
    ("{a: b}", "[c]", "[c]"),
    ("{a: foo}", "null", "null"),
    ("{a: foo}", "bar", "bar"),
    ("{e: null}", "{a: 1}", "{e: null, a: 1}"),
    ("[1, 2]", "{a: b, c: null}", "{a: b}"),
    ("{}", "{a: {bb: {ccc: null}}}", "{a: {bb: {}}}"),
  ])
  func asTheStandardSays(target: String, patch: String, result: String) throws {
    var arena = NodeArena()
    let nodes = try [target, patch, result].map { try read($0, &arena) }
    var merge = MergePatch()
    let merged = merge.apply(nodes[1], over: nodes[0], in: &arena)
    #expect(write(merged, arena) == write(nodes[2], arena))
    #expect(write(nodes[0], arena) == write(try read(target, &arena), arena))
  }

  @Test func whatAPatchLeavesAloneIsShared() throws {
    var arena = NodeArena()
    let target = try read("{a: {x: 1}, b: {y: 2}}", &arena)
    let patch = try read("{b: {y: 3}, c: {z: {w: 4}}}", &arena)
    var merge = MergePatch()
    let merged = merge.apply(patch, over: target, in: &arena)
    let (before, after) = (Array(arena.pairs(target)), Array(arena.pairs(merged)))
    #expect(after[0].value == before[0].value)
    #expect(after[2].value == Array(arena.pairs(patch))[1].value)
  }

  private func read(_ text: String, _ arena: inout NodeArena) throws -> NodeArena.Node {
    let limits = LoaderLimits()
    var findings = Findings(limit: 10)
    var reader = YAMLReader(file: 0, limits: limits, budget: limits.nodes)
    // A null alone is an empty file to the reader, so everything is read inside a list.
    let list = reader.read(Array("[\(text)]".utf8), into: &arena, findings: &findings)
    return try #require(list.flatMap { arena.children($0).first })
  }

  private func write(_ node: NodeArena.Node, _ arena: NodeArena) -> String {
    switch arena.kind(node) {
    case .plain, .quoted: arena.symbols.text(arena.symbol(node))
    case .list: "[" + arena.children(node).map { write($0, arena) }.joined(separator: ",") + "]"
    case .map:
      "{"
        + arena.pairs(node).map { write($0.key, arena) + ":" + write($0.value, arena) }
        .sorted().joined(separator: ",") + "}"
    }
  }
}
