import Propagation
import TestSupport
import Testing

/// Probabilities by hand.
struct ImportanceByHandTests {
  private func isClose(_ value: Double?, _ expected: Double) -> Bool {
    guard let value else { return false }
    return abs(value - expected) <= 1e-12 * max(1, abs(expected))
  }

  @Test func twoOfThree() throws {
    var builder = ClauseProgramBuilder()
    let events = (0..<3).map { _ in builder.fact() }
    let target = builder.fact()
    builder.clause(target, atLeast: 2, of: events)
    let result = try #require(
      TargetProbability.compute(
        of: target, in: builder.build(), events: events, probabilities: [0.1, 0.2, 0.3]))
    #expect(isClose(result.probability, 0.098))
    // Given the first event, one of the others suffices: 0.2 + 0.3 − 0.06.
    let first = result.importance[0]
    #expect(isClose(first.targetGivenEvent, 0.44))
    #expect(isClose(first.targetGivenNoEvent, 0.06))
    #expect(isClose(first.birnbaum, 0.38))
    #expect(isClose(first.criticality, 0.1 * 0.38 / 0.098))
    #expect(isClose(first.fussellVesely, 0.1 * 0.44 / 0.098))
    #expect(isClose(first.riskAchievement, 0.44 / 0.098))
    #expect(isClose(first.riskReduction, 0.098 / 0.06))
  }

  @Test func oneEventInEverySet() throws {
    // A ∧ B ∨ B ∧ C: nothing happens without B.
    var builder = ClauseProgramBuilder()
    let events = (0..<3).map { _ in builder.fact() }
    let target = builder.fact()
    builder.clause(target, atLeast: 2, of: [events[0], events[1]])
    builder.clause(target, atLeast: 2, of: [events[1], events[2]])
    let result = try #require(
      TargetProbability.compute(
        of: target, in: builder.build(), events: events, probabilities: [0.1, 0.2, 0.3]))
    #expect(isClose(result.probability, 0.2 * (1 - 0.9 * 0.7)))
    let (first, second) = (result.importance[0], result.importance[1])
    #expect(isClose(second.birnbaum, 0.37))
    #expect(isClose(second.criticality, 1))
    #expect(isClose(second.fussellVesely, 1))
    #expect(isClose(second.riskAchievement, 5))
    #expect(second.targetGivenNoEvent == 0)
    #expect(second.riskReduction == .infinity)
    #expect(isClose(first.fussellVesely, 0.1 * 0.2 / 0.074))
    #expect(isClose(first.riskReduction, 0.074 / 0.06))
  }

  @Test func bridge() throws {
    // Two ways out of the source, two into the sink, and a bridge between that works both ways: the
    // connections turn in a circle. With p = ½ for all five the sink is reached with probability ½.
    var builder = ClauseProgramBuilder()
    let edges = (0..<5).map { _ in builder.fact() }
    let (left, right, sink) = (builder.fact(), builder.fact(), builder.fact())
    builder.clause(left, from: edges[0])
    builder.clause(right, from: edges[1])
    builder.clause(right, atLeast: 2, of: [left, edges[4]])
    builder.clause(left, atLeast: 2, of: [right, edges[4]])
    builder.clause(sink, atLeast: 2, of: [left, edges[2]])
    builder.clause(sink, atLeast: 2, of: [right, edges[3]])
    let program = builder.build()
    let result = try #require(
      TargetProbability.compute(
        of: sink, in: program, events: edges, probabilities: [0.5, 0.5, 0.5, 0.5, 0.5]))
    #expect(isClose(result.probability, 0.5))
    #expect(isClose(result.importance[4].birnbaum, 0.125))
    #expect(isClose(result.importance[0].birnbaum, 0.375))
    let sets = MinimalSets.attack(on: sink, in: program, events: edges)
    #expect(sets.family.sets() == [[0, 2], [1, 3], [0, 3, 4], [1, 2, 4]])
  }

  @Test func circleThatNothingSupports() throws {
    // Two secrets kept in the systems they open: either intrusion gives both, and nothing else
    // does.
    var builder = ClauseProgramBuilder()
    let (first, second) = (builder.fact(), builder.fact())
    let controls = (0..<2).map { _ in builder.fact() }
    let secrets = (0..<2).map { _ in builder.fact() }
    for index in 0..<2 {
      builder.clause(secrets[index], from: controls[index])
      builder.clause(controls[1 - index], from: secrets[index])
    }
    builder.clause(controls[0], from: first)
    builder.clause(controls[1], from: second)
    let program = builder.build()
    let result = try #require(
      TargetProbability.compute(
        of: secrets[1], in: program, events: [first, second], probabilities: [0.1, 0.2]))
    #expect(isClose(result.probability, 0.28))
    #expect(isClose(result.importance[0].riskReduction, 0.28 / 0.2))
    let nothing = try #require(
      TargetProbability.compute(of: secrets[1], in: program, events: [], probabilities: []))
    #expect(nothing.probability == 0)
  }

  @Test func undefinedAndInfinite() throws {
    var builder = ClauseProgramBuilder()
    let events = (0..<2).map { _ in builder.fact() }
    let target = builder.fact()
    builder.clause(target, atLeast: 2, of: events)
    let program = builder.build()
    let result = try #require(
      TargetProbability.compute(
        of: target, in: program, events: events, probabilities: [0, 1]))
    #expect(result.probability == 0)
    #expect(result.importance[0].riskAchievement == .infinity)
    #expect(result.importance[0].birnbaum == 1)
    #expect(result.importance[0].criticality == nil)
    #expect(result.importance[1].riskAchievement == nil)
    #expect(result.importance[1].riskReduction == nil)
    let certain = try #require(
      TargetProbability.compute(
        of: target, in: program, events: events, probabilities: [0.5, 0.5], base: events))
    #expect(certain.probability == 1)
    #expect(certain.importance[0].riskReduction == 1)
  }

  @Test func saysWhenTheBudgetIsNotEnough() {
    var builder = ClauseProgramBuilder()
    let events = (0..<40).map { _ in builder.fact() }
    let target = builder.fact()
    builder.clause(target, atLeast: 20, of: events)
    let result = TargetProbability.compute(
      of: target, in: builder.build(), events: events,
      probabilities: [Double](repeating: 0.5, count: 40), budget: 50)
    #expect(result == nil)
  }
}

