import SourceText
import TopologyModel

/// Decodes zones, and checks where systems and rules are among them.
extension TopologyDecoder {
  /// Defines the zones of the file after `internet`, which every file has.
  mutating func defineZones(_ top: Record, at root: Node) -> [Entry] {
    topology.zones = [Zone(id: Zone.internet, position: position(root))]
    if let symbol = arena.symbols.find(Zone.internet) {
      names.define(symbol, as: Definition(section: .zone, index: 0))
    }
    let entries = entries(.zones, top).filter { entry in
      guard entry.id == Zone.internet else { return true }
      report(
        .idTaken, "'\(entry.id)' is given: it is the zone in which everybody is", at: entry.name,
        help: "remove it here, and name it under 'reachable-from' or 'from'")
      return false
    }
    return define(.zone, entries)
  }

  mutating func decodeZones(_ entries: [Entry]) {
    for (index, entry) in entries.enumerated() {
      guard let record = record(entry.body, .zone, name: entry.name) else { continue }
      topology.zones[index + 1].label = text(.label, record)
      topology.zones[index + 1].reachableFrom = references(.reachableFrom, record, .zone) ?? []
    }
  }

  /// Warns of zones that nobody can get near, and of rules that ignore where the system is.
  mutating func checkPosition() {
    guard topology.zones.count > 1 else { return }
    // Where a requirement has an intruder begin, it says how the zone is reached.
    let entered = Set(
      topology.accessRules.flatMap(\.enters) + topology.requirements.compactMap(\.zone))
    for reference in topology.zones.references.dropFirst() where !topology.isOpen(reference) {
      let zone = topology.zones[reference]
      guard zone.reachableFrom.isEmpty, !entered.contains(reference) else { continue }
      findings.add(
        .zoneUnreachable, "nothing can reach the zone '\(zone.id)', and no access rule enters it",
        at: zone.position, length: zone.id.utf8.count,
        help: "add 'reachable-from: …' here, or 'enters: \(zone.id)' to an access rule")
    }
    for rule in topology.accessRules where rule.from == nil && !dependsOnPlace(rule.requires) {
      guard let zone = topology.closedZone(of: rule.system), rule.controls || !rule.reads.isEmpty
      else { continue }
      findings.add(
        .ruleFromAnywhere,
        "this access rule works from everywhere, although '\(topology.systems[rule.system].id)' is in the zone '\(topology.zones[zone].id)'",
        at: rule.position,
        help: "add 'from: \(topology.zones[zone].id)', or 'from: internet' if that is so")
    }
  }

  /// Whether a condition cannot hold without control of a system, which says where the intruder is, or without a
  /// secret that says from where it works.
  private func dependsOnPlace(_ condition: Condition?) -> Bool {
    switch condition {
    case .system: true
    case .secret(let secret): topology.secrets[secret].worksFrom != nil
    case .all(let parts): parts.contains { dependsOnPlace($0) }
    case .any(let parts): parts.allSatisfy { dependsOnPlace($0) }
    default: false
    }
  }
}
