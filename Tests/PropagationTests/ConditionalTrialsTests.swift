import Propagation
import TestSupport
import Testing

@Suite struct ConditionalTrialsTests {
  /// Events of a random program with likelihoods, small ones among them, and how likely each set of them is
  /// among those that derive the target.
  private struct Setting {
    var program: ClauseProgram
    var target: UInt32
    var events: [RandomEvent]
    var base: [UInt32]
    var total = 0.0
    var given: [Double] = []

    init(_ seed: UInt64) {
      var random = SplitMix64(seed: seed)
      program = randomProgram(seed: seed)
      let facts = Array((0..<UInt32(program.factCount)).shuffled(using: &random))
      target = facts[0]
      let count = min(facts.count - 1, Int.random(in: 1...6, using: &random))
      events = facts.dropFirst().prefix(count).map { fact in
        RandomEvent(
          fact: fact, key: UInt64(fact) * 77,
          probability: [0, 1e-6, 0.01, 0.3, 0.7, 1].randomElement(using: &random) ?? 0.5)
      }
      base = Array(facts.dropFirst(count + 1).prefix(1))
      let fixpoint = LeastFixpoint(program)
      for world in 0..<1 << count {
        let happened = events.indices.filter { world >> $0 & 1 == 1 }
        let holds = fixpoint.evaluate(assuming: base + happened.map { events[$0].fact })
          .holds(target)
        let weight = events.indices.reduce(1.0) {
          $0 * (world >> $1 & 1 == 1 ? events[$1].probability : 1 - events[$1].probability)
        }
        given.append(holds ? weight : 0)
        if holds { total += weight }
      }
    }
  }

  /// Every world drawn derives the target, and each comes as often as it is likely among those, within five
  /// standard deviations.
  @Test(arguments: 0..<60 as Range<UInt64>) func drawsWhatDerivesTheTarget(_ seed: UInt64) throws {
    let setting = Setting(seed)
    let trials = try #require(
      ConditionalTrials(
        of: setting.target, in: setting.program, events: setting.events, base: setting.base))
    #expect(abs(trials.probability - setting.total) <= 1e-12 * max(setting.total, 1e-300))
    guard setting.total > 0 else { return }
    let count = 3_000
    let rows = trials.rows(count, seed: seed)
    var seen = [Int](repeating: 0, count: setting.given.count)
    for trial in 0..<count {
      let world = rows.indices.reduce(0) {
        $0 | Int(rows[$1][trial / 64] >> UInt64(trial % 64) & 1) << $1
      }
      seen[world] += 1
    }
    for (world, times) in seen.enumerated() {
      let share = setting.given[world] / setting.total
      let deviation = (Double(count) * share * (1 - share)).squareRoot()
      #expect(share > 0 || times == 0, "world \(world)")
      #expect(abs(Double(times) - Double(count) * share) <= 5 * deviation + 1, "world \(world)")
    }
    #expect(rows.allSatisfy { $0[count / 64] >> UInt64(count % 64) == 0 })
  }

  /// The same event takes the same part in the same trials, whatever the order of the events.
  @Test func drawsHangOnKeysAlone() throws {
    var builder = ClauseProgramBuilder()
    let facts = (0..<4).map { _ in builder.fact() }
    builder.clause(facts[3], atLeast: 2, of: [facts[0], facts[1]])
    let program = builder.build()
    func rows(_ order: [Int]) throws -> [[UInt64]] {
      let events = order.map { RandomEvent(fact: facts[$0], key: UInt64($0), probability: 0.2) }
      let found = try #require(ConditionalTrials(of: facts[3], in: program, events: events))
      return found.rows(500, seed: 3)
    }
    let (one, other) = (try rows([0, 1, 2]), try rows([2, 1, 0]))
    #expect(one == other.reversed())
    // What the target does not need happens as often as ever.
    #expect((60...140).contains(one[2].reduce(0) { $0 + $1.nonzeroBitCount }))
    #expect(one[0].reduce(0) { $0 + $1.nonzeroBitCount } == 500)
  }

  @Test(arguments: [(0, false), (1_000, true)]) func saysWhenTheDiagramIsTooLarge(
    _ budget: Int, _ isEnough: Bool
  ) {
    var builder = ClauseProgramBuilder()
    let facts = (0..<7).map { _ in builder.fact() }
    builder.clause(facts[6], atLeast: 3, of: Array(facts.prefix(6)))
    let events = facts.prefix(6).map { RandomEvent(fact: $0, key: UInt64($0), probability: 0.1) }
    let found = ConditionalTrials(
      of: facts[6], in: builder.build(), events: events, budget: budget)
    #expect((found != nil) == isEnough)
  }

  /// Worlds given as rows are those of the same worlds given as sets.
  @Test(arguments: 0..<20 as Range<UInt64>) func rowsAreWorlds(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let program = randomProgram(seed: seed)
    let facts = (0..<UInt32(program.factCount)).filter { _ in Bool.random(using: &random) }
    let worlds = Int.random(in: 1...1_200, using: &random)
    let rows = facts.map { _ in
      (0..<(worlds + 63) / 64).map { word -> UInt64 in
        let bits = UInt64.random(in: 0...UInt64.max, using: &random)
        let left = worlds - word * 64
        return left < 64 ? bits & (1 << UInt64(left) - 1) : bits
      }
    }
    let sets = (0..<worlds).map { world in
      facts.indices.filter { rows[$0][world / 64] >> UInt64(world % 64) & 1 == 1 }
        .map { facts[$0] }
    }
    let query = WorldQuery(targets: Array(0..<UInt32(program.factCount)))
    var recorder = Recorder()
    _ = WorldsProgram(program).evaluate(
      .rows(rows, of: facts, worlds: worlds), query: query, into: &recorder)
    #expect(recorder.worlds == expected(program, worlds: sets, query: query))
  }
}
