import Explaining
import IncidentFindings
import Lowering
import Population
import Testing
import TopologyModel

/// An even split of a fleet's people is an assumption, and every number that hangs on it says so.
@Suite struct EvenSplitTests {
  /// 1,000 insured, across four clients.
  private static func text(_ sizes: String, _ intruded: String, _ claims: String = "") -> String {
    """
    organizations:
      host: { role: processor, acts-for: clients }
      clients: { role: controller, count: 4 }
    people:
      insured:
        count: 1000
        groups: { theirs: { count: 1000, across: clients\(sizes), controller: clients } }
    fields: { nir: { identifies: alone } }
    systems:
      core: { organization: host, datasets: { d: { people: theirs, fields: nir } } }
      own: { organization: clients, datasets: { d: { people: theirs, fields: nir } } }
    incidents: { i: { intruded: \(intruded), claims: [ \(claims) ] } }
    """
  }

  @Test(arguments: [
    (", sizes: even", "\"own[2]\"", CountInterval(exactly: 250), true),
    (", sizes: even", "[\"own[2]\", \"own[3]\"]", CountInterval(exactly: 500), true),
    // The whole group is as large as the file says, however it is split.
    (", sizes: even", "core", CountInterval(exactly: 1000), false),
    (", sizes: even", "own", CountInterval(exactly: 1000), false),
    // Weights are counts that somebody gave; nothing is not an assumption.
    (", sizes: [1, 2, 3, 4]", "\"own[2]\"", CountInterval(exactly: 200), false),
    ("", "\"own[2]\"", CountInterval(low: 0, high: 1000), false),
  ])
  func numbersOfMembersHangOnIt(
    _ sizes: String, _ intruded: String, _ persons: CountInterval, _ hangs: Bool
  ) throws {
    let analysis = try UnlistedTests.analysis(Self.text(sizes, intruded))
    #expect(analysis.people.map(\.persons) == [persons])
    let topology = analysis.lowered.topology
    #expect(analysis.evenSplits.map { topology.groups[$0].id } == (hangs ? ["theirs"] : []))
    #expect(analysis.notes.contains(.evenSplit(analysis.evenSplits)) == hangs)
    // In proofs, too.
    let explained = PeopleExplanation.all(of: analysis.people[0], in: analysis)
    let proofs = explained.flatMap { [$0.least, $0.most].compactMap { $0 } }
    #expect(proofs.isEmpty == (persons.low == 0 && persons.high == nil))
    let named = proofs.flatMap(\.assumptions).contains { assumption in
      if case .evenSplit = assumption { true } else { false }
    }
    #expect(named == hangs)
  }

  @Test func claimsHangOnItToo() throws {
    let claims = """
      { people: theirs, count: 250 }, { people: theirs, at: host, count: 0 }
      """
    let analysis = try UnlistedTests.analysis(Self.text(", sizes: even", "\"own[1]\"", claims))
    #expect(analysis.claims.map(\.verdict) == [.consistent, .consistent])
    #expect(analysis.claims.map(\.evenSplits.isEmpty) == [false, true])
  }

  /// Where other counts say the same, the number does not hang on the split.
  @Test func whatIsKnownAnywayHangsOnNothing() throws {
    let text = """
      organizations: { shops: { role: controller, count: 2 } }
      people:
        all: { groups: { theirs: { count: 0, across: shops, sizes: even } } }
      fields: { nir: {} }
      systems: { own: { organization: shops, datasets: { d: { people: theirs, fields: nir } } } }
      incidents: { i: { intruded: "own[1]" } }
      """
    let analysis = try UnlistedTests.analysis(text)
    #expect(analysis.people.map(\.persons) == [.zero])
    #expect(analysis.evenSplits.isEmpty)
  }
}
