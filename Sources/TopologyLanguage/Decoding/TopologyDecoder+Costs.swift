import SourceText
import TopologyModel

/// Decodes what controls cost.
extension TopologyDecoder {
  mutating func decodeCosts(_ top: Record) {
    guard let node = value(.costs, top) else { return }
    guard arena.kind(node) == .map else {
      wrongType(node, expected: "a map from a kind of control, or from an id, to a cost")
      return
    }
    let kinds = ControlKind.allCases.map(\.rawValue)
    for (key, value) in arena.pairs(node) where !arena.isNull(value) {
      let cost = wholeCost(value)
      let text = name(key)
      if let kind = ControlKind(rawValue: text) {
        topology.costs.byKind[kind] = cost
      } else if isChangeable(text) {
        topology.costs.bySubject[text] = cost
      } else {
        report(
          .unknownReference,
          "'\(text)' is neither a kind of control nor something that one changes",
          at: key,
          help: near(text, among: kinds).map { "did you mean '\($0)'?" }
            ?? "the kinds are \(kinds.joined(separator: ", ")); ids are those of systems, services and secrets, and 'system.dataset', 'system.rule'"
        )
      }
    }
  }

  private mutating func wholeCost(_ node: Node) -> Int? {
    guard arena.isScalar(node), arena.boolean(node) == nil,
      let count = try? CountNotation.parse(name(node)), count.isExact
    else {
      wrongType(node, expected: "a whole number")
      return nil
    }
    return count.low
  }

  /// Whether an id names a system, a secret, a service, or something inside a system.
  private func isChangeable(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, (1...3).contains(parts.count),
      let symbol = arena.symbols.find(first), let found = names[symbol, .shared]
    else { return false }
    guard parts.count > 1 else {
      return found.section == .system || found.section == .secret || found.section == .service
    }
    guard found.section == .system else { return false }
    let system = topology.systems[found.index]
    let dataset = "\(system.id).\(parts[1])"
    let isDataset = system.datasets.contains { topology.datasets[$0].id == dataset }
    if parts.count == 3 { return isDataset && topology.fields.contains { $0.id == parts[2] } }
    return isDataset || system.access.contains { topology.accessRules[$0].id == parts[1] }
  }
}
