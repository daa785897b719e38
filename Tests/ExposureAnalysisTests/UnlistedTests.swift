import BreachNotification
import IncidentFindings
import Lowering
import PointAnalysis
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// What nobody listed is unknown: neither exposed nor safe, whatever it turns out to be.
@Suite struct UnlistedTests {
  static func analysis(_ text: String) throws -> IncidentAnalysis {
    let outcome = TopologyLoader().load(file: SourceFile(name: "unlisted.yaml", text: text))
    let topology = try #require(outcome.topology, "\(outcome.diagnostics)")
    return IncidentAnalysis(LoweredTopology(topology), Scenario(Reference(0), in: topology))
  }

  static let head = """
    people: { residents: { count: 40k }, staff: { count: 10 } }
    fields: { name: { identifies: combined }, nir: { identifies: alone }, year: {} }
    inferences: [ { from: nir, gives: year } ]
    secrets: { pw: {} }

    """

  /// A town's portal in other states: what is unknown, what is safe, of the residents.
  static let cases: [(systems: String, unknown: [String], safe: [String])] = [
    // Fields that nobody listed may be any, and what follows from them may follow.
    (
      "portal: { datasets: { d: { people: residents } } }, archive: { datasets: { d: { people: residents, fields: [name, nir] } } }",
      ["name", "nir", "year"], []
    ),
    // A rule without fields shows them, one with fields those of them.
    (
      "store: { datasets: { d: { people: residents } }, access: { a: { requires: portal, reads: d } } }, portal: {}, archive: { datasets: { d: { people: residents, fields: [name, nir] } } }",
      ["name", "nir", "year"], []
    ),
    (
      "store: { datasets: { d: { people: residents } }, access: { a: { requires: portal, reads: { d: name } } } }, portal: {}, archive: { datasets: { d: { people: residents, fields: [name, nir] } } }",
      ["name"], ["nir"]
    ),
    // An empty list says that there are none, and no list of either that there is what flows bring.
    (
      "portal: { datasets: { d: { people: residents, fields: [] }, e: {} } }, archive: { datasets: { d: { people: residents, fields: [name, nir] } } }",
      [], ["name", "nir"]
    ),
    // People whom nobody named may be anybody.
    (
      "portal: { datasets: { d: { fields: [name] } } }, archive: { datasets: { d: { people: residents, fields: [name, nir] } } }",
      ["name"], ["nir"]
    ),
    // Encrypted, with the key elsewhere.
    (
      "portal: { datasets: { d: { people: residents, encrypted-with: pw } } }, archive: { datasets: { d: { people: residents, fields: [name, nir] } } }",
      [], ["name", "nir"]
    ),
    // Other people's.
    (
      "portal: { datasets: { d: { people: staff } } }, archive: { datasets: { d: { people: residents, fields: [name, nir] } } }",
      [], ["name", "nir"]
    ),
  ]

  @Test(arguments: cases.indices) func statusesOfResidents(_ index: Int) throws {
    let (systems, unknown, safe) = Self.cases[index]
    let analysis = try Self.analysis(
      Self.head + "systems: { \(systems) }\nincidents: { i: { intruded: portal } }\n")
    let topology = analysis.lowered.topology
    let residents = try #require(analysis.people.first)
    func fields(_ status: FieldStatus) -> [String] {
      residents.fields.filter { $0.status == status }.map { topology.fields[$0.field].id }
    }
    #expect(fields(.unknown) == unknown)
    #expect(fields(.safe) == safe)
    #expect(residents.groups.isEmpty)
    #expect(residents.persons == CountInterval(low: 0, high: unknown.isEmpty ? 0 : 40000))
    let isAnybody = DutySurvey(analysis).isAnybodyConcerned
    #expect(isAnybody == (index != 3))
    #expect(SeverityAssessment(analysis).classes.isEmpty == (index == 3 || index == 5))
    #expect(analysis.unlisted.isEmpty == (index == 3 || index == 5))
  }

