import Explaining
import IncidentFindings
import Testing
import TopologyModel

/// Numbers of organizations, and of what is held, in claims.
@Suite struct ClaimNumbersTests {
  static func text(_ claim: String) -> String {
    """
    organizations:
      shops: { role: controller, count: 3 }
      bank: { role: controller }
      host: { role: processor, acts-for: [shops, bank] }
    people:
      all:
        disjoint: true
        groups:
          customers: { count: 60, across: shops, sizes: even, controller: shops }
          pooled: { count: 20, controller: shops }
          clients: { count: 40, controller: bank, groups: { young: { count: 10 } } }
          strays: { count: 5 }
    cohorts: { known: { of: [customers, clients] } }
    fields: { name: {}, siret: { about: organization } }
    secrets: { key: {} }
    systems:
      s:
        organization: host
        datasets:
          open: { people: [customers, young], fields: name }
          shut: { people: [clients, pooled, strays], fields: [name, siret] }
        access: { login: { requires: key, reads: [open] } }
    incidents: { it: { stolen: key, claims: [{ \(claim) }] } }
    """
  }

  @Test(arguments: [
    ("people: all, organizations: 4", ClaimVerdict.consistent, CountInterval(exactly: 4)),
    ("people: all, organizations: 5", .contradicted, CountInterval(exactly: 4)),
    ("people: customers, organizations: 3", .consistent, CountInterval(exactly: 3)),
    ("people: clients, organizations: 1", .consistent, CountInterval(exactly: 1)),
    ("people: known, organizations: 3..4", .consistent, CountInterval(exactly: 4)),
    ("people: strays, organizations: 0", .consistent, .zero),
    ("people: all, at: bank, organizations: 0", .consistent, .zero),
    // Held: with the fleet's pool, which is of any of its members, and with those of whom nobody says it.
    ("people: known, held: true, organizations: 4", .consistent, CountInterval(exactly: 4)),
    ("people: pooled, held: true, organizations: 2", .open, CountInterval(low: 1, high: 3)),
    ("people: all, held: true, organizations: 4", .open, CountInterval(low: 4, high: nil)),
    ("people: all, held: true, organizations: 3", .contradicted, CountInterval(low: 4, high: nil)),
  ])
  func organizationsAreCountedByControllers(
    _ claim: String, _ verdict: ClaimVerdict, _ computed: CountInterval
  ) throws {
    let finding = try #require(DutyTests.analysis(Self.text(claim)).claims.first)
    #expect(finding.verdict == verdict)
    #expect(finding.organizations == computed)
  }

  @Test(arguments: [
    ("people: all, held: true, count: 125", ClaimVerdict.consistent, 125),
    ("people: all, count: 125", .contradicted, 70),
    ("people: clients, held: true, count: 40", .consistent, 40),
    ("people: clients, held: true, at: bank, count: 0", .consistent, 0),
    ("people: strays, held: true, at: host, count: 6..", .contradicted, 5),
  ])
  func whatIsHeldIsCountedWhateverCameOut(
    _ claim: String, _ verdict: ClaimVerdict, _ computed: Int
  ) throws {
    let finding = try #require(DutyTests.analysis(Self.text(claim)).claims.first)
    #expect(finding.verdict == verdict)
    #expect(finding.computed == CountInterval(exactly: computed))
  }

  /// Fields are judged by what came out, also where the numbers are of what is held.
  @Test func fieldsAreOfWhatCameOut() throws {
    let claim = "people: strays, held: true, count: 5, exposed: name"
    let finding = try #require(DutyTests.analysis(Self.text(claim)).claims.first)
    #expect(finding.verdict == .contradicted)
    #expect(finding.notExposed == [Reference(0)])
  }

  /// A number that differs has its reason.
  @Test func aDifferentNumberOfOrganizationsIsExplained() throws {
    let analysis = try DutyTests.analysis(Self.text("people: all, organizations: 5"))
    let verified = IncidentVerification(Reference(0), of: analysis.lowered).claims.first
    guard case .otherOrganizations(let found)? = verified?.disagreements.first else {
      Issue.record("no reason")
      return
    }
    #expect(found == CountInterval(exactly: 4))
  }
}

/// `count` is of the people of whom the claim's fields came out.
@Suite struct ClaimFieldTests {
  static let text = """
    people: { all: { count: 1000, disjoint: true, groups: { a: { count: 300 }, b: { count: 700 } } } }
    fields: { name: {}, health: {}, mood: {} }
    secrets: { pw: {} }
    systems:
      core:
        datasets: { all: { people: all, fields: name }, h: { people: a, fields: health }, m: { people: b, fields: mood } }
        access: { x: { requires: pw, reads: [all, h, m] } }
    incidents:
      i:
        stolen: pw
        claims: [ CLAIM ]

    """

  @Test(arguments: [
    ("count: 300, exposed: health", ClaimVerdict.consistent, 300...300),
    ("count: 1000, exposed: health", .contradicted, 300...300),
    ("count: 1000, exposed: [name, health]", .consistent, 1000...1000),
    ("count: 300, exposed: [name, health], each: true", .consistent, 300...300),
    ("count: 1000, exposed: [name, health], each: true", .contradicted, 300...300),
    ("count: 1, exposed: [health, mood], each: true", .contradicted, 0...0),
    ("count: 300, exposed: { all-of: [name, health] }", .consistent, 300...300),
    ("count: 1000, exposed: { all-of: [name, health] }", .contradicted, 300...300),
    ("exposed: { all-of: [name, health] }", .consistent, 300...300),
    ("exposed: { all-of: [health, mood] }", .contradicted, 0...0),
    ("count: 0, exposed: { all-of: [health, mood] }", .consistent, 0...0),
    ("count: 1000, exposed: { at-least: 2, of: [name, health, mood] }", .consistent, 1000...1000),
    ("count: 300, exposed: { exactly: 1, of: [name, mood] }", .consistent, 300...300),
    ("exposed: { exactly: 3, of: [name, health, mood] }", .contradicted, 0...0),
    ("count: 1000", .consistent, 1000...1000),
    ("count: 300, exposed: health, held: true", .consistent, 300...300),
  ])
  func countsWhatItNames(
    _ claim: String, _ verdict: ClaimVerdict, _ computed: ClosedRange<Int>
  ) throws {
    let analysis = try UnlistedTests.analysis(
      Self.text.replacing("CLAIM", with: "{ people: all, \(claim) }"))
    #expect(analysis.claims[0].verdict == verdict)
    #expect(
      analysis.claims[0].computed
        == CountInterval(low: computed.lowerBound, high: computed.upperBound))
  }
}
