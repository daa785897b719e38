import Lowering
import PointAnalysis
import Propagation
import SourceText
import Testing
import TopologyLanguage
import TopologyModel

@Suite struct AttackSetsTests {
  static func lowered(_ text: String) throws -> LoweredTopology {
    let outcome = TopologyLoader().load(file: SourceFile(name: "test.yaml", text: text))
    return LoweredTopology(try #require(outcome.topology, "\(outcome.diagnostics)"))
  }

  static func store(encrypted: String, keptIn: String = "") -> String {
    """
    organizations: { operator: {} }
    people: { insured: { count: 20M } }
    fields: { nir: { identifies: alone } }
    secrets: { key: {} }
    systems:
      store:
        organization: operator
        datasets: { rights: { people: insured, fields: nir\(encrypted) } }
      vault: { organization: operator\(keptIn) }
    """
  }

  static func ids(_ sets: [[BasicEvent]], _ topology: Topology) -> [[String]] {
    sets.map { $0.map(topology.id) }
  }

  @Test func encryptionWithTheKeyElsewhereTurnsASinglePointIntoAPair() throws {
    for (text, expected) in [
      (Self.store(encrypted: ""), [["store"]]),
      (Self.store(encrypted: ", encrypted-with: key"), [["store", "key"]]),
      (
        Self.store(encrypted: ", encrypted-with: key", keptIn: ", secrets: key"),
        [["store", "vault"], ["store", "key"]]
      ),
    ] {
      let lowered = try Self.lowered(text)
      let entry = EntrySet(lowered.topology)
      let points = SinglePoints(lowered, entry: entry).points.filter {
        $0.isExposurePoint && $0.subject.kind != .organization
      }
      #expect(points.count == expected.count { $0.count == 1 })
      let targets = ExposureTarget.defaults(in: lowered)
      let sets = AttackSets.find(on: targets, in: lowered, entry: entry, order: 3)
      #expect(Self.ids(sets[0].sets(limit: 9), lowered.topology) == expected)
      #expect(sets[0].completeToOrder == nil)
      let choke = ChokePoints.find(of: targets, in: lowered, entry: entry)[0]
      #expect(choke.events.map(lowered.topology.id).contains("store"))
      #expect(choke.secrets.isEmpty == (expected == [["store"]]))
    }
  }

  @Test func aFlowAndARuleCanBeTheChoke() throws {
    let lowered = try Self.lowered(
      """
      people: { insured: { count: 5 } }
      fields: { nir: {} }
      secrets: { login: {} }
      systems:
        insurer:
          datasets: { contracts: { people: insured, fields: nir } }
        portal:
          datasets: { copy: {} }
          access: { professional: { requires: login, reads: copy } }
      flows: { onward: { from: insurer.contracts, to: portal.copy } }
      """)
    let topology = lowered.topology
    let login = BasicEvent.theft(Reference(0))
    let entry = EntrySet(topology, narrowedTo: [login])
    let choke = ChokePoints.find(
      of: ExposureTarget.defaults(in: lowered), in: lowered, entry: entry)[0]
    #expect(choke.events == [login])
    #expect(choke.secrets == [Reference(0)])
    #expect(choke.rules == [Reference(0)])
    #expect(choke.flows == [Reference(0)])
    let all = ChokePoints.find(
      of: ExposureTarget.defaults(in: lowered), in: lowered, entry: EntrySet(topology))[0]
    #expect(all.isReachable && all.isEmpty)
  }

  @Test func whatCannotHappenIsNoWayAround() throws {
    func choke(_ theft: String, _ named: [BasicEvent]? = nil) throws -> [String] {
      let lowered = try Self.lowered(
        """
        people: { insured: { count: 5 } }
        fields: { nir: {} }
        secrets: { login: {}, token: { theft: \(theft) } }
        systems:
          store:
            intrusion: 0
            datasets: { all: { people: insured, fields: nir } }
            access: { login: { requires: { any: [login, token] }, reads: all } }
        """)
      let entry = EntrySet(lowered.topology, narrowedTo: named)
      return ChokePoints.find(
        of: ExposureTarget.defaults(in: lowered), in: lowered, entry: entry)[0]
        .events.map(lowered.topology.id)
    }
    #expect(try choke("1%") == [])
    #expect(try choke("0") == ["login"])
    #expect(try choke("1%", [.theft(Reference(1))]) == ["token"])
  }

  @Test func identifyingAloneComesFirstThenThePeopleHeldThenTheFile() throws {
    let lowered = try Self.lowered(
      """
      people: { insured: { count: 9, groups: { some: { count: 4 } } } }
      fields:
        name: { identifies: combined }
        email: { identifies: alone }
        nir: { identifies: alone }
        phone: { identifies: alone }
        nowhere: { identifies: alone }
      systems:
        store:
          datasets:
            few: { people: some, fields: email }
            all: { people: insured, fields: [phone, nir, name] }
      """)
    let target = ExposureTarget.defaults(in: lowered)
    #expect(target.map { $0.field.map { lowered.topology.fields[$0].id } } == ["nir"])
  }

  /// 2 of 3 with 0.1, 0.2, 0.3: 0.098.
  @Test func likelihoodsAreExactAndEachMeasureItsOwn() throws {
    let lowered = try Self.lowered(
      """
      people: { insured: { count: 9 } }
      fields: { nir: {} }
      secrets: { a: { theft: 0.1 }, b: { theft: 0.2 }, c: { theft: 0.3 } }
      systems:
        store:
          intrusion: 0
          datasets: { all: { people: insured, fields: nir } }
          access: { vote: { requires: { at-least: 2, of: [a, b, c] }, reads: all } }
      """)
    let found = TargetLikelihood(
      of: ExposureTarget.defaults(in: lowered)[0], in: lowered, entry: EntrySet(lowered.topology))
    guard case .exact(let value) = found.answer else {
      Issue.record("not exact")
      return
    }
    #expect(abs(value - 0.098) < 1e-12)
    let c = try #require(found.importance.first { lowered.topology.id(of: $0.event) == "c" })
    #expect(abs((c.importance.birnbaum.value ?? 0) - 0.26) < 1e-12)
    #expect(abs((c.importance.riskAchievement.value ?? 0) - 0.28 / 0.098) < 1e-12)
    #expect(abs((c.importance.riskReduction.value ?? 0) - 0.098 / 0.02) < 1e-12)
    #expect(abs((c.importance.fussellVesely.value ?? 0) - 0.3 * 0.28 / 0.098) < 1e-12)
  }

  @Test func whatHasNoLikelihoodIsNamed() throws {
    let lowered = try Self.lowered(Self.store(encrypted: ""))
    let target = ExposureTarget.defaults(in: lowered)[0]
    let found = TargetLikelihood(of: target, in: lowered, entry: EntrySet(lowered.topology))
    guard case .missing(let events) = found.answer else {
      Issue.record("made up")
      return
    }
    #expect(events.map(lowered.topology.id) == ["store"])
    let assumed = TargetLikelihood(
      of: target, in: lowered, entry: EntrySet(lowered.topology), assumed: 0.25)
    guard case .exact(0.25) = assumed.answer else {
      Issue.record("not what was assumed")
      return
    }
  }
}
