import Foundation
import TestSupport
import Testing

/// What things are called changes how they are called, and nothing else.
@Suite struct RenamingTests {
  private static let questions: [[String]] = [
    ["validate"], ["analyze"], ["verify"], ["severity"], ["spof", "--assume", "10%"], ["harden"],
    ["lineage"], ["simulate", "--assume", "10%", "--trials", "1000"],
  ]

  /// The topology of a seed with other ids: every `system3`, `class0/1`, `field2`… as `name` says.
  private static func renamed(
    _ seed: UInt64, _ name: (_ kind: Substring, _ number: Int) -> String
  ) -> String {
    RandomTopology.text(seed: seed).replacing(/"(?:system|secret|service|field|class|data)\d[^"]*"/)
    { found in
      found.output.replacing(/(system|secret|service|field|class|data)(\d+)/) { part in
        name(part.output.1, Int(part.output.2) ?? 0)
      }
    }
  }

  private static func answer(_ question: [String], _ topology: String) throws -> ProgramRun {
    try ProgramRun(
      [question[0], "-", "--quiet", "--format", "json"] + question.dropFirst(),
      in: ProjectFolder.root, input: Data(topology.utf8))
  }

  /// Ids with letters beyond ASCII, composed or not, in the same order.
  @Test(arguments: questions, ["é", "e\u{301}", "ж", "中"])
  func otherLettersChangeNothing(_ question: [String], _ letter: String) throws {
    for seed in UInt64(1)...6 {
      let plain = try Self.answer(question, Self.renamed(seed) { "\($0)\($1)" })
      let run = try Self.answer(question, Self.renamed(seed) { "\($0)\(letter)\($1)" })
      let output = run.output.replacing(letter, with: "")
      #expect(run.exit == plain.exit && output == plain.output, "seed \(seed)")
    }
  }

  /// Ids that change places: the same answer of the same things, in another order.
  @Test(arguments: [["analyze"], ["verify"], ["severity"], ["validate"]])
  func permutedIDsChangeNothing(_ question: [String]) throws {
    for seed in UInt64(1)...30 {
      let plain = try Self.answer(question, Self.renamed(seed) { "\($0)\($1)" })
      let run = try Self.answer(question, Self.renamed(seed) { "\($0)\(97 - $1)" })
      let back = run.output.replacing(/(system|secret|service|field|class|data)(\d\d)/) { part in
        "\(part.output.1)\(97 - (Int(part.output.2) ?? 0))"
      }
      #expect(run.exit == plain.exit, "seed \(seed)")
      #expect(try Self.unordered(back) == Self.unordered(plain.output), "seed \(seed)")
    }
  }

  /// A JSON answer whose lists have no order, without sentences, which name things in order.
  private static func unordered(_ text: String) throws -> String {
    func plain(_ value: JSONValue) -> String {
      switch value {
      case .string(let text) where text.contains(" "): "sentence"
      case .array(let items): "[\(items.map(plain).sorted().joined(separator: ","))]"
      case .object(let members):
        "{\(members.map { "\($0.key):\(plain($0.value))" }.sorted().joined(separator: ","))}"
      default: "\(value)"
      }
    }
    return plain(try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)))
  }
}
