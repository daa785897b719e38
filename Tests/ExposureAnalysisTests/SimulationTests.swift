import IncidentFindings
import Lowering
import Population
import Propagation
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel
import YearSimulation

@Suite struct SimulationTests {
  static func topology(_ text: String) throws -> LoweredTopology {
    let outcome = TopologyLoader().load(file: SourceFile(name: "test", text: text))
    let topology = try #require(outcome.topology, "\(outcome.diagnostics)")
    return LoweredTopology(topology)
  }

  /// 33 million people in k equal stores, each intruded with 5 % a year, and a cause they share.
  static func split(_ count: Int, common: Double = 0) throws -> LoweredTopology {
    let event = "events: { flaw: { likelihood: \(common), hits: store } }"
    return try topology(
      """
      organizations: { keeper: { count: \(count), intrusion: 5% } }
      people: { insured: { count: 33M, disjoint: true, exhaustive: true, groups: { part: { count: 33M, across: keeper, sizes: even } } } }
      fields: { nir: {} }
      systems: { store: { organization: keeper, datasets: { rights: { people: part, fields: nir } } } }
      services: { check: { organization: keeper, needs: store } }
      \(common > 0 ? event : "")
      """)
  }

  // MARK: - The identity

  @Test(arguments: [
    (1, 0.05, 7.192e6), (2, 0.0975, 5.085e6), (10, 0.4013, 2.274e6), (84, 0.9866, 0.7847e6),
  ])
  func splittingLeavesTheMeanAndNarrowsTheSpread(
    _ count: Int, _ any: Double, _ deviation: Double
  ) throws {
    let outlook = try #require(try Simulation(try Self.split(count)).classes.first)
    let mean = try #require(outlook.expectedHigh)
    #expect(outlook.hits == nil)
    #expect(abs(mean.value - 1_650_000) <= 1e-4)
    #expect(abs(outlook.expectedLow.value - mean.value) <= 1e-6)
    let exact = 1 - (0..<count).reduce(1.0) { product, _ in product * 0.95 }
    #expect(abs(outlook.any.value - exact) <= 1e-12)
    #expect(abs(outlook.any.value - any) < 0.0005)
    let spread = try #require(outlook.high.standardDeviation)
    #expect(abs(spread - deviation) < 0.002 * deviation)
    #expect(outlook.possible == CountInterval(exactly: 33_000_000))
  }

  /// Parts of unknown size: a year in which some are exposed has from nobody to the whole; one in which all are has the
  /// whole, because the parts of one year add up to it.
  @Test(arguments: [true, false]) func partsOfUnknownSizeAreTheWholeTogether(exact: Bool) throws {
    let lowered = try Self.topology(
      """
      organizations: { keeper: { count: 3, intrusion: 50% } }
      people: { insured: { count: 800, groups: { part: { count: 800, across: keeper } } } }
      fields: { nir: {} }
      systems: { store: { organization: keeper, datasets: { rights: { people: part, fields: nir } } } }
      """)
    var options = SimulationOptions()
    if !exact { options.exactEvents = 0 }
    let outlook = try #require(try Simulation(lowered, options).classes.first)
    #expect(outlook.possible == CountInterval(exactly: 800))
    let error = 5 * outlook.expectedLow.standardError + 1e-9
    #expect(abs(outlook.expectedLow.value - 800 * 0.125) < error)
    let high = try #require(outlook.expectedHigh)
    #expect(abs(high.value - 800 * 0.875) < 5 * high.standardError + 1e-9)
    #expect(outlook.low.values.allSatisfy { [0, 800].contains($0) })
    #expect(outlook.high.values.allSatisfy { [0, 800].contains($0) })
  }

