import SourceText
import TopologyModel

/// Decodes events, incidents with their claims, and variants.
extension TopologyDecoder {
  mutating func decodeEvents(_ entries: [Entry]) {
    for (index, entry) in entries.enumerated() {
      guard let record = record(entry.body, .event, name: entry.name) else { continue }
      topology.events[index].label = text(.label, record)
      topology.events[index].likelihood = likelihood(.likelihood, record)
      guard let hits = required(.hits, record, "an event") else { continue }
      topology.events[index].hits = targets(hits, .hit)
      checkSystems(hits)
      if arena.kind(hits) == .list, arena.children(hits).isEmpty {
        report(.emptyList, "an event must hit at least one target", at: hits)
      }
    }
  }

  mutating func decodeIncidents(_ entries: [Entry]) {
    for entry in entries {
      checkID(entry.name)
      guard let record = record(entry.body, .incident, name: entry.name) else { continue }
      var incident = Incident(id: entry.id, position: position(entry.name))
      incident.label = text(.label, record)
      (incident.date, incident.lastDate) = period(.date, record)
      incident.moments = moments(incident, record)
      incident.aware = awareness(record)
      incident.severity = judgements(record)
      incident.stolen = targets(.stolen, record, .secret)
      incident.intruded = targets(.intruded, record, .place)
      if let intruded = value(.intruded, record) { checkSystems(intruded) }
      checkAwareness(incident, record)
      incident.events = references(.events, record, .event) ?? []
      incident.contained = targets(.contained, record, .place)
      incident.disabled = targets(.disabled, record, .place)
      incident.taken = taken(record)
      incident.claims = claims(record)
      let happened: [Key] = [.stolen, .intruded, .events, .contained, .disabled]
      let says = happened.contains { key in
        value(key, record).map { arena.isScalar($0) || !arena.children($0).isEmpty } ?? false
      }
      if !says {
        report(
          .incidentWithoutEvents, "nothing happens in this incident", at: entry.name,
          help: "add 'stolen', 'intruded' or 'events'")
      }
      topology.incidents.append(incident)
    }
  }

  /// Warns of organizations that are struck and of which the file has no system.
  private mutating func checkSystems(_ node: Node) {
    guard arena.kind(node) != .map else { return }
    for item in items(node, of: Expected.place.noun) where isName(item) {
      let text = name(item)
      let base = text.firstIndex(of: "[").map { String(text[..<$0]) } ?? text
      guard let found = arena.symbols.find(base).flatMap({ names.find($0, .organization) }),
        !holders.contains(found.index)
      else { continue }
      report(
        .systemsUnlisted,
        "the file has no system of '\(base)': what was read there is unknown, and of whom",
        at: item, help: "add its systems, and name the one that was reached",
        notes: [
          Diagnostic.Note("defined here", at: topology.organizations[found.index].position)
        ])
    }
  }

  /// Warns of those who are said to know of an incident before it happened.
  private mutating func checkAwareness(_ incident: Incident, _ record: Record) {
    guard let date = incident.date, let node = value(.aware, record) else { return }
    let entries = arena.kind(node) == .map ? arena.pairs(node).map(\.value) : [node]
    for entry in entries
    where arena.isScalar(entry) && Self.isDate(name(entry))
      && DateOrder.isBefore(name(entry), date)
    {
      report(
        .awareBeforeIncident, "'\(name(entry))' is before the incident, which was on \(date)",
        at: entry, help: "no period runs from a day before it happened")
    }
  }

  mutating func targets(
    _ key: Key, _ record: Record, _ expected: Expected
  ) -> [CommonEvent.Target] {
    value(key, record).map { targets($0, expected) } ?? []
  }

  mutating func targets(_ node: Node, _ expected: Expected) -> [CommonEvent.Target] {
    resolved(items(node, of: expected.noun)) { decoder, item in decoder.target(item, expected) }
  }

  /// An id, or one member of a fleet such as `store[17]`.
  private mutating func target(_ node: Node, _ expected: Expected) -> CommonEvent.Target? {
    guard isName(node) else {
      wrongType(node, expected: expected.noun)
      return nil
    }
    let text = name(node)
    guard text.hasSuffix("]"), let bracket = text.firstIndex(of: "[") else {
      return definition(node, expected).map { self.target($0) }
    }
    let base = String(text[..<bracket])
    guard let found = arena.symbols.find(base).flatMap({ names.find($0, expected) }) else {
      report(
        .unknownReference, "unknown name '\(base)'; expected \(expected.noun)", at: node,
        help: suggestion(base, expected.sections).map { "did you mean '\($0)\(text[bracket...])'?" }
      )
      return nil
    }
    let target = self.target(found)
    guard let count = members(of: target) else {
      report(
        .notAFleet, "'\(base)' is a single entry, not a fleet", at: node,
        help: "did you mean '\(base)'?")
      return nil
    }
    let digits = text[bracket...].dropFirst().dropLast()
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
      (1...count).contains(number)
    else {
      report(
        .memberOutOfRange, "'\(base)' has only members 1 to \(count)", at: node)
      return nil
    }
    return .member(number, of: target)
  }

  private func target(_ found: Definition) -> CommonEvent.Target {
    switch found.section {
    case .system: .system(Reference(found.index))
    case .secret: .secret(Reference(found.index))
    default: .organization(Reference(found.index))
    }
  }

  /// The number of members of a fleet; nil for a single entry.
  private func members(of target: CommonEvent.Target) -> Int? {
    switch target {
    case .system(let system):
      fleet(ofSystem: system.index).flatMap { topology.organizations[$0].count }
    case .secret(let secret):
      topology.secrets[secret].each.flatMap { topology.organizations[$0].count }
    case .organization(let organization): topology.organizations[organization].count
    case .member: nil
    }
  }

  // MARK: - Variants

  mutating func decodeVariants(_ entries: [Entry]) {
    for entry in entries {
      checkID(entry.name)
      if entry.id == Requirement.asWritten {
        report(
          .idTaken, "'\(entry.id)' is given: it is the file without a change", at: entry.name,
          help: "give the variant another name")
      }
      guard let record = record(entry.body, .variant, name: entry.name) else { continue }
      var variant = Variant(id: entry.id, position: position(entry.name))
      variant.label = text(.label, record)
      variant.description = text(.description, record)
      topology.variants.append(variant)
      guard let change = value(.change, record) else { continue }
      guard arena.kind(change) == .map else {
        wrongType(change, expected: "a change as a map")
        continue
      }
      for pair in arena.pairs(change) {
        let symbol = arena.symbol(pair.key)
        if symbol == Key.variants.symbol || symbol == Key.extends.symbol {
          report(
            .variantChange, "a variant cannot change '\(name(pair.key))'", at: pair.key)
        } else if !Shape.topology.allows(symbol) {
          let text = name(pair.key)
          report(
            .unknownKey, "\(Shape.topology.name) has no '\(text)'", at: pair.key,
            help: near(text, among: Shape.topology.keys.map(\.text))
              .map { "did you mean '\($0)'?" })
        }
      }
    }
  }
}
