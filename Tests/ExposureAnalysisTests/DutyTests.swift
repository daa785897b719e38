import ExposureAnalysis
import SourceText
import TestSupport
import Testing
import TopologyModel

/// Who must tell whom: chains, controllers, periods and what exempts.
@Suite struct DutyTests {
  static func analysis(_ text: String) throws -> IncidentAnalysis {
    let outcome = TopologyLoader().load(file: SourceFile(name: "t.yaml", text: text))
    let shown = DiagnosticRenderer(files: outcome.files).render(outcome.diagnostics)
    let topology = try #require(outcome.topology, "\(shown)")
    return IncidentAnalysis(LoweredTopology(topology), Scenario(Reference(0), in: topology))
  }

  /// "rule: obliged → addressee", one for each duty.
  static func lines(_ survey: DutySurvey, _ topology: Topology) -> [String] {
    survey.duties.map { duty in
      let told =
        switch duty.addressee {
        case .organization(let party): topology.id(of: party)
        case .authority(let authority): authority.map { topology.organizations[$0].id } ?? "?"
        case .people: "people"
        }
      return "\(duty.rule.id): \(topology.id(of: duty.obliged)) → \(told)"
    }
  }

  // MARK: - The real case

  @Test func oneDutyForEachInsurerInJanuary() throws {
    let analysis = try ThirdPartyPaymentTests.analysis()
    let topology = analysis.lowered.topology
    let survey = DutySurvey(analysis)
    func told(_ holder: String) -> [String] {
      survey.duties.filter { $0.rule.id == "gdpr-33-2" && topology.id(of: $0.obliged) == holder }
        .compactMap { duty in
          if case .organization(let party) = duty.addressee { topology.id(of: party) } else { nil }
        }
    }
    let clients = told("viamedis")
    #expect(clients.count == 85)  // the 84 of the record, and the former one
    #expect(Set(clients).count == 85)
    #expect(clients.contains("la-mutuelle-generale"))
    #expect(clients.contains("viamedis-insurers[81]"))
    #expect(told("almerys").count == 50)
    let authority = survey.duties.filter { $0.rule.id == "gdpr-33-1" }
    // Every insurer once, also those of both operators, and Viamedis for its own directory.
    #expect(authority.count == 133)
    #expect(Set(authority.map(\.obliged)).count == 133)
    let pacifica = try #require(authority.first { topology.id(of: $0.obliged) == "pacifica" })
    #expect(pacifica.deadline?.text == "2024-02-04")
    #expect(pacifica.status == .due)
    let people = survey.duties.filter { $0.rule.id == "gdpr-34" }
    #expect(people.count { $0.status == .conditional } == 132)
  }

  @Test func theFormerOperatorStillHeldThem() throws {
    let survey = DutySurvey(try ThirdPartyPaymentTests.analysis())
    let kept = survey.notes.compactMap { note -> String? in
      if case .keptTooLong(_, let kept) = note { kept.until } else { nil }
    }
    #expect(kept == ["2023-12-31"])
  }

  @Test(
    arguments: [
      ("2020-11", true), ("2024", nil), ("2024-06-01", false),
    ] as [(String, Bool?)])
  func whenAStolenSecretWasLastChanged(_ rotated: String, _ isBefore: Bool?) throws {
    let analysis = try Self.analysis(
      """
      people: { all: {} }
      fields: { name: {} }
      secrets: { password: { rotated: \(rotated) } }
      systems:
        s: { datasets: { d: { people: all, fields: name } }, access: { a: { requires: password, reads: d } } }
      incidents: { theft: { date: 2024-04-14, stolen: password } }
      """)
    #expect(analysis.notes == [.lastChanged(Reference(0), rotated, isBefore: isBefore)])
  }

  // MARK: - Chains

