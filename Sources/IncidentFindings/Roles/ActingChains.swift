package import TopologyModel

/// Chains of `acts-for` from a holder of data to its controller.
package struct ActingChains {
  private let topology: Topology
  /// For each start, the predecessor of each organization reached.
  private var before:
    [Reference<Organization>: [Reference<Organization>: Reference<Organization>]] =
      [:]

  package init(_ topology: Topology) { self.topology = topology }

  /// The shortest chain from one organization to another, including both ends; nil if there is none. Among
  /// several, the first in the order of the file. Handles cycles.
  /// - Complexity: O(organizations + links) per start, computed once.
  package mutating func chain(
    from start: Reference<Organization>, to end: Reference<Organization>
  ) -> [Reference<Organization>]? {
    let before = predecessors(from: start)
    var chain = [end]
    while chain[chain.count - 1] != start {
      guard let previous = before[chain[chain.count - 1]] else { return nil }
      chain.append(previous)
    }
    return chain.reversed()
  }

  /// The controllers of data at a holder: those who control these people's data, unless the holder is itself a
  /// controller without a chain to them; then it controls what it holds.
  package mutating func controller(_ declared: Party?, at holder: Party?) -> Party? {
    guard let holder, isController(holder.organization) else { return declared }
    guard let declared else { return holder }
    let isLinked =
      declared.organization == holder.organization
      || chain(from: holder.organization, to: declared.organization) != nil
    return isLinked ? declared : holder
  }

  private func isController(_ organization: Reference<Organization>) -> Bool {
    let role = topology.organizations[organization].role
    return role == .controller || role == .jointController
  }

  private mutating func predecessors(
    from start: Reference<Organization>
  ) -> [Reference<Organization>: Reference<Organization>] {
    if let known = before[start] { return known }
    var found: [Reference<Organization>: Reference<Organization>] = [:]
    var open = [start]
    var next = 0
    while next < open.count {
      let here = open[next]
      next += 1
      for client in topology.organizations[here].actsFor
      where client != start && found[client] == nil {
        found[client] = here
        open.append(client)
      }
    }
    before[start] = found
    return found
  }
}
