import Lowering
import Propagation
import TestSupport
import Testing
import TopologyModel
import YearSimulation

/// Exposure and outages that hardly any year drawn would show.
@Suite struct RareYearsTests {
  /// Some stores, each intruded with a likelihood.
  static func stores(_ likelihood: String, count: Int = 30) throws -> LoweredTopology {
    try SimulationTests.topology(
      """
      organizations: { keeper: { count: \(count), intrusion: \(likelihood) } }
      people: { insured: { count: 3M, disjoint: true, exhaustive: true, groups: { part: { count: 3M, across: keeper, sizes: even } } } }
      fields: { nir: {} }
      systems: { store: { organization: keeper, datasets: { rights: { people: part, fields: nir } } } }
      """)
  }

  private static func drawn(_ trials: Int) -> SimulationOptions {
    var options = SimulationOptions()
    options.trials = trials
    options.exactEvents = 0
    return options
  }

  @Test func rareExposureIsDrawnWhereItHappens() throws {
    let lowered = try Self.stores("0.0000001")
    let outlook = try #require(try Simulation(lowered, Self.drawn(20_000)).classes.first)
    let exact = 1 - (0..<30).reduce(1.0) { product, _ in product * (1 - 1e-7) }
    #expect(outlook.method == .amongHits(trials: 20_000, probability: outlook.any.value))
    #expect(abs(outlook.any.value - exact) < 1e-14 && outlook.any.standardError == 0)
    #expect(outlook.hits == 20_000)
    let mean = try #require(outlook.expectedHigh)
    #expect(abs(mean.value - 0.3) < 1e-3)
  }

  /// One in a million only together with something that happens every year: years in which just any event
  /// happens would not show it.
  @Test func rareAndFrequentTogether() throws {
    let lowered = try SimulationTests.topology(
      """
      organizations: { keeper: { count: 84, intrusion: 9.3% } }
      people: { insured: { count: 33M, disjoint: true, exhaustive: true, groups: { part: { count: 33M, across: keeper, sizes: even } } } }
      fields: { nir: {} }
      secrets: { key: { kind: key, theft: 0.000001 } }
      systems: { store: { organization: keeper, datasets: { rights: { people: part, fields: nir, encrypted-with: key } } } }
      """)
    let outlook = try #require(try Simulation(lowered, Self.drawn(20_000)).classes.first)
    let none = (0..<84).reduce(1.0) { product, _ in product * 0.907 }
    #expect(abs(outlook.any.value - 1e-6 * (1 - none)) < 1e-15)
    #expect(outlook.hits == 20_000)
    let mean = try #require(outlook.expectedHigh)
    #expect(mean.standardError > 0 && mean.standardError < 0.02)
    #expect(abs(mean.value - 1e-6 * 0.093 * 33e6) < 5 * mean.standardError)
    let key = try #require(outlook.tail?.events.first)
    #expect(key.event == .theft(Reference(0)) && key.inTail > 1 - 1e-9)
    // Half of the years are above the median of the binomial, of eight stores.
    let eight = outlook.high.exceeding(8 * 392_857 - 1) / outlook.any.value
    #expect(abs(eight - Self.binomialAtLeast(8, of: 84, 0.093) / (1 - none)) < 0.02)
  }

  private static func binomialAtLeast(_ least: Int, of count: Int, _ p: Double) -> Double {
    var law = [1.0] + [Double](repeating: 0, count: count)
    for _ in 0..<count {
      for k in law.indices.reversed() { law[k] = law[k] * (1 - p) + (k > 0 ? law[k - 1] * p : 0) }
    }
    return law[least...].reduce(0, +)
  }

