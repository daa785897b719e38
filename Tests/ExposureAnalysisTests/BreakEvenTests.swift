import ArchitectureAnalysis
import Lowering
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel
import YearSimulation

/// Break-evens and the identity, against closed forms.
@Suite struct BreakEvenTests {
  /// So many nodes of a name, alike in every other way, which share 33 million people.
  private static func architecture(
    _ name: String, _ count: Int, _ likelihood: Double, people: String = "33M",
    _ question: ComparisonQuestion
  ) throws -> Architecture {
    let text = """
      organizations: { keeper: { count: \(count), intrusion: \(likelihood) } }
      people: { insured: { count: \(people), disjoint: true, exhaustive: true, groups: { part: { count: \(people), across: keeper, sizes: even } } } }
      fields: { nir: {} }
      systems: { \(name): { organization: keeper, datasets: { rights: { people: part, fields: nir } } } }
      """
    let outcome = TopologyLoader().load(file: SourceFile(name: "test", text: text))
    let topology = try #require(outcome.topology, "\(outcome.diagnostics)")
    return try Architecture(name, label: nil, topology, question)
  }

  private static func question(drawn trials: Int? = nil) -> ComparisonQuestion {
    var question = ComparisonTests.question()
    if let trials {
      question.simulation.exactEvents = 0
      question.simulation.trials = trials
      question.breakEvenTrials = trials
    }
    return question
  }

  private static func limits(
    _ base: (Int, Double), _ other: (Int, Double), _ question: ComparisonQuestion
  ) throws -> BreakEven.ClassLimits {
    let comparison = try Comparison(
      [
        try architecture("hub", base.0, base.1, question),
        try architecture("store", other.0, other.1, question),
      ], base: 0, question)
    return try #require(comparison.breakEvens.first?.classes.first)
  }

  // MARK: - The identity

  /// However many there are, and weighed or drawn: the comparison says that the mean is the same.
  @Test(arguments: [1, 2, 10, 84], [nil, 4_000]) func neverSaysThatTheMeanFalls(
    _ count: Int, _ trials: Int?
  ) throws {
    var question = Self.question(drawn: trials)
    question.includesBreakEven = false
    for likelihood in [0.01, 0.05, 0.5] {
      let comparison = try Comparison(
        [
          try Self.architecture("hub", 1, likelihood, question),
          try Self.architecture("store", count, likelihood, question),
        ], base: 0, question)
      let measures = comparison.measures(of: "insured")
      let mean = try #require(measures.first { $0.kind == .expected })
      #expect(mean.marks[1] == .same, "p = \(likelihood)")
      if count > 1, trials == nil {
        #expect(measures.first { $0.kind == .any }?.marks[1] == .worse)
        #expect(measures.first { $0.kind == .everyone }?.marks[1] == .better)
      }
    }
  }

  @Test(arguments: [1, 2, 10, 84]) func everyoneAtOnceIsThePower(_ count: Int) throws {
    var question = Self.question()
    question.includesBreakEven = false
    let comparison = try Comparison(
      [
        try Self.architecture("hub", 1, 0.05, question),
        try Self.architecture("store", count, 0.05, question),
      ], base: 0, question)
    let all = (0..<count).reduce(1.0) { product, _ in product * 0.05 }
    guard case .chance(let low, let high) = comparison.value(.everyone, of: "insured", in: 1) else {
      Issue.record("no such measure")
      return
    }
    #expect(low == high && abs(high.value - all) <= 1e-9 * all)
  }

  // MARK: - Factors

  /// The mean grows as the likelihood does.
  @Test(arguments: [(1, 0.08, 10, 0.02, 4.0), (1, 0.05, 84, 0.05, 1), (2, 0.01, 5, 0.04, 0.25)])
  func likelierNodesByMean(
    _ base: Int, _ before: Double, _ count: Int, _ likelihood: Double, _ factor: Double
  ) throws {
    let limits = try Self.limits((base, before), (count, likelihood), Self.question())
    #expect(limits.isExact && limits.mean.standardError == 0)
    #expect(limits.mean.limit.value.map { abs($0 - factor) < 0.001 * factor } == true)
  }

  /// The worst year of 100 of two halves is one half until both are struck in one year of 100: (f·p)² = 1 %.
  @Test(arguments: [0.02, 0.05, 0.08]) func likelierNodesByTheWorstYear(
    _ likelihood: Double
  ) throws {
    let limits = try Self.limits((2, 0.05), (2, likelihood), Self.question())
    #expect(limits.p99OfBase == 16_500_000 && limits.p99AsIs == 16_500_000)
    #expect(limits.p99.limit.value.map { abs($0 * likelihood - 0.1) < 0.0002 } == true)
  }

