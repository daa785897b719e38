import Explaining
import IncidentFindings
import Lowering
import Testing
import TopologyModel

/// A claim that something is safe is consistent only where it is: what can be derived is not.
@Suite struct SafeClaimTests {
  /// A topology whose two fields together give a third, of people who are in both groups.
  private static func text(_ counts: String, _ claim: String, _ systems: String = "") -> String {
    """
    organizations: { o: { role: controller } }
    people: { people: { count: 100, groups: { a: { count: \(counts.split(separator: " ")[0]) }, b: { count: \(counts.split(separator: " ")[1]) }, c: { count: 5 } } } }
    fields: { token: {}, entry: {}, number: { identifies: alone } }
    inferences: [ { from: [token, entry], gives: number } ]
    systems:
      s: { organization: o, datasets: { x: { people: a, fields: token }, y: { people: b, fields: entry } } }
      bank: { organization: o, datasets: { z: { people: people, fields: number } } }
      \(systems)
    incidents: { i: { intruded: s, claims: [ { \(claim) } ] } }
    """
  }

  private static let cases: [(counts: String, claim: String, systems: String, ClaimVerdict)] = [
    // 80 + 70 of 100: at least 50 are in both.
    ("80 70", "people: people, safe: number", "", .contradicted),
    // Nothing forces anybody into both, and nothing forbids it.
    ("30 40", "people: people, safe: number", "", .open),
    // Of groups beside those exposed the file says nothing, and neither does the verdict.
    ("30 40", "people: c, safe: number", "", .consistent),
    // What is exposed is neither.
    ("30 40", "people: people, safe: token", "", .contradicted),
    // Nobody derives at a place.
    ("80 70", "people: people, safe: number, at: bank", "", .consistent),
    ("80 70", "people: people, safe: number, at: s", "", .consistent),
    // Derivable is not exposed either.
    ("80 70", "people: people, exposed: number", "", .contradicted),
  ]

  @Test(arguments: cases.indices) func derivableIsNotSafe(_ index: Int) throws {
    let (counts, claim, systems, verdict) = Self.cases[index]
    let analysis = try UnlistedTests.analysis(Self.text(counts, claim, systems))
    #expect(analysis.claims.map(\.verdict) == [verdict])
  }

  /// What nobody listed may be what the field is derived from.
  @Test func perhapsDerivableIsOpen() throws {
    for (fields, verdict) in [("", ClaimVerdict.open), (", fields: [name]", .consistent)] {
      let analysis = try UnlistedTests.analysis(
        """
        people: { residents: { count: 40 } }
        fields: { name: {}, nir: {}, year: {} }
        inferences: [ { from: nir, gives: year } ]
        systems: { portal: { datasets: { d: { people: residents\(fields) } } } }
        incidents: { i: { intruded: portal, claims: [ { people: residents, safe: year } ] } }
        """)
      #expect(analysis.claims.map(\.verdict) == [verdict])
    }
  }

  /// An inference that is less than certain contradicts nothing, and excludes nothing.
  @Test(arguments: [
    ("certain", ClaimVerdict.contradicted), ("likely", .open), ("possible", .open),
  ])
  func anUncertainInferenceLeavesItOpen(_ certainty: String, _ verdict: ClaimVerdict) throws {
    let text = Self.text("80 70", "people: people, safe: number").replacing(
      "gives: number }", with: "gives: number, certainty: \(certainty) }")
    #expect(try UnlistedTests.analysis(text).claims.map(\.verdict) == [verdict])
  }

  /// The finding says that it is derivable, and how.
  @Test func theFindingSaysSo() throws {
    let analysis = try UnlistedTests.analysis(Self.text("80 70", "people: people, safe: number"))
    let finding = try #require(analysis.claims.first)
    #expect(finding.derivable == finding.notSafe)
    #expect(finding.derivable.count == 1)
    let verification = IncidentVerification(Reference(0), of: analysis.lowered)
    let disagreements = try #require(verification.claims.first?.disagreements)
    #expect(disagreements.count == 1)
    guard case .notSafe(_, isDerived: true, _)? = disagreements.first else {
      Issue.record("\(disagreements)")
      return
    }
  }
}
