import Population
import SourceText
import TestSupport
import Testing
@testable import TopologyLanguage
@testable import TopologyModel

/// The bounds hold for every population: random concrete people are put into groups, a file is made that
/// they satisfy, and no union of groups may leave its interval.
@Suite struct CountingTests {
  @Test(arguments: (0..<10).map { UInt64($0) * 100 })
  func noPopulationFallsOutside(_ first: UInt64) throws {
    for seed in first..<first + 100 {
      let population = RandomPopulation(seed: seed)
      var topology = population.topology
      let problems = PopulationTightening.tighten(&topology)
      #expect(problems.isEmpty, "seed \(seed): a population satisfies the file")
      for index in topology.groups.indices {
        let size = CountInterval(exactly: population.members[index].count)
        #expect(topology.groups[index].size.contains(size), "seed \(seed) group \(index)")
      }
      let counter = PeopleCounter(topology)
      var random = SplitMix64(seed: seed ^ 0xABCD)
      for _ in 0..<8 {
        let chosen = topology.groups.references.filter { _ in
          Int.random(in: 0..<3, using: &random) == 0
        }
        let union = chosen.reduce(into: Set<Int>()) { $0.formUnion(population.members[$1.index]) }
        let bounds = counter.union(of: chosen, in: Reference(0))
        #expect(bounds.contains(CountInterval(exactly: union.count)), "seed \(seed) \(chosen)")
        for group in topology.groups.references {
          let inside = union.intersection(population.members[group.index])
          let within = counter.within(.group(group), of: chosen)
          #expect(within.contains(CountInterval(exactly: inside.count)), "seed \(seed) \(group)")
        }
        for cohort in topology.cohorts.references {
          let whole = topology.groups(naming: [.cohort(cohort)])
            .reduce(into: Set<Int>()) { $0.formUnion(population.members[$1.index]) }
          let inside = CountInterval(exactly: union.intersection(whole).count)
          #expect(counter.within(.cohort(cohort), of: chosen).contains(inside), "seed \(seed)")
        }
      }
    }
  }
}
