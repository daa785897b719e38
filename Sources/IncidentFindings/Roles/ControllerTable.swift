package import TopologyModel

/// Who controls the data of which part of a group.
///
/// The nearest `controller` of a group or its ancestors controls the data of its people. A subgroup with its
/// own controller is excluded. A controller named by a cohort controls the data of its parts in addition; such
/// people have two controllers.
package struct ControllerTable {
  /// A part of a group with its controller; nil if the file names none.
  package struct Share: Hashable {
    package var controller: Party?
    package var group: Reference<PeopleGroup>
    /// Subgroups whose people have another controller.
    package var less: [Reference<PeopleGroup>] = []

    /// Creates a share.
    package init(
      controller: Party? = nil, group: Reference<PeopleGroup>, less: [Reference<PeopleGroup>] = []
    ) {
      self.controller = controller
      self.group = group
      self.less = less
    }
  }

  private let topology: Topology
  /// The nearest controller of each group; nil if the file names none.
  private let nearest: [Party?]
  /// Whether a subgroup of each group has another controller.
  private let isDivided: [Bool]
  private let cohorts: [(controller: Party, groups: [Reference<PeopleGroup>])]

  /// - Complexity: O(groups + parts of cohorts).
  package init(_ topology: Topology) {
    self.topology = topology
    var nearest: [Party?] = []
    // Parents come before their groups.
    for group in topology.groups {
      let above = group.parent.flatMap { nearest[$0.index] }
      guard let controller = group.controller ?? above?.organization else {
        nearest.append(nil)
        continue
      }
      // A part of a group across a fleet belongs to its member only if the controller is that fleet.
      let member = group.across == controller ? group.member?.number : nil
      nearest.append(Party(controller, member: member))
    }
    var isDivided = [Bool](repeating: false, count: nearest.count)
    for group in topology.groups.references.reversed() {
      guard let parent = topology.groups[group].parent else { continue }
      if isDivided[group.index] || nearest[group.index] != nearest[parent.index] {
        isDivided[parent.index] = true
      }
    }
    self.nearest = nearest
    self.isDivided = isDivided
    cohorts = topology.cohorts.references.compactMap { cohort in
      topology.cohorts[cohort].controller.map {
        (Party($0), topology.groups(naming: [.cohort(cohort)]))
      }
    }
  }

  /// The parts of a group by controller, without repetition.
  /// - Complexity: O(subgroups where controllers differ + parts of cohorts with a controller × depth).
  package func shares(of group: Reference<PeopleGroup>) -> [Share] {
    var shares: [Share] = []
    divide(group, into: &shares)
    guard !cohorts.isEmpty else { return shares }
    var joint: [Share] = []
    for cohort in cohorts {
      for other in cohort.groups where topology.areRelated(other, group) {
        let part = topology.isGroup(group, atOrBelow: other) ? group : other
        joint.append(Share(controller: cohort.controller, group: part))
      }
    }
    // What a cohort's controller controls does not lack a controller.
    shares = shares.compactMap { share in
      guard share.controller == nil else { return share }
      if joint.contains(where: { topology.isGroup(share.group, atOrBelow: $0.group) }) {
        return nil
      }
      var rest = share
      rest.less += joint.map(\.group).filter {
        topology.isGroup($0, atOrBelow: share.group) && !rest.less.contains($0)
      }
      return rest
    }
    for share in joint where !covers(shares, share) { shares.append(share) }
    return shares
  }

  private func divide(_ group: Reference<PeopleGroup>, into shares: inout [Share]) {
    let own = nearest[group.index]
    guard isDivided[group.index] else {
      shares.append(Share(controller: own, group: group))
      return
    }
    let entry = topology.groups[group]
    guard !entry.exhaustive else {
      for child in entry.children { divide(child, into: &shares) }
      return
    }
    var below: [Share] = []
    for child in entry.children { divide(child, into: &below) }
    let others = below.filter { $0.controller != own }
    shares.append(
      Share(controller: own, group: group, less: topology.highest(others.map(\.group))))
    // Parts of the same controller are included in the group itself, unless they may also be in another's part.
    shares += below.filter { share in
      share.controller != own || others.contains { mayLie($0.group, in: share) }
    }
  }

  /// Whether people of a share may be in another controller's group.
  private func mayLie(_ other: Reference<PeopleGroup>, in share: Share) -> Bool {
    if share.less.contains(where: { topology.isGroup(other, atOrBelow: $0) }) { return false }
    return topology.fork(of: other, and: share.group).map { !topology.groups[$0].disjoint } ?? true
  }

  private func covers(_ shares: [Share], _ share: Share) -> Bool {
    shares.contains {
      $0.controller == share.controller && $0.less.isEmpty
        && topology.isGroup(share.group, atOrBelow: $0.group)
    }
  }
}
