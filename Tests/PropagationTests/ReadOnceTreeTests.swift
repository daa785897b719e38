import Propagation
import TestSupport
import Testing

/// Fault trees in which every event and every gate is used once: their minimal sets can be counted by
/// arithmetic, without any diagram. Sixty events and gates, tens of thousands to more than 10⁹ sets.
@Suite struct ReadOnceTreeTests {
  /// A gate with the numbers of minimal sets below it by size, from size 0.
  private struct Gate {
    var fact: ClauseProgram.Fact
    var counts: [Int]
  }

  private struct Tree {
    var builder = ClauseProgramBuilder()
    var events: [ClauseProgram.Fact] = []
    var random: SplitMix64

    /// A tree with a given number of events. Some gates feed back what they need themselves: circles that derive
    /// nothing.
    mutating func gate(of count: Int) -> Gate {
      guard count > 1 else {
        events.append(builder.fact())
        return Gate(fact: events[events.count - 1], counts: [0, 1])
      }
      let inputs = parts(of: count).map { gate(of: $0) }
      // Now and then about half of them, of which there are most combinations.
      let threshold =
        Bool.random(using: &random)
        ? (inputs.count + 1) / 2 : Int.random(in: 1...inputs.count, using: &random)
      let fact = builder.fact()
      builder.clause(fact, atLeast: threshold, of: inputs.map(\.fact))
      if threshold == inputs.count, let input = inputs.randomElement(using: &random) {
        builder.clause(input.fact, from: fact)
      }
      return Gate(fact: fact, counts: Self.counts(inputs.map(\.counts), threshold))
    }

    private mutating func parts(of count: Int) -> [Int] {
      var rest = count
      var parts: [Int] = []
      while rest > 0 {
        let part = Int.random(in: 1...max(1, min(rest, count / 2)), using: &random)
        parts.append(part)
        rest -= part
      }
      return parts
    }

    /// One set of each of exactly `threshold` inputs; the inputs share nothing.
    private static func counts(_ inputs: [[Int]], _ threshold: Int) -> [Int] {
      // For each number of inputs taken the counts by size.
      var taken: [[Int]] = [[1]] + [[Int]](repeating: [], count: threshold)
      for input in inputs {
        for number in stride(from: threshold, through: 1, by: -1) {
          let product = Self.product(taken[number - 1], input)
          taken[number] = (0..<max(taken[number].count, product.count)).map { size in
            (size < taken[number].count ? taken[number][size] : 0)
              + (size < product.count ? product[size] : 0)
          }
        }
      }
      return taken[threshold]
    }

    private static func product(_ first: [Int], _ second: [Int]) -> [Int] {
      guard !first.isEmpty, !second.isEmpty else { return [] }
      var result = [Int](repeating: 0, count: first.count + second.count - 1)
      for (size, count) in first.enumerated() {
        for (other, more) in second.enumerated() { result[size + other] += count * more }
      }
      return result
    }
  }

  @Test func countsBySizeAreThoseOfArithmetic() {
    var totals: [Int] = []
    for seed in 0..<60 as Range<UInt64> {
      var tree = Tree(random: SplitMix64(seed: seed))
      let top = tree.gate(of: 60)
      let program = tree.builder.build()
      let found = MinimalSets.attack(on: top.fact, in: program, events: tree.events)
      #expect(found.family.countsBySize().map(\.exactInt) == top.counts, "seed \(seed)")
      #expect(found.isExhaustive, "seed \(seed)")
      let upTo = MinimalSets.attack(on: top.fact, in: program, events: tree.events, order: 11)
      let small = top.counts.prefix(12).reduce(0, +)
      #expect(upTo.family.count().exactInt == small, "seed \(seed)")
      totals.append(top.counts.reduce(0, +))
    }
    #expect(totals.contains { $0 > 1_000_000_000 })
    #expect(totals.contains { (10_000...100_000).contains($0) })
  }

  /// Votes whose numbers everybody knows: 5 of 10, times 2 of 5, and besides them 3 of 20.
  @Test func binomialsMultiplyAndAdd() {
    var builder = ClauseProgramBuilder()
    func vote(_ threshold: Int, of count: Int) -> (ClauseProgram.Fact, [ClauseProgram.Fact]) {
      let events = (0..<count).map { _ in builder.fact() }
      let gate = builder.fact()
      builder.clause(gate, atLeast: threshold, of: events)
      return (gate, events)
    }
    let (first, ten) = vote(5, of: 10)
    let (second, five) = vote(2, of: 5)
    let (third, twenty) = vote(3, of: 20)
    let both = builder.fact()
    builder.clause(both, atLeast: 2, of: [first, second])
    let top = builder.fact()
    builder.clause(top, atLeast: 1, of: [both, third])
    let found = MinimalSets.attack(
      on: top, in: builder.build(), events: ten + five + twenty, order: 7)
    #expect(found.family.countsBySize().map(\.exactInt) == [0, 0, 0, 1140, 0, 0, 0, 252 * 10])
    #expect(found.isExhaustive)
    // To hit all of them: 18 of the twenty, and 6 of the ten or 4 of the five.
    let hitting = found.family.hittingSets().family
    #expect(hitting.count().exactInt == 190 * (210 + 5))
    #expect(hitting.smallestSize == 22)
  }
}
