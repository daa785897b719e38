import IncidentFindings
import Lowering
import PointAnalysis
import Propagation
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// Where an intruder is decides what can be intruded.
@Suite struct ZonesTests {
  static let blocks = (0..<20).map { UInt64($0) * 100 }

  private static func random(_ seed: UInt64) -> Topology? {
    var options = RandomTopology.Options()
    options.zones = true
    let text = RandomTopology.text(seed: seed, options: options)
    return TopologyLoader().load(file: SourceFile(name: "random", text: text)).topology
  }

  private static func topology(_ text: String) throws -> Topology {
    try #require(TopologyLoader().load(file: SourceFile(name: "zones", text: text)).topology)
  }

  private static func exposed(_ lowered: LoweredTopology, _ scenario: Scenario) -> Set<FieldOfGroup>
  {
    let world = lowered.world(of: scenario)
    return Set(lowered.exposure.exposed.filter { world.holds($0.value) }.map(\.key))
  }

  private static func someEvents(
    _ topology: Topology, _ random: inout SplitMix64
  ) -> [BasicEvent] {
    topology.basicEvents.filter { _ in Bool.random(using: &random) }
  }

  @Test(arguments: blocks) func engineAgreesWithTheNaiveReading(_ first: UInt64) {
    var (closed, entered, own) = (0, 0, 0)
    for seed in first..<first + 100 {
      guard let topology = Self.random(seed) else { continue }
      var random = SplitMix64(seed: seed)
      let lowered = LoweredTopology(topology)
      closed += lowered.exposure.stated.isEmpty ? 0 : 1
      entered += topology.accessRules.contains { !$0.enters.isEmpty } ? 1 : 0
      own += topology.groups.contains { $0.member != nil } ? 1 : 0
      let stated = Scenario(Reference(0), in: topology)
      let attempted = Scenario(events: Self.someEvents(topology, &random), needsReach: true)
      for scenario in [stated, attempted] {
        let naive = NaiveSemantics(topology, scenario)
        let world = lowered.world(of: scenario)
        let exposure = lowered.exposure
        let control = topology.systems.references.filter { world.holds(exposure.control($0)) }
        #expect(Set(control) == naive.control, "seed \(seed)")
        let exposed = Set(exposure.exposed.filter { world.holds($0.value) }.map(\.key))
        #expect(exposed == naive.exposed, "seed \(seed)")
        for (zone, fact) in zip(topology.zones.references, exposure.inside) {
          #expect(
            (fact.map(world.holds) ?? true) == naive.inside.contains(zone), "seed \(seed)")
        }
      }
    }
    #expect(closed > 20 && entered > 5 && own > 5, "not plain topologies only")
  }

  /// A new zone around systems that had none, reachable from any zones, only takes ways away.
  @Test(arguments: blocks) func aNewZoneNeverExposesMore(_ first: UInt64) throws {
    for seed in first..<first + 50 {
      guard let topology = Self.random(seed) else { continue }
      var random = SplitMix64(seed: seed &+ 7)
      var zoned = topology
      let old = topology.zones.references
      zoned.zones.append(
        Zone(
          id: "new", reachableFrom: old.filter { _ in Int.random(in: 0..<3, using: &random) == 0 },
          position: topology.zones[0].position))
      let new = Reference<Zone>(old.count)
      for system in topology.systems.references
      where topology.systems[system].zone == nil && Bool.random(using: &random) {
        zoned.systems[system].zone = new
      }
      let (before, after) = (LoweredTopology(topology), LoweredTopology(zoned))
      for _ in 0..<4 {
        let scenario = Scenario(events: Self.someEvents(topology, &random), needsReach: true)
        #expect(
          Self.exposed(after, scenario).isSubset(of: Self.exposed(before, scenario)),
          "seed \(seed)")
      }
    }
  }

  /// All zones of a file together, with what binds rules to them, only take ways away.
  @Test(arguments: blocks) func zonesNeverExposeMoreThanNone(_ first: UInt64) {
    for seed in first..<first + 50 {
      guard let topology = Self.random(seed) else { continue }
      var flat = topology
      for system in flat.systems.references { flat.systems[system].zone = nil }
      for rule in flat.accessRules.references {
        flat.accessRules[rule].from = nil
        flat.accessRules[rule].enters = []
      }
      var random = SplitMix64(seed: seed &+ 11)
      let (with, without) = (LoweredTopology(topology), LoweredTopology(flat))
      for _ in 0..<4 {
        let scenario = Scenario(events: Self.someEvents(topology, &random), needsReach: true)
        #expect(
          Self.exposed(with, scenario).isSubset(of: Self.exposed(without, scenario)),
          "seed \(seed)")
      }
    }
  }

  /// Zones that the internet reaches change nothing but names; without zones there are no facts of position.
  @Test func zonesCostNothingWhereThereAreNone() throws {
    let flat = """
      people: { residents: { count: 100 } }
      fields: { name: {} }
      secrets: { key: {} }
      systems:
        store: { datasets: { list: { people: residents, fields: name } } }
        desk: { access: { desk: { requires: key, reads: store.list } } }
      """
    let lowered = LoweredTopology(try Self.topology(flat))
    #expect(lowered.exposure.inside.isEmpty && lowered.exposure.stated.isEmpty)
    let open = LoweredTopology(
      try Self.topology(
        flat.replacing("store: {", with: "store: { zone: front,")
          .replacing("secrets:", with: "zones: { front: { reachable-from: internet } }\nsecrets:")))
    #expect(open.exposure.stated.isEmpty)
    #expect(
      Self.exposed(open, Scenario(events: [.intrusion(Reference(0))], needsReach: true)).count == 1)
  }

  private static let company = """
    people: { clients: { count: 1000 } }
    fields: { name: {} }
    zones: { shop: { reachable-from: internet }, office: { reachable-from: shop }, vault: { reachable-from: office } }
    secrets: { login: {} }
    systems:
      vpn: { access: { login: { requires: login, from: internet, enters: office } } }
      files: { zone: office }
      web: { zone: shop }
      store: { zone: vault, datasets: { list: { people: clients, fields: name } } }
    incidents: { theft: { intruded: store }, chain: { stolen: login, intruded: [files, store] } }
    """

  @Test func whatIsStatedHappensAndIsNotExplained() throws {
    let topology = try Self.topology(Self.company)
    let lowered = LoweredTopology(topology)
    let theft = IncidentAnalysis(lowered, Scenario(Reference(0), in: topology))
    #expect(theft.people.first?.persons == CountInterval(exactly: 1000))
    #expect(theft.notes == [.unexplainedReach([Reference(3)])])
    let chain = IncidentAnalysis(lowered, Scenario(Reference(1), in: topology))
    #expect(chain.notes.isEmpty)
  }

  @Test func attackSetsNameThePositions() throws {
    let lowered = LoweredTopology(try Self.topology(Self.company))
    let target = ExposureTarget(people: .group(Reference(0)), field: Reference(0))
    let entry = EntrySet(lowered.topology)
    let sets = AttackSets.find(on: [target], in: lowered, entry: entry, order: 3)[0]
    let (files, web, store) = (1, 2, 3)
    #expect(
      sets.sets(limit: 10)
        == [
          [.intrusion(Reference(store)), .theft(Reference(0))],
          [.intrusion(Reference(files)), .intrusion(Reference(web)), .intrusion(Reference(store))],
        ])
    let choke = ChokePoints.find(of: [target], in: lowered, entry: entry)[0]
    #expect(choke.events == [.intrusion(Reference(store))])
  }

  @Test func aBarrierIsThatNothingLeadsThere() throws {
    let topology = try Self.topology(Self.company)
    let lowered = LoweredTopology(topology)
    let far = IncidentAnalysis(lowered, Scenario(events: [.intrusion(Reference(2))]))
    #expect(far.people.first?.fields.first?.barrier == .notInReach)
    let near = IncidentAnalysis(lowered, Scenario(events: [.theft(Reference(0))]))
    #expect(near.people.first?.fields.first?.barrier == .notReached)
  }

  /// Each agency reads its own part of what all of them share.
  @Test func aMemberIsShownItsOwnPart() throws {
    let topology = try Self.topology(
      """
      organizations: { agencies: { count: 98, sizes: even } }
      people: { clients: { count: 200_018, across: agencies } }
      fields: { name: {} }
      secrets: { login: { each: agencies } }
      systems:
        store: { datasets: { files: { people: clients, fields: name } } }
        desk:
          organization: agencies
          access: { desk: { requires: login, reads: { store.files: { people: own } } } }
      incidents: { one: { stolen: "login[17]" }, all: { stolen: login } }
      """)
    let lowered = LoweredTopology(topology)
    func persons(_ incident: Int) -> CountInterval? {
      IncidentAnalysis(lowered, Scenario(Reference(incident), in: topology)).people.first?.persons
    }
    #expect(persons(0) == CountInterval(exactly: 2041))
    #expect(persons(1) == CountInterval(exactly: 200_018))
  }
}
