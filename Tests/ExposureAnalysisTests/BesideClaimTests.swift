import IncidentFindings
import Testing
import TopologyModel

/// A claim about a group other than the one exposed: people may be in both, unless the file says otherwise.
@Suite struct BesideClaimTests {
  private static func text(_ people: String, _ claim: String) -> String {
    """
    people: { all: { count: 1000, \(people) } }
    fields: { nir: { identifies: alone } }
    systems:
      s: { datasets: { d: { people: a, fields: nir } } }
      t: { datasets: { d: { people: b, fields: nir } } }
    incidents: { i: { intruded: s, claims: [ { people: b, \(claim) } ] } }
    """
  }

  private static let few = "groups: { a: { count: 400 }, b: { count: 300 } }"
  private static let many = "groups: { a: { count: 800 }, b: { count: 300 } }"
  private static let apart = "disjoint: true, groups: { a: { count: 400 }, b: { count: 300 } }"
  private static let nobody = "groups: { a: { count: 0 }, b: { count: 300 } }"

  @Test(arguments: [
    (few, "safe: nir", ClaimVerdict.open), (few, "exposed: nir", .open),
    // 800 + 300 of 1,000: at least 100 are in both.
    (many, "safe: nir", .contradicted), (many, "exposed: nir", .consistent),
    (apart, "safe: nir", .consistent), (apart, "exposed: nir", .contradicted),
    (nobody, "safe: nir", .consistent), (nobody, "exposed: nir", .contradicted),
    // At t nothing was read of anybody.
    (many, "safe: nir, at: t", .consistent), (many, "exposed: nir, at: s", .consistent),
  ])
  func someMayBeBoth(_ people: String, _ claim: String, _ verdict: ClaimVerdict) throws {
    let analysis = try UnlistedTests.analysis(Self.text(people, claim))
    #expect(analysis.claims.map(\.verdict) == [verdict])
  }
}
