import BreachNotification
import IncidentFindings
import Lowering
import Testing
import TopologyModel

/// Whether somebody is concerned, and what follows.
@Suite struct AffectedTests {
  static func answer(_ group: String, _ text: String) throws -> (AffectedAnswer, Topology) {
    let analysis = try DutyTests.analysis(text)
    return try answer(group, analysis)
  }

  static func answer(
    _ name: String, _ analysis: IncidentAnalysis
  ) throws -> (AffectedAnswer, Topology) {
    let topology = analysis.lowered.topology
    let part: Cohort.Part
    if let index = topology.groups.firstIndex(where: { $0.id == name }) {
      part = .group(Reference(index))
    } else {
      part = .cohort(Reference(try #require(topology.cohorts.firstIndex { $0.id == name })))
    }
    return (AffectedAnswer(topology.groups(naming: [part]), in: analysis), topology)
  }

  // MARK: - The real case

  @Test(arguments: [
    ("pacifica-insured", ["viamedis"], AffectedAnswer.Concern.all),
    ("mgp-insured", ["almerys"], .all),
    ("aesio-insured", ["almerys", "viamedis"], .all),
    ("mutame-insured", ["almerys"], .some),
    ("mutame-delegated", ["almerys"], .all),
    ("pharmacists/viamedis", ["viamedis"], .all),
    ("dentists/viamedis", [], .none), ("leaked-2021", [], .unknown),
  ])
  func throughWhichOperator(
    _ group: String, _ operators: [String], _ concern: AffectedAnswer.Concern
  ) throws {
    let (answer, topology) = try Self.answer(group, ThirdPartyPaymentTests.analysis())
    #expect(answer.concern == concern)
    let holders = answer.ways.compactMap { $0.holder.map(topology.id(of:)) }.sorted()
    #expect(holders == operators)
  }

  @Test func whatFollowsForTheInsuredOfPacifica() throws {
    let (answer, topology) = try Self.answer(
      "pacifica-insured", ThirdPartyPaymentTests.analysis())
    let ids = answer.following.map(\.consequence.id)
    #expect(ids.contains("phishing"))
    #expect(ids.contains("identity-number"))
    #expect(!ids.contains("bank-account"))
    #expect(!ids.contains("health"))
    #expect(answer.controllers.map(topology.id(of:)) == ["pacifica"])
    #expect(answer.leaks.map { topology.leaks[$0.leak].id } == ["laboratories-2021"])
    #expect(answer.leaks.first?.isIn == .unknown)
    let given = answer.derived.flatMap(\.gives).map { topology.fields[$0].id }
    #expect(Set(given).isSuperset(of: ["sex", "birth-year", "birth-month", "birth-commune"]))
    #expect(answer.safe.map { topology.fields[$0].id }.contains("bank-account"))
    // The name follows from the civil status.
    #expect(!answer.safe.map { topology.fields[$0].id }.contains("name"))
    #expect(
      answer.contacts.map { topology.organizations[$0].id }
        == ["signal-spam", "pharos", "sms-33700", "resopharma"])
  }

  @Test func theFormerOperatorHeldThemTooLong() throws {
    let (answer, topology) = try Self.answer(
      "la-mutuelle-generale-insured", ThirdPartyPaymentTests.analysis())
    let kept = answer.ways.filter { !$0.kept.isEmpty }
    #expect(kept.compactMap { $0.holder.map(topology.id(of:)) } == ["viamedis"])
  }

  // MARK: - All, some, none, unknown

  static let shops = """
    organizations:
      shop: { role: controller }
      host: { role: processor, acts-for: shop }
    people:
      customers:
        count: 100
        controller: shop
        disjoint: true
        groups:
          near: { count: 60, groups: { old: { count: 10 } } }
          far: { count: 40 }
      others:
        groups: { a: {}, b: {} }
    fields: { name: { category: user.name }, mail: { category: user.contact.email } }
    secrets: { key: {} }
    systems:
      core:
        organization: host
        datasets: { d: { people: [near, a], fields: name }, e: { people: far, fields: mail } }
        access: { login: { requires: key, reads: d } }
    incidents: { theft: { stolen: key } }
    """

  @Test(arguments: [
    ("near", AffectedAnswer.Concern.all, Optional(60...60)), ("old", .all, 10...10),
    ("customers", .some, 60...60), ("far", .none, 0...0), ("b", .unknown, nil),
  ])
  func concernFollowsTheGroups(
    _ group: String, _ concern: AffectedAnswer.Concern, _ persons: ClosedRange<Int>?
  ) throws {
    let (answer, _) = try Self.answer(group, Self.shops)
    #expect(answer.concern == concern)
    // Of an unknown number of others who may be among those reached, any number is.
    let expected = persons.map { CountInterval(low: $0.lowerBound, high: $0.upperBound) }
    #expect(answer.persons == expected ?? .unknown)
    #expect(answer.ways.isEmpty == (concern == .none || concern == .unknown))
  }

  @Test func anOrganizationStandsForWhomItControlsOrHolds() throws {
    let analysis = try DutyTests.analysis(Self.shops)
    let topology = analysis.lowered.topology
    func people(_ organization: Int) -> (ids: [String], meaning: AffectedAnswer.Meaning) {
      let (groups, meaning) = analysis.lowered.people(of: Party(Reference(organization)))
      return (groups.map { topology.groups[$0].id }, meaning)
    }
    #expect(people(0).ids == ["customers"])
    #expect(people(0).meaning == .controlled)
    #expect(people(1).ids == ["near", "far", "a"])
    #expect(people(1).meaning == .held)
    let both = try DutyTests.analysis(
      Self.shops.replacing("others:", with: "others:\n    controller: host"))
    let (groups, meaning) = both.lowered.people(of: Party(Reference(1)))
    #expect(groups.map { both.lowered.topology.groups[$0].id } == ["others"])
    #expect(meaning == .controlledBesideOthers)
  }

  /// What is listed together was read of the same people.
  @Test func differentFieldsOfDifferentPeopleAreDifferentWays() throws {
    let text = Self.shops.replacing("reads: d }", with: "reads: [d, e] }")
    let (answer, topology) = try Self.answer("customers", text)
    #expect(answer.ways.map { $0.fields.map { topology.fields[$0].id } } == [["name"], ["mail"]])
    #expect(answer.ways.map { $0.groups.map { topology.groups[$0].id } } == [["near"], ["far"]])
    #expect(answer.ways.map(\.persons.low) == [60, 40])
  }

  /// A field that follows for some of those asked about is not among those that nobody got to know.
  @Test func whatFollowsForSomeIsNotSafe() throws {
    let text =
      Self.shops.replacing(
        "e: { people: far, fields: mail }", with: "e: { people: customers, fields: mail }")
      + "\ninferences: [{ from: name, gives: mail }]"

    let (answer, _) = try Self.answer("customers", text)
    #expect(answer.concern == .some)
    #expect(answer.safe.isEmpty)
  }

  /// What needs two fields follows only where both came out of the same people.
  @Test(arguments: [
    ("near", "near", ["phishing", "identity-questions", "cross-referencing"], [true, true, true]),
    ("near", "far", ["phishing", "cross-referencing"], [false, false]),
    (
      "customers", "far", ["phishing", "identity-questions", "cross-referencing"],
      [true, false, true]
    ),
  ])
  func consequencesAreOfTheSamePeople(
    _ named: String, _ dated: String, _ expected: [String], _ ofAll: [Bool]
  ) throws {
    let text = Self.shops
      .replacing("user.contact.email", with: "user.demographic.date_of_birth")
      .replacing("people: [near, a], fields: name", with: "people: \(named), fields: name")
      .replacing("people: far, fields: mail", with: "people: \(dated), fields: mail")
      .replacing("reads: d }", with: "reads: [d, e] }")
    let (answer, _) = try Self.answer(named == dated ? named : "customers", text)
    #expect(answer.following.map(\.consequence.id) == expected)
    #expect(answer.following.map(\.isOfAll) == ofAll)
  }

  @Test func whatIsEncryptedWasReachedAndNotRead() throws {
    let text = Self.shops
      .replacing("fields: name }, e:", with: "fields: name, encrypted-with: lock }, e:")
      .replacing("secrets: { key: {} }", with: "secrets: { key: {}, lock: {} }")
      .replacing("stolen: key", with: "intruded: core")
    let (answer, topology) = try Self.answer("near", text)
    #expect(answer.concern == .none)
    #expect(answer.unintelligible.map { topology.datasets[$0].id } == ["core.d"])
  }

  /// Everybody of a fleet is one group again.
  @Test func allMembersOfAFleetAreTheWholeGroup() throws {
    let analysis = try DutyTests.analysis(
      """
      organizations: { shops: { count: 40, role: controller } }
      people: { all: { count: 80, across: shops, sizes: even, controller: shops } }
      fields: { name: { category: user.name } }
      systems: { s: { datasets: { d: { people: all, fields: name } } } }
      incidents: { it: { intruded: s } }
      """)
    let lowered = analysis.lowered
    let all = lowered.people(of: Party(Reference(0))).groups
    #expect(all.map { lowered.topology.groups[$0].id } == ["all"])
    let one = lowered.people(of: Party(Reference(0), member: 7)).groups
    #expect(one.map { lowered.topology.groups[$0].id } == ["all[7]"])
    #expect(AffectedAnswer(one, in: analysis).persons == CountInterval(exactly: 2))
  }

  // MARK: - The table

  @Test(arguments: [
    ("user.name.first", ["phishing", "cross-referencing"]),
    ("user.financial.bank_account", ["bank-account"]),
    ("user.financial.credit_card", ["card"]), ("user.financial", ["money"]),
    ("user.health_and_medical.insurance", ["insurance"]),
    ("user.health_and_medical.genetic", ["health"]),
    ("user.authorization.password", ["credential"]),
    ("user.telemetry", []), ("user.financially", []), ("", []),
  ])
  func theNearestKindCounts(_ category: String, _ consequences: [String]) throws {
    let text = Self.shops.replacing("user.name", with: category.isEmpty ? "''" : category)
    let (answer, _) = try Self.answer("near", text)
    #expect(answer.following.map(\.consequence.id) == consequences)
  }

  @Test func linesHaveUniqueNames() {
    #expect(Set(Consequence.all.map(\.id)).count == Consequence.all.count)
  }
}
