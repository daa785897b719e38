import SourceText
import TopologyModel

extension PopulationTightening {
  /// The error for contradictory counts: which counts, which rule, and where each was written.
  static func describe(_ found: Contradiction, _ topology: Topology) -> Diagnostic {
    let node = entry(found.node, topology)
    let union = entry(found.union, topology)
    var notes: [Diagnostic.Note] = []
    if found.union != found.node {
      notes.append(
        Diagnostic.Note("'\(union.id)' is declared as \(written(union.size))", at: union.position))
    }
    for part in parts(found.union, topology) where part != found.node {
      let entry = entry(part, topology)
      guard entry.size != .unknown, notes.count < 8 else { continue }
      notes.append(
        Diagnostic.Note("'\(entry.id)' is declared as \(written(entry.size))", at: entry.position))
    }
    let high = found.size.high.map(String.init) ?? "any number"
    return Diagnostic(
      code: "counts-disagree",
      "contradictory counts: '\(node.id)' would need at least \(found.size.low) and at most \(high) people (\(found.rule))",
      at: node.position, length: node.id.count,
      help: "widen one of the counts, or remove 'disjoint' or 'exhaustive'", notes: notes)
  }

  private struct Entry {
    var id: String
    var size: CountInterval
    var position: SourcePosition
  }

  private static func entry(_ node: Int, _ topology: Topology) -> Entry {
    if node < topology.groups.count {
      let group = topology.groups[node]
      return Entry(id: group.id, size: group.size, position: group.position)
    }
    let cohort = topology.cohorts[node - topology.groups.count]
    return Entry(id: cohort.id, size: cohort.size, position: cohort.position)
  }

  private static func parts(_ node: Int, _ topology: Topology) -> [Int] {
    guard node >= topology.groups.count else {
      return topology.groups[node].children.map(\.index)
    }
    return topology.cohorts[node - topology.groups.count].of.map { part in
      switch part {
      case .group(let group): group.index
      case .cohort(let cohort): topology.groups.count + cohort.index
      }
    }
  }

  /// A count in the notation of the language.
  private static func written(_ size: CountInterval) -> String {
    if size.isExact { return String(size.low) }
    guard let high = size.high else { return "\(size.low).." }
    return size.low == 0 ? "..\(high)" : "\(size.low)..\(high)"
  }
}
