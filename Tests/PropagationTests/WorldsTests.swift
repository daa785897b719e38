import Propagation
import TestSupport
import Testing

/// Keeps everything that it is told, by world.
struct Recorder: WorldSink {
  struct World: Hashable, Sendable {
    let targets: [Bool]
    let values: [UInt64]
  }

  var worlds: [Int: World] = [:]
  var liveTargetsAreRight = true

  func part(of block: WorldBlock) -> ([(Int, World)], Bool) {
    let targetCount = block.worlds.isEmpty ? 0 : block.rows.count / block.wordCount
    let valueCount = block.worlds.isEmpty ? 0 : block.values.count / block.worlds.count
    let worlds = block.worlds.enumerated().map { column, world in
      (
        world,
        World(
          targets: (0..<targetCount).map { block.holds($0, column: column) },
          values: (0..<valueCount).map { block.value($0, column: column) })
      )
    }
    let live = (0..<targetCount).filter { block.row($0).contains { $0 != 0 } }
    return (worlds, live == block.liveTargets)
  }

  mutating func add(_ part: ([(Int, World)], Bool)) {
    for (world, result) in part.0 { worlds[world] = result }
    if !part.1 { liveTargetsAreRight = false }
  }
}

/// What a recorder should have heard, by evaluating one world after the other.
func expected(
  _ program: ClauseProgram, worlds: [[UInt32]], query: WorldQuery
) -> [Int: Recorder.World] {
  let fixpoint = LeastFixpoint(program)
  var expected: [Int: Recorder.World] = [:]
  for (world, assumed) in worlds.enumerated() {
    let result = fixpoint.evaluate(assuming: assumed)
    let values = query.sums.map { sum in
      sum.facts.indices.reduce(UInt64(0)) {
        $0 + (result.holds(sum.facts[$1]) ? (sum.weights.isEmpty ? 1 : sum.weights[$1]) : 0)
      }
    }
    expected[world] = Recorder.World(
      targets: query.targets.map { result.holds($0) }, values: values)
  }
  return expected
}

@Suite struct WorldsTests {
  private func recorded(
    _ program: ClauseProgram, _ source: WorldSource, _ query: WorldQuery,
    options: WorldOptions = WorldOptions()
  ) -> [Int: Recorder.World] {
    var recorder = Recorder()
    let reason = WorldsProgram(program).evaluate(
      source, query: query, options: options, into: &recorder)
    #expect(reason == .complete)
    #expect(recorder.liveTargetsAreRight)
    return recorder.worlds
  }

  private func query(_ program: ClauseProgram, seed: UInt64) -> WorldQuery {
    var random = SplitMix64(seed: seed ^ 0x7A)
    let all = Array(0..<UInt32(program.factCount))
    let some = all.filter { _ in Bool.random(using: &random) }
    return WorldQuery(
      targets: all.reversed(),
      sums: [
        WeightedFacts(counting: all),
        WeightedFacts(
          facts: some, weights: some.map { _ in UInt64.random(in: 0...1 << 40, using: &random) }),
        WeightedFacts(counting: []),
      ])
  }

  private func sets(_ program: ClauseProgram, seed: UInt64, count: Int) -> [[UInt32]] {
    (0..<count).map {
      randomAssumptions(seed: seed &* 1000 &+ UInt64($0), factCount: program.factCount)
    }
  }

