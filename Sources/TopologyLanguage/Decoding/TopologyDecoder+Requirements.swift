import SourceText
import TopologyModel

/// Decodes requirements and countries.
extension TopologyDecoder {
  private static let statements: [Key] = [
    .neverExposed, .peopleAtMost, .shareAtMost, .neverIn, .encryptedElsewhere, .survives,
    .retentionKept, .notificationPossible, .nothingUnknown,
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
          variants: variants, statement: statement, position: position(entry.name)))
    }
  }

  /// Ids of variants; nil in the list stands for the base file.
  private mutating func variants(_ record: Record) -> [String?] {
    guard let node = value(.variants, record) else { return [] }
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
    guard let record = record(node, .neverExposed, name: node) else { return nil }
    let data = data(record)
    let from = value(.from, record).map { targets($0, .hit) } ?? []
    let events = value(.events, record) == nil ? 1 : number(.events, record, 0...64)
    guard let data, let events else { return nil }
    return .neverExposed(data, events: events, from: from)
  }

  private mutating func peopleAtMost(_ node: Node, _ key: Key) -> RequirementStatement? {
    guard let record = record(node, .peopleAtMost, name: node) else { return nil }
    let data = data(record)
    let most = number(.count, record, 0...(1 << 53))
    var scope = RequiredScope.oneEvent
    if let named = value(.incident, record) {
      let known = topology.incidents.map(\.id)
      guard isName(named), let index = known.firstIndex(of: name(named)) else {
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
          guard data.fields.isEmpty, case .group(let group)? = data.people else { return false }
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
    let services: [Reference<Service>] = references(named, .service)
    guard let stops, !services.isEmpty else { return nil }
    return .survives(services, stops: stops)
  }

  // MARK: - Parts

  /// `people`, and `fields` or a `category`. Nil after an error.
  private mutating func data(_ record: Record) -> RequiredData? {
    let people = value(.people, record).flatMap { part($0) }
    if value(.people, record) != nil, people == nil { return nil }
    var fields: [Reference<DataField>] = references(.fields, record, .field) ?? []
    if let node = value(.category, record) {
      guard let category = text(.category, record) else { return nil }
      let found = topology.fields.references.filter { field in
        let own = topology.fields[field].category ?? ""
        return own == category || own.hasPrefix(category + ".")
      }
      if found.isEmpty {
        report(
          .requirementOfNothing, "no field has the category '\(category)' or one below it",
          at: node,
          help: near(category, among: topology.fields.compactMap(\.category))
            .map { "did you mean '\($0)'?" })
        return nil
      }
      fields += found.filter { !fields.contains($0) }
    } else if let node = value(.fields, record), fields.isEmpty {
      if arena.kind(node) == .list, arena.children(node).isEmpty {
        report(.emptyList, "a requirement names at least one field", at: node)
      }
      return nil
    }
    return RequiredData(people: people, fields: fields)
  }

  /// A whole number in a range.
  private mutating func number(_ key: Key, _ record: Record, _ range: ClosedRange<Int>) -> Int? {
    guard let node = required(key, record, "a requirement"), let count = count(key, record) else {
      return nil
    }
    guard count.isExact, range.contains(count.low) else {
      report(
        .requirementForm,
        "'\(key.text)' takes one number from \(range.lowerBound) to \(range.upperBound)",
        at: node)
      return nil
    }
    return count.low
  }

  /// Two letters of ISO 3166.
  mutating func country(_ key: Key, _ record: Record) -> String? {
    value(key, record).flatMap { country($0) }
  }

  private mutating func country(_ node: Node) -> String? {
    let text = arena.isScalar(node) ? name(node) : ""
    guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      report(
        .invalidCountry, "invalid country '\(text)'", at: node,
        help: "write the two capital letters of ISO 3166, such as FR")
      return nil
    }
    return text
  }
}
