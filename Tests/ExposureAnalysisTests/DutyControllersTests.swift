import BreachNotification
import IncidentFindings
import Lowering
import Population
import TestSupport
import Testing
import TopologyModel

/// Which controller speaks for which people: several controllers, missing ones, and what holds for random topologies.
@Suite struct DutyControllersTests {
  static func shared(_ people: String, _ extra: String = "") -> String {
    """
    organizations:
      a: { role: joint-controller, subject-to: gdpr }
      b: { role: joint-controller, subject-to: gdpr }
      host: { role: processor, acts-for: [a, b], subject-to: gdpr }
      shops: { role: controller, count: 3, subject-to: gdpr }
    people: { \(people) }
    \(extra)
    fields:
      name: { category: user.name, identifies: combined }
      health: { category: user.health_and_medical, identifies: alone }
    systems:
      s: { organization: host, datasets: { d: { people: all, fields: name } } }
    incidents: { it: { intruded: s } }
    """
  }

  static func persons(_ text: String) throws -> [String] {
    let analysis = try DutyTests.analysis(text)
    return DutySurvey(analysis).duties.filter { $0.rule.id == "gdpr-33-1" }.map {
      let high = $0.persons.high.map(String.init) ?? ""
      return "\(analysis.lowered.topology.id(of: $0.obliged)): \($0.persons.low)..\(high)"
    }
  }

  @Test(arguments: [
    ("all: { count: 10, controller: a }", "", ["a: 10..10"]),
    // One that a group below names decides over that part instead.
    (
      "all: { count: 10, controller: a, groups: { y: { count: 2, controller: b } } }", "",
      ["a: 8..8", "b: 2..2"]
    ),
    (
      "all: { count: 10, controller: a, exhaustive: true, groups: { x: { count: 7 }, y: { count: 5, controller: b } } }",
      "", ["a: 7..7", "b: 5..5"]
    ),
    (
      "all: { count: 10, controller: a, groups: { y: { controller: b } } }", "",
      ["a: 0..10", "b: 0..10"]
    ),
    // One that a cohort names decides beside it: these people have two.
    (
      "all: { count: 10, controller: a, groups: { y: { count: 2 } } }",
      "cohorts: { c: { of: y, controller: b } }", ["a: 10..10", "b: 2..2"]
    ),
    (
      "all: { count: 10, controller: a, groups: { x: { count: 4 }, y: { count: 2, controller: b } } }",
      "cohorts: { c: { of: x, controller: b } }", ["a: 8..10", "b: 4..6"]
    ),
    // Part of a fleet's group, and the rest of the class.
    (
      "all: { count: 10, controller: a, groups: { y: { count: 6, across: shops, sizes: even, controller: shops } } }",
      "", ["a: 4..4", "shops[1]: 2..2", "shops[2]: 2..2", "shops[3]: 2..2"]
    ),
  ])
  func everyControllerSpeaksOfItsOwn(
    _ people: String, _ extra: String, _ expected: [String]
  ) throws {
    #expect(try Self.persons(Self.shared(people, extra)) == expected)
  }

  /// Whoever is a controller and acts for nobody there decides over what its own systems hold.
  @Test(arguments: [
    ("processor", "", ["shop"]), ("controller", "", ["bank"]), ("joint-controller", "", ["bank"]),
    ("controller", "acts-for: shop,", ["shop"]),
  ])
  func aControllerThatIsIntrudedSpeaksForItself(
    _ role: String, _ extra: String, _ expected: [String]
  ) throws {
    let analysis = try DutyTests.analysis(
      """
      organizations:
        bank: { role: \(role), \(extra) subject-to: gdpr }
        shop: { role: controller, subject-to: gdpr }
      people: { all: { count: 10, controller: shop }, others: { count: 5 } }
      fields: { name: {} }
      systems: { s: { organization: bank, datasets: { d: { people: all, fields: name } } } }
      incidents: { it: { intruded: s } }
      """)
    let topology = analysis.lowered.topology
    let duties = DutySurvey(analysis).duties.filter { $0.rule.id == "gdpr-33-1" }
    #expect(duties.map { topology.id(of: $0.obliged) } == expected)
    let answer = AffectedAnswer([Reference(0)], in: analysis)
    #expect(answer.controllers.map(topology.id(of:)) == expected)
  }

  @Test func aMissingControllerIsSaidAlsoOfTheRest() throws {
    func notes(_ people: String) throws -> [DutyNote] {
      DutySurvey(try DutyTests.analysis(Self.shared(people))).notes
    }
    #expect(try notes("all: { count: 10 }").contains(.controllerUnsaid([Reference(0)])))
    let rest = try notes("all: { count: 10, groups: { y: { count: 2, controller: b } } }")
    #expect(rest.contains(.controllerPartlyUnsaid([Reference(0)])))
    #expect(rest.contains(.jointControllers([Reference(1)])))
  }

