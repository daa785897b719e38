package import TopologyModel

/// Who controls which part of a group.
///
/// The nearest `controller` at or above a group decides over its people; one that a group below names decides
/// over that part instead. A controller that a cohort names decides over its parts beside these: such people
/// have two.
package struct ControllerTable {
  /// A part of a group with its controller; nil when nobody is said to be.
  package struct Share: Hashable {
    package var controller: Party?
    package var group: Reference<PeopleGroup>
    /// Groups below it whose people have another controller.
    package var less: [Reference<PeopleGroup>] = []

    /// Memberwise.
    package init(
      controller: Party? = nil, group: Reference<PeopleGroup>, less: [Reference<PeopleGroup>] = []
    ) {
      self.controller = controller
      self.group = group
      self.less = less
    }
  }

  private let topology: Topology
  /// For each group the nearest controller; nil: nobody is said to be.
  private let nearest: [Party?]
  /// For each group whether one below it has another.
  private let isDivided: [Bool]
  private let cohorts: [(controller: Party, groups: [Reference<PeopleGroup>])]

  /// - Complexity: O(groups + parts of cohorts).
  package init(_ topology: Topology) {
    self.topology = topology
    var nearest: [Party?] = []
    // Parents stand before their groups.
    for group in topology.groups {
      let above = group.parent.flatMap { nearest[$0.index] }
      guard let controller = group.controller ?? above?.organization else {
        nearest.append(nil)
        continue
      }
      // A part of a group across a fleet is its member's only when the controller is that fleet.
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

  /// The parts of a group by controller, each once.
  /// - Complexity: O(groups below it where controllers differ + parts of cohorts with a controller × depth).
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
    // What a cohort's controller decides over is not without one.
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
    // The same controller's parts below are in the group itself, unless they may lie in another's, too.
    shares += below.filter { share in
      share.controller != own || others.contains { mayLie($0.group, in: share) }
    }
  }

  /// Whether somebody of a share may be in another's group.
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
