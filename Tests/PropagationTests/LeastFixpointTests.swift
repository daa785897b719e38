import Propagation
import Testing

@Suite struct LeastFixpointTests {
  @Test(arguments: 0..<20, [false, true])
  func agreesWithTheDefinition(batch: UInt64, isGraph: Bool) {
    for seed in batch * 200..<(batch + 1) * 200 {
      let program = isGraph ? randomGraph(seed: seed) : randomProgram(seed: seed)
      let assumed = randomAssumptions(seed: seed, factCount: program.factCount)
      let result = LeastFixpoint.evaluate(program, assuming: assumed)
      let expected = naiveFixpoint(program, assuming: assumed)
      #expect(Set(result.order) == expected, "seed \(seed)")
      #expect(result.count == expected.count, "seed \(seed)")
      let facts = 0..<UInt32(program.factCount)
      #expect(facts.allSatisfy { result.holds($0) == expected.contains($0) }, "seed \(seed)")
      let derivations = result.derivations(in: program)
      for fact in facts {
        guard let derivation = derivations.derivation(of: fact) else {
          #expect(!expected.contains(fact), "seed \(seed)")
          continue
        }
        let fault = fault(of: derivation, proving: fact, in: program, assuming: Set(assumed))
        #expect(fault == nil, "seed \(seed), fact \(fact)")
      }
    }
  }

  @Test func anUnsupportedCycleIsNotBelieved() {
    var builder = ClauseProgramBuilder()
    let facts = (0..<3).map { _ in builder.fact() }
    builder.clause(facts[0], from: facts[1])
    builder.clause(facts[1], from: facts[0])
    builder.clause(facts[1], from: facts[2])
    let fixpoint = LeastFixpoint(builder.build())
    #expect(fixpoint.evaluate(assuming: []).count == 0)
    #expect(fixpoint.evaluate(assuming: [facts[2]]).order == [facts[2], facts[1], facts[0]])
  }

  @Test func anEmptyProgramHoldsNothing() {
    #expect(LeastFixpoint.evaluate(ClauseProgramBuilder().build(), assuming: []).count == 0)
  }

  @Test func theRankOfWhatIsUsedIsLower() {
    for seed in 5000..<5500 as Range<UInt64> {
      let program = randomProgram(seed: seed)
      let assumed = randomAssumptions(seed: seed, factCount: program.factCount)
      let derivations = LeastFixpoint.evaluate(program, assuming: assumed).derivations(in: program)
      for fact in 0..<UInt32(program.factCount) {
        let rank = derivations.rank(of: fact) ?? 0
        #expect(
          derivations.uses(of: fact).allSatisfy { (derivations.rank(of: $0) ?? .max) < rank })
      }
    }
  }
}
