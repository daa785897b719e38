import TestSupport
import Testing

@testable import Propagation

/// What sets say about the probability that one of them occurs, compared with all worlds.
struct SetFamilyProbabilityTests {
  @Test(arguments: 0..<4)
  func boundsHoldInAllWorlds(batch: Int) {
    for seed in UInt64(batch * 25)..<UInt64(batch * 25 + 25) {
      var random = SplitMix64(seed: seed)
      let tree = EventProgramOfGates(seed: seed, events: 8)
      let probabilities = tree.events.map { _ in Double.random(in: 0...1, using: &random) }
      let sets = MinimalSets.attack(on: tree.top, in: tree.program, events: tree.events, order: 3)
      let family = sets.family
      let truth = Self.probabilities(of: family.sets(), probabilities)

      let exact = family.probability(of: probabilities)
      #expect(exact.lowerBound == exact.upperBound, "seed \(seed)")
      #expect(abs(exact.lowerBound - truth.any) < 1e-12, "seed \(seed)")
      // Without a budget there are bounds, which are no wider than what one set and all say.
      let bounds = family.probability(of: probabilities, budget: 0)
      #expect(bounds.lowerBound <= truth.any + 1e-12, "seed \(seed)")
      #expect(bounds.upperBound >= truth.any - 1e-12, "seed \(seed)")
      if !family.isEmpty { #expect(bounds.lowerBound > 0, "seed \(seed)") }
      let few = family.probability(of: probabilities, budget: 40)
      #expect(few.lowerBound <= truth.any + 1e-12 && few.upperBound >= truth.any - 1e-12)

      for (event, amount) in family.setsWithEachEvent(probabilities).enumerated() {
        let with = truth.withEvent[event]
        #expect(amount.mostProbable <= with + 1e-12, "seed \(seed)")
        #expect(amount.sum >= with - 1e-12, "seed \(seed)")
        #expect((amount.mostProbable > 0) == family.members.contains(event), "seed \(seed)")
      }
    }
  }

  @Test func rareSetsAreCloseToTheirSum() {
    var builder = ClauseProgramBuilder()
    let events = (0..<40).map { _ in builder.fact() }
    let target = builder.fact()
    for index in stride(from: 0, to: 40, by: 2) {
      builder.clause(target, atLeast: 2, of: [events[index], events[(index + 3) % 40]])
    }
    let family = MinimalSets.attack(on: target, in: builder.build(), events: events).family
    let probabilities = [Double](repeating: 1e-4, count: 40)
    let exact = family.probability(of: probabilities).lowerBound
    let bounds = family.probability(of: probabilities, budget: 0)
    #expect(bounds.upperBound >= exact && bounds.upperBound < exact * 1.001)
    #expect(abs(bounds.lowerBound - 1e-8) < 1e-20)
  }

  /// P(some set occurs), and for each event P(some set with it occurs).
  private static func probabilities(
    of sets: [[Int]], _ probabilities: [Double]
  ) -> (any: Double, withEvent: [Double]) {
    var any = 0.0
    var withEvent = [Double](repeating: 0, count: probabilities.count)
    for world in 0..<(1 << probabilities.count) {
      let chance = probabilities.enumerated().reduce(1) { product, event in
        product * (world >> event.offset & 1 == 1 ? event.element : 1 - event.element)
      }
      let occurring = sets.filter { $0.allSatisfy { world >> $0 & 1 == 1 } }
      if !occurring.isEmpty { any += chance }
      for event in Set(occurring.joined()) { withEvent[event] += chance }
    }
    return (any, withEvent)
  }
}
