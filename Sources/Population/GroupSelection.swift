package import TopologyModel

/// Some groups, to ask of others how they lie to them.
package struct GroupSelection {
  private let topology: Topology
  private let selected: Set<Reference<PeopleGroup>>
  /// Groups above a selected one, each with the selected ones below it.
  private let above: [Reference<PeopleGroup>: [Reference<PeopleGroup>]]

  /// - Complexity: O(groups × depth).
  package init(_ groups: [Reference<PeopleGroup>], in topology: Topology) {
    self.topology = topology
    selected = Set(groups)
    var above: [Reference<PeopleGroup>: [Reference<PeopleGroup>]] = [:]
    for group in selected.sorted() {
      for here in topology.path(from: group).dropFirst() { above[here, default: []].append(group) }
    }
    self.above = above
  }

  /// The part of a group that is in the selection: itself when it is at or below a selected one, otherwise the
  /// selected ones below it.
  /// - Complexity: O(depth + result).
  package func parts(of group: Reference<PeopleGroup>) -> [Reference<PeopleGroup>] {
    covers(group) ? [group] : above[group] ?? []
  }

  /// Whether a group is at or below a selected one.
  package func covers(_ group: Reference<PeopleGroup>) -> Bool {
    topology.isGroup(group, atOrBelowAnyOf: selected)
  }

  /// Whether a group is at, below or above a selected one.
  package func meets(_ group: Reference<PeopleGroup>) -> Bool {
    above[group] != nil || covers(group)
  }
}
