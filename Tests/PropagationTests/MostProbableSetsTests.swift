import TestSupport
import Testing

@testable import Propagation

/// The most probable sets of a family are those that sorting all of them gives.
struct MostProbableSetsTests {
  @Test(arguments: 0..<4)
  func areTheFirstOfAll(batch: Int) {
    for seed in UInt64(batch * 30)..<UInt64(batch * 30 + 30) {
      var random = SplitMix64(seed: seed)
      let tree = EventProgramOfGates(seed: seed, events: 10)
      // Few values, so that many sets are equally probable.
      let probabilities = tree.events.map { _ in Double(Int.random(in: 0...4, using: &random)) / 4 }
      let family = MinimalSets.attack(on: tree.top, in: tree.program, events: tree.events).family
      let all = family.sets().map { set in set.reduce(1) { $0 * probabilities[$1] } }.sorted(by: >)
      for limit in [1, 3, 7, .max] {
        let found = family.mostProbable(limit: limit, probabilities: probabilities)
        let expected = Array(all.prefix(limit))
        #expect(found.count == expected.count, "seed \(seed)")
        for (set, probability) in zip(found, expected) {
          #expect(abs(set.probability - probability) <= 1e-15, "seed \(seed)")
        }
        #expect(Set(found.map(\.events)).isSubset(of: family.sets()), "seed \(seed)")
        #expect(Set(found).count == found.count, "seed \(seed)")
      }
      #expect(
        family.mostProbable(limit: .max, probabilities: probabilities).map(\.events).sorted {
          $0.lexicographicallyPrecedes($1)
        } == family.sets().sorted { $0.lexicographicallyPrecedes($1) }, "seed \(seed)")
    }
  }

  @Test func equallyProbableSetsAreListedSmallestFirst() {
    var builder = ClauseProgramBuilder()
    let events = (0..<5).map { _ in builder.fact() }
    let target = builder.fact()
    builder.clause(target, atLeast: 3, of: events[0..<3])
    builder.clause(target, atLeast: 2, of: events[2..<4])
    builder.clause(target, from: events[4])
    let family = MinimalSets.attack(on: target, in: builder.build(), events: events).family
    let certain = family.mostProbable(limit: 9, probabilities: [1, 1, 1, 1, 1])
    #expect(certain.map(\.events) == [[4], [2, 3], [0, 1, 2]])
    let other = family.mostProbable(limit: 2, probabilities: [0.5, 1, 1, 0.9, 0])
    #expect(other.map(\.events) == [[2, 3], [0, 1, 2]])
    #expect(other.map(\.probability) == [0.9, 0.5])
  }

  /// More sets than could be made: a choice of one of ten, twenty times.
  @Test func manySetsAreNotMade() {
    var builder = ClauseProgramBuilder()
    let target = builder.fact()
    var (events, probabilities, choices) = ([ClauseProgram.Fact](), [Double](), [UInt32]())
    for choice in 0..<20 {
      let chosen = builder.fact()
      choices.append(chosen)
      for index in 0..<10 {
        let event = builder.fact()
        builder.clause(chosen, from: event)
        events.append(event)
        probabilities.append(choice == 7 && index == 3 ? 0.75 : 0.5)
      }
    }
    builder.clause(target, atLeast: 20, of: choices)
    let family = MinimalSets.attack(on: target, in: builder.build(), events: events).family
    #expect(family.count().description == "1" + String(repeating: "0", count: 20))
    let found = family.mostProbable(limit: 50, probabilities: probabilities)
    #expect(found.count == 50 && found.allSatisfy { $0.events.contains(73) })
    #expect(found.allSatisfy { $0.probability == 0.75 / Double(1 << 19) })
  }

  @Test func noSetAndTheEmptySet() {
    #expect(SetFamily.noSet.mostProbable(limit: 3, probabilities: []) == [])
    let empty = SetFamily.emptySetAlone.mostProbable(limit: 3, probabilities: [])
    #expect(empty.map(\.events) == [[]] && empty[0].probability == 1)
  }
}
