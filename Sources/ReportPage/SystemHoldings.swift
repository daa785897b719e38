import Lowering
import TopologyModel

/// Which classes and fields each system holds, whatever their origin, by id.
struct SystemHoldings {
  var classes: Set<String> = []
  var fields: Set<String> = []

  /// The classes and fields of every system that holds anything.
  /// - Complexity: O(cells carried).
  static func all(_ lineage: Lineage, in topology: Topology) -> [Reference<System>: SystemHoldings]
  {
    var result: [Reference<System>: SystemHoldings] = [:]
    for cell in lineage.carried {
      let system = topology.datasets[cell.dataset].system
      let root = topology.tree.roots[cell.group.index]
      result[system, default: SystemHoldings()].classes.insert(topology.groups[root].id)
      result[system, default: SystemHoldings()].fields.insert(topology.fields[cell.field].id)
    }
    return result
  }
}
