import IncidentFindings
import Lowering
import SourceText
import Testing
import TopologyLanguage
import TopologyModel

/// What is shown to, passed for or inferred of people in several groups at once, with numbers worked out by hand.
@Suite struct OverlapTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var people = "{ people: { count: 100, groups: { a: { count: 80 }, b: { count: 70 } } } }"
    var rest: String
    var status: FieldStatus
    var low = 0
    var high: Int?
    var verdict: ClaimVerdict
  }

  static let reading = """
    systems:
      s: { datasets: { x: { people: a, fields: f } }, access: { desk: { requires: pw, reads: { x: { people: b } } } } }
    incidents: { i: { stolen: pw, claims: [ { people: people, safe: f } ] } }
    """
  static let flow = """
    systems:
      s: { datasets: { x: { people: a, fields: f } } }
      t: { datasets: { y: {} } }
    flows: [ { from: s.x, to: t.y, people: b } ]
    incidents: { i: { intruded: t, claims: [ { people: people, safe: f } ] } }
    """
  static let transit = """
    systems:
      s: { datasets: { x: { people: a, fields: f } } }
      t: { datasets: { y: {} } }
      v: {}
    flows: [ { from: s.x, to: t.y, people: b, via: v } ]
    incidents: { i: { intruded: v, claims: [ { people: people, safe: f } ] } }
    """
  static let inference = """
    inferences: [ { from: [g, h], gives: f } ]
    systems:
      s: { datasets: { x: { people: a, fields: g }, y: { people: b, fields: h } } }
      bank: { datasets: { z: { people: people, fields: f } } }
    incidents: { i: { intruded: s } }
    """
  static let leak = """
    leaks: { old: { people: b, fields: f, matches-on: g } }
    systems: { s: { datasets: { x: { people: a, fields: g } } } }
    incidents: { i: { intruded: s } }
    """
  static let open = "{ people: { groups: { a: { count: 80 }, b: { count: 70 } } } }"
  static let apart =
    "{ people: { count: 200, disjoint: true, groups: { a: { count: 80 }, b: { count: 70 } } } }"
  static let cohort = """
    { people: { groups: { a: { count: 80 }, b: { count: 70 } } } }
    cohorts: { either: { of: [a, b], count: 150 } }
    """

  static let cases = [
    ("an access rule", reading, FieldStatus.exposed, ClaimVerdict.contradicted),
    ("a flow", flow, .exposed, .contradicted), ("in transit", transit, .exposed, .contradicted),
    ("an inference", inference, .derivable, .consistent),
    ("a leak", leak, .derivable, .consistent),
  ].flatMap { name, rest, status, verdict in
    [
      Case(
        testDescription: name, rest: rest, status: status, low: 50, high: 70, verdict: verdict),
      Case(
        testDescription: "\(name), nobody is forced", people: open, rest: rest, status: .possible,
        high: 70, verdict: verdict == .contradicted ? .open : verdict),
      Case(
        testDescription: "\(name), disjoint", people: apart, rest: rest, status: .safe, high: 0,
        verdict: .consistent),
      Case(
        testDescription: "\(name), no room for both", people: cohort, rest: rest, status: .safe,
        high: 0, verdict: .consistent),
    ]
  }

  static func analysis(_ test: Case) throws -> IncidentAnalysis {
    let text = """
      people: \(test.people)
      fields: { f: { identifies: alone }, g: {}, h: {} }
      secrets: { pw: {} }
      \(test.rest)
      """
    let outcome = TopologyLoader().load(file: SourceFile(name: "overlap.yaml", text: text))
    let topology = try #require(outcome.topology, "\(outcome.diagnostics.map(\.message))")
    return IncidentAnalysis(
      LoweredTopology(topology), Scenario(Reference(0), in: topology))
  }

  @Test(arguments: cases)
  func countsWhoIsInBoth(_ test: Case) throws {
    let analysis = try Self.analysis(test)
    guard let field = analysis.people[0].fields.first(where: { $0.field.index == 0 }) else {
      // Nothing carries it, and nothing gives it.
      #expect(test.status == .safe && test.rest == Self.leak)
      return
    }
    #expect(field.status == test.status)
    #expect(field.persons == CountInterval(low: test.low, high: test.high))
    #expect(field.overlaps.count == (test.status == .safe ? 0 : 1))
    #expect(analysis.claims.first?.verdict ?? .consistent == test.verdict)
    let ways = ProofTable(analysis).ways(field)
    #expect(ways.isEmpty == (test.status == .safe))
    let isReading = test.rest != Self.inference && test.rest != Self.leak
    #expect(analysis.people[0].isReached == (test.status == .exposed || !isReading))
  }
}