  static let chain = """
    organizations:
      software: { role: sub-processor, acts-for: bureau }
      bureau: { role: processor, acts-for: [pension, bank] }
      pension: { role: processor, acts-for: university }
      university: { role: controller, supervised-by: office }
      bank: { role: controller, subject-to: { gdpr: office } }
      office: { role: authority }
    people:
      staff: { count: 100, controller: university }
      clients: { count: 50, controller: bank }
    fields: { name: { identifies: combined } }
    systems:
      transfer:
        organization: software
        datasets: { files: { people: [staff, clients], fields: name } }
    incidents: { flaw: { date: 2023-05-29, intruded: transfer } }
    """

  @Test func everyLinkOfAChainTellsTheNext() throws {
    let analysis = try Self.analysis(Self.chain)
    let survey = DutySurvey(analysis)
    #expect(
      Self.lines(survey, analysis.lowered.topology) == [
        "gdpr-33-2: software → bureau", "gdpr-33-2: bureau → pension", "gdpr-33-2: bureau → bank",
        "gdpr-33-2: pension → university", "gdpr-33-1: university → office",
        "gdpr-33-1: bank → office", "gdpr-34: university → people", "gdpr-34: bank → people",
      ])
    #expect(survey.duties.map(\.persons.low) == [150, 100, 50, 100, 100, 50, 100, 50])
  }

  @Test func aMissingLinkIsSaid() throws {
    let analysis = try Self.analysis(
      Self.chain.replacing("acts-for: university", with: "label: Pension fund"))
    let survey = DutySurvey(analysis)
    let unlinked = survey.notes.filter { if case .chainUnsaid = $0 { true } else { false } }
    #expect(unlinked.count == 1)
    // The controller's own duty does not hang on the chain.
    #expect(
      Self.lines(survey, analysis.lowered.topology).contains("gdpr-33-1: university → office"))
  }

  @Test func aCircleOfOrganizationsEnds() throws {
    let analysis = try Self.analysis(
      Self.chain.replacing(
        "university: { role: controller", with: "university: { role: controller, acts-for: software"
      ))
    #expect(DutySurvey(analysis).duties.count == 8)
  }

  // MARK: - Controllers

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
    let analysis = try analysis(text)
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
      "all: { count: 10, controller: a, groups: { y: { count: 6, across: shops, controller: shops } } }",
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
    let analysis = try Self.analysis(
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
      DutySurvey(try Self.analysis(Self.shared(people))).notes
    }
    #expect(try notes("all: { count: 10 }").contains(.controllerUnsaid([Reference(0)])))
    let rest = try notes("all: { count: 10, groups: { y: { count: 2, controller: b } } }")
    #expect(rest.contains(.controllerPartlyUnsaid([Reference(0)])))
    #expect(rest.contains(.jointControllers([Reference(1)])))
  }

  @Test func aMemberThatHoldsAnothersDataActsForItUnsaid() throws {
    let analysis = try Self.analysis(
      """
      organizations: { shops: { role: controller, count: 2, subject-to: gdpr } }
      people: { all: { count: 10, across: shops, controller: shops } }
      fields: { name: {} }
      systems:
        shop: { organization: shops, datasets: { own: { people: all, fields: name }, others: {} } }
      flows: [{ from: shop.own, to: shop.others }]
      incidents: { it: { intruded: "shop[1]" } }
      """)
    // Inside a fleet each keeps its own; nobody has to be told but the authority and the people.
    #expect(DutySurvey(analysis).duties.map(\.rule.id) == ["gdpr-33-1", "gdpr-34"])
    let pooled = try Self.analysis(
      """
      organizations: { shops: { role: controller, count: 2, subject-to: gdpr } }
      people: { all: { count: 10, across: shops, controller: shops } }
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
    let duties = DutySurvey(try Self.analysis(text)).duties.filter { $0.rule.id == "gdpr-34" }
    #expect(duties.map(\.status) == [.conditional, .due])
  }

  /// More people than a number holds: at least so many, and no bound; never a crash.
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
      "d\($0): { people: \(kind == "datasets" ? "all" : $0), fields: name }"
    }
    let analysis = try Self.analysis(
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
        for group in duty.concern.groups {
          let answer = AffectedAnswer([group], in: analysis)
          #expect(answer.concern == .all, "seed \(seed), group \(group.index)")
          #expect(!answer.ways.isEmpty, "seed \(seed), group \(group.index)")
        }
      }
    }
    #expect(found > 20)
  }

  // MARK: - Exemptions

  static func store(_ dataset: String, _ extra: String = "") -> String {
    """
    organizations:
      host: { role: processor, acts-for: shop, subject-to: gdpr }
      shop: { role: controller, subject-to: gdpr }
    people: { customers: { count: 10, controller: shop } }
    fields:
      name: { category: user.name, identifies: combined }
      health: { category: user.health_and_medical, identifies: none }
      number: { category: user.government_id, identifies: alone }
      token: { category: user.unique_id.pseudonymous, identifies: none }
    secrets: { key: {} }
    systems:
      core: { organization: host, datasets: { d: { people: customers, \(dataset) } } }
      \(extra)
    incidents: { it: { intruded: core, date: 2024-03-01, aware: 2024-03-01T15:00+01:00 } }
    """
  }

  static func status(_ rule: String, _ text: String) throws -> Duty.Status? {
    DutySurvey(try analysis(text)).duties.first { $0.rule.id == rule }?.status
  }

  @Test func whatIsEncryptedIsExempt() throws {
    let text = Self.store("fields: name, encrypted-with: key")
    #expect(try Self.status("gdpr-33-2", text) == .due)
    #expect(try Self.status("gdpr-33-1", text) == .exempt)
    #expect(try Self.status("gdpr-34", text) == .exempt)
    // Whom it concerns is to be stated all the same.
    let duties = DutySurvey(try Self.analysis(text)).duties
    #expect(duties.map(\.persons) == [CountInterval](repeating: .init(exactly: 10), count: 3))
    // Not when the key is stolen, too.
    let stolen = text.replacing("intruded: core", with: "intruded: core, stolen: key")
    #expect(try Self.status("gdpr-33-1", stolen) == .due)
  }

  @Test func pseudonymsAreExemptFromTellingPeople() throws {
    let text = Self.store(
      "fields: token",
      """
      origin: { organization: shop, datasets: { d: { people: customers, fields: number } } }
      flows: [{ from: origin.d, to: core.d, becomes: { number: token } }]
      """
    ).replacing("  flows: [", with: "flows: [")
    #expect(try Self.status("gdpr-34", text) == .exempt)
    #expect(try Self.status("gdpr-33-1", text) == .due)
  }

  @Test func aHighRiskIsDueAndAnUnclearOneToBeJudged() throws {
    #expect(try Self.status("gdpr-34", Self.store("fields: [name, number, health]")) == .due)
    #expect(try Self.status("gdpr-34", Self.store("fields: name")) == .conditional)
  }

  // MARK: - Laws and periods

  @Test func periodsRunFromWhenEachKnows() throws {
    let survey = DutySurvey(try Self.analysis(Self.store("fields: name")))
    #expect(survey.duties.map { $0.deadline?.text } == [nil, "2024-03-04T15:00+01:00", nil])
    let later = DutySurvey(
      try Self.analysis(Self.store("fields: name")),
      DutyQuestion(awareOf: [Reference(1): "2024-03-10"]))
    #expect(later.duties.map { $0.deadline?.text } == [nil, "2024-03-13", nil])
  }

  /// A month or a year is no moment from which hours run, and nobody knows before it happens.
  @Test func awarenessThatCannotBeIsSaid() throws {
    let text = Self.store("fields: name").replacing("2024-03-01T15:00+01:00", with: "2024-02")
    let survey = DutySurvey(try Self.analysis(text))
    #expect(survey.duties.allSatisfy { $0.deadline == nil })
    #expect(survey.notes.contains(.awareNotADay("2024-02", [Reference(0), Reference(1)])))
    #expect(
      survey.notes.contains(
        .awareBefore("2024-02", date: "2024-03-01", [Reference(0), Reference(1)])))
    let right = DutySurvey(
      try Self.analysis(text), DutyQuestion(awareOf: [Reference(1): "2024-03-01"]))
    #expect(right.notes.contains(.awareNotADay("2024-02", [Reference(0)])))
    #expect(right.duties.compactMap { $0.deadline?.text } == ["2024-03-04"])
  }

  @Test func nis2HasThreeStepsAndAFirstDay() throws {
    let text = Self.store("fields: name").replacing(
      "acts-for: shop, subject-to: gdpr", with: "acts-for: shop, subject-to: nis2")
    let before = DutySurvey(try Self.analysis(text))
    #expect(!before.duties.contains { $0.law.id == "nis2" })
    #expect(before.notes.contains { if case .lawNotYet = $0 { true } else { false } })
    let after = DutySurvey(try Self.analysis(text.replacing("2024-03", with: "2025-01")))
    let steps = after.duties.filter { $0.law.id == "nis2" }
    #expect(
      steps.map { $0.deadline?.text } == [
        "2025-01-02T15:00+01:00", "2025-01-04T15:00+01:00", "2025-02-04T15:00+01:00",
      ])
  }

  @Test func anUnknownLawIsSaidAndTheUnsaidOneAssumed() throws {
    let text = Self.store("fields: name")
    let unknown = DutySurvey(
      try Self.analysis(text.replacing("subject-to: gdpr", with: "subject-to: salic")))
    #expect(unknown.duties.isEmpty)
    #expect(unknown.isAnybodyConcerned)
    #expect(unknown.notes.contains { if case .lawUnknown("salic", _) = $0 { true } else { false } })
    let unsaid = DutySurvey(
      try Self.analysis(text.replacing("subject-to: gdpr", with: "label: Unsaid")))
    #expect(unsaid.notes.contains { if case .lawAssumed = $0 { true } else { false } })
  }

  @Test(arguments: [
    ("2024-01-31", NotificationRule.Period.months(1), "2024-02-29"),
    ("2024-02-28", .hours(72), "2024-03-02"),
    ("2024-02-28T23:30", .hours(24), "2024-02-29T23:30"),
    ("2023-12-31T22:00Z", .hours(72), "2024-01-03T22:00Z"),
    ("2024-01-01", .days(60), "2024-03-01"),
    // Across a weekend: from Friday to Monday.
    ("2024-02-02T17:00+01:00", .hours(72), "2024-02-05T17:00+01:00"),
    // Across the change to summer time: the offset stays the one that is written, so the instant is right.
    ("2024-03-29T15:00+01:00", .hours(72), "2024-04-01T15:00+01:00"),
    ("2024-12-30T23:59:59-05:00", .hours(24), "2024-12-31T23:59-05:00"),
    ("2023-01-31", .months(1), "2023-02-28"), ("2024-12-31", .months(1), "2025-01-31"),
    ("2025-03-31T08:00Z", .months(1), "2025-04-30T08:00Z"),
  ])
  func periodsEndOnTheCalendar(
    _ start: String, _ period: NotificationRule.Period, _ end: String
  ) throws {
    #expect(try #require(NotificationMoment(start)).end(of: period)?.text == end)
  }

  @Test(arguments: [
    "2024", "2024-02", "yesterday", "", "2024-02-31", "2024-13-01", "2024-02-01T25:00",
    "2024-02-01T10:00 or so", "2024-02-01T10", "2024-02-01T1:5", "2024-02-01T10:00:1",
    "2024-02-01T10:00:00:00", "2024-02-01T10:00+25:00", "2024-02-01T10:00-13:00", "2024-02-01T",
    "2024-02-01T10:00+1400", "+024-02-01", "2024-02-1",
  ])
  func whatIsNoDayIsNoMoment(_ text: String) {
    #expect(NotificationMoment(text) == nil)
  }

  @Test func rulesHaveUniqueNamesAndReferToOneAnother() {
    let rules = NotificationLaw.all.flatMap(\.rules)
    #expect(Set(rules.map(\.id)).count == rules.count)
    for rule in rules {
      if let after = rule.after { #expect(rules.contains { $0.id == after }) }
    }
  }
}
