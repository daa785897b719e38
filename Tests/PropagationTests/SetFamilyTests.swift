@testable import Propagation
import TestSupport
import Testing

/// Families far too large to list: exact counts, and the small end of them.
struct SetFamilyTests {
  @Test func countsAndListsAVoteOfFortyOfEighty() {
    var builder = ClauseProgramBuilder()
    let events = (0..<80).map { _ in builder.fact() }
    let target = builder.fact()
    builder.clause(target, atLeast: 40, of: events)
    let found = MinimalSets.attack(on: target, in: builder.build(), events: events)
    // 80 over 40 and 80 over 41.
    #expect(found.family.count().description == "107507208733336176461620")
    #expect(found.family.count().exactInt == nil)
    #expect(found.family.smallestSize == 40 && found.family.largestSize == 40)
    let first = Array(0..<39)
    #expect(found.family.sets(limit: 3) == [first + [39], first + [40], first + [41]])
    let hitting = found.family.hittingSets()
    #expect(hitting.family.count().description == "104885081691059684352800")
    #expect(hitting.isExhaustive)
  }

  @Test func countsMoreThanABillionByOrder() {
    // Six parts of 3-of-4 arms, each arm one event or two together: an arm counts x + x², a part
    // 4 (x + x²)³, all six 4⁶ (x + x²)¹⁸.
    var builder = ClauseProgramBuilder()
    var events: [ClauseProgram.Fact] = []
    let parts = (0..<6).map { _ in
      let arms = (0..<4).map { _ in
        let arm = builder.fact()
        let (one, two, three) = (builder.fact(), builder.fact(), builder.fact())
        events += [one, two, three]
        builder.clause(arm, from: one)
        builder.clause(arm, atLeast: 2, of: [two, three])
        return arm
      }
      let part = builder.fact()
      builder.clause(part, atLeast: 3, of: arms)
      return part
    }
    let target = builder.fact()
    builder.clause(target, atLeast: 6, of: parts)
    let found = MinimalSets.attack(on: target, in: builder.build(), events: events)
    var expected = [SetCount](repeating: SetCount(0), count: 37)
    var binomial: UInt64 = 1
    for doubled in 0...18 {
      expected[18 + doubled] = SetCount(4096 * binomial)
      binomial = binomial * UInt64(18 - doubled) / UInt64(doubled + 1)
    }
    #expect(found.family.countsBySize() == expected)
    #expect(found.family.count() == SetCount(1_073_741_824))
    #expect(found.isExhaustive)
    #expect(found.family.sets(limit: 1000).map(\.count).allSatisfy { $0 == 18 })
  }

  @Test func countsAFaultTreeOfSixtyEventsAsItsDecisionDiagramDoes() {
    let tree = faultTree(seed: 4)
    let found = MinimalSets.attack(on: tree.top, in: tree.program, events: tree.events)
    #expect(found.isExhaustive && found.stop == .complete)
    let expected = [0, 0, 0, 4, 51, 188, 459, 3624, 7964, 14608, 10000, 7472, 1024, 1536]
    #expect(found.family.countsBySize().map(\.exactInt) == expected)
    #expect(found.family.count() == SetCount(46_930))
    #expect(found.family.diagram.fault(at: found.family.root) == nil)

    // The other way: the function first, then its minimal solutions.
    let cone = MinimalSetsCone(
      program: tree.program, targets: [tree.top], events: tree.events, base: [])
    let fixpoint = MinimalSetsFixpoint(
      cone, reading: .attack, algebra: FunctionDiagram(budget: .max))
    var diagram = SetFamilyDiagram(budget: .max)
    guard case .fact(let fact) = cone.targets[0] else { return }
    let function = ReadFunction(
      fixpoint.algebra, roots: [fixpoint.functions[fact]], reading: .attack)
    let root = diagram.minimalSolutions(of: function)?.first ?? SetFamilyDiagram.empty
    #expect(diagram.countsBySize(root).map(\.exactInt) == expected)
  }

  /// A tree of the size and manner of those that fault tree programs are measured with: 61 events,
  /// one of them in eight pairs, votes of arms, and parts that share both.
  private func faultTree(
    seed: UInt64
  ) -> (program: ClauseProgram, events: [ClauseProgram.Fact], top: ClauseProgram.Fact) {
    var random = SplitMix64(seed: seed)
    var builder = ClauseProgramBuilder()
    let events = (0..<61).map { _ in builder.fact() }
    func gate(_ threshold: Int, _ inputs: [ClauseProgram.Fact]) -> ClauseProgram.Fact {
      let gate = builder.fact()
      builder.clause(gate, atLeast: threshold, of: inputs)
      return gate
    }
    func two(of facts: [ClauseProgram.Fact]) -> [ClauseProgram.Fact] {
      Array(facts.shuffled(using: &random).prefix(2))
    }
    let pairs = (0..<8).map { gate(2, [events[60], events[52 + $0]]) }
    let arms = (0..<40).map { gate(1, [events[$0], pairs[$0 % 8]]) }
    let votes = (0..<10).map { gate(3, Array(arms[(4 * $0)..<(4 * $0 + 4)])) }
    let links = (0..<12).map { gate(1, [events[40 + $0]] + two(of: votes)) }
    let joints = (0..<6).map { _ in gate(2, two(of: links)) }
    let parts = (0..<6).map { gate(1, [joints[$0]] + two(of: votes)) }
    let top = gate(2, parts.suffix(3) + [gate(3, Array(parts.prefix(3)))])
    return (builder.build(), events, top)
  }