  /// By flows as any other: without `fields` all of it, with `fields` these, and across systems on the way.
  @Test(arguments: [
    ("{ from: store.d, to: portal.d }", ["name", "nir", "year"]),
    ("{ from: store.d, to: portal.d, fields: [nir] }", ["nir", "year"]),
    ("{ from: store.d, to: portal.d, fields: [nir], becomes: { nir: name } }", ["name"]),
    ("{ from: store.d, to: portal.d, people: staff }", []),
    ("{ from: store.d, to: other.d, via: portal }", ["name", "nir", "year"]),
    ("{ from: store.d, to: other.d, via: portal, encrypted: true }", []),
  ])
  func itFlows(_ flow: String, _ unknown: [String]) throws {
    let analysis = try Self.analysis(
      Self.head + """
        systems:
          store: { datasets: { d: { people: residents } } }
          portal: { datasets: { d: {} } }
          other: { datasets: { d: {} } }
          archive: { datasets: { d: { people: residents, fields: [name, nir, year] } } }
        flows: [ \(flow) ]
        incidents: { i: { intruded: portal } }
        """)
    let topology = analysis.lowered.topology
    let found = analysis.people[0].fields.filter { $0.status == .unknown }
    #expect(found.map { topology.fields[$0.field].id } == unknown)
  }

  /// An organization without systems may hold anything of anybody.
  @Test func anOrganizationWithoutSystemsLeavesAllOpen() throws {
    let analysis = try Self.analysis(
      Self.head + """
        organizations: { vendor: {}, town: { role: controller } }
        systems: { archive: { organization: town, datasets: { d: { people: residents, fields: [name] } } } }
        incidents: { i: { intruded: vendor, claims: [ { people: residents, exposed: name }, { people: residents, count: 50k } ] } }
        """)
    #expect(analysis.people[0].fields.allSatisfy { $0.status == .unknown })
    #expect(analysis.people.map(\.unknown.count) == [1, 1])
    #expect(analysis.claims.map(\.verdict) == [.open, .contradicted])
    let affected = AffectedAnswer([Reference(0)], in: analysis)
    #expect(affected.concern == .unknown)
    #expect(affected.persons == CountInterval(low: 0, high: 40000))
  }

