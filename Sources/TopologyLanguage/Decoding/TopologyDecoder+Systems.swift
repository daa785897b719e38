import SourceText
import TopologyModel

/// Decodes fields, secrets, and systems with their datasets and access rules.
extension TopologyDecoder {
  mutating func decodeFields(_ entries: [Entry]) {
    for (index, entry) in entries.enumerated() {
      guard let record = record(entry.body, .field, name: entry.name) else { continue }
      topology.fields[index].label = text(.label, record)
      topology.fields[index].category = text(.category, record)
      topology.fields[index].identifies = choice(
        .identifies, record, DataField.Identification.self)
      topology.fields[index].about = choice(.about, record, DataField.Subject.self) ?? .person
      topology.fields[index].gravity = gravity(record)
      topology.fields[index].isPublic = boolean(.public, record) ?? false
    }
  }

  /// A tier with the reason for it.
  private mutating func gravity(_ field: Record) -> StatedGravity? {
    guard let node = value(.gravity, field) else { return nil }
    guard let record = record(node, .gravity, name: keyNode(.gravity, field) ?? node) else {
      return nil
    }
    if value(.tier, record) == nil { _ = required(.tier, record, "the gravity of a field") }
    guard let because = required(.because, record, "the gravity of a field"),
      let tier = choice(.tier, record, Gravity.self), arena.isScalar(because)
    else { return nil }
    return text(.because, record).map { StatedGravity(tier: tier, because: $0) }
  }

  mutating func decodeSecrets(_ entries: [Entry]) {
    for (index, entry) in entries.enumerated() {
      guard let record = record(entry.body, .secret, name: entry.name) else { continue }
      var secret = topology.secrets[index]
      secret.label = text(.label, record)
      secret.kind = choice(.kind, record, Secret.Kind.self)
      secret.heldBy = value(.heldBy, record).flatMap { holder($0) }
      secret.theft = likelihood(.theft, record)
      secret.exportable = boolean(.exportable, record) ?? true
      secret.rotated = date(.rotated, record)
      secret.valid = validity(record)
      secret.worksFrom = references(.worksFrom, record, .zone)
      checkOrigins(.worksFrom, record)
      secret.granted = grant(record)
      secret.each = fleet(.each, record)
      topology.secrets[index] = secret
    }
  }

  /// Decodes the systems except what may name datasets of other systems; returns what remains to be decoded.
  mutating func decodeSystems(_ entries: [Entry]) -> [Record?] {
    entries.enumerated().map { index, entry in
      guard let record = record(entry.body, .system, name: entry.name) else { return nil }
      var system = topology.systems[index]
      system.label = text(.label, record)
      system.organization = reference(.organization, record, .organization)
      if let organization = system.organization { holders.insert(organization.index) }
      system.kind = text(.kind, record)
      system.zone = reference(.zone, record, .zone)
      system.intrusion =
        likelihood(.intrusion, record)
        ?? system.organization.flatMap { topology.organizations[$0].intrusion }
      system.country =
        country(.country, record)
        ?? system.organization.flatMap { topology.organizations[$0].country }
      system.secrets = references(.secrets, record, .secret) ?? []
      for dataset in self.entries(.datasets, record) {
        system.datasets.append(Reference(topology.datasets.count))
        decodeDataset(dataset, system: index, named: system.id)
      }
      topology.systems[index] = system
      return record
    }
  }

  private mutating func decodeDataset(_ entry: Entry, system: Int, named systemID: String) {
    let index = topology.datasets.count
    if checkID(entry.name) {
      datasets[DatasetName(system: system, name: arena.symbol(entry.name))] = index
    }
    var dataset = Dataset(
      id: "\(systemID).\(entry.id)", system: Reference(system), position: position(entry.name))
    defer { topology.datasets.append(dataset) }
    guard let record = record(entry.body, .dataset, name: entry.name) else { return }
    dataset.label = text(.label, record)
    let people = parts(.people, record)
    let fields: [Reference<DataField>]? = references(.fields, record, .field)
    dataset.people = people ?? []
    dataset.fields = fields ?? []
    dataset.listsPeople = people != nil
    dataset.listsFields = fields != nil
    checkContent(dataset, at: entry.name)
    if fields == nil, people != nil { carriage.addAnything(to: Reference(index)) }
    dataset.records = count(.records, record)
    dataset.secrets = references(.secrets, record, .secret) ?? []
    dataset.encryptedWith = references(.encryptedWith, record, .secret) ?? []
    dataset.retained = retentions(record)
    for field in dataset.fields { carriage.add(field, to: Reference(index)) }
  }