/// Probabilities against the sum over all sets of events.
struct ImportanceByEnumerationTests {
  /// The probability of each set of events.
  private func weights(_ probabilities: [Double]) -> [Double] {
    (0..<(1 << probabilities.count)).map { world in
      probabilities.indices.reduce(1.0) { product, index in
        product * (world >> index & 1 == 1 ? probabilities[index] : 1 - probabilities[index])
      }
    }
  }

  private func probability(_ table: [Bool], _ probabilities: [Double]) -> Double {
    zip(table, weights(probabilities)).reduce(0) { $1.0 ? $0 + $1.1 : $0 }
  }

  private func isClose(_ value: Double?, _ expected: Double) -> Bool {
    guard let value else { return expected.isNaN }
    return value == expected || abs(value - expected) <= 1e-9 * max(1, abs(expected))
  }

  @Test(arguments: 0..<5)
  func equalsEnumerationOnRandomPrograms(batch: Int) throws {
    for seed in UInt64(batch * 260)..<UInt64(batch * 260 + 260) {
      let count = 4 + batch
      let random = EventProgram(seed: seed, events: count, derived: 10, clauses: 24)
      var generator = SplitMix64(seed: seed)
      // Now and then an event that never or always occurs.
      let probabilities = (0..<count).map { _ in
        min(1, max(0, Double.random(in: -0.1...1.1, using: &generator)))
      }
      let table = random.truthTable()
      let result = try #require(
        TargetProbability.compute(
          of: random.target, in: random.program, events: random.events,
          probabilities: probabilities, base: random.base))
      let total = probability(table, probabilities)
      #expect(isClose(result.probability, total), "seed \(seed)")
      let minimal = minimalSets(of: table, count: count)
      for index in 0..<count {
        var changed = probabilities
        changed[index] = 1
        let given = probability(table, changed)
        changed[index] = 0
        let givenNot = probability(table, changed)
        let covered = (0..<table.count).map { world in
          minimal.contains { set in
            set.contains(index) && set.allSatisfy { world >> $0 & 1 == 1 }
          }
        }
        let found = result.importance[index]
        #expect(isClose(found.targetGivenEvent, given), "seed \(seed)")
        #expect(isClose(found.targetGivenNoEvent, givenNot), "seed \(seed)")
        #expect(isClose(found.birnbaum, given - givenNot), "seed \(seed)")
        #expect(
          isClose(found.criticality, probabilities[index] * (given - givenNot) / total),
          "seed \(seed)")
        #expect(
          isClose(found.fussellVesely, probability(covered, probabilities) / total),
          "seed \(seed)")
        #expect(isClose(found.riskAchievement, given / total), "seed \(seed)")
        // Zero is told from nearly zero, so that what is infinite is said to be.
        #expect((found.riskReduction == .infinity) == (givenNot == 0 && total > 0), "seed \(seed)")
        if givenNot > 0 { #expect(isClose(found.riskReduction, total / givenNot), "seed \(seed)") }
      }
    }
  }
}