  /// Without a diagram: strata by the first event to happen, and what they rest on is said.
  @Test func strataWhereTheDiagramIsTooLarge() throws {
    var options = Self.drawn(20_000)
    options.rareBudget = 0
    let outlook = try #require(
      try Simulation(try Self.stores("0.0000001"), options).classes.first)
    guard case .conditional(_, let strata, let probability) = outlook.method else {
      Issue.record("\(outlook.method)")
      return
    }
    #expect(strata == 30)
    #expect(abs(probability - 3e-6) < 1e-10)
    #expect((outlook.hits ?? 0) >= 20_000)
    let mean = try #require(outlook.expectedHigh)
    #expect(abs(mean.value - 0.3) < 1e-3)
    #expect(abs(outlook.any.value - probability) < 1e-15)
  }

  /// Strata have draws of their own: their chance evens out, as their standard error says.
  @Test func strataAreIndependentOfOneAnother() throws {
    let lowered = try Self.stores("2%", count: 8)
    var errors = 0.0
    for seed in 1...40 as ClosedRange<UInt64> {
      var options = Self.drawn(1_000)
      options.rareBudget = 0
      options.fewHits = .max
      options.seed = seed
      let outlook = try #require(try Simulation(lowered, options).classes.first)
      let mean = try #require(outlook.expectedHigh)
      let error = (mean.value - 60_000) / mean.standardError
      errors += error * error
    }
    // The mean square of a standard error or less; of 40, with a deviation of √(2/40).
    #expect(errors / 40 < 1 + 4 * (2.0 / 40).squareRoot())
  }

  // MARK: - Services

  private static let services = """
    organizations: { keeper: { count: 40, intrusion: 9.3% }, few: { count: 30, intrusion: 0.0000001 } }
    people: { insured: { count: 10 } }
    secrets: { word: { theft: 1% } }
    systems:
      store: { organization: keeper }
      small: { organization: few }
      first: { intrusion: 0.1% }
      second: { intrusion: 0.1% }
      never: { intrusion: 0 }
    services:
      both: { needs: { any: [first, second] } }
      crowded: { needs: { any: [first, second, { at-least: 40, of: store }] } }
      fallen: { needs: first, fallback: never }
      sound: { needs: { any: [store, never] } }
      usual: { needs: { at-least: 39, of: store } }
      parts: { organization: few, needs: small }
    """

  @Test func rareOutagesAreNotSaidNeverToHappen() throws {
    let lowered = try SimulationTests.topology(Self.services)
    var options = SimulationOptions()
    options.trials = 2_000
    let simulation = try Simulation(lowered, options)
    func service(_ id: String) throws -> ServiceOutlook {
      try #require(
        simulation.services.first { outlook in
          let entry = lowered.topology.services[outlook.services[0]]
          return (entry.member?.declared ?? entry.id) == id
        })
    }
    // Few events: weighed.
    let both = try service("both")
    #expect(both.down.method == .exact(worlds: 4))
    #expect(abs(both.down.any.value - 1e-6) < 1e-18 && both.down.any.standardError == 0)
    // Many: a diagram.
    let crowded = try service("crowded")
    #expect(crowded.down.method == .diagram && crowded.down.hits == nil)
    let any = 1 - (0..<40).reduce(1.0) { product, _ in product * 0.907 }
    #expect(abs(crowded.down.any.value - 1e-6 * any) < 1e-15)
    // Down never, but degraded.
    let fallen = try service("fallen")
    #expect(fallen.down.any == Estimate(value: 0, standardError: 0))
    #expect(abs(fallen.impaired.any.value - 0.001) < 1e-15)
    let sound = try service("sound")
    #expect(sound.impaired.any == Estimate(value: 0, standardError: 0))
    // Many that are frequent: drawn.
    let usual = try service("usual")
    #expect(usual.down.method == .sampled(trials: 2_000))
    #expect(usual.down.any.standardError > 0)
    // A fleet: the probability exact, the number drawn among those years.
    let parts = try service("parts")
    guard case .amongHits(2_000, let probability) = parts.down.method else {
      Issue.record("\(parts.down.method)")
      return
    }
    #expect(abs(probability - 3e-6) < 1e-11 && parts.down.any.standardError == 0)
    #expect(abs(parts.down.expected.value - 3e-6) < 1e-8)
  }

  // MARK: - Nothing seen is not nothing

  @Test func noHitStillHasAnError() throws {
    var options = Self.drawn(1_000)
    options.fewHits = 0
    let rare = try #require(try Simulation(try Self.stores("0.0000001"), options).classes.first)
    #expect(rare.hits == 0 && rare.any.value == 0)
    #expect(abs(rare.any.standardError - 0.001) < 1e-5)
    #expect(rare.expectedHigh.map { $0.standardError > 2_000 } == true)
    #expect(rare.tail == nil && rare.possible == CountInterval(exactly: 3_000_000))
    let certain = try #require(try Simulation(try Self.stores("99%"), options).classes.first)
    #expect(certain.any.value == 1 && certain.any.standardError > 0.0005)
  }

  @Test(arguments: [1, 2, 63, 64, 65]) func aYearOrTwoIsEnoughToAnswer(_ trials: Int) throws {
    for likelihood in ["0", "0.0000001", "5%", "100%"] {
      let outlook = try #require(
        try Simulation(try Self.stores(likelihood), Self.drawn(trials)).classes.first)
      #expect((0...1).contains(outlook.any.value))
      #expect(outlook.any.standardError.isFinite)
      #expect(outlook.quantiles.count == 3)
      #expect(outlook.deviationHigh.map { $0.standardError.isFinite } == true)
    }
  }
}
