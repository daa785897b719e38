import TopologyModel

/// Groups the members of a fleet into nodes: members with the same state share a node. For example, 84 stores are
/// one box, and the one store that the intruder entered is another.
struct FleetNodes {
  /// Members that are drawn as one node.
  struct Node {
    /// The fleet's id if all its members are here, otherwise the first member's id.
    var id: String
    /// Indices into the topology's list, ascending.
    var members: [Int]
    /// The number of members; nil if it is not a fleet or is a single member.
    var count: Int? { isFleet && members.count > 1 ? members.count : nil }
    /// Whether it stands for members of a fleet.
    var isFleet: Bool
  }

  /// The nodes in the order of their first members.
  private(set) var nodes: [Node] = []
  /// The node of each entry, by index.
  private(set) var nodeOf: [Int]

  /// - Parameters:
  ///   - entries: The id of each entry and its fleet member, if any.
  ///   - state: Members with equal values are drawn together.
  /// - Complexity: O(entries).
  init<State: Hashable>(
    _ entries: [(id: String, member: FleetMember?)], state: (Int) -> State
  ) {
    var places: [FleetKey<State>: Int] = [:]
    var sizes: [String: Int] = [:]
    nodeOf = []
    nodeOf.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      guard let member = entry.member else {
        nodeOf.append(nodes.count)
        nodes.append(Node(id: entry.id, members: [index], isFleet: false))
        continue
      }
      sizes[member.declared, default: 0] += 1
      let key = FleetKey(declared: member.declared, state: state(index))
      if let place = places[key] {
        nodes[place].members.append(index)
        nodeOf.append(place)
      } else {
        places[key] = nodes.count
        nodeOf.append(nodes.count)
        nodes.append(Node(id: entry.id, members: [index], isFleet: true))
      }
    }
    for index in nodes.indices where nodes[index].isFleet {
      guard let declared = entries[nodes[index].members[0]].member?.declared else { continue }
      if nodes[index].members.count == sizes[declared] { nodes[index].id = declared }
    }
  }
}

private struct FleetKey<State: Hashable>: Hashable {
  var declared: String
  var state: State
}
