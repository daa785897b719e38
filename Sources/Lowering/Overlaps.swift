import Population
package import TopologyModel

/// Forms the overlaps of groups, up to the limits.
package struct Overlaps: Sendable {
  let topology: Topology
  private let apart: ApartGroups
  private var known: Set<[Reference<PeopleGroup>]> = []
  /// Whether a limit was reached.
  private(set) var isLimited = false

  /// - Complexity: O(parts of disjoint cohorts).
  package init(_ topology: Topology) {
    self.topology = topology
    apart = ApartGroups(topology)
  }

  /// The people who are in both; nil where the file says that there is nobody: the groups are of different classes or
  /// declared disjoint.
  /// - Complexity: O(groups² × depth).
  mutating func meet(_ first: PeopleOverlap, _ second: PeopleOverlap) -> PeopleOverlap? {
    guard let one = first.groups.first, let other = second.groups.first,
      topology.tree.roots[one.index] == topology.tree.roots[other.index]
    else { return nil }
    let isExact = first.isExact && second.isExact
    // Mostly one group meets one: nothing has to be allocated.
    if first.groups.count == 1, second.groups.count == 1 {
      if topology.isGroup(one, atOrBelow: other) {
        return first.isExact == isExact ? first : PeopleOverlap([one], isExact: isExact)
      }
      if topology.isGroup(other, atOrBelow: one) {
        return second.isExact == isExact ? second : PeopleOverlap([other], isExact: isExact)
      }
      if apart.areApart(one, other) { return nil }
    }
    var groups = first.groups
    for group in second.groups {
      if groups.contains(where: { topology.isGroup($0, atOrBelow: group) }) { continue }
      groups.removeAll { topology.isGroup(group, atOrBelow: $0) }
      if groups.contains(where: { apart.areApart($0, group) }) { return nil }
      groups.append(group)
    }
    return limited(groups.sorted(), isExact: isExact)
  }

  private mutating func limited(
    _ groups: [Reference<PeopleGroup>], isExact: Bool
  ) -> PeopleOverlap {
    guard groups.count > 1 else { return PeopleOverlap(groups, isExact: isExact) }
    var (groups, isExact) = (groups, isExact)
    if groups.count > OverlapLimits.mostGroups {
      groups = Array(groups.prefix(OverlapLimits.mostGroups))
      (isExact, isLimited) = (false, true)
    }
    if !known.contains(groups) {
      guard known.count < OverlapLimits.mostOverlaps else {
        isLimited = true
        return PeopleOverlap([smallest(of: groups)], isExact: false)
      }
      known.insert(groups)
    }
    return PeopleOverlap(groups, isExact: isExact)
  }

  /// The parts of some people that a selection passes: all of them if they are in one of the selected groups, otherwise
  /// those in each of them. nil selects everyone.
  package mutating func passed(
    _ people: PeopleOverlap, through selection: [Reference<PeopleGroup>]?
  ) -> [PeopleOverlap] {
    guard let selection else { return [people] }
    if people.groups.contains(where: { group in
      selection.contains { topology.isGroup(group, atOrBelow: $0) }
    }) {
      return [people]
    }
    var result: [PeopleOverlap] = []
    for group in selection {
      if let both = meet(people, PeopleOverlap([group])), !result.contains(both) {
        result.append(both)
      }
    }
    return result
  }

  /// A group that everybody in an overlap is in.
  func cover(_ people: PeopleOverlap) -> Reference<PeopleGroup> { smallest(of: people.groups) }

  /// Notes that something else was too much.
  mutating func noteLimit() { isLimited = true }

  /// Of the groups of an overlap the one with the lowest upper bound: everybody is in it.
  func smallest(of groups: [Reference<PeopleGroup>]) -> Reference<PeopleGroup> {
    topology.smallest(of: groups)
  }
}
