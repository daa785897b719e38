import Population
import SourceText
import Testing
import TopologyLanguage
import TopologyModel

/// Small files with the right numbers, worked out by hand.
@Suite struct PeopleCasesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var people: String
    var exposed: [String]
    var low: Int
    var high: Int?
  }

  static let cases = [
    Case(
      testDescription: "60M of 64M were not hit",
      people: """
        people: { insured: { count: 64M, disjoint: true, groups: { safe-fund: { count: 60M.. }, a: {}, b: {}, c: {}, d: {} } } }
        """, exposed: ["a", "b", "c", "d"], low: 0, high: 4_000_000),
    Case(
      testDescription: "three operators have 33M or more, one of at most 10M was not hit",
      people: """
        people: { insured: { count: 64M, groups: { a: {}, b: {}, c: { count: ..10M } } } }
        cohorts: { referenced: { of: [a, b, c], count: 33M.. } }
        """, exposed: ["a", "b"], low: 23_000_000, high: 64_000_000),
    Case(
      testDescription: "one of two operators, with an insurer of both",
      people: """
        people: { insured: { count: 64M, groups: { a: { count: 20M }, b: { count: 20M } } } }
        cohorts: { both: { of: [a, b], count: 33M.. } }
        """, exposed: ["a", "b"], low: 33_000_000, high: 40_000_000),
    Case(
      testDescription: "everybody in a cohort of 70M or more",
      people: """
        people: { guests: { groups: { a: {}, b: {} } } }
        cohorts: { listed: { of: [a, b], count: 70M.. } }
        """, exposed: ["guests"], low: 70_000_000, high: nil),
  ]

  @Test(arguments: cases)
  func countsExactly(_ test: Case) throws {
    let outcome = TopologyLoader().load(file: SourceFile(name: "people.yaml", text: test.people))
    let topology = try #require(outcome.topology, "\(outcome.diagnostics)")
    let groups = topology.groups.references.filter { test.exposed.contains(topology.groups[$0].id) }
    let counter = PeopleCounter(topology)
    #expect(
      counter.union(of: groups, in: Reference(0)) == CountInterval(low: test.low, high: test.high))
  }

  @Test func joinsTwoGroups() throws {
    let file = SourceFile(
      name: "people.yaml",
      text: "people: { people: { count: 100, groups: { a: { count: 80 }, b: { count: 70 } } } }")
    let topology = try #require(TopologyLoader().load(file: file).topology)
    let both = PeopleAnswers(topology).bounds([[Reference(1)], [Reference(2)]], in: Reference(0)) {
      .all($0)
    }
    #expect(both == CountInterval(low: 50, high: 70))
  }

  /// What cannot be, with the counts that disagree and what else is needed.
  @Test(arguments: [
    (
      """
      people: { p: { disjoint: true, groups: { a: { count: 10 }, b: { count: 30 } } } }
      cohorts: { c: { of: [a, b], count: 30 } }
      """, ["'a' has at least 10", "'b' has at least 30", "'c' has at most 30"],
      ["'p' is declared disjoint"]
    ),
    (
      """
      people: { p: { groups: { a: { groups: { b: { count: 10 } } } } } }
      cohorts: { c: { of: [a, b], disjoint: true } }
      """, ["'b' has at least 10"], ["'c' is declared disjoint"]
    ),
    (
      """
      people: { p: { count: 100, groups: { a: {}, b: {} } } }
      cohorts: { c1: { of: [a, b], count: 30.. }, c2: { of: [b, a], count: ..20 } }
      """, ["'c1' has at least 30", "'c2' has at most 20"], []
    ),
    (
      "people: { p: { count: 10, groups: { x: { count: 5 }, a: { count: 20 } } } }",
      ["'p' has at most 10", "'a' has at least 20"], []
    ),
  ])
  func findsWhatDisagrees(_ text: String, _ counts: [String], _ assumptions: [String]) throws {
    let outcome = TopologyLoader().load(file: SourceFile(name: "people.yaml", text: text))
    let found = try #require(outcome.diagnostics.first { $0.code == "counts-disagree" })
    #expect(found.message.hasSuffix(": " + counts.joined(separator: ", ")), "\(found.message)")
    let notes = found.notes.map(\.message)
    #expect(notes.filter { $0.hasSuffix("disjoint") || $0.hasSuffix("exhaustive") } == assumptions)
  }
}
