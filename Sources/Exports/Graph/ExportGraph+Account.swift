import Interchange
import TopologyModel

extension ExportGraph {
  /// Counts what the graph has, and says what it leaves out.
  func account(of format: String, _ request: ExportRequest) -> ImportAccount {
    var account = ImportAccount(format: format)
    for kind in NodeKind.allCases {
      let count = nodes.count { $0.kind == kind }
      if count > 0 { account.made.append((kind.rawValue, count)) }
    }
    account.made.append(("edges", edges.count))
    account.leaveOut(
      request, possibleFlows: "their edges have the certainty 'possible', and say so in the label")
    account.note(
      "inferences-left-out", "What can be derived from fields is no node and no edge.",
      count: request.topology.inferences.count)
    account.note(
      "judgements-left-out", "How grave a field is, and whether it is public, is not in it.",
      count: request.topology.fields.count { $0.gravity != nil || $0.isPublic })
    account.note(
      "fields-as-text", "Fields are texts of datasets and edges, not nodes.",
      count: request.topology.fields.count)
    return account
  }
}

extension ImportAccount {
  /// What no format but the language itself holds.
  /// - Parameter possibleFlows: How the format says that a flow is only possible.
  mutating func leaveOut(_ request: ExportRequest, possibleFlows: String) {
    let topology = request.topology
    if request.analysis == nil {
      note("no-incident", "No incident was asked for: what an intruder reaches is unknown here.")
    }
    note(
      "variants", "An export is of one architecture; choose another with --variant.",
      count: topology.variants.count)
    note(
      "requirements-left-out", "What the topology must satisfy is not in it.",
      count: topology.requirements.count)
    note(
      "countries-left-out", "Where systems stand is not in it.",
      count: topology.systems.count { $0.country != nil })
    note(
      "possible-flows",
      "Flows that may only move data: \(possibleFlows).",
      count: topology.flows.count { $0.certainty == .possible })
    note(
      "claims-left-out", "What was published about incidents is not in it.",
      count: topology.incidents.reduce(0) { $0 + $1.claims.count })
  }
}
