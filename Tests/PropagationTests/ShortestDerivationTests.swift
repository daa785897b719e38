import Propagation
import TestSupport
import Testing

@Suite struct ShortestDerivationTests {
  /// Costs by rounds of relaxation until nothing gets cheaper.
  private func naiveCosts(
    _ program: ClauseProgram, assuming costs: [(fact: UInt32, cost: UInt64)]
  ) -> [UInt32: UInt64] {
    var best: [UInt32: UInt64] = [:]
    for (fact, cost) in costs { best[fact] = min(cost, best[fact] ?? .max) }
    var changed = true
    while changed {
      changed = false
      for clause in 0..<UInt32(program.clauseCount) {
        let needed = Int(program.thresholds[Int(clause)])
        let cheapest = program.body(clause).compactMap { best[$0] }.sorted().prefix(needed)
        guard cheapest.count == needed else { continue }
        let cost = 1 + cheapest.reduce(0, +)
        let head = program.heads[Int(clause)]
        if cost < best[head] ?? .max {
          best[head] = cost
          changed = true
        }
      }
    }
    return best
  }

  @Test(arguments: 0..<20)
  func agreesWithRelaxation(batch: UInt64) {
    for seed in batch * 100..<(batch + 1) * 100 {
      let program = randomProgram(seed: seed)
      let facts = randomAssumptions(seed: seed, factCount: program.factCount)
      var random = SplitMix64(seed: seed)
      let assumed = facts.map { (fact: $0, cost: UInt64.random(in: 0...9, using: &random)) }
      let shortest = ShortestDerivation(program, assuming: assumed)
      let expected = naiveCosts(program, assuming: assumed)
      for fact in 0..<UInt32(program.factCount) {
        #expect(shortest.cost(of: fact) == expected[fact], "seed \(seed), fact \(fact)")
        guard let derivation = shortest.derivation(of: fact) else { continue }
        let fault = fault(of: derivation, proving: fact, in: program, assuming: Set(facts))
        #expect(fault == nil, "seed \(seed), fact \(fact)")
        // The proof is worth its cost: count it again, from the bottom up.
        var again = Dictionary(
          derivation.premises.map { premise in
            (premise, assumed.filter { $0.fact == premise }.map(\.cost).min() ?? 0)
          }, uniquingKeysWith: min)
        for step in derivation.steps {
          again[step.fact] = step.uses.reduce(1) { $0 + (again[$1] ?? 0) }
        }
        #expect(again[fact] == expected[fact], "seed \(seed), fact \(fact)")
      }
    }
  }

  @Test func costsSaturateInsteadOfWrapping() {
    // Each fact uses the one before twice, by way of a copy: the cost doubles, a hundred times.
    var builder = ClauseProgramBuilder()
    var last = builder.fact()
    let first = last
    for _ in 0..<100 {
      let copy = builder.fact()
      let next = builder.fact()
      builder.clause(copy, from: last)
      builder.clause(next, atLeast: 2, of: [last, copy])
      last = next
    }
    let shortest = ShortestDerivation(builder.build(), assuming: [first])
    #expect(shortest.cost(of: last) == .max)
    #expect(shortest.derivation(of: last)?.steps.count == 200)
  }

  @Test func aTieGoesToTheLowerIndex() {
    var builder = ClauseProgramBuilder()
    let (one, other, goal) = (builder.fact(), builder.fact(), builder.fact())
    builder.clause(goal, from: other)
    builder.clause(goal, from: one)
    let shortest = ShortestDerivation(builder.build(), assuming: [other, one])
    #expect(shortest.derivation(of: goal)?.steps.map(\.clause) == [0])
    #expect(shortest.derivation(of: goal)?.premises == [other])
  }
}
