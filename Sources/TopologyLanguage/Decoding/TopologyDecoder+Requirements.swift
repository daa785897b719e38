import SourceText
import TopologyModel

/// Decodes requirements.
extension TopologyDecoder {
  private static let statements: [Key] = [
    .neverExposed, .peopleAtMost, .shareAtMost, .neverIn, .encryptedElsewhere, .survives,
    .crossingsDeclared, .retentionKept, .notificationPossible, .nothingUnknown,
  ]

  mutating func decodeRequirements(_ entries: [Entry]) {
    for entry in entries {
      checkID(entry.name)
      guard let record = record(entry.body, .requirement, name: entry.name) else { continue }
      let label = text(.label, record)
      let because = text(.because, record)
      let owner = text(.owner, record)
      let until = date(.until, record)
      let variants = variants(record)
      guard let statement = statement(record) else { continue }
      topology.requirements.append(
        Requirement(
          id: entry.id, label: label, because: because, owner: owner, until: until,
          untilPosition: value(.until, record).map(position), variants: variants,
          statement: statement, position: position(entry.name)))
    }
  }

  /// Ids of variants; nil in the list stands for the base file.
  private mutating func variants(_ record: Record) -> [String?] {
    guard let node = value(.variants, record),
      !isEmptyList(.variants, record, help: "leave it out for the file without a change")
    else { return [] }
    let known = topology.variants.map(\.id)
    return resolved(items(node, of: "a variant")) { decoder, item in
      guard decoder.isName(item) else {
        decoder.wrongType(item, expected: "a variant")
        return nil
      }
      let id = decoder.name(item)
      if id == Requirement.asWritten { return .some(nil) }
      guard known.contains(id) else {
        decoder.report(
          .unknownReference, "unknown name '\(id)'; expected a variant", at: item,
          help: decoder.near(id, among: known).map { "did you mean '\($0)'?" }
            ?? "'\(Requirement.asWritten)' is the file without a change")
        return nil
      }
      return .some(id)
    }
  }

  private mutating func statement(_ record: Record) -> RequirementStatement? {
    let given = Self.statements.filter { keyNode($0, record) != nil }
    guard let key = given.first, given.count == 1 else {
      report(
        .requirementForm,
        given.isEmpty
          ? "this requirement states nothing"
          : "a requirement makes one statement, not '\(given[0].text)' and '\(given[1].text)'",
        at: given.count > 1 ? keyNode(given[1], record) ?? record.name : record.name,
        help: given.isEmpty
          ? "add one of \(Self.statements.map(\.text).joined(separator: ", "))"
          : "split it into two requirements")
      return nil
    }
    guard let node = required(key, record, "a requirement") else { return nil }
    switch key {
    case .neverExposed: return neverExposed(node, key)
    case .peopleAtMost: return peopleAtMost(node, key)
    case .shareAtMost: return shareAtMost(node, key)
    case .neverIn: return neverIn(node, key)
    case .encryptedElsewhere:
      guard let record = self.record(node, .encryptedElsewhere, name: node) else { return nil }
      return data(record).map(RequirementStatement.encryptedElsewhere)
    case .survives: return survives(node, key)
    case .crossingsDeclared: return crossings(node)
    case .retentionKept: return date(node).map(RequirementStatement.retentionKept)
    default: return flag(key, node)
    }
  }

  /// A statement without details.
  private mutating func flag(_ key: Key, _ node: Node) -> RequirementStatement? {
    guard arena.boolean(node) == true else {
      report(
        .requirementForm, "'\(key.text)' is stated as true", at: node,
        help: "write '\(key.text): true', or remove the requirement")
      return nil
    }
    return key == .notificationPossible ? .notificationPossible : .nothingUnknown
  }

  // MARK: - Statements

  private mutating func neverExposed(_ node: Node, _ key: Key) -> RequirementStatement? {
    guard let record = record(node, .neverExposed, name: node),
      !isEmptyList(.from, record, help: "leave it out to allow every event")
    else { return nil }
    let data = data(record)
    let from = value(.from, record).map { targets($0, .hit) } ?? []
    let zone: Reference<Zone>? = value(.zone, record).flatMap { node in
      definition(node, .zone).map { Reference($0.index) }
    }
    if value(.zone, record) != nil, zone == nil { return nil }
    let events = value(.events, record) == nil ? 1 : number(.events, record, 0...64)
    guard let data, let events else { return nil }
    return .neverExposed(data, events: events, from: from, zone: zone)
  }

