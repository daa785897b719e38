import Propagation
import TestSupport
import Testing

/// The minimal sets of at most two events by rows of bits, compared with the general search and with brute force.
struct MinimalSetsOfTwoTests {
  /// Every kind of fact as a target: derived ones, events, heads of clauses, one twice, one that nothing derives.
  private static func targets(_ random: EventProgram) -> [ClauseProgram.Fact] {
    let all = Array(0..<ClauseProgram.Fact(random.program.factCount))
    return [random.target, random.target] + random.events.prefix(2) + random.base + all
  }

  @Test(arguments: MinimalSetsTests.shapes.indices)
  func equalsTheGeneralSearch(shape index: Int) throws {
    let shape = MinimalSetsTests.shapes[index]
    for seed in 0..<UInt64(max(6, shape.programs / 4)) {
      let random = EventProgram(
        seed: seed &* 57 &+ UInt64(index), events: shape.events, derived: shape.derived,
        clauses: shape.clauses)
      let targets = Self.targets(random)
      let found = try #require(
        MinimalSets.ofAtMostTwo(
          on: targets, in: random.program, events: random.events, base: random.base))
      let general = MinimalSets.attack(
        on: targets, in: random.program, events: random.events, base: random.base, order: 2)
      #expect(found.map { $0.family.sets() } == general.map { $0.family.sets() }, "seed \(seed)")
      #expect(found.allSatisfy { $0.stop == .complete }, "seed \(seed)")
      #expect(found.allSatisfy { ($0.completeToOrder ?? .max) >= 2 }, "seed \(seed)")
      let table = random.truthTable()
      let expected = minimalSets(of: table, count: shape.events).filter { $0.count <= 2 }
      #expect(found[0].family.sets() == expected, "seed \(seed)")
      #expect(found[1].family.sets() == expected, "seed \(seed): a target asked twice")
    }
  }

  /// More events than a word has bits, in circles: pairs lie in different words.
  @Test(arguments: 0..<5 as Range<UInt64>) func manyEvents(seed: UInt64) throws {
    let random = EventProgram(
      seed: seed &+ 902, events: 74 + 14 * Int(seed), derived: 40, clauses: 260)
    let targets = Array(Set(random.program.heads)).sorted()
    let found = try #require(
      MinimalSets.ofAtMostTwo(
        on: targets, in: random.program, events: random.events, base: random.base))
    let general = MinimalSets.attack(
      on: targets, in: random.program, events: random.events, base: random.base, order: 2)
    for (place, (pairs, other)) in zip(found, general).enumerated() {
      #expect(pairs.family.sets() == other.family.sets(), "seed \(seed), target \(place)")
    }
    let sets = found.flatMap { $0.family.sets() }
    #expect(sets.contains { $0.count == 2 && $0[0] / 64 != $0[1] / 64 }, "seed \(seed)")
  }

  /// The pairs that a naive reading of the clauses finds, without any search.
  @Test(arguments: 0..<8 as Range<UInt64>) func equalsEveryPair(seed: UInt64) throws {
    let random = EventProgram(seed: seed &+ 4000, events: 30, derived: 24, clauses: 90)
    func held(_ events: [Int]) -> Set<ClauseProgram.Fact> {
      naiveFixpoint(random.program, assuming: random.base + events.map { random.events[$0] })
    }
    let targets = Array(Set(random.program.heads)).sorted()
    let none = held([])
    let alone = (0..<30).map { held([$0]) }
    var expected = [[[Int]]](repeating: [], count: targets.count)
    for (place, target) in targets.enumerated() {
      if none.contains(target) { expected[place] = [[]] }
    }
    for first in 0..<30 {
      for (place, target) in targets.enumerated()
      where !none.contains(target) && alone[first].contains(target) {
        expected[place].append([first])
      }
    }
    for first in 0..<30 {
      for second in first + 1..<30 {
        let both = held([first, second])
        for (place, target) in targets.enumerated()
        where both.contains(target) && !alone[first].contains(target)
          && !alone[second].contains(target)
        {
          expected[place].append([first, second])
        }
      }
    }
    let found = try #require(
      MinimalSets.ofAtMostTwo(
        on: targets, in: random.program, events: random.events, base: random.base))
    #expect(found.map { $0.family.sets() } == expected, "seed \(seed)")
  }

  @Test func theEnds() throws {
    let random = EventProgram(seed: 3, events: 8, derived: 10, clauses: 24)
    #expect(MinimalSets.ofAtMostTwo(on: [], in: random.program, events: random.events)?.count == 0)
    let never = try #require(
      MinimalSets.ofAtMostTwo(on: [random.target], in: random.program, events: []))
    let general = MinimalSets.attack(on: random.target, in: random.program, events: [], order: 2)
    #expect(never[0].family.sets() == general.family.sets())
    // Too little work, and too little memory.
    let targets = Array(Set(random.program.heads))
    #expect(
      MinimalSets.ofAtMostTwo(
        on: targets, in: random.program, events: random.events, budget: 0) == nil)
  }
}
