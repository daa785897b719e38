import BreachNotification
import IncidentFindings
import Testing
import TopologyModel

/// How many of those who ask are concerned, where groups overlap.
@Suite struct AffectedPeopleTests {
  static func world(_ people: String, _ datasets: String) -> String {
    """
    organizations: { shop: { role: controller } }
    people: { all: \(people) }
    cohorts: { both: { of: [x, y] } }
    fields: { nir: {}, tel: {} }
    systems:
      b: { organization: shop, datasets: { t: \(datasets) } }
      m: { organization: shop, datasets: { t: { people: y, fields: tel } } }
    incidents: { i: { intruded: b } }
    """
  }

  /// Counts decide how many of one group are in another of whom something came out.
  @Test(arguments: [
    // 60 and 70 of 100 people: at least 30 are in both.
    (
      "{ count: 100, groups: { x: { count: 60 }, y: { count: 70 } } }", AffectedAnswer.Concern.some,
      30...60
    ),
    ("{ count: 1000, groups: { x: { count: 10 }, y: { count: 500 } } }", .unknown, 0...10),
    (
      "{ count: 100, groups: { x: { count: 60 }, y: { count: 40 } }, exhaustive: true }", .none,
      0...0
    ),
    ("{ count: 100, groups: { x: { count: 100 }, y: { count: 40 } } }", .all, 40...40),
  ])
  func countsForceOverlaps(
    _ people: String, _ concern: AffectedAnswer.Concern, _ persons: ClosedRange<Int>
  ) throws {
    let (answer, topology) = try AffectedTests.answer(
      "y", Self.world(people, "{ people: x, fields: nir }"))
    #expect(answer.concern == concern)
    #expect(answer.persons == CountInterval(low: persons.lowerBound, high: persons.upperBound))
    let isSure = concern == .some || concern == .all
    #expect(answer.exposed.map { topology.fields[$0].id } == (isSure ? ["nir"] : []))
    #expect(answer.ways.map(\.persons) == (isSure ? [answer.persons] : []))
    #expect(answer.overlaps.map(\.persons) == (concern == .unknown ? [answer.persons] : []))
  }

  /// A stated union says exactly how many are in both.
  @Test func aCohortForcesAnOverlap() throws {
    let text = Self.world(
      "{ count: 1000, groups: { x: { count: 10 }, y: { count: 500 } } }",
      "{ people: x, fields: nir }"
    ).replacing("of: [x, y]", with: "of: [x, y], count: 505")
    let (answer, _) = try AffectedTests.answer("y", text)
    #expect(answer.concern == .some)
    #expect(answer.persons == CountInterval(exactly: 5))
  }

  /// What surely came out is counted apart from what may have.
  @Test func whatIsSureIsApart() throws {
    let text = Self.world(
      "{ count: 100, groups: { x: { count: 60 }, y: { count: 50 } } }",
      "{ people: x, fields: nir }, u: { people: y }")
    let (answer, topology) = try AffectedTests.answer("all", text)
    #expect(answer.concern == .some)
    #expect(answer.certain == CountInterval(exactly: 60))
    #expect(answer.persons == CountInterval(low: 60, high: 100))
    #expect(answer.perhaps.map { topology.groups[$0].id } == ["y"])
  }

  /// What was read without being listed may be any field that is held of the class, or of people whom nobody named.
  @Test(arguments: ["{ people: x, fields: nir }", "{ fields: nir }"])
  func unlistedMayBeAnyFieldOfTheClass(_ elsewhere: String) throws {
    let text = Self.world(
      "{ count: 100, groups: { x: { count: 60 }, y: { count: 50 } } }", "{ people: all }"
    ).replacing("{ people: y, fields: tel }", with: elsewhere)
    let (answer, topology) = try AffectedTests.answer("y", text)
    #expect(answer.concern == .unknown)
    #expect(answer.unknown.map { topology.fields[$0].id } == ["nir"])
  }

  /// Members of one fleet share nobody; of another group's member only as many as the counts allow.
  @Test func onlyThoseWhoCanBeAreCounted() throws {
    let analysis = try DutyTests.analysis(
      """
      organizations: { clients: { role: controller, count: 3 } }
      people:
        all:
          count: 20000
          groups:
            theirs: { count: 19000, across: clients, controller: clients }
            even: { count: 999, across: clients, sizes: even, controller: clients }
      fields: { nir: {} }
      systems: { loc: { organization: clients, datasets: { d: { people: theirs, fields: nir } } } }
      incidents: { i: { intruded: "loc[2]" } }
      """)
    let (groups, _) = analysis.lowered.people(of: Party(Reference(0), member: 1))
    let answer = AffectedAnswer(groups, in: analysis)
    #expect(answer.overlaps.map(\.persons) == [CountInterval(low: 0, high: 333)])
  }
}