  private mutating func peopleAtMost(_ node: Node, _ key: Key) -> RequirementStatement? {
    guard let record = record(node, .peopleAtMost, name: node) else { return nil }
    let data = data(record)
    let most = number(.count, record, 0...(1 << 53))
    var scope = RequiredScope.oneEvent
    if let named = value(.incident, record) {
      let known = topology.incidents.map(\.id)
      guard isName(named) else {
        wrongType(named, expected: "an incident")
        return nil
      }
      guard let index = known.firstIndex(of: name(named)) else {
        report(
          .unknownReference, "unknown name '\(name(named))'; expected an incident", at: named,
          help: near(name(named), among: known).map { "did you mean '\($0)'?" })
        return nil
      }
      scope = .incident(Reference(index))
    }
    if let year = keyNode(.year, record) {
      guard let share = likelihood(.year, record) else { return nil }
      let isClass =
        data.map { data in
          guard data.fields.isEmpty, data.tier == nil, case .group(let group)? = data.people else {
            return false
          }
          return topology.groups[group].parent == nil
        } ?? false
      guard scope == .oneEvent, isClass else {
        report(
          .requirementForm, "'year' counts all people of a class, whichever field came out",
          at: year, help: "write 'people: CLASS' and 'count: …' beside it, and nothing else")
        return nil
      }
      scope = .year(share)
    }
    guard let data, let most else { return nil }
    return .peopleAtMost(data, most: most, scope)
  }

  private mutating func shareAtMost(_ node: Node, _ key: Key) -> RequirementStatement? {
    guard let record = record(node, .shareAtMost, name: node) else { return nil }
    let people = required(.people, record, "'share-at-most'")
    let hasShare = required(.share, record, "'share-at-most'") != nil
    guard let people, let part = part(people), hasShare, let share = likelihood(.share, record)
    else { return nil }
    guard case .group(let group) = part, topology.groups[group].parent == nil else {
      report(
        .requirementForm, "a share is of a whole class, not of '\(name(people))'", at: people,
        help: "name a topmost group of 'people'")
      return nil
    }
    return .shareAtMost(group, share: share)
  }

  private mutating func neverIn(_ node: Node, _ key: Key) -> RequirementStatement? {
    guard let record = record(node, .neverIn, name: node) else { return nil }
    let data = data(record)
    var datasets: [Reference<Dataset>] = []
    if let named = value(.datasets, record) {
      datasets = resolved(items(named, of: "a dataset")) { decoder, item in
        decoder.dataset(item, own: nil)
      }
    }
    let organizations: [Reference<Organization>] =
      references(.organizations, record, .organization) ?? []
    var countries: [String] = []
    if let named = value(.countries, record) {
      countries = resolved(items(named, of: "a country")) { decoder, item in
        decoder.country(item)
      }
    }
    guard let data else { return nil }
    guard !(datasets.isEmpty && organizations.isEmpty && countries.isEmpty) else {
      // Names of nothing are reported already.
      let isNamed = [Key.datasets, .organizations, .countries].contains { key in
        value(key, record).map { arena.kind($0) != .list || !arena.children($0).isEmpty } ?? false
      }
      if isNamed { return nil }
      report(
        .requirementForm, "'never-in' names no place", at: node,
        help: "add 'datasets', 'organizations' or 'countries'")
      return nil
    }
    return .neverIn(
      data, datasets: datasets, organizations: organizations, countries: countries)
  }

  private mutating func survives(_ node: Node, _ key: Key) -> RequirementStatement? {
    guard let record = record(node, .survives, name: node) else { return nil }
    let stops = value(.stops, record) == nil ? 1 : number(.stops, record, 1...64)
    guard let named = required(.services, record, "'survives'") else { return nil }
    guard !isEmptyList(.services, record, help: "name at least one service") else { return nil }
    let services: [Reference<Service>] = references(named, .service)
    guard let stops, !services.isEmpty else { return nil }
    return .survives(services, stops: stops)
  }

  private mutating func crossings(_ node: Node) -> RequirementStatement? {
    guard let record = record(node, .crossingsDeclared, name: node) else { return nil }
    guard topology.zones.count > 1 else {
      report(
        .requirementOfNothing, "the file has no zones that anything could cross", at: node,
        help: "add 'zones', and a 'zone' to the systems that stand in one")
      return nil
    }
    guard !isEmptyList(.zones, record, help: "leave it out for the borders of all zones") else {
      return nil
    }
    let zones: [Reference<Zone>] = references(.zones, record, .zone) ?? []
    let known = topology.flows.map(\.id)
    let ids = Set(known)
    var flows: [String] = []
    if let named = value(.flows, record) {
      flows = resolved(items(named, of: "a flow")) { decoder, item in
        guard decoder.isName(item) else {
          decoder.wrongType(item, expected: "a flow")
          return nil
        }
        let id = decoder.name(item)
        if ids.contains(id) { return id }
        decoder.report(
          .unknownReference, "unknown name '\(id)'; expected a flow", at: item,
          help: decoder.near(id, among: known).map { "did you mean '\($0)'?" })
        return nil
      }
    }
    return .crossingsDeclared(zones: zones, flows: flows)
  }
}
