package import TopologyModel

/// Some groups of a class, told apart only as far as numbers of people go: of groups that are alike, with the same parent
/// and size and in the same cohorts, as the members of a fleet mostly are, it is said how many they are.
package struct AlikeGroups: Hashable, Sendable {
  private let root: Reference<PeopleGroup>
  /// How many of each node of the forest.
  private let counts: [Int: Int]

  fileprivate init(root: Reference<PeopleGroup>, counts: [Int: Int]) {
    self.root = root
    self.counts = counts
  }
}

/// Tells which sets of groups have the same number of people, so that it is counted once.
package struct AlikeGroupsIndex: Sendable {
  private let people: PeopleCounter
  /// For each class the node of every group in its forest.
  private var nodes: [Reference<PeopleGroup>: [Reference<PeopleGroup>: Int]] = [:]

  /// An index over the classes of a topology.
  package init(_ people: PeopleCounter) {
    self.people = people
  }

  /// What decides how many people some groups of a class have together: of alike groups only how many they are.
  /// - Complexity: O(groups given), and O(groups of the class) the first time.
  package mutating func key(
    of groups: some Sequence<Reference<PeopleGroup>>, in root: Reference<PeopleGroup>
  ) -> AlikeGroups {
    let nodes = nodes(of: root)
    var counts: [Int: Int] = [:]
    for group in groups { counts[nodes[group] ?? -1, default: 0] += 1 }
    return AlikeGroups(root: root, counts: counts)
  }

  private mutating func nodes(of root: Reference<PeopleGroup>) -> [Reference<PeopleGroup>: Int] {
    if let known = nodes[root] { return known }
    var places: [Reference<PeopleGroup>: Int] = [:]
    for (place, node) in people.answers.forest(of: root, people).nodes.enumerated()
    where node.cohort < 0 {
      for member in node.members { places[Reference(member)] = place }
    }
    nodes[root] = places
    return places
  }
}
