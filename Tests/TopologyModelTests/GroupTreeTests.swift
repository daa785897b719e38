import SourceText
import Testing
import TopologyModel

/// How groups lie to each other by their numbers is how they lie to each other by their parents.
@Suite struct GroupTreeTests {
  /// A random forest: each group is a class or below an earlier one.
  private func forest(seed: UInt64, count: Int) -> [PeopleGroup] {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let position = SourcePosition(file: 0, line: 1, column: 1)
    return (0..<count).map { index in
      let parent = next(index + 2)
      return PeopleGroup(
        id: "g\(index)", parent: parent < index ? Reference(parent) : nil, position: position)
    }
  }

  private func above(_ group: Int, _ groups: [PeopleGroup]) -> [Int] {
    groups[group].parent.map { [$0.index] + above($0.index, groups) } ?? []
  }

  @Test(arguments: UInt64(0)..<60)
  func agreesWithWalkingUp(seed: UInt64) {
    let groups = forest(seed: seed, count: 1 + Int(seed) % 24)
    var topology = Topology()
    topology.groups = groups
    topology.numberGroups()
    #expect(topology.tree.fault(for: groups) == nil)
    for first in groups.indices {
      let ancestors = above(first, groups)
      #expect(topology.path(from: Reference(first)).map(\.index) == [first] + ancestors)
      for second in groups.indices {
        #expect(
          topology.isGroup(Reference(first), atOrBelow: Reference(second))
            == (first == second || ancestors.contains(second)), "seed \(seed)")
      }
    }
    let selection = groups.indices.filter { ($0 &* 7 &+ Int(seed)) % 3 == 0 }
    let highest = selection.filter { group in
      !above(group, groups).contains(where: selection.contains)
    }
    #expect(
      topology.highest((selection + selection).map { Reference($0) }).map(\.index) == highest,
      "seed \(seed)")
  }

  @Test func saysWhatIsWrongWithANumberingOfAnotherForest() {
    let groups = forest(seed: 3, count: 9)
    #expect(GroupTree(groups).fault(for: Array(groups.dropLast())) != nil)
    #expect(GroupTree().fault(for: groups) != nil)
  }
}