  /// Warns of a dataset of which the file lists people or fields alone. One of which it lists neither holds
  /// what flows bring.
  private mutating func checkContent(_ dataset: Dataset, at name: Node) {
    if !dataset.people.isEmpty, !dataset.listsFields {
      report(
        .contentUnlisted,
        "what '\(dataset.id)' holds about these people is not listed: it is unknown",
        at: name, help: "list its 'fields', or write 'fields: []' if it holds only what flows bring"
      )
    } else if !dataset.fields.isEmpty, !dataset.listsPeople {
      report(
        .contentUnlisted, "whose fields '\(dataset.id)' holds is not listed: it is unknown",
        at: name,
        help: "list its 'people', or write 'people: []' if it holds nobody's")
    }
  }

  // MARK: - Access

  mutating func decodeAccess(_ records: [Record?]) {
    for (index, record) in records.enumerated() {
      guard let record else { continue }
      let home = fleet(ofSystem: index)
      for entry in entriesOrList(.access, record) {
        topology.systems[index].access.append(Reference(topology.accessRules.count))
        decodeRule(entry, system: index, home: home)
      }
      topology.systems[index].needs = condition(.needs, record, .needed, home: home)
    }
  }

  private mutating func decodeRule(_ entry: Entry, system: Int, home: Int?) {
    var rule = AccessRule(
      id: entry.id, system: Reference(system), position: position(entry.name))
    defer { topology.accessRules.append(rule) }
    guard let record = record(entry.body, .accessRule, name: entry.name) else { return }
    rule.label = text(.label, record)
    rule.requires = condition(.requires, record, .required, home: home)
    rule.controls = boolean(.controls, record) ?? false
    rule.from = references(.from, record, .zone)
    rule.enters = references(.enters, record, .zone) ?? []
    checkOrigins(.from, record)
    if let reads = value(.reads, record) { rule.reads = readings(reads, system: system) }
    let readsNothing = value(.reads, record).map { arena.children(orNone: $0).isEmpty } ?? true
    if readsNothing, rule.enters.isEmpty,
      value(.controls, record).map({ arena.boolean($0) == false }) ?? true
    {
      report(
        .ruleWithoutEffect, "this access rule neither reads a dataset nor gives control",
        at: entry.name, help: "add 'reads: …' or 'controls: true'")
    }
  }

  /// Rejects a rule or a secret that works from nowhere.
  private mutating func checkOrigins(_ key: Key, _ record: Record) {
    guard let node = value(key, record), arena.kind(node) == .list,
      arena.children(node).isEmpty
    else { return }
    report(
      .emptyList, "'\(key.text)' needs at least one zone: from none, nobody gets in", at: node,
      help:
        "name zones, or leave '\(key.text)' out if \(key == .from ? "the rule" : "it") works from everywhere"
    )
  }

  /// Whether a rule shows each member of its fleet that member's own people only.
  private mutating func isOwn(_ record: Record, system: Int) -> Bool {
    guard let node = value(.people, record), arena.isScalar(node), name(node) == "own" else {
      return false
    }
    let fleet = fleet(ofSystem: system)
    if let fleet, topology.groups.contains(where: { $0.across?.index == fleet }) { return true }
    report(
      .ownWithoutFleet,
      fleet == nil
        ? "'own' needs a fleet: '\(topology.systems[system].id)' belongs to a single organization"
        : "no group of people is split across '\(topology.organizations[fleet ?? 0].id)'",
      at: node,
      help: fleet == nil
        ? "name the people it shows"
        : "add 'across: \(topology.organizations[fleet ?? 0].id)' to the group whose parts the members have"
    )
    return true
  }

  /// Dataset ids, or a map from dataset to what the rule shows of it.
  private mutating func readings(_ node: Node, system: Int) -> [AccessRule.Reading] {
    var seen: Set<Int> = []
    func isNew(_ dataset: Reference<Dataset>, _ item: Node) -> Bool {
      if seen.insert(dataset.index).inserted { return true }
      report(
        .repeatedItem, "this rule already reads '\(name(item))'", at: item)
      return false
    }
    guard arena.kind(node) == .map else {
      return items(node, of: "a dataset").compactMap { item in
        guard let dataset = dataset(item, own: system), isNew(dataset, item) else { return nil }
        return AccessRule.Reading(dataset: dataset, position: position(item))
      }
    }
    return arena.pairs(node).compactMap { key, shown in
      guard let dataset = dataset(key, own: system), isNew(dataset, key) else { return nil }
      var reading = AccessRule.Reading(dataset: dataset, position: position(key))
      if arena.isNull(shown) { return reading }
      if arena.kind(shown) == .map {
        guard let record = record(shown, .reading, name: key) else { return nil }
        reading.fields = fieldsCarried(value(.fields, record), by: dataset)
        reading.isOwn = isOwn(record, system: system)
        if !reading.isOwn, let selected = value(.people, record) {
          shownPeople(selected, &reading)
        }
      } else {
        reading.fields = fieldsCarried(shown, by: dataset)
      }
      return reading
    }
  }