  @Test(arguments: [1, 2, 10])
  func aSharedCausePutsTheWorstBack(_ count: Int) throws {
    let common = 0.01
    let simulation = try Simulation(try Self.split(count, common: common))
    let outlook = try #require(simulation.classes.first)
    let independent = (0..<count).reduce(1.0) { product, _ in product * 0.05 }
    let all = outlook.high.exceeding(32_999_999)
    #expect(abs(all - (common + (1 - common) * independent)) < 1e-12)
  }

  /// The same by drawing years, within sampling error.
  @Test(arguments: [1, 2, 10, 84], [0, 0.01])
  func drawingAgrees(_ count: Int, _ common: Double) throws {
    let lowered = try Self.split(count, common: common)
    let exact = try #require(try Simulation(lowered).classes.first)
    var options = SimulationOptions()
    options.exactEvents = 0
    options.trials = 50_000
    let drawn = try #require(try Simulation(lowered, options).classes.first)
    #expect(drawn.hits != nil)
    let mean = try #require(drawn.expectedHigh)
    #expect(abs(mean.value - 33e6 * (common + (1 - common) * 0.05)) < 5 * mean.standardError)
    #expect(abs(drawn.any.value - exact.any.value) < 5 * drawn.any.standardError + 1e-9)
    for level in stride(from: 0, to: 33_000_000, by: 1_500_000) {
      let expected = exact.high.exceeding(level)
      let error = (expected * (1 - expected) / 50_000).squareRoot()
      #expect(abs(drawn.high.exceeding(level) - expected) < 5 * error + 1e-4)
    }
    let spread = try #require(drawn.high.standardDeviation)
    let exactSpread = try #require(exact.high.standardDeviation)
    #expect(abs(spread - exactSpread) < 0.05 * exactSpread)
  }

  @Test func aSharedCauseOfEightyFourStoresCarriesTheTail() throws {
    let lowered = try Self.split(84, common: 0.01)
    let outlook = try #require(try Simulation(lowered).classes.first)
    #expect(abs(outlook.high.exceeding(32_999_999) - 0.01) < 1e-12)
    let tail = try #require(outlook.tail)
    #expect(tail.events.first?.event == .common(Reference(0)))
    #expect(tail.events.first.map { $0.inTail > 0.9 } == true)
  }

  // MARK: - Against every combination one by one

  /// Weighs every combination of events by analysing each as an incident.
  private struct ByHand {
    var any: [Double]
    var anyPossible: [Double]
    var low: [Double]
    var high: [Double?]
    var down: [Double]

    init(_ lowered: LoweredTopology, _ events: [(BasicEvent, Double)]) {
      let topology = lowered.topology
      let classes = topology.personClasses.count
      any = [Double](repeating: 0, count: classes)
      (anyPossible, low, high) = (any, any, any)
      down = [Double](repeating: 0, count: topology.services.count)
      for world in 0..<1 << events.count {
        var weight = 1.0
        var happened: [BasicEvent] = []
        for (index, event) in events.enumerated() {
          let happens = world >> index & 1 == 1
          weight *= happens ? event.1 : 1 - event.1
          if happens { happened.append(event.0) }
        }
        let analysis = IncidentAnalysis(lowered, Scenario(events: happened))
        for (index, finding) in analysis.people.enumerated() {
          if !finding.groups.isEmpty { any[index] += weight }
          let isPossible =
            !finding.groups.isEmpty || !finding.unknown.isEmpty || !finding.overlaps.isEmpty
          if isPossible { anyPossible[index] += weight }
          low[index] += weight * Double(finding.persons.low)
          if let bound = Self.most(finding, analysis), let sum = high[index] {
            high[index] = sum + weight * Double(bound)
          } else {
            high[index] = nil
          }
        }
        let contained = topology.systems.references.filter { system in
          analysis.controlled.contains(system)
            || topology.systems[system].access.contains { rule in
              topology.accessRules[rule].requires != nil
                && analysis.world.holds(lowered.exposure.open[rule.index])
            }
        }
        let outage = OutageSurvey(lowered, stopped: contained)
        for service in topology.services.references where outage.state(service) == .down {
          down[service.index] += weight
        }
      }
    }