  @Test func aMemberThatHoldsAnothersDataActsForItUnsaid() throws {
    let analysis = try DutyTests.analysis(
      """
      organizations: { shops: { role: controller, count: 2, subject-to: gdpr } }
      people: { all: { count: 10, across: shops, sizes: even, controller: shops } }
      fields: { name: {} }
      systems:
        shop: { organization: shops, datasets: { own: { people: all, fields: name }, others: {} } }
      flows: [{ from: shop.own, to: shop.others }]
      incidents: { it: { intruded: "shop[1]" } }
      """)
    // Inside a fleet each keeps its own; nobody has to be told but the authority and the people.
    #expect(DutySurvey(analysis).duties.map(\.rule.id) == ["gdpr-33-1", "gdpr-34"])
    let pooled = try DutyTests.analysis(
      """
      organizations: { shops: { role: controller, count: 2, subject-to: gdpr } }
      people: { all: { count: 10, across: shops, sizes: even, controller: shops } }
      cohorts: { everybody: { of: all } }
      fields: { name: {} }
      systems:
        shop: { organization: shops, datasets: { pool: { people: everybody, fields: name } } }
      incidents: { it: { intruded: ["shop[1]"] } }
      """)
    let survey = DutySurvey(pooled)
    #expect(survey.notes.contains(.chainUnsaid(Party(Reference(0)), [Reference(0)])))
    #expect(survey.duties.map(\.rule.id) == ["gdpr-33-1", "gdpr-33-1", "gdpr-34", "gdpr-34"])
  }

  @Test func theRiskIsThatOfEachControllersPeople() throws {
    let text = Self.shared("all: { groups: { x: { controller: a }, y: { controller: b } } }")
      .replacing(
        "d: { people: all, fields: name }",
        with: "d: { people: x, fields: name }, e: { people: y, fields: health }")
    let duties = DutySurvey(try DutyTests.analysis(text)).duties.filter { $0.rule.id == "gdpr-34" }
    #expect(duties.map(\.status) == [.conditional, .due])
  }

  /// More people than a number holds: a lower bound and no upper one; never a crash.
  @Test(arguments: ["groups", "datasets"])
  func countsBeyondEveryNumberAddUp(_ kind: String) throws {
    let places = (0..<1100).map { "c\($0)" }
    let largest = CountInterval.largest
    let people =
      kind == "groups"
      ? [
        "all: { disjoint: true, controller: a, groups: { \(places.map { "\($0): { count: \(largest) }" }.joined(separator: ", ")) } }"
      ]
      : ["all: { count: \(largest), controller: a }"]
    let datasets = places.map {
      "d\($0): { people: \(kind == "datasets" ? "all" : $0), fields: name, records: \(largest) }"
    }
    let analysis = try DutyTests.analysis(
      """
      organizations: { a: { role: controller, subject-to: gdpr } }
      people: { \(people.joined(separator: ", ")) }
      fields: { name: {} }
      systems: { s: { organization: a, datasets: { \(datasets.joined(separator: ", ")) } } }
      incidents: { it: { intruded: s } }
      """)
    let duty = try #require(DutySurvey(analysis).duties.first)
    #expect(duty.records.low >= largest)
    #expect(duty.records.high == nil)
    #expect(kind == "datasets" || duty.persons == duty.records)
  }

  // MARK: - Properties

  /// One more event never takes a duty away; it may turn an exempt one into one that is due.
  @Test(arguments: (0..<10).map { UInt64($0) * 10 })
  func oneMoreEventTakesNoDutyAway(_ first: UInt64) throws {
    func key(_ duty: Duty) -> String { "\(duty.rule.id) \(duty.obliged) \(duty.addressee)" }
    var found = 0
    for seed in first..<first + 10 {
      guard var topology = try SemanticsTests.topology(seed) else { continue }
      var random = SplitMix64(seed: seed)
      for index in topology.groups.indices where Bool.random(using: &random) {
        topology.groups[index].controller = Reference(Int.random(in: 0...1, using: &random))
      }
      topology.organizations[0].actsFor = [Reference(1)]
      topology.organizations[0].laws = [GoverningLaw(law: "nis2"), GoverningLaw(law: "gdpr")]
      let lowered = LoweredTopology(topology)
      let events =
        topology.systems.references.map(BasicEvent.intrusion)
        + topology.secrets.references.map(BasicEvent.theft)
      var some: [BasicEvent] = []
      var before: [String: Duty] = [:]
      for event in events.shuffled(using: &random) {
        some.append(event)
        let survey = DutySurvey(IncidentAnalysis(lowered, Scenario(events: some)))
        let after = Dictionary(survey.duties.map { (key($0), $0) }) { first, _ in first }
        #expect(after.count == survey.duties.count, "seed \(seed): a duty twice")
        for (name, duty) in before {
          let now = try #require(after[name], "seed \(seed): \(name) went away")
          #expect(duty.status != .due || now.status == .due, "seed \(seed): \(name)")
          // Those whose data nobody could read are counted only while there are no others.
          if !duty.concern.isUnintelligible {
            #expect(now.persons.low >= duty.persons.low, "seed \(seed): \(name)")
          }
        }
        before = after
        found += after.count
      }
      // Of whom somebody has to speak is concerned, when asked about.
      let analysis = IncidentAnalysis(lowered, Scenario(events: some))
      for duty in before.values where duty.rule.id == "gdpr-33-1" && !duty.concern.isUnintelligible
      {
        for group in duty.concern.settledGroups {
          let answer = AffectedAnswer([group], in: analysis)
          // A group that has nobody concerns nobody.
          let root = topology.tree.roots[group.index]
          guard lowered.people.union(of: [group], in: root).high != 0 else {
            #expect(answer.concern == .none, "seed \(seed), group \(group.index)")
            continue
          }
          #expect(answer.concern == .all, "seed \(seed), group \(group.index)")
          #expect(!answer.ways.isEmpty, "seed \(seed), group \(group.index)")
        }
      }
    }
    #expect(found > 20)
  }
}