  /// One of k is struck in one year of 100 or less while 1 − (1 − f·p)ᵏ ≤ 1 %: against nobody in the worst year.
  @Test func againstNobodyInTheWorstYear() throws {
    let limits = try Self.limits((1, 0.009), (10, 0.0001), Self.question())
    #expect(limits.p99OfBase == 0)
    let most = 1 - 0.99.squareRootOfDegree(10)
    #expect(limits.p99.limit.value.map { abs($0 * 0.0001 - most) < 0.001 * most } == true)
  }

  @Test func drawnFactorsCarryTheirError() throws {
    let limits = try Self.limits((1, 0.08), (10, 0.02), Self.question(drawn: 20_000))
    #expect(!limits.isExact)
    let error = try #require(limits.mean.standardError)
    #expect(error > 0.01 && error < 0.5)
    #expect(limits.mean.limit.value.map { abs($0 - 4) < 4 * error } == true)
  }

  @Test func whatHasNoBoundIsUnknown() throws {
    let question = Self.question()
    let comparison = try Comparison(
      [
        try Self.architecture("hub", 1, 0.05, people: "10..", question),
        try Self.architecture("store", 2, 0.05, people: "10..", question),
      ], base: 0, question)
    let limits = try #require(comparison.breakEvens.first?.classes.first)
    #expect(limits.mean.limit == .unknown && limits.p99.limit == .unknown)
    #expect(limits.isByUpperBounds && limits.p99OfBase == nil)
  }

  @Test func nothingOfItsOwnIsNothingToMakeLikelier() throws {
    let question = Self.question()
    let comparison = try Comparison(
      [
        try Self.architecture("hub", 1, 0.05, question),
        try Self.architecture("hub", 1, 0.02, question),
      ], base: 0, question)
    #expect(comparison.breakEvens.count == 1 && comparison.breakEvens[0].classes.isEmpty)
  }

  // MARK: - A shared cause

  /// A share s of p is one cause c = s·p, the rest q = (p − c)/(1 − c) each one's own: all are struck with
  /// c + (1 − c)qᵏ, and the worst year of 100 is all of them when that reaches 1 %.
  @Test(arguments: [(10, 0.05, 0.2), (84, 0.05, 0.2), (84, 0.093, 0.01 / 0.093)])
  func aSharedCausePutsTheWorstYearBack(
    _ count: Int, _ likelihood: Double, _ share: Double
  ) throws {
    let limits = try Self.limits((1, likelihood), (count, likelihood), Self.question())
    #expect(limits.p99OfBase == 33_000_000)
    // Where pᵏ ≥ 1 % never, the split stays milder however likely its nodes.
    #expect(limits.p99.limit == .never)
    #expect(limits.sharedCause?.value.map { abs($0 - share) < 0.001 } == true)
    #expect(limits.sensitivity.map(\.share).first == 0 && limits.sensitivity.last?.share == 1)
    for entry in limits.sensitivity {
      let common = entry.share * likelihood
      let own = (likelihood - common) / (1 - common)
      let all = (0..<count).reduce(1.0) { product, _ in product * own }
      #expect(abs(entry.everyone - (common + (1 - common) * all)) < 1e-12)
      // Exactly at one year in 100 rounding decides.
      if abs(entry.everyone - 0.01) > 1e-9 {
        #expect((entry.p99 == 33_000_000) == (entry.everyone > 0.01))
      }
    }
  }

  /// Where shared causes of the file have taken the advantage already, they are named.
  @Test func saysWhatCarriesTheWorstYear() throws {
    let question = Self.question()
    let comparison = try Comparison(
      [
        try ComparisonTests.shipped("centralized-hub", nil, question),
        try ComparisonTests.shipped("decentralized-stores", "login-per-store", question),
      ], base: 0, question)
    let limits = try #require(comparison.breakEvens.first?.classes.first)
    let topology = comparison.architectures[1].lowered.topology
    #expect(limits.sharedCause == nil && limits.p99AsIs == limits.p99OfBase)
    #expect(limits.carriers.map { topology.id(of: $0) } == ["flaw-in-the-product", "campaign"])
  }
}

extension BreakEven.Limit {
  fileprivate var value: Double? { if case .upTo(let value) = self { value } else { nil } }
}

extension Double {
  fileprivate func squareRootOfDegree(_ degree: Int) -> Double {
    // Newton's steps, without a library of functions.
    var root = 1.0
    for _ in 0..<60 {
      let power = (0..<degree - 1).reduce(1.0) { product, _ in product * root }
      root -= (power * root - self) / (Double(degree) * power)
    }
    return root
  }
}
