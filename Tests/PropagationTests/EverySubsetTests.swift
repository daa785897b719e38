import Propagation
import TestSupport
import Testing

@Suite struct EverySubsetTests {
  @Test(arguments: 0..<40 as Range<UInt64>) func worldsAreTheSubsetsOfTheirNumber(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let program = randomProgram(seed: seed)
    let count = min(program.factCount, Int.random(in: 0...9, using: &random))
    let facts = Array((0..<UInt32(program.factCount)).shuffled(using: &random).prefix(count))
    let base = Array((0..<UInt32(program.factCount)).shuffled(using: &random).prefix(1))
    let query = WorldQuery(targets: Array(0..<UInt32(program.factCount)))
    let worlds = (0..<1 << count).map { world in
      base + facts.indices.filter { world >> $0 & 1 == 1 }.map { facts[$0] }
    }
    var recorder = Recorder()
    let stop = WorldsProgram(program).evaluate(
      .everySubset(of: facts, base: base), query: query, into: &recorder)
    #expect(stop == .complete)
    #expect(recorder.worlds == expected(program, worlds: worlds, query: query))
  }
}