  @Test func isAsDeepAsThereAreEvents() {
    // So many levels: the recursion must not run on the thread's stack.
    var builder = ClauseProgramBuilder()
    let events = (0..<8_000).map { _ in builder.fact() }
    let (all, any) = (builder.fact(), builder.fact())
    builder.clause(all, atLeast: events.count, of: events)
    for event in events { builder.clause(any, from: event) }
    let program = builder.build()
    let found = MinimalSets.attack(on: [all, any], in: program, events: events, budget: 1 << 18)
    #expect(found.allSatisfy { $0.isExhaustive })
    #expect(found[0].family.smallestSize == events.count)
    #expect(found[0].family.count() == SetCount(1))
    #expect(found[1].family.count() == SetCount(8_000))
    #expect(found[1].family.sets(limit: 2) == [[0], [1]])
    let hardening = found[1].family.hittingSets()
    #expect(hardening.family.smallestSize == events.count)
    #expect(hardening.family.count() == SetCount(1))
  }

  @Test func aFaultIsFound() {
    var diagram = SetFamilyDiagram(budget: .max)
    // One event alone, and the same with another.
    let single = diagram.single(1)
    let both = diagram.node(0, single, single)
    #expect(diagram.fault(at: single) == nil)
    #expect(diagram.fault(at: both) == "a set at node \(both) contains another")
    let upsideDown = diagram.node(2, single, SetFamilyDiagram.unit)
    #expect(diagram.fault(at: upsideDown) == "node \(upsideDown) is not above its branches")
  }

  @Test func numbersBeyondSixtyFourBits() {
    let large = SetCount(limbs: [0, 1])
    #expect(large.description == "18446744073709551616")
    #expect((SetCount(.max) + SetCount(1)) == large)
    #expect(SetCount(.max) < large && !(large < SetCount(.max)))
    #expect(SetCount(0).description == "0" && SetCount(0).exactInt == 0)
    #expect(SetCount(limbs: [7, 0, 0]) == SetCount(7))
    // 10³⁸ has zeros in the middle of every part.
    let power = SetCount(limbs: [687_399_551_400_673_280, 5_421_010_862_427_522_170])
    #expect(power.description == "1" + String(repeating: "0", count: 38))
  }
}

/// Programs too large for brute force: the two ways of finding sets must agree, and a budget is
/// honest.
struct MinimalSetsBudgetTests {
  @Test(arguments: 0..<4)
  func rowsOfBitsAgreeWithDiagrams(batch: Int) {
    for seed in UInt64(batch * 8)..<UInt64(batch * 8 + 8) {
      let random = EventProgram(seed: seed, events: 70, derived: 60, clauses: 170)
      let targets = Array(Set(random.program.heads)).sorted().prefix(12) + [random.target]
      let pairs = MinimalSets.attack(
        on: Array(targets), in: random.program, events: random.events, base: random.base,
        order: 2, budget: 4000)
      let cone = MinimalSetsCone(
        program: random.program, targets: Array(targets), events: random.events,
        base: random.base)
      let diagrams = MinimalSets.attempt(cone, reading: .attack, order: 2, budget: .max)
      for (rows, diagram) in zip(pairs, diagrams ?? []) {
        #expect(rows.family.sets() == diagram.family.sets(), "seed \(seed)")
        #expect(rows.family.diagram.fault(at: rows.family.root) == nil)
        #expect(diagram.family.diagram.fault(at: diagram.family.root) == nil)
        #expect(rows.stop == .complete)
      }
    }
  }

  @Test(arguments: [0, 1, 10, 40, 160, 640])
  func whatABudgetLeavesOutIsSaid(budget: Int) {
    for seed in 0..<60 as Range<UInt64> {
      let random = EventProgram(seed: seed, events: 10, derived: 20, clauses: 50)
      let all = MinimalSets.attack(
        on: random.target, in: random.program, events: random.events, base: random.base)
      let full = all.family.sets()
      let hardening = MinimalSets.hardening(
        of: random.target, in: random.program, events: random.events, base: random.base)
      let limited = [
        (
          MinimalSets.attack(
            on: random.target, in: random.program, events: random.events, base: random.base,
            budget: budget), full
        ),
        (
          MinimalSets.hardening(
            of: random.target, in: random.program, events: random.events, base: random.base,
            budget: budget), hardening.family.sets()
        ),
        (all.family.hittingSets(budget: budget), hardening.family.sets()),
      ]
      for (found, expected) in limited {
        if let order = found.completeToOrder {
          #expect(found.stop != .complete)
          #expect(found.family.sets() == expected.filter { $0.count <= order }, "seed \(seed)")
        } else {
          #expect(found.stop == .complete)
          #expect(found.family.sets() == expected, "seed \(seed)")
        }
      }
    }
  }
}
