import Lowering
import TopologyModel

/// Who processes whose people: the organizations that hold a group, and the chains of `acts-for` between
/// them.
///
/// An organization *holds* a group when a dataset of its systems carries a field of a person for that group
/// or for one above it. Starting points for a group are its controller (its own, or that of the nearest
/// group above that says one); without one, the holders that act for no other holder.
///
/// - **Direct**: the holders that act for a starting point; where there are none, the starting point if it
///   holds the group; where that does not either, all holders.
/// - **Ultimate**: from each direct one on to the holders that act for it, to the ends of these chains.
struct ProcessorChains {
  /// An organization; of a fleet one member.
  typealias Node = PointSubject

  let topology: Topology
  /// Everything held, in the order of the file.
  let groups: [Reference<PeopleGroup>]
  private let holdersOfGroup: [Reference<PeopleGroup>: [Node]]
  private let controllerOfGroup: [Node?]

  /// - Complexity: O(carried facts + groups × depth).
  init(_ lowered: LoweredTopology) {
    let topology = lowered.topology
    self.topology = topology
    var holders: [Reference<PeopleGroup>: Set<Node>] = [:]
    for carried in lowered.exposure.lineage.carried
    where topology.fields[carried.field].about == .person {
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
    // Parents stand before children, so what is held above is known when a group is looked at.
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

  /// Whether one organization processes for another.
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
    // A circle of processors has no end; then all of it is meant.
    return unique(ends.isEmpty ? Array(seen) : ends)
  }

  private func unique(_ nodes: [Node]) -> [Node] {
    Set(nodes).sorted { topology.sortKey(of: $0) < topology.sortKey(of: $1) }
  }
}

extension Topology {
  /// The organization of a system; of a fleet the member.
  func organization(of system: Reference<System>) -> PointSubject? {
    guard let organization = systems[system].organization else { return nil }
    let isFleet = organizations[organization].count != nil
    return .organization(organization, member: isFleet ? systems[system].member?.number : nil)
  }
}
