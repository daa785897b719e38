import SourceText
import TopologyModel

/// Resolves ids and suggests similar ones.
extension TopologyDecoder {
  /// Defines the ids of a section. An entry with a duplicate or invalid id is still decoded at its place.
  mutating func define(_ section: Section, _ entries: [Entry]) -> [Entry] {
    for entry in entries {
      define(entry, as: Definition(section: section, index: count(of: section)))
      append(entry, to: section)
    }
    return entries
  }

  mutating func define(_ entry: Entry, as definition: Definition) {
    guard checkID(entry.name) else { return }
    let symbol = arena.symbol(entry.name)
    if let taken = names[symbol, definition.section.namespace] {
      report(
        .idTaken, "duplicate id '\(entry.id)': it already names \(taken.section.noun)",
        at: entry.name,
        help: definition.section.namespace == .shared
          ? "organizations, systems, secrets, services and events share one namespace"
          : "groups of people and cohorts share one namespace",
        notes: [Diagnostic.Note("first defined here", at: position(of: taken))])
      return
    }
    names.define(symbol, as: definition)
  }

  private mutating func append(_ entry: Entry, to section: Section) {
    let id = entry.id
    let position = position(entry.name)
    switch section {
    case .source: topology.sources.append(Source(id: id, position: position))
    case .organization: topology.organizations.append(Organization(id: id, position: position))
    case .system: topology.systems.append(System(id: id, position: position))
    case .secret: topology.secrets.append(Secret(id: id, position: position))
    case .service: topology.services.append(Service(id: id, position: position))
    case .event: topology.events.append(CommonEvent(id: id, position: position))
    case .group: topology.groups.append(PeopleGroup(id: id, position: position))
    case .cohort: topology.cohorts.append(Cohort(id: id, position: position))
    case .field: topology.fields.append(DataField(id: id, position: position))
    case .zone: topology.zones.append(Zone(id: id, position: position))
    }
  }

  private func count(of section: Section) -> Int {
    switch section {
    case .source: topology.sources.count
    case .organization: topology.organizations.count
    case .system: topology.systems.count
    case .secret: topology.secrets.count
    case .service: topology.services.count
    case .event: topology.events.count
    case .group: topology.groups.count
    case .cohort: topology.cohorts.count
    case .field: topology.fields.count
    case .zone: topology.zones.count
    }
  }

  private func position(of definition: Definition) -> SourcePosition {
    let index = definition.index
    switch definition.section {
    case .source: return topology.sources[index].position
    case .organization: return topology.organizations[index].position
    case .system: return topology.systems[index].position
    case .secret: return topology.secrets[index].position
    case .service: return topology.services[index].position
    case .event: return topology.events[index].position
    case .group: return topology.groups[index].position
    case .cohort: return topology.cohorts[index].position
    case .field: return topology.fields[index].position
    case .zone: return topology.zones[index].position
    }
  }

  private func ids(of section: Section) -> [String] {
    switch section {
    case .source: topology.sources.map(\.id)
    case .organization: topology.organizations.map(\.id)
    case .system: topology.systems.map(\.id)
    case .secret: topology.secrets.map(\.id)
    case .service: topology.services.map(\.id)
    case .event: topology.events.map(\.id)
    case .group: topology.groups.map(\.id)
    case .cohort: topology.cohorts.map(\.id)
    case .field: topology.fields.map(\.id)
    case .zone: topology.zones.map(\.id)
    }
  }

  // MARK: - One reference

  mutating func definition(_ node: Node, _ expected: Expected) -> Definition? {
    guard isName(node) else {
      wrongType(node, expected: expected.noun)
      return nil
    }
    if let found = names.find(arena.symbol(node), expected) { return found }
    unresolved(node, name(node), expected)
    return nil
  }

  func isName(_ node: Node) -> Bool {
    arena.isScalar(node) && !arena.isNull(node) && arena.boolean(node) == nil
  }

  private mutating func unresolved(_ node: Node, _ text: String, _ expected: Expected) {
    if let other = names.findAnywhere(arena.symbol(node)) {
      report(
        .wrongSection, "'\(text)' is \(other.section.noun), not \(expected.noun)", at: node,
        notes: [Diagnostic.Note("defined here", at: position(of: other))])
      return
    }
    report(
      .unknownReference, "unknown name '\(text)'; expected \(expected.noun)", at: node,
      help: suggestion(text, expected.sections).map { "did you mean '\($0)'?" })
  }

  /// The defined id nearest to a text, while comparisons remain within the run's limit.
  mutating func suggestion(_ text: String, _ sections: [Section]) -> String? {
    let key = Suggestion(text: text, sections: sections)
    if let known = suggestions[key] { return known }
    let size = sections.reduce(0) { $0 + count(of: $1) }
    guard findings.isListing, size <= comparisons else { return nil }
    let near = near(text, among: sections.flatMap { ids(of: $0) })
    suggestions[key] = .some(near)
    return near
  }

  /// The candidate nearest to a text, while comparisons remain within the run's limit.
  mutating func near(_ text: String, among candidates: [String]) -> String? {
    guard findings.isListing, candidates.count <= comparisons else { return nil }
    comparisons -= candidates.count
    return NearName.nearest(to: text, among: candidates)
  }

  mutating func reference<Entry>(
    _ key: Key, _ record: Record, _ expected: Expected, as type: Entry.Type = Entry.self
  ) -> Reference<Entry>? {
    guard let node = value(key, record) else { return nil }
    return definition(node, expected).map { Reference($0.index) }
  }

  // MARK: - Lists of references

  mutating func references<Entry>(
    _ key: Key, _ record: Record, _ expected: Expected, as type: Entry.Type = Entry.self
  ) -> [Reference<Entry>]? {
    value(key, record).map { references($0, expected) }
  }

  mutating func references<Entry>(
    _ node: Node, _ expected: Expected, as type: Entry.Type = Entry.self
  ) -> [Reference<Entry>] {
    resolved(items(node, of: expected.noun)) { decoder, item in
      decoder.definition(item, expected).map { Reference($0.index) }
    }
  }

  mutating func parts(_ key: Key, _ record: Record) -> [Cohort.Part]? {
    value(key, record).map { parts($0) }
  }

  mutating func parts(_ node: Node) -> [Cohort.Part] {
    resolved(items(node, of: Expected.people.noun)) { decoder, item in decoder.part(item) }
  }

  mutating func part(_ node: Node) -> Cohort.Part? {
    definition(node, .people).map { found in
      found.section == .group ? .group(Reference(found.index)) : .cohort(Reference(found.index))
    }
  }

  mutating func holder(_ node: Node) -> Holder? {
    guard let found = definition(node, .holder) else { return nil }
    switch found.section {
    case .organization: return .organization(Reference(found.index))
    case .group: return .group(Reference(found.index))
    default: return .cohort(Reference(found.index))
    }
  }

  /// The items one by one. A repeated item is reported and skipped.
  mutating func resolved<Value: Hashable>(
    _ items: ArraySlice<Node>, _ resolve: (inout TopologyDecoder, Node) -> Value?
  ) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(items.count)
    var seen: Set<Value> = []
    for item in items {
      guard let value = resolve(&self, item) else { continue }
      let isNew =
        items.count > 16 ? seen.insert(value).inserted : !values.contains(value)
      if isNew {
        values.append(value)
      } else {
        report(
          .repeatedItem, "repeated item '\(name(item))'", at: item)
      }
    }
    return values
  }
}
