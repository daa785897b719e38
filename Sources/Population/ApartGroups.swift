package import TopologyModel

/// Which groups are declared to have nobody in common.
package struct ApartGroups: Sendable {
  private let topology: Topology
  /// For each disjoint cohort the parts that each group is wholly in, ascending; groups in none are left out.
  private let cohorts: [[Reference<PeopleGroup>: [Int]]]

  /// - Complexity: O(groups at or below the parts of disjoint cohorts).
  package init(_ topology: Topology) {
    self.topology = topology
    cohorts = topology.cohorts.filter(\.disjoint).map { cohort in
      var parts: [Reference<PeopleGroup>: [Int]] = [:]
      for (index, part) in cohort.of.enumerated() {
        var open = topology.groups(naming: [part])
        while let group = open.popLast() {
          // What is below is marked already.
          if parts[group]?.last == index { continue }
          parts[group, default: []].append(index)
          open += topology.groups[group].children
        }
      }
      return parts
    }
  }

  /// Whether two groups are under different children of a disjoint group or cohort, and under no common one.
  /// - Complexity: O(depth + disjoint cohorts × parts that hold both).
  package func areApart(
    _ first: Reference<PeopleGroup>, _ second: Reference<PeopleGroup>
  ) -> Bool {
    if let fork = topology.fork(of: first, and: second), topology.groups[fork].disjoint {
      return true
    }
    return cohorts.contains { parts in
      guard let one = parts[first], let other = parts[second] else { return false }
      return !one.contains(where: other.contains)
    }
  }
}
