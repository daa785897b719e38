package import TopologyModel

/// Which groups are declared to have nobody in common.
package struct ApartGroups: Sendable {
  private let topology: Topology
  /// For each disjoint cohort the groups that each of its parts means.
  private let cohorts: [[[Reference<PeopleGroup>]]]

  /// - Complexity: O(parts of disjoint cohorts).
  package init(_ topology: Topology) {
    self.topology = topology
    cohorts = topology.cohorts.filter(\.disjoint).map { cohort in
      cohort.of.map { topology.groups(naming: [$0]) }
    }
  }

  /// Whether two groups are under different children of a disjoint group or cohort, and under no common one.
  /// - Complexity: O(depth + parts of disjoint cohorts).
  package func areApart(
    _ first: Reference<PeopleGroup>, _ second: Reference<PeopleGroup>
  ) -> Bool {
    if let fork = topology.fork(of: first, and: second), topology.groups[fork].disjoint {
      return true
    }
    return cohorts.contains { areApart(first, second, under: $0) }
  }

  private func areApart(
    _ first: Reference<PeopleGroup>, _ second: Reference<PeopleGroup>,
    under parts: [[Reference<PeopleGroup>]]
  ) -> Bool {
    func holding(_ group: Reference<PeopleGroup>) -> Set<Int> {
      Set(
        parts.indices.filter { index in
          parts[index].contains { topology.isGroup(group, atOrBelow: $0) }
        })
    }
    let of = holding(first)
    guard !of.isEmpty else { return false }
    let other = holding(second)
    return !other.isEmpty && of.isDisjoint(with: other)
  }
}
