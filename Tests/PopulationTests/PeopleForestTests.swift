import Foundation
@testable import Population
import SourceText
import TestSupport
import Testing
@testable import TopologyLanguage
@testable import TopologyModel

/// Counting in many worlds gives the same figures as counting in one.
@Suite struct PeopleForestTests {
  /// The union of some groups by the forest, which sees only what is whole.
  private func union(
    _ groups: [Reference<PeopleGroup>], _ forest: PeopleForest, _ counter: PeopleCounter
  ) -> CountInterval {
    let whole = counter.whole(groups)
    let entries = forest.nodes.enumerated().compactMap { index, node -> PeopleForest.Entry? in
      let count = node.members.count { whole[$0] }
      return count > 0 ? PeopleForest.Entry(node: index, count: count) : nil
    }
    var scratch = forest.scratch
    // Twice: the scratch must be left as it was.
    _ = forest.union(of: entries[...], &scratch)
    let (low, high) = forest.union(of: entries[...], &scratch)
    return CountInterval(low: low, high: high == PeopleForest.unbounded ? nil : high)
  }

  private func compare(_ topology: Topology, seed: UInt64) {
    let counter = PeopleCounter(topology)
    var random = SplitMix64(seed: seed ^ 0x77)
    for root in topology.personClasses {
      let members = topology.groups.references.filter { counter.roots[$0.index] == root }
      for share in 1...8 {
        let chosen = members.filter { _ in Int.random(in: 0..<9, using: &random) < share }
        let expected = counter.union(of: chosen, in: root)
        let forest = PeopleForest(counter, of: root)
        let many = union(chosen, forest, counter)
        // With too many combinations to go through, many worlds are counted by wider rules.
        #expect(
          forest.isExact ? many == expected : many.contains(expected), "seed \(seed), \(chosen)")
        guard members.count < 200 else { continue }
        let exact = counter.answers.bounds(union: chosen, in: root)
        #expect(exact == nil || exact == expected, "seed \(seed), \(chosen)")
      }
    }
  }

  @Test(arguments: (0..<10).map { UInt64($0) * 50 })
  func agreesOnPopulations(_ first: UInt64) {
    for seed in first..<first + 50 {
      var topology = RandomPopulation(seed: seed).topology
      _ = PopulationTightening.tighten(&topology)
      compare(topology, seed: seed)
    }
  }

  @Test(arguments: (0..<10).map { UInt64($0) * 50 })
  func agreesOnRandomFiles(_ first: UInt64) {
    for seed in first..<first + 50 {
      let file = SourceFile(name: "random", text: RandomTopology.text(seed: seed))
      guard let topology = TopologyLoader().load(file: file).topology else { continue }
      compare(topology, seed: seed)
    }
  }

  /// A cohort without a count, whose parts may overlap, is a name for a union: no number changes, no programme is asked.
  @Test(arguments: (0..<4).map { UInt64($0) * 50 })
  func aNameForAUnionChangesNoNumber(_ first: UInt64) {
    for seed in first..<first + 50 {
      var named = RandomPopulation(seed: seed).topology
      named.cohorts = []
      var plain = named
      for (index, group) in named.groups.indices.dropFirst(2).enumerated() {
        named.cohorts.append(
          Cohort(
            id: "c\(index)", of: [.group(Reference(group)), .group(Reference(group - 1))],
            position: named.groups[group].position))
      }
      #expect(
        PopulationTightening.tighten(&named).isEmpty == PopulationTightening.tighten(&plain).isEmpty
      )
      let (one, other) = (PeopleCounter(named), PeopleCounter(plain))
      var random = SplitMix64(seed: seed)
      for root in plain.personClasses {
        #expect(!one.hasCohorts(root) && PeopleForest(one, of: root).isExact)
        for _ in 0..<8 {
          let chosen = plain.groups.references.filter { _ in Bool.random(using: &random) }
          #expect(
            one.union(of: chosen, in: root) == other.union(of: chosen, in: root), "seed \(seed)")
        }
      }
    }
  }

  /// Bounds that together are more than any number of the machine bound nothing, and break nothing.
  @Test(arguments: [
    "", "exhaustive: true,", "disjoint: true,", "disjoint: true, exhaustive: true,",
  ])
  func agreesBeyondWhatCanBeSummed(_ declared: String) throws {
    let groups = (0..<1_100).map { "g\($0): { count: \($0 % 2 == 0 ? "" : "..")9007199254740992 }" }
    let file = SourceFile(
      name: "large",
      text: """
        people: { all: { \(declared) groups: { h: { \(declared) groups: { \(groups.joined(separator: ", ")) } }, i: { count: ..5 } } } }
        """)
    let topology = try #require(TopologyLoader().load(file: file).topology)
    compare(topology, seed: 1)
  }

  @Test func agreesOnShippedGraphs() throws {
    for graph in try ProjectFolder.graphs {
      guard let topology = TopologyLoader().load(path: graph.path).topology else { continue }
      compare(topology, seed: 5)
    }
  }
}
