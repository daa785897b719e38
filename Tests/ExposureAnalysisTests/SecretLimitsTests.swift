import IncidentFindings
import Lowering
import Propagation
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// Secrets that open something only from some zones, and only in a period.
@Suite struct SecretLimitsTests {
  private static func load(_ text: String) -> Topology? {
    TopologyLoader().load(file: SourceFile(name: "limits", text: text)).topology
  }

  /// A random topology whose secrets have random limits and whose incident has a random date.
  private static func random(_ seed: UInt64) -> Topology? {
    var options = RandomTopology.Options()
    options.zones = true
    guard var topology = load(RandomTopology.text(seed: seed, options: options)) else { return nil }
    var random = SplitMix64(seed: seed &+ 23)
    let periods: [ValidityPeriod?] = [
      nil, ValidityPeriod(from: "2020", until: "2021-06-30"),
      ValidityPeriod(from: "2023-02-01", until: nil), ValidityPeriod(from: nil, until: "2022"),
      ValidityPeriod(from: "2021-07", until: "2022-03-31"),
    ]
    let dates: [(String?, String?)] = [
      (nil, nil), ("2021-07-01", nil), ("2022-03", nil), ("2021-06-30", "2023-02-01"),
      ("2023", nil),
    ]
    for secret in topology.secrets.references {
      topology.secrets[secret].valid = periods.randomElement(using: &random) ?? nil
      if Bool.random(using: &random),
        let zone = topology.zones.references.randomElement(using: &random)
      {
        topology.secrets[secret].worksFrom = [zone]
      }
    }
    let date = dates.randomElement(using: &random) ?? (nil, nil)
    topology.incidents[0].date = date.0
    topology.incidents[0].lastDate = date.1
    return topology
  }

  @Test(arguments: (0..<20).map { UInt64($0) * 100 })
  func engineAgreesWithTheNaiveReading(_ first: UInt64) {
    var (lapsed, placed) = (0, 0)
    for seed in first..<first + 100 {
      guard let topology = Self.random(seed) else { continue }
      var random = SplitMix64(seed: seed)
      let plain = LoweredTopology(topology)
      let events = topology.basicEvents.filter { _ in Bool.random(using: &random) }
      var scenario = Scenario(Reference(0), in: topology)
      scenario.events = Set(scenario.events + events).sorted()
      for scenario in [scenario, Scenario(events: events, needsReach: true)] {
        let lowered = plain.dated(for: scenario)
        let naive = NaiveSemantics(topology, scenario)
        let (world, exposure) = (lowered.world(of: scenario), lowered.exposure)
        lapsed += lowered.topology.secrets.contains { $0.isInvalid } ? 1 : 0
        placed +=
          topology.secrets.references.contains { topology.closedOrigins(of: $0) != nil } ? 1 : 0
        let control = topology.systems.references.filter { world.holds(exposure.control($0)) }
        #expect(Set(control) == naive.control, "seed \(seed)")
        let has = topology.secrets.references.filter { world.holds(exposure.has($0)) }
        #expect(Set(has) == naive.has, "seed \(seed)")
        let exposed = Set(exposure.exposed.filter { world.holds($0.value) }.map(\.key))
        #expect(exposed == naive.exposed, "seed \(seed)")
      }
    }
    #expect(lapsed > 10 && placed > 20, "not plain secrets only")
  }

  private static let helpdesk = """
    people: { clients: { count: 1000 } }
    fields: { name: {} }
    zones: { office: {} }
    secrets: { token: { works-from: office, valid: 2020-01-01..2023-06-30 } }
    systems:
      vpn: { zone: office }
      store: { datasets: { list: { people: clients, fields: name } }, access: { api: { requires: token, reads: list } } }
    incidents:
      outside: { date: 2023-05-01, stolen: token }
      inside: { date: 2023-05-01, stolen: token, intruded: vpn }
      later: { date: 2023-07, stolen: token, intruded: vpn }
      undated: { stolen: token, intruded: vpn }
    """

  @Test func aTokenWorksWhereAndWhenItIsSaidTo() throws {
    let topology = try #require(Self.load(Self.helpdesk))
    let lowered = LoweredTopology(topology)
    func analysis(_ incident: Int) -> IncidentAnalysis {
      IncidentAnalysis(lowered, Scenario(Reference(incident), in: topology))
    }
    let reached = (0..<4).map { analysis($0).people.first?.persons.low }
    #expect(reached == [0, 1000, 0, 1000])
    let period = ValidityPeriod(from: "2020-01-01", until: "2023-06-30")
    #expect(analysis(2).notes.contains(.notValid([Reference(0)], period)))
    #expect(!analysis(1).notes.contains(.notValid([Reference(0)], period)))
  }

  @Test func aRightThatOutlivesItsReasonIsNoted() throws {
    let topology = try #require(
      Self.load(
        """
        secrets: { key: { granted: { until: 2022-12, because: The contract ended } } }
        systems: { store: {} }
        incidents: { before: { date: 2022-12-31, stolen: key }, after: { date: 2023-01-01, stolen: key } }
        """))
    let lowered = LoweredTopology(topology)
    func notes(_ incident: Int) -> [AnalysisNote] {
      IncidentAnalysis(lowered, Scenario(Reference(incident), in: topology)).notes
    }
    #expect(notes(0).isEmpty)
    let granted = try #require(topology.secrets[0].granted)
    #expect(notes(1) == [.outlived([Reference(0)], granted)])
  }

  /// A file whose secrets have no limits has the same clauses as without the rule.
  @Test func limitsCostNothingWhereThereAreNone() throws {
    let text = Self.helpdesk.replacing(
      "{ works-from: office, valid: 2020-01-01..2023-06-30 }", with: "{}")
    let lowered = LoweredTopology(try #require(Self.load(text)))
    let dated = lowered.dated(for: Scenario(Reference(0), in: lowered.topology))
    #expect(dated.exposure.program.factCount == lowered.exposure.program.factCount)
    let limited = LoweredTopology(try #require(Self.load(Self.helpdesk)))
    #expect(limited.exposure.program.factCount > lowered.exposure.program.factCount)
  }

  @Test(arguments: ["2023", "..", "2023-13..2024", "2024..2023", "[2023..2024]"])
  func wrongPeriodsAreRefused(_ period: String) {
    #expect(Self.load("secrets: { key: { valid: \(period) } }\nsystems: { store: {} }") == nil)
  }
}
