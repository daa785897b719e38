import ArchitectureAnalysis
import IncidentFindings
import Lowering
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// The same architecture with something added or switched off.
@Suite struct WhatIfTests {
  private static func source(_ text: String) -> TopologySource {
    TopologyLoader().source(file: SourceFile(name: "test.yaml", text: text))
  }

  private static let insurer = """
    people: { customers: { count: 1000 } }
    fields: { name: {}, claim: {} }
    secrets: { login: { theft: 5% }, factor: { kind: second-factor }, key: {} }
    zones: { inside: {} }
    systems:
      vpn: { access: { login: { requires: login, enters: inside } } }
      store:
        zone: inside
        datasets: { names: { people: customers, fields: name }, claims: { people: customers, fields: claim, encrypted-with: key } }
        access: { desk: { requires: { all: [login, factor] }, from: inside, reads: names } }
      copy: { zone: inside, datasets: { names: {} } }
    flows: { feed: { from: store.names, to: copy.names } }
    incidents: { theft: { stolen: login, intruded: [copy] } }
    """

  private static func persons(_ whatIf: WhatIf) throws -> Int {
    let source = source(insurer)
    let original = LoweredTopology(try #require(source.load().topology))
    let topology = try #require(try whatIf.load(source, variant: nil).topology)
    let lowered = LoweredTopology(topology)
    let scenario = try #require(
      Scenario(incident: "theft", in: topology, playedFrom: original))
    return IncidentAnalysis(lowered, scenario).people[0].persons.low
  }

  @Test(arguments: [
    (WhatIf(), 1000), (WhatIf(without: ["feed"]), 0), (WhatIf(without: ["vpn.login"]), 0),
    (WhatIf(without: ["login"]), 0), (WhatIf(without: ["copy"]), 0), (WhatIf(without: ["vpn"]), 0),
    (WhatIf(without: ["store"]), 0), (WhatIf(without: ["store.desk"]), 1000),
    (WhatIf(without: ["feed", "second-factor:store.desk"]), 1000),
    (WhatIf(with: ["second-factor:vpn.login"]), 0), (WhatIf(with: ["encryption:copy"]), 0),
  ])
  func theIncidentIsPlayedAgain(_ whatIf: WhatIf, _ persons: Int) throws {
    #expect(try Self.persons(whatIf) == persons)
  }

  @Test(arguments: [WhatIf(with: ["second-factor:vpn.logon"]), WhatIf(without: ["fed"])])
  func anUnknownNameIsRefused(_ whatIf: WhatIf) {
    #expect(throws: WhatIf.UnknownName.self) {
      try whatIf.load(Self.source(Self.insurer), variant: nil)
    }
  }

  /// Whatever is switched off, nobody is exposed who was not; an existing control is not switched off here.
  @Test(arguments: (0..<20).map { UInt64($0) * 20 })
  func switchingOffNeverExposesMore(_ first: UInt64) throws {
    var options = RandomTopology.Options()
    options.zones = true
    for seed in first..<first + 20 {
      let text = RandomTopology.text(seed: seed, options: options)
      guard let topology = Self.source(text).load().topology else { continue }
      let original = LoweredTopology(topology)
      let names = topology.systems.map(\.id) + topology.secrets.map(\.id) + topology.flows.map(\.id)
      for name in names {
        let changed = try #require(
          try WhatIf(without: [name]).load(Self.source(text), variant: nil).topology)
        let lowered = LoweredTopology(changed)
        let before = IncidentAnalysis(original, Scenario(Reference(0), in: topology))
        let scenario = try #require(
          Scenario(incident: "incident", in: changed, playedFrom: original))
        let after = IncidentAnalysis(lowered, scenario)
        for (old, new) in zip(before.people, after.people) {
          #expect(new.persons.low <= old.persons.low, "seed \(seed) without \(name)")
        }
      }
    }
  }
}