  /// Claims about it are open, unless no completion can make them true.
  @Test func claimsAreOpen() throws {
    let analysis = try Self.analysis(
      Self.head + """
        systems:
          portal: { datasets: { d: { people: residents }, e: { people: staff, fields: name } } }
        incidents:
          i:
            intruded: portal
            claims:
              - { people: residents, exposed: nir }
              - { people: residents, safe: nir }
              - { people: residents, count: 10..20 }
              - { people: residents, count: 50k }
              - { people: staff, safe: name }
              - { people: staff, exposed: nir }
        """)
    #expect(
      analysis.claims.map(\.verdict)
        == [.open, .open, .open, .contradicted, .contradicted, .contradicted])
  }

  // MARK: - Whatever is filled in

  static let blocks = (0..<8).map { UInt64($0) * 50 }

  @Test(arguments: blocks) func safeMeansSafeInEveryCompletion(_ first: UInt64) throws {
    var options = RandomTopology.Options()
    options.unlisted = true
    var unknown = 0
    for seed in first..<first + 50 {
      guard let topology = try SemanticsTests.topology(seed, options) else { continue }
      guard topology.datasets.contains(where: { !$0.listsPeople || !$0.listsFields }) else {
        continue
      }
      let before = IncidentAnalysis(LoweredTopology(topology), Scenario(Reference(0), in: topology))
      unknown += before.people.reduce(0) { $0 + $1.fields.count { $0.status == .unknown } }
      var random = SplitMix64(seed: seed)
      for _ in 0..<4 {
        let filled = Self.completed(topology) { Int.random(in: 0..<100, using: &random) < 40 }
        let after = IncidentAnalysis(LoweredTopology(filled), Scenario(Reference(0), in: filled))
        Self.compare(before, after, seed)
      }
      let all = Self.completed(topology) { true }
      let after = IncidentAnalysis(LoweredTopology(all), Scenario(Reference(0), in: all))
      Self.compare(before, after, seed)
      // What is unknown can come out, unless a flow gives a field that nobody listed another name.
      guard topology.flows.allSatisfy(\.becomes.isEmpty) else { continue }
      for (class1, class2) in zip(before.people, after.people) {
        for field in class1.fields where field.status == .unknown {
          let status = class2.fields.first { $0.field == field.field }?.status
          #expect(status == .exposed || status == .derivable, "seed \(seed)")
        }
      }
    }
    #expect(unknown > 10)
  }

  /// The topology with something in place of what is not listed: each field and each class that is chosen.
  static func completed(_ topology: Topology, _ isChosen: () -> Bool) -> Topology {
    var topology = topology
    for index in topology.datasets.indices {
      let entry = topology.datasets[index]
      if !entry.listsFields, !entry.people.isEmpty {
        topology.datasets[index].fields = topology.fields.references.filter { _ in isChosen() }
      }
      if !entry.listsPeople, !entry.fields.isEmpty {
        topology.datasets[index].people = topology.groups.references.filter { _ in isChosen() }
          .map { .group($0) }
      }
      topology.datasets[index].listsFields = true
      topology.datasets[index].listsPeople = true
    }
    return topology
  }

  static func compare(
    _ before: IncidentAnalysis, _ after: IncidentAnalysis, _ seed: UInt64
  ) {
    for (class1, class2) in zip(before.people, after.people) {
      #expect(contains(class1.persons, class2.persons), "seed \(seed)")
      let filled = Dictionary(uniqueKeysWithValues: class2.fields.map { ($0.field, $0) })
      for field in class1.fields {
        guard let found = filled[field.field] else { continue }
        if field.status == .safe { #expect(found.status == .safe, "seed \(seed)") }
        if field.status == .exposed { #expect(found.status == .exposed, "seed \(seed)") }
        if field.status == found.status {
          #expect(contains(field.persons, found.persons), "seed \(seed)")
        }
      }
    }
    for (claim1, claim2) in zip(before.claims, after.claims) {
      switch claim1.verdict {
      case .contradicted: #expect(claim2.verdict == .contradicted, "seed \(seed)")
      case .consistent: #expect(claim2.verdict == .consistent, "seed \(seed)")
      case .open: break
      }
    }
    for group in before.lowered.topology.groups.references {
      guard AffectedAnswer([group], in: before).concern == .none else { continue }
      #expect(AffectedAnswer([group], in: after).concern == .none, "seed \(seed)")
    }
  }

  private static func contains(_ outer: CountInterval, _ inner: CountInterval) -> Bool {
    outer.low <= inner.low
      && (outer.high.map { high in inner.high.map { $0 <= high } ?? false } ?? true)
  }
}

/// What alone is a point of failure counts what nobody listed as perhaps.
@Suite struct UnlistedPointsTests {
  @Test func aStoreOfUnlistedFieldsIsNotNobody() throws {
    let analysis = try UnlistedTests.analysis(
      UnlistedTests.head + """
        systems:
          portal: { intrusion: 1%, datasets: { d: { people: residents } } }
          list: { intrusion: 1%, datasets: { d: { people: staff, fields: name } } }
        incidents: { i: { intruded: portal } }
        """)
    let points = SinglePoints(analysis.lowered, entry: EntrySet(analysis.lowered.topology))
    let portal = try #require(
      points.points.first { $0.subject == .event(.intrusion(Reference(0))) })
    #expect(portal.classes.map(\.persons) == [CountInterval(low: 0, high: 40000)])
    #expect(portal.fields.isEmpty)
  }
}
