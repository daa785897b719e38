import Foundation
@testable import Population
import SourceText
import TestSupport
import Testing
@testable import TopologyLanguage
@testable import TopologyModel
@testable import YearSimulation

/// Counting in many worlds gives the same figures as counting in one.
@Suite struct PeopleForestTests {
  /// The union of some groups by the forest, which sees only what is whole.
  private func union(
    _ groups: [Reference<PeopleGroup>], in root: Reference<PeopleGroup>, _ counter: PeopleCounter
  ) -> CountInterval {
    let whole = counter.whole(groups)
    let forest = PeopleForest(counter, of: root)
    let entries = forest.nodes.enumerated().compactMap { index, node -> PeopleForest.Entry? in
      let count = node.members.count { whole[$0] }
      return count > 0 ? PeopleForest.Entry(node: index, count: count) : nil
    }
    var scratch = forest.scratch
    // Twice: the scratch must be left as it was.
    _ = forest.union(of: entries[...], &scratch)
    let (low, high) = forest.union(of: entries[...], &scratch)
    return OutcomeTable.Outcome(low: low, high: high).persons
  }

  private func compare(_ topology: Topology, seed: UInt64) {
    let counter = PeopleCounter(topology)
    var random = SplitMix64(seed: seed ^ 0x77)
    for root in topology.personClasses {
      let members = topology.groups.references.filter { counter.roots[$0.index] == root }
      for share in 1...8 {
        let chosen = members.filter { _ in Int.random(in: 0..<9, using: &random) < share }
        let expected = counter.union(of: chosen, in: root)
        #expect(union(chosen, in: root, counter) == expected, "seed \(seed), \(chosen)")
      }
    }
  }

  @Test(arguments: (0..<10).map { UInt64($0) * 200 })
  func agreesOnPopulations(_ first: UInt64) {
    for seed in first..<first + 200 {
      var topology = CountingTests.Population(seed: seed).topology
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
