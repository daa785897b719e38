import BreachNotification
import IncidentFindings
import Lowering
import SourceText
import Testing
import TopologyLanguage
import TopologyModel

/// Who must notify which party: chains, controllers, periods and what exempts.
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
        "2025-01-02T15:00+01:00", "2025-01-04T15:00+01:00", "2025-02-04",
      ])
  }

  /// A hospital whose emergency service stands on its supplier's system.
  static let hospital = """
    organizations:
      hospital: { role: controller, subject-to: { gdpr: cnil, nis2: anssi }, supervised-by: cnil }
      host: { role: processor, acts-for: hospital, subject-to: { gdpr: cnil } }
      cnil: { role: authority }
      anssi: { role: authority }
    people: { patients: { count: 12000, controller: hospital }, visitors: { count: 300 } }
    fields: { name: {} }
    systems: { records: { organization: host, datasets: { files: { people: patients, fields: name } } } }
    services: { emergency: { organization: hospital, serves: visitors, needs: records } }
    incidents: { ransom: { date: 2026-03-27, aware: 2026-03-27T08:00+01:00, disabled: records } }
    """

  @Test func whoseServiceFailsWithASuppliersSystemReportsIt() throws {
    let analysis = try Self.analysis(Self.hospital)
    let steps = DutySurvey(analysis).duties.filter { $0.law.id == "nis2" }
    let topology = analysis.lowered.topology
    #expect(steps.map { topology.id(of: $0.obliged) } == ["hospital", "hospital", "hospital"])
    #expect(
      steps.map { $0.deadline?.text } == [
        "2026-03-28T08:00+01:00", "2026-03-30T08:00+01:00", "2026-04-30",
      ])
    #expect(steps.allSatisfy { $0.addressee == .authority(Reference(3)) })
    #expect(steps.allSatisfy { $0.status == .conditional })
    // Who uses the service counts, not whose data the supplier holds.
    #expect(steps.allSatisfy { $0.persons == CountInterval(exactly: 300) })
    #expect(steps.allSatisfy { $0.reasons.first == .servicesLost([Reference(0)]) })
  }

  @Test func aServiceThatRunsObligesNobodyAndUnknownUsersAreNotNone() throws {
    let running = Self.hospital.replacing("disabled: records", with: "intruded: records")
    #expect(
      !DutySurvey(try Self.analysis(running)).duties.contains { $0.law.id == "nis2" })
    let unknown = Self.hospital.replacing("serves: visitors, ", with: "")
    let steps = DutySurvey(try Self.analysis(unknown)).duties.filter { $0.law.id == "nis2" }
    #expect(steps.count == 3)
    #expect(steps.allSatisfy { $0.persons == .unknown })
    let nobodys = Self.hospital.replacing("organization: hospital, serves", with: "serves")
    let survey = DutySurvey(try Self.analysis(nobodys))
    #expect(!survey.duties.contains { $0.law.id == "nis2" })
    #expect(survey.notes.contains(.providerUnsaid([Reference(0)])))
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

  @Test func rulesHaveUniqueNamesAndReferToOneAnother() {
    let rules = NotificationLaw.all.flatMap(\.rules)
    #expect(Set(rules.map(\.id)).count == rules.count)
    for rule in rules {
      if let after = rule.after { #expect(rules.contains { $0.id == after }) }
    }
  }
}
