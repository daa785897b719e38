import SourceText
import Testing
import TopologyLanguage
import TopologyModel

/// What the law asks after an incident, as files write it.
@Suite struct NotificationDecodingTests {
  private func topology(_ text: String) throws -> Topology {
    let outcome = TopologyLoader().load(file: SourceFile(name: "t.yaml", text: text))
    let shown = DiagnosticRenderer(files: outcome.files).render(outcome.diagnostics)
    return try #require(outcome.topology, "\(shown)")
  }

  @Test func lawsWithAndWithoutTheirAuthorities() throws {
    let found = try topology(
      """
      organizations:
        one: { subject-to: gdpr }
        several: { subject-to: [gdpr, nis2] }
        named: { subject-to: { gdpr: authority, nis2: }, contact: at the desk, advice: Ask there }
        authority: { role: authority }
        unsaid: {}
      """)
    #expect(found.organizations[0].laws == [GoverningLaw(law: "gdpr")])
    #expect(found.organizations[1].laws.map(\.law) == ["gdpr", "nis2"])
    #expect(
      found.organizations[2].laws == [
        GoverningLaw(law: "gdpr", authority: Reference(3)), GoverningLaw(law: "nis2"),
      ])
    #expect(found.organizations[2].contact == "at the desk")
    #expect(found.organizations[2].advice == "Ask there")
    #expect(found.organizations[4].laws.isEmpty)
  }

  @Test func awarenessOfAllOrOfEach() throws {
    let found = try topology(
      """
      organizations: { a: {}, b: {} }
      secrets: { key: {} }
      incidents:
        all: { stolen: key, aware: 2024-01-29T15:00+01:00 }
        each: { stolen: key, aware: { a: 2024-01-29, b: 2024-02-05 } }
      """)
    #expect(found.incidents[0].aware.map(\.organization) == [nil])
    #expect(found.incidents[0].aware.map(\.date) == ["2024-01-29T15:00+01:00"])
    #expect(found.incidents[1].aware.map(\.organization) == [Reference(0), Reference(1)])
    #expect(found.incidents[1].aware.map(\.date) == ["2024-01-29", "2024-02-05"])
  }

  @Test func factorsOfSeverity() throws {
    let found = try topology(
      """
      sources: { press: {} }
      secrets: { key: {} }
      incidents:
        theft:
          stolen: key
          severity:
            malice: { value: 0.5, because: On purpose, source: press }
            processing-context: { value: 1..3, because: Depends on what is assumed }
      """)
    let judgements = found.incidents[0].severity
    #expect(judgements.map(\.factor) == [.processingContext, .malice])
    #expect(judgements.map(\.value) == [1...3, 0.5...0.5])
    #expect(judgements[1].because == "On purpose")
    #expect(judgements[1].source == Reference(0))
  }

  @Test func retentionOfEveryoneOrOfSomeInAFleetToo() throws {
    let found = try topology(
      """
      organizations: { shops: { count: 2 } }
      people: { all: { count: 10, across: shops, sizes: even }, others: {} }
      secrets: { key: { rotated: 2020-11 } }
      systems:
        shop:
          organization: shops
          datasets:
            members: { people: all, retained: { people: all, until: 2023-12-31, because: Ended } }
        store:
          datasets:
            archive: { people: others, retained: [{ until: 2022 }, { people: others, until: 2023 }] }
      """)
    #expect(found.secrets[0].rotated == "2020-11")
    #expect(
      found.datasets.map { $0.retained.map(\.until) } == [
        ["2023-12-31"], ["2023-12-31"], ["2022", "2023"],
      ])
    let parts = found.datasets.prefix(2).map { $0.retained[0].people }
    #expect(parts == [[.group(Reference(1))], [.group(Reference(2))]])
    #expect(found.datasets[2].retained[0].people == nil)
  }
}
