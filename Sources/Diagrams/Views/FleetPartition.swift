import TopologyModel

/// Which members of fleets are drawn together in all architectures of a comparison, so that a member has the same
/// place everywhere: those that share a node in each of them.
struct FleetPartition {
  private(set) var systems: [FleetMember: Int] = [:]
  private(set) var secrets: [FleetMember: Int] = [:]
  private(set) var services: [FleetMember: Int] = [:]

  /// - Complexity: O(members of all architectures).
  init(_ diagrams: [TopologyDiagram]) {
    systems = Self.classes(
      diagrams.map { (nodes: $0.systems, members: $0.topology.systems.map(\.member)) })
    secrets = Self.classes(
      diagrams.map { (nodes: $0.secrets, members: $0.topology.secrets.map(\.member)) })
    services = Self.classes(
      diagrams.map { (nodes: $0.services, members: $0.topology.services.map(\.member)) })
  }

  private static func classes(
    _ architectures: [(nodes: FleetNodes, members: [FleetMember?])]
  ) -> [FleetMember: Int] {
    var nodesOf: [FleetMember: [Int]] = [:]
    for (place, architecture) in architectures.enumerated() {
      for (index, member) in architecture.members.enumerated() {
        guard let member else { continue }
        nodesOf[member, default: [Int](repeating: -1, count: architectures.count)][place] =
          architecture.nodes.nodeOf[index]
      }
    }
    var numbers: [[Int]: Int] = [:]
    var classes: [FleetMember: Int] = [:]
    // Numbered by member, so that the numbers do not depend on the order of a dictionary.
    let members = nodesOf.keys.sorted { ($0.declared, $0.number) < ($1.declared, $1.number) }
    for member in members {
      let nodes = nodesOf[member] ?? []
      let number = numbers[nodes] ?? numbers.count
      numbers[nodes] = number
      classes[member] = number
    }
    return classes
  }
}