  @Test(arguments: 0..<10)
  func anyListOfWorldsIsEvaluatedAsOneByOne(batch: UInt64) {
    for seed in batch * 20..<(batch + 1) * 20 {
      let program = randomProgram(seed: seed, acyclic: seed % 4 == 0)
      let base = randomAssumptions(seed: seed, factCount: program.factCount, atMost: 1)
      let sets = sets(program, seed: seed, count: Int(seed % 150))
      let query = query(program, seed: seed)
      #expect(
        recorded(program, .sets(sets, base: base), query)
          == expected(program, worlds: sets.map { $0 + base }, query: query), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<10)
  func allButASetIsEvaluatedAsOneByOne(batch: UInt64) {
    for seed in batch * 20..<(batch + 1) * 20 {
      let program = randomProgram(seed: seed, acyclic: seed % 4 == 0)
      let base = randomAssumptions(seed: seed, factCount: program.factCount, atMost: 1)
      let entry = randomAssumptions(seed: seed ^ 99, factCount: program.factCount, atMost: 12)
      let sets = sets(program, seed: seed, count: Int(seed % 100))
      let query = query(program, seed: seed)
      let worlds = sets.map { set in base + entry.filter { !set.contains($0) } }
      #expect(
        recorded(program, .allBut(sets: sets, of: entry, base: base), query)
          == expected(program, worlds: worlds, query: query), "seed \(seed)")
      let each = worlds.isEmpty ? [] : entry
      #expect(
        recorded(program, .allBut(each: each, of: entry, base: base), query)
          == expected(
            program, worlds: each.map { one in base + entry.filter { $0 != one } }, query: query),
        "seed \(seed)")
    }
  }

  @Test(arguments: 0..<6)
  func largerProgramsAreEvaluatedAsOneByOne(seed: UInt64) {
    // More than one window, block and count of rows; thresholds up to 12; one head with thousands of bodies.
    let small = randomProgram(
      seed: 900 + seed, facts: 6000, clauses: 9000, longestBody: seed % 2 == 0 ? 3 : 12,
      acyclic: seed < 2)
    var builder = ClauseProgramBuilder()
    for _ in 0..<small.factCount { _ = builder.fact() }
    for clause in 0..<UInt32(small.clauseCount) {
      builder.clause(
        small.heads[Int(clause)], atLeast: Int(small.thresholds[Int(clause)]),
        of: small.body(clause))
    }
    let many = builder.fact()
    builder.clause(many, atLeast: 1, of: 0..<many)
    let most = builder.fact()
    builder.clause(most, atLeast: Int(many) / 3, of: 0..<many)
    let program = builder.build()
    let all = Array(0..<UInt32(program.factCount))
    let query = WorldQuery(
      targets: all.filter { $0 % 7 == 0 } + [many, most], sums: [WeightedFacts(counting: all)])
    var random = SplitMix64(seed: seed)
    let sets = (0..<700).map { _ in
      (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt32.random(in: 0..<many, using: &random)
      }
    }
    #expect(
      recorded(program, .sets(sets), query) == expected(program, worlds: sets, query: query))
  }

  @Test(arguments: 0..<5)
  func trialsAreEvaluatedAsDrawn(batch: UInt64) {
    for seed in batch * 20..<(batch + 1) * 20 {
      let program = randomProgram(seed: seed)
      var random = SplitMix64(seed: seed)
      let events = (0..<UInt32(program.factCount)).filter { $0 % 2 == 0 }.map {
        RandomEvent(
          fact: $0, key: UInt64($0) + 7,
          probability: [0, 1, 0.5, 0.01, 0.3].randomElement(using: &random) ?? 0)
      }
      let draws = events.map {
        EventDraws(seed: seed, key: $0.key, probability: $0.probability)
      }
      let worlds = (0..<300).map { trial in
        events.indices.filter { draws[$0].word(trial / 64) >> UInt64(trial % 64) & 1 == 1 }
          .map { events[$0].fact }
      }
      let query = query(program, seed: seed)
      #expect(
        recorded(program, .trials(300, of: events, seed: seed), query)
          == expected(program, worlds: worlds, query: query), "seed \(seed)")
    }
  }

  @Test(arguments: [1, 2, 3, 7], [64, 128, 512])
  func resultsDependNeitherOnThreadsNorOnWidth(threads: Int, worldsPerBlock: Int) {
    let program = randomProgram(seed: 4711, facts: 400, clauses: 900, longestBody: 6)
    let all = Array(0..<UInt32(program.factCount))
    let query = WorldQuery(targets: all, sums: [WeightedFacts(counting: all)])
    let events = all.map { RandomEvent(fact: $0, key: UInt64($0), probability: 0.01) }
    var options = WorldOptions()
    options.threads = threads
    options.worldsPerBlock = worldsPerBlock
    for blocksPerCut in [1, 4] {
      options.blocksPerCut = blocksPerCut
      for source in [WorldSource.each(all), .trials(1000, of: events, seed: 1)] {
        #expect(
          recorded(program, source, query, options: options) == recorded(program, source, query))
      }
    }
  }

  @Test func progressAscendsToTheEnd() {
    final class Heard: @unchecked Sendable { var shares: [Double] = [] }
    let heard = Heard()
    let program = randomProgram(seed: 5, facts: 300)
    var options = WorldOptions()
    options.worldsPerBlock = 64
    options.blocksPerCut = 1
    options.progress = { heard.shares.append($0) }
    let all = Array(0..<UInt32(program.factCount))
    _ = recorded(program, .each(all), WorldQuery(targets: all), options: options)
    #expect(heard.shares == heard.shares.sorted())
    #expect(heard.shares.last == 1)
  }

  @Test func aStopIsHeardAndSaid() {
    let program = randomProgram(seed: 5)
    var options = WorldOptions()
    let cancellation = Cancellation()
    options.cancellation = cancellation
    cancellation.cancel()
    var recorder = Recorder()
    let reason = WorldsProgram(program).evaluate(
      .each([0]), query: WorldQuery(targets: [0]), options: options, into: &recorder)
    #expect(reason == .cancelled)
    #expect(recorder.worlds.isEmpty)
  }
}
