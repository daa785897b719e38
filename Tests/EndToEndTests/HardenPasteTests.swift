import Foundation
import TestSupport
import Testing

/// What `harden` prints is pasted into the file, as its reader would, and analysed again: it loads, and does
/// what was said.
@Suite struct HardenPasteTests {
  private struct Plan: Decodable {
    struct Measure: Decodable {
      struct Count: Decodable {
        var low: Int
        var high: Int?
      }
      var worst: String?
      var persons: Count
    }
    struct Step: Decodable { var kind: String }
    enum Keys: String, CodingKey { case before, after, steps }
    var before: Measure
    var after: Measure
    var steps: [Step]
  }

  private struct Points: Decodable {
    struct Point: Decodable {
      struct Reach: Decodable {
        var low: Int
        var high: Int?
      }
      var id: String
      var kind: String
      var persons: [Reach]
    }
    var points: [Point]
  }

  private static func run(_ arguments: [String], _ text: String) throws -> String {
    let run = try ProgramRun(arguments, in: ProjectFolder.root, input: Data(text.utf8))
    #expect(run.exit == 0, "\(run.error)")
    return run.output
  }

  private static func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value
  {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  /// A fleet whose stores are trusted by a rule of their own: neither a key nor a factor alone helps, and
  /// flows have no names.
  static let branches = """
    title: Branches
    organizations: { branches: { count: 3 } }
    people: { customers: { count: 900, across: branches, sizes: even } }
    fields: { name: { identifies: combined }, email: { identifies: alone } }
    secrets: { desk: { each: branches } }
    systems:
      till: { organization: branches, datasets: { copy: { people: customers, fields: [name, email] } } }
      store:
        organization: branches
        datasets: { customers: {} }
        access: [ { requires: desk, controls: true }, { requires: store, reads: customers } ]
    flows: [ { from: till.copy, to: store.customers, fields: [name, email] } ]
    services: { counter: { organization: branches, needs: store } }
    events: { flaw: { hits: [till] } }
    """

  static let cases: [(file: String, budget: Int)] = [
    ("graphs/centralized-hub.yaml", 1), ("graphs/centralized-hub.yaml", 3),
    ("graphs/decentralized-stores.yaml", 2), ("branches", 1), ("branches", 2),
  ]

  @Test(arguments: cases)
  func pastingDoesWhatWasSaid(_ file: String, _ budget: Int) throws {
    let text =
      file == "branches"
      ? Self.branches + "\n"
      : try String(contentsOf: ProjectFolder.root.appendingPathComponent(file), encoding: .utf8)
    let harden = ["harden", "-", "--quiet", "--budget", String(budget)]
    let plan = try Self.decoded(Plan.self, Self.run(harden + ["--format", "json"], text))
    let printed = try Self.run(harden, text)
    let block = printed.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0 != "variants:" }.dropFirst().prefix { $0.hasPrefix("  ") }.joined(separator: "\n")
    #expect(!block.isEmpty)
    let pasted =
      text.contains("\nvariants:\n")
      ? text.replacing("\nvariants:\n", with: "\nvariants:\n\(block)\n")
      : text + "\nvariants:\n\(block)\n"
    let points = try Self.decoded(
      Points.self,
      Self.run(["spof", "-", "--variant", "hardened", "--format", "json", "--quiet"], pasted))
    let worst = try #require(points.points.first { $0.kind != "organization" })
    #expect(worst.persons.reduce(0) { $0 + $1.low } == plan.after.persons.low)
    #expect(plan.after.worst == (worst.persons.isEmpty ? nil : worst.id))
    #expect(plan.steps.count == budget)
    #expect(plan.after.persons.low < plan.before.persons.low || budget == 1)
  }
}
