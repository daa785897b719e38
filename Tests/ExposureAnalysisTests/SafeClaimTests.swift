import IncidentFindings
import Lowering
import Testing
import TopologyModel

/// A claim that something is safe is about what came out; that it can be derived is said beside the verdict.
@Suite struct SafeClaimTests {
  /// A topology whose two fields together give a third, of people who are in both groups.
  private static func text(_ counts: String, _ claim: String) -> String {
    """
    organizations: { o: { role: controller } }
    people: { people: { count: 100, groups: { a: { count: \(counts.split(separator: " ")[0]) }, b: { count: \(counts.split(separator: " ")[1]) }, c: { count: 5 } } } }
    fields: { token: {}, entry: {}, number: { identifies: alone } }
    inferences: [ { from: [token, entry], gives: number } ]
    systems:
      s: { organization: o, datasets: { x: { people: a, fields: token }, y: { people: b, fields: entry } } }
      bank: { organization: o, datasets: { z: { people: people, fields: number } } }
    incidents: { i: { intruded: s, claims: [ { \(claim) } ] } }
    """
  }

  private static let cases: [(counts: String, claim: String, ClaimVerdict, isDerivable: Bool)] = [
    // 80 + 70 of 100: at least 50 are in both.
    ("80 70", "people: people, safe: number", .consistent, true),
    // Nothing forces anybody into both.
    ("30 40", "people: people, safe: number", .consistent, false),
    // What is exposed is not safe.
    ("30 40", "people: people, safe: token", .contradicted, false),
    // Nobody derives at a place.
    ("80 70", "people: people, safe: number, at: bank", .consistent, false),
    // Derivable is not exposed either.
    ("80 70", "people: people, exposed: number", .contradicted, false),
  ]

  @Test(arguments: cases.indices) func whatCanBeDerivedIsSaid(_ index: Int) throws {
    let (counts, claim, verdict, isDerivable) = Self.cases[index]
    let analysis = try UnlistedTests.analysis(Self.text(counts, claim))
    let finding = try #require(analysis.claims.first)
    #expect(finding.verdict == verdict)
    #expect(
      finding.derivable.map { analysis.lowered.topology.fields[$0].id }
        == (isDerivable ? ["number"] : []))
  }

  /// As the field's own status, which is derivable by an inference of any certainty.
  @Test(arguments: ["certain", "likely", "possible"])
  func everyInferenceCounts(_ certainty: String) throws {
    let text = Self.text("80 70", "people: people, safe: number").replacing(
      "gives: number }", with: "gives: number, certainty: \(certainty) }")
    let analysis = try UnlistedTests.analysis(text)
    let finding = try #require(analysis.claims.first)
    let number = try #require(
      analysis.people.flatMap(\.fields).first { $0.field == finding.derivable.first })
    #expect(finding.verdict == .consistent && number.status == .derivable)
  }
}