  /// The people whom a rule shows: of a union, or `{ all-of: […] }` those who are in every one of some groups.
  private mutating func shownPeople(_ node: Node, _ reading: inout AccessRule.Reading) {
    guard arena.kind(node) == .map else {
      reading.people = parts(node)
      arrivals.selections.append(.init(dataset: reading.dataset, people: node))
      return
    }
    guard let record = record(node, .intersection, name: node),
      let all = required(.allOf, record, "an intersection")
    else { return }
    let parts = parts(all)
    reading.people = parts.first.map { [$0] }
    reading.within = parts.dropFirst().map { [$0] }
    // What is no list of groups was reported above.
    if arena.kind(all) != .map {
      arrivals.selections.append(.init(dataset: reading.dataset, people: all))
    }
    if arena.kind(all) == .list, arena.children(all).isEmpty {
      report(.emptyList, "'all-of' needs at least one group", at: all)
    }
  }

  /// A list of fields, recorded so that the dataset can be checked for them.
  mutating func fieldsCarried(
    _ node: Node?, by dataset: Reference<Dataset>
  ) -> [Reference<DataField>]? {
    guard let node else { return nil }
    return resolved(items(node, of: Expected.field.noun)) { decoder, item in
      guard let found = decoder.definition(item, .field) else { return nil }
      let field = Reference<DataField>(found.index)
      decoder.carriage.expect(field, in: dataset, at: item)
      return field
    }
  }

  // MARK: - Datasets by name

  /// Resolves the dataset `core.rights`, or `rights` inside its own system.
  mutating func dataset(_ node: Node, own system: Int?) -> Reference<Dataset>? {
    guard isName(node) else {
      wrongType(node, expected: "a dataset")
      return nil
    }
    let symbol = arena.symbol(node)
    if let system, let own = datasets[DatasetName(system: system, name: symbol)] {
      return Reference(own)
    }
    let known = datasetsByName[Int(symbol.index)]
    if known != .max { return Reference(Int(known)) }
    guard let (systemName, short) = arena.symbols.split(symbol) else {
      unqualified(node, own: system)
      return nil
    }
    let holder = systemName.flatMap { names.find($0, .system) }
    guard let holder else {
      unknownHolder(node)
      return nil
    }
    if let found = short.flatMap({ datasets[DatasetName(system: holder.index, name: $0)] }) {
      datasetsByName[Int(symbol.index)] = UInt32(found)
      return Reference(found)
    }
    let own = topology.systems[holder.index]
    let text = name(node)
    let isAffordable = findings.isListing && own.datasets.count <= comparisons
    let ids = isAffordable ? own.datasets.map { topology.datasets[$0].id } : []
    report(
      .unknownReference,
      "system '\(own.id)' has no dataset '\(text.dropFirst(own.id.count + 1))'",
      at: node,
      help: near(text, among: ids).map { "did you mean '\($0)'?" }
        ?? (ids.count == 1 ? "its only dataset is '\(ids[0])'" : nil),
      notes: [Diagnostic.Note("the system is defined here", at: own.position)])
    return nil
  }

  private mutating func unqualified(_ node: Node, own system: Int?) {
    let text = name(node)
    guard let system else {
      let all = topology.datasets.count
      let isAffordable = findings.isListing && all <= comparisons
      if isAffordable { comparisons -= all }
      let ids =
        isAffordable ? topology.datasets.map(\.id).filter { $0.hasSuffix("." + text) } : []
      report(
        .unknownReference, "unknown dataset '\(text)'; expected 'system.dataset'", at: node,
        help: ids.count == 1 ? "did you mean '\(ids[0])'?" : nil)
      return
    }
    let own = topology.systems[system]
    let isAffordable = findings.isListing && own.datasets.count <= comparisons
    let short =
      isAffordable
      ? own.datasets.map { String(topology.datasets[$0].id.dropFirst(own.id.count + 1)) } : []
    report(
      .unknownReference, "this system has no dataset '\(text)'", at: node,
      help: near(text, among: short).map { "did you mean '\($0)'?" }
        ?? "write a dataset of another system as 'system.dataset'")
  }

  private mutating func unknownHolder(_ node: Node) {
    let text = name(node)
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let near = suggestion(String(parts[0]), [.system])
    report(
      .unknownReference, "unknown system '\(parts[0])'", at: node,
      help: near.map { "did you mean '\($0).\(parts[1])'?" })
  }
}

extension NodeArena {
  /// The children of a list or map; a scalar is its own only child.
  fileprivate func children(orNone node: Node) -> ArraySlice<Node> {
    isScalar(node) ? [node] : children(node)
  }
}
