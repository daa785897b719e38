import Propagation
import Testing

struct MinimalSetsTests {
  /// Random programs of several shapes: how many events, derived facts and clauses.
  static let shapes: [(events: Int, derived: Int, clauses: Int, programs: Int)] = [
    (3, 4, 8, 300), (5, 8, 16, 500), (6, 12, 30, 400), (8, 10, 20, 200), (12, 14, 30, 6),
    // Many clauses for few facts, so that nearly all are in circles.
    (4, 6, 26, 600), (6, 8, 34, 400),
  ]

  @Test(arguments: shapes.indices)
  func equalsBruteForceOnRandomPrograms(shape index: Int) {
    let shape = Self.shapes[index]
    for seed in 0..<UInt64(shape.programs) {
      let random = EventProgram(
        seed: seed &* 31 &+ UInt64(index), events: shape.events, derived: shape.derived,
        clauses: shape.clauses)
      let table = random.truthTable()
      let expected = minimalSets(of: table, count: shape.events)
      let found = MinimalSets.attack(
        on: random.target, in: random.program, events: random.events, base: random.base)
      #expect(found.family.sets() == expected, "seed \(seed)")
      #expect(found.isExhaustive && found.stop == .complete)
      #expect(found.family.singles == expected.filter { $0.count == 1 }.map { $0[0] })
      #expect(found.family.members == Set(expected.joined()).sorted())

      let hardening = minimalSets(of: dualTable(of: table), count: shape.events)
      let blocking = MinimalSets.hardening(
        of: random.target, in: random.program, events: random.events, base: random.base)
      #expect(blocking.family.sets() == hardening, "seed \(seed)")
      #expect(found.family.hittingSets().family.sets() == hardening, "seed \(seed)")

      // Too little for diagrams: rows of bits find the pairs.
      let pairs = MinimalSets.attack(
        on: random.target, in: random.program, events: random.events, base: random.base,
        order: 2, budget: 40)
      #expect(pairs.family.sets() == expected.filter { $0.count <= 2 }, "seed \(seed)")
      #expect(pairs.stop == .complete)

      for order in 0...3 {
        let truncated = MinimalSets.attack(
          on: random.target, in: random.program, events: random.events, base: random.base,
          order: order)
        #expect(truncated.family.sets() == expected.filter { $0.count <= order }, "seed \(seed)")
        #expect(truncated.stop == .complete)
        #expect(truncated.completeToOrder == nil || truncated.completeToOrder == order)
        if truncated.isExhaustive { #expect(truncated.family.sets() == expected) }

        let shortHardening = hardening.filter { $0.count <= order }
        let truncatedBlocking = MinimalSets.hardening(
          of: random.target, in: random.program, events: random.events, base: random.base,
          order: order)
        #expect(truncatedBlocking.family.sets() == shortHardening, "seed \(seed)")
        if truncatedBlocking.isExhaustive {
          #expect(truncatedBlocking.family.sets() == hardening, "seed \(seed)")
        }
        let hitting = found.family.hittingSets(order: order)
        #expect(hitting.family.sets() == shortHardening, "seed \(seed)")
        if hitting.isExhaustive { #expect(hitting.family.sets() == hardening, "seed \(seed)") }
      }
    }
  }
}

/// What the smallest sets promise: as many as asked, or all there are, and nothing smaller missing.
struct MinimalSetsSmallestTests {
  @Test(arguments: 0..<4)
  func smallestAreTheFirstOfAll(batch: Int) {
    for seed in UInt64(batch * 100)..<UInt64(batch * 100 + 100) {
      let random = EventProgram(seed: seed, events: 7, derived: 10, clauses: 24)
      let targets = [random.target, random.events[0], random.program.heads[0]]
      let all = MinimalSets.attack(
        on: targets, in: random.program, events: random.events, base: random.base)
      let smallest = MinimalSets.smallest(
        3, on: targets, in: random.program, events: random.events, base: random.base)
      for (found, full) in zip(smallest, all) {
        #expect(found.family.sets(limit: 3) == full.family.sets(limit: 3), "seed \(seed)")
        #expect(found.stop == .complete)
        #expect(found.isExhaustive || found.family.sets().count >= 3)
        if found.isExhaustive { #expect(found.family.sets() == full.family.sets()) }
      }
    }
  }

  @Test func saysWhenTheBudgetWasNotEnough() {
    var builder = ClauseProgramBuilder()
    let events = (0..<40).map { _ in builder.fact() }
    let target = builder.fact()
    builder.clause(target, atLeast: 5, of: events)
    let program = builder.build()
    let found = MinimalSets.smallest(
      1, on: target, in: program, events: events, budget: 60)
    #expect(found.family.isEmpty && !found.isExhaustive)
    #expect(found.stop == .limitReached("a budget of 60 diagram operations"))
  }

  @Test func nothingMoreIsNeededForWhatHolds() {
    var builder = ClauseProgramBuilder()
    let (event, held, target, never) = (
      builder.fact(), builder.fact(), builder.fact(), builder.fact()
    )
    builder.clause(target, from: event)
    builder.clause(target, from: held)
    let found = MinimalSets.smallest(
      3, on: [target, never], in: builder.build(), events: [event], base: [held])
    #expect(found[0].family.isEmptySetAlone && found[0].isExhaustive)
    #expect(found[1].family.isEmpty && found[1].isExhaustive)
  }
}