    /// The most people that may be hit. Of people in several groups at once a year counts the smallest of the groups.
    private static func most(_ finding: ClassFinding, _ analysis: IncidentAnalysis) -> Int? {
      let topology = analysis.lowered.topology
      let overlaps = analysis.lowered.exposure.overlapsExposed.filter {
        topology.exposesPeople($0.key.field) && analysis.world.holds($0.value)
      }
      let covers = overlaps.keys.map { topology.smallest(of: $0.people.groups) }
        .filter { topology.isGroup($0, atOrBelow: finding.personClass) }
      guard !covers.isEmpty else { return finding.persons.high }
      let all = topology.highest(finding.groups + finding.unknown + covers)
      return analysis.lowered.people.count(PeopleUnion(all), in: finding.personClass).high
    }
  }

  @Test(arguments: (0..<12).map { UInt64($0) * 10 }, [false, true])
  func weighsEveryCombinationAsOneByOne(_ first: UInt64, _ unlisted: Bool) throws {
    var options = RandomTopology.Options()
    options.unlisted = unlisted
    options.systems = 3
    options.secrets = 2
    options.likelihoods = true
    for seed in first..<first + 10 {
      let text = RandomTopology.text(seed: seed, options: options)
      let outcome = TopologyLoader().load(file: SourceFile(name: "random", text: text))
      guard let topology = outcome.topology else { continue }
      let lowered = LoweredTopology(topology)
      var options = SimulationOptions()
      options.assumption = 0.3
      let simulation = try Simulation(lowered, options)
      let events = topology.basicEvents.map { ($0, topology.likelihood(of: $0) ?? 0.3) }
      guard events.count <= 11 else { continue }
      let byHand = ByHand(lowered, events)
      for (index, outlook) in simulation.classes.enumerated() {
        #expect(abs(outlook.any.value - byHand.any[index]) < 1e-9, "seed \(seed)")
        let possible = byHand.anyPossible[index]
        #expect(abs(outlook.anyPossible.value - possible) < 1e-9, "seed \(seed)")
        #expect(abs(outlook.expectedLow.value - byHand.low[index]) < 1e-6, "seed \(seed)")
        #expect((outlook.expectedHigh == nil) == (byHand.high[index] == nil), "seed \(seed)")
        if let high = outlook.expectedHigh, let expected = byHand.high[index] {
          #expect(abs(high.value - expected) < 1e-6, "seed \(seed)")
        }
      }
      for outlook in simulation.services {
        let expected = outlook.services.reduce(0) { $0 + byHand.down[$1.index] }
        #expect(abs(outlook.down.expected.value - expected) < 1e-9, "seed \(seed)")
      }
      // The same where groups are independent except for a few events.
      options.exactEvents = 1
      options.trials = 64
      let split = try Simulation(lowered, options)
      for (index, outlook) in split.classes.enumerated() {
        guard case .independent = outlook.method else { continue }
        #expect(abs(outlook.any.value - byHand.any[index]) < 1e-9, "seed \(seed)")
        #expect(abs(outlook.expectedLow.value - byHand.low[index]) < 1e-6, "seed \(seed)")
        let tails = (outlook.tail?.events ?? [], simulation.classes[index].tail?.events ?? [])
        let expected = Dictionary(uniqueKeysWithValues: tails.1.map { ($0.event, $0.inTail) })
        for share in tails.0 {
          #expect(abs(share.inTail - (expected[share.event] ?? -1)) < 1e-9, "seed \(seed)")
        }
      }
      // The same by drawing, within five standard errors.
      options.exactEvents = 0
      options.trials = 40_000
      let drawn = try Simulation(lowered, options)
      for (index, outlook) in drawn.classes.enumerated() {
        let tolerance = 5 * outlook.any.standardError + 1e-4
        #expect(abs(outlook.any.value - byHand.any[index]) < tolerance, "seed \(seed)")
        let ofPossible = 5 * outlook.anyPossible.standardError + 1e-4
        #expect(
          abs(outlook.anyPossible.value - byHand.anyPossible[index]) < ofPossible, "seed \(seed)")
        let error = 5 * outlook.expectedLow.standardError + 0.05
        #expect(abs(outlook.expectedLow.value - byHand.low[index]) < error, "seed \(seed)")
      }
    }
  }

  // MARK: - Rare events, the same years, missing likelihoods

  @Test func anEventMeetsTheSameYearsInEveryVariant() throws {
    var options = SimulationOptions()
    options.trials = 10_000
    options.exactEvents = 0
    let few = try #require(try Simulation(try RareYearsTests.stores("1%"), options).classes.first)
    let many = try #require(try Simulation(try RareYearsTests.stores("2%"), options).classes.first)
    // The years of the less likely event are among those of the likelier one, whatever the level.
    for level in stride(from: 0, to: 3_000_000, by: 100_000) {
      #expect(few.high.exceeding(level) <= many.high.exceeding(level))
    }
    var otherwise = options
    otherwise.seed = 2
    let other = try #require(
      try Simulation(try RareYearsTests.stores("1%"), otherwise).classes.first)
    #expect(other.any != few.any)
  }

  /// The same event, by its id, in another file, behind others and with another likelihood beside it.
  @Test func anEventMeetsTheSameYearsInEveryFile() throws {
    func outlook(_ before: String, _ beside: String) throws -> ClassOutlook {
      let lowered = try Self.topology(
        """
        people: { \(before.isEmpty ? "" : "other: { count: 5 }, ")clients: { count: 10 } }
        fields: { name: {} }
        systems:
          \(before)
          shop: { intrusion: 20%, datasets: { orders: { people: clients, fields: name } } }
          \(beside)
        """)
      var options = SimulationOptions()
      options.trials = 3_000
      options.exactEvents = 0
      return try #require(try Simulation(lowered, options).classes.last)
    }
    let alone = try outlook("", "")
    let among = try outlook(
      "aaa: { intrusion: 40%, datasets: { a: { people: other, fields: name } } }",
      "zzz: { intrusion: 70% }")
    #expect(alone.any == among.any && alone.hits == among.hits)
    #expect(alone.hits.map { $0 > 0 } == true)
  }

  @Test func asksForLikelihoodsThatMatterAndForNoOthers() throws {
    let lowered = try Self.topology(
      """
      people: { clients: { count: 10 } }
      fields: { name: {} }
      secrets: { password: {}, unused: {} }
      systems:
        shop:
          datasets: { orders: { people: clients, fields: name } }
          access: { login: { requires: password, reads: orders } }
        apart: {}
      """)
    let missing = #expect(throws: MissingLikelihoods.self) { try Simulation(lowered) }
    #expect(missing?.events == [.intrusion(Reference(0)), .theft(Reference(0))])
    var options = SimulationOptions()
    options.assumption = 0.1
    let simulation = try Simulation(lowered, options)
    #expect(simulation.likelihoods.assumed == [.intrusion(Reference(0)), .theft(Reference(0))])
    #expect(abs((simulation.classes.first?.any.value ?? 0) - 0.19) < 1e-12)
  }

  @Test(arguments: [1, 2, 3]) func threadsChangeNothing(_ threads: Int) throws {
    var options = SimulationOptions()
    options.trials = 20_000
    options.exactEvents = 0
    options.worlds.threads = threads
    let outlook = try #require(try Simulation(try Self.split(84), options).classes.first)
    options.worlds.threads = 1
    let alone = try #require(try Simulation(try Self.split(84), options).classes.first)
    #expect(outlook.high.exceedance == alone.high.exceedance)
    #expect(outlook.expectedHigh == alone.expectedHigh)
  }
}
