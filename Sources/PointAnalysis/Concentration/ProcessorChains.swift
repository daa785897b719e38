import Lowering
import TopologyModel

/// Who processes whose data: the organizations that hold a group's data, and the chains of `acts-for` between
/// them.
///
/// An organization *holds* a group if a dataset in its systems carries a field about a person for that group or
/// one of its ancestors. The starting point for a group is its controller (its own or that of the nearest
/// ancestor); without a controller, the holders that act for no other holder.
///
/// - **Direct**: the holders that act for a starting point; if there are none, the starting point if it holds
///   the group; otherwise all holders.
/// - **Ultimate**: the ends of the chains from each direct processor to the holders that act for it.
struct ProcessorChains {
  /// An organization, or one member of a fleet.
  typealias Node = PointSubject

  let topology: Topology
  /// All holdings, in the order of the file.
  let groups: [Reference<PeopleGroup>]
  private let holdersOfGroup: [Reference<PeopleGroup>: [Node]]
  private let controllerOfGroup: [Node?]

  /// - Complexity: O(carried facts + groups × depth).
  init(_ lowered: LoweredTopology) {
    let topology = lowered.topology
    self.topology = topology
    var holders: [Reference<PeopleGroup>: Set<Node>] = [:]
    for carried in lowered.exposure.lineage.carried
    where topology.isAboutPeople(carried.field) {
      guard let node = topology.organization(of: topology.datasets[carried.dataset].system) else {
        continue
      }
      holders[carried.group, default: []].insert(node)
    }
    groups = holders.keys.sorted()
    var controllers: [Node?] = []
    for group in topology.groups {
      let own = group.controller.map { organization -> Node in
        let isFleet = topology.organizations[organization].count != nil
        return .organization(organization, member: isFleet ? group.member?.number : nil)
      }
      controllers.append(own ?? group.parent.flatMap { controllers[$0.index] })
    }
    controllerOfGroup = controllers
    // Parents come before children, so an ancestor's holdings are known when a group is processed.
    var whole: [Reference<PeopleGroup>: [Node]] = [:]
    for group in topology.groups.references {
      let above = topology.groups[group].parent.flatMap { whole[$0] } ?? []
      let here = (holders[group] ?? []).union(above)
      if !here.isEmpty {
        whole[group] = here.sorted { topology.sortKey(of: $0) < topology.sortKey(of: $1) }
      }
    }
    holdersOfGroup = whole
  }

  func holders(_ group: Reference<PeopleGroup>) -> [Node] { holdersOfGroup[group] ?? [] }

  func controller(_ group: Reference<PeopleGroup>) -> Node? { controllerOfGroup[group.index] }

  /// Whether one organization processes data for another.
  private func acts(_ processor: Node, for other: Node) -> Bool {
    guard case .organization(let processor, _) = processor,
      case .organization(let other, _) = other
    else { return false }
    return topology.organizations[processor].actsFor.contains(other)
  }

  func direct(_ group: Reference<PeopleGroup>) -> [Node] {
    let holders = holders(group)
    var starts: [Node]
    if let controller = controller(group) {
      starts = [controller]
    } else {
      starts = holders.filter { holder in
        !holders.contains { $0 != holder && acts(holder, for: $0) }
      }
      if starts.isEmpty { starts = holders }
    }
    var result: [Node] = []
    for start in starts {
      let processors = holders.filter { $0 != start && acts($0, for: start) }
      if !processors.isEmpty {
        result += processors
      } else if holders.contains(start) {
        result.append(start)
      } else {
        result += holders
      }
    }
    return unique(result)
  }

  func ultimate(_ group: Reference<PeopleGroup>) -> [Node] {
    let holders = holders(group)
    var ends: [Node] = []
    var seen: Set<Node> = []
    var open = direct(group)
    while let node = open.popLast() {
      guard seen.insert(node).inserted else { continue }
      let next = holders.filter { $0 != node && acts($0, for: node) }
      if next.isEmpty { ends.append(node) } else { open += next }
    }
    // A cycle of processors has no end, so all of it counts.
    return unique(ends.isEmpty ? Array(seen) : ends)
  }

  private func unique(_ nodes: [Node]) -> [Node] {
    Set(nodes).sorted { topology.sortKey(of: $0) < topology.sortKey(of: $1) }
  }
}

extension Topology {
  /// The organization of a system; in a fleet, the member.
  func organization(of system: Reference<System>) -> PointSubject? {
    guard let organization = systems[system].organization else { return nil }
    let isFleet = organizations[organization].count != nil
    return .organization(organization, member: isFleet ? systems[system].member?.number : nil)
  }
}
