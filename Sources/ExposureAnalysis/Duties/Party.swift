public import TopologyModel

/// An organization, or one member of a fleet of them.
public struct Party: Hashable, Comparable, Sendable {
  /// The organization, as declared.
  public let organization: Reference<Organization>
  /// Which member of a fleet, from 1; nil for a single one, or for a fleet as a whole.
  public let member: Int?

  /// An organization or a member of one.
  public init(_ organization: Reference<Organization>, member: Int? = nil) {
    self.organization = organization
    self.member = member
  }

  /// In the order of the file, members by their numbers.
  public static func < (left: Party, right: Party) -> Bool {
    (left.organization, left.member ?? 0) < (right.organization, right.member ?? 0)
  }
}

extension Topology {
  /// The id: `insurers[17]` for a member.
  public func id(of party: Party) -> String {
    let id = organizations[party.organization].id
    return party.member.map { "\(id)[\($0)]" } ?? id
  }

  /// Whose system it is; nil when the file does not say.
  func holder(of system: Reference<System>) -> Party? {
    systems[system].organization.map { Party($0, member: systems[system].member?.number) }
  }

  /// The shortest chain of `acts-for` from one organization to another, both ends included; nil when there
  /// is none. Of several, the first in the order of the file.
  /// - Complexity: O(organizations + links).
  func chain(
    from start: Reference<Organization>, to end: Reference<Organization>
  ) -> [Reference<Organization>]? {
    if start == end { return [start] }
    var before: [Reference<Organization>: Reference<Organization>] = [:]
    var open = [start]
    var next = 0
    while next < open.count {
      let here = open[next]
      next += 1
      for client in organizations[here].actsFor where client != start && before[client] == nil {
        before[client] = here
        if client == end {
          var chain = [end]
          while let previous = before[chain[0]] { chain.insert(previous, at: 0) }
          return chain
        }
        open.append(client)
      }
    }
    return nil
  }
}

/// Who controls which part of a group: by the group itself, by those above and below it, or by cohorts.
struct ControllerTable {
  /// A part of a group with its controller; nil when nobody is said to be.
  struct Share: Hashable {
    var controller: Party?
    var group: Reference<PeopleGroup>
  }

  private let topology: Topology
  private let cohorts: [(controller: Reference<Organization>, groups: [Reference<PeopleGroup>])]

  init(_ topology: Topology) {
    self.topology = topology
    cohorts = topology.cohorts.references.compactMap { cohort in
      topology.cohorts[cohort].controller.map {
        ($0, topology.groups(naming: [.cohort(cohort)]))
      }
    }
  }

  /// The parts of a group by controller.
  /// - Complexity: O(groups × depth), O(cohorts × their groups) where the groups say nothing.
  func shares(of group: Reference<PeopleGroup>) -> [Share] {
    let below = topology.groups.references.filter { other in
      other != group && topology.groups[other].controller != nil
        && topology.isGroup(other, atOrBelow: group)
    }
    let parts = topology.highest(below).map { Share(controller: controller($0), group: $0) }
    // The members of a fleet are all of the group: it has nobody else.
    if topology.groups[group].children.contains(where: { topology.groups[$0].member != nil }),
      !parts.isEmpty
    {
      return parts
    }
    if let own = controller(group) { return [Share(controller: own, group: group)] + parts }
    var named: [Share] = []
    for cohort in cohorts {
      let inside = cohort.groups.filter { topology.areRelated($0, group) }
      for other in inside {
        let part = topology.isGroup(group, atOrBelow: other) ? group : other
        named.append(Share(controller: Party(cohort.controller), group: part))
      }
    }
    let found = parts + named
    return found.isEmpty ? [Share(controller: nil, group: group)] : found
  }

  private func controller(_ group: Reference<PeopleGroup>) -> Party? {
    var member: Int?
    var current: Reference<PeopleGroup>? = group
    while let here = current {
      let entry = topology.groups[here]
      member = member ?? entry.member?.number
      if let controller = entry.controller {
        let count = topology.organizations[controller].count
        // A part of a group across a fleet is its member's only when the controller is that fleet.
        let isMember = member.map { $0 <= (count ?? 0) } ?? false
        return Party(controller, member: isMember ? member : nil)
      }
      current = entry.parent
    }
    return nil
  }
}
