import SourceText
import TopologyModel

/// Decodes sources, organizations and people.
extension TopologyDecoder {
  mutating func decodeSources(_ entries: [Entry]) {
    for (index, entry) in entries.enumerated() {
      guard let record = record(entry.body, .source, name: entry.name) else { continue }
      topology.sources[index].title = text(.title, record)
      topology.sources[index].date = date(.date, record)
      topology.sources[index].url = text(.url, record)
    }
  }

  mutating func decodeOrganizations(_ entries: [Entry]) {
    for (index, entry) in entries.enumerated() {
      guard let record = record(entry.body, .organization, name: entry.name) else { continue }
      var organization = topology.organizations[index]
      organization.label = text(.label, record)
      organization.role = choice(.role, record, Organization.Role.self)
      organization.actsFor = references(.actsFor, record, .organization) ?? []
      organization.supervisedBy = reference(.supervisedBy, record, .organization)
      organization.laws = laws(record)
      organization.contact = text(.contact, record)
      organization.advice = text(.advice, record)
      organization.intrusion = likelihood(.intrusion, record)
      organization.country = country(.country, record)
      organization.count = fleetCount(record)
      if organization.count == nil, value(.count, record) != nil { brokenFleets.insert(index) }
      organization.sizes = sizes(
        record, isFleet: keyNode(.count, record) != nil, count: organization.count)
      topology.organizations[index] = organization
    }
  }

  private mutating func fleetCount(_ record: Record) -> Int? {
    guard let node = value(.count, record), let count = count(.count, record) else { return nil }
    guard count.isExact, (1...limits.members).contains(count.low) else {
      report(
        .fleetCount, "a fleet must have from 1 to \(limits.members) members",
        at: node,
        help: count.low == 0 && !count.isExact ? "write an exact number, not a range" : nil)
      return nil
    }
    return count.low
  }

  /// `even`, or a weight for each of `count` members; nil where nothing is said, or something wrong.
  private mutating func sizes(_ record: Record, isFleet: Bool, count: Int?) -> FleetSizes? {
    guard let node = value(.sizes, record), let key = keyNode(.sizes, record) else { return nil }
    let isEven = arena.isScalar(node) && name(node) == "even"
    guard isEven || arena.kind(node) == .list || isNumber(node) else {
      wrongType(node, expected: "'even' or a list of whole numbers")
      return nil
    }
    var weights: [Int] = []
    if !isEven {
      guard let read = self.weights(node) else { return nil }
      weights = read
    }
    if !isFleet {
      report(
        .sizesMismatch, "'sizes' needs a fleet: there is no 'count' or 'across' here", at: key,
        help: isEven ? "add 'count: …' or 'across: …'" : "add 'count: \(weights.count)'")
      return nil
    }
    if isEven { return .even }
    if let count, count != weights.count {
      report(.sizesMismatch, "'sizes' has \(weights.count) numbers for \(count) members", at: key)
      return nil
    }
    if weights.allSatisfy({ $0 == 0 }) {
      report(.sizesMismatch, "all sizes are 0", at: key)
      return nil
    }
    return .weights(weights)
  }

  private func isNumber(_ node: Node) -> Bool {
    arena.isScalar(node) && (try? CountNotation.parse(name(node))) != nil
  }

  private mutating func weights(_ node: Node) -> [Int]? {
    var sizes: [Int] = []
    var total = 0
    let errors = findings.errors
    for item in items(node, of: "a whole number") {
      let size = arena.isScalar(item) ? try? CountNotation.parse(name(item)) : nil
      guard let size, size.isExact else {
        wrongType(item, expected: "a whole number")
        continue
      }
      sizes.append(size.low)
      total = total.addingReportingOverflow(size.low).partialValue
      guard (0...CountInterval.largest).contains(total) else {
        report(.countTooLarge, "the sum of these sizes is more than 2^53", at: node)
        return nil
      }
    }
    return findings.errors == errors ? sizes : nil
  }

  // MARK: - Groups

  /// A group's entry with the index of its parent.
  struct GroupEntry {
    let entry: Entry
    let parent: Int?
  }

  /// All groups, parents before children.
  mutating func definePeople(_ top: Record) -> [GroupEntry] {
    var result: [GroupEntry] = []
    for entry in entries(.people, top) { definePeople(entry, parent: nil, &result) }
    return result
  }

  private mutating func definePeople(_ entry: Entry, parent: Int?, _ result: inout [GroupEntry]) {
    let index = topology.groups.count
    define(entry, as: Definition(section: .group, index: index))
    topology.groups.append(
      PeopleGroup(
        id: entry.id, parent: parent.map { Reference($0) }, position: position(entry.name)))
    if let parent { topology.groups[parent].children.append(Reference(index)) }
    result.append(GroupEntry(entry: entry, parent: parent))
    guard arena.kind(entry.body) == .map,
      let groups = arena.value(.groups, of: entry.body), arena.kind(groups) == .map
    else { return }
    for pair in arena.pairs(groups) {
      let child = Entry(id: name(pair.key), name: pair.key, body: pair.value)
      definePeople(child, parent: index, &result)
    }
  }

  mutating func decodeGroups(_ entries: [GroupEntry]) {
    for (index, group) in entries.enumerated() {
      guard let record = record(group.entry.body, .group, name: group.entry.name) else { continue }
      var decoded = topology.groups[index]
      decoded.label = text(.label, record)
      decoded.size = count(.count, record) ?? .unknown
      decoded.countPosition = keyNode(.count, record).map(arena.position)
      decoded.disjoint = boolean(.disjoint, record) ?? false
      decoded.exhaustive = boolean(.exhaustive, record) ?? false
      decoded.across = fleet(.across, record)
      decoded.sizes = sizes(
        record, isFleet: keyNode(.across, record) != nil,
        count: decoded.across.flatMap { topology.organizations[$0].count })
      decoded.controller = reference(.controller, record, .organization)
      decoded.source = reference(.source, record, .source)
      topology.groups[index] = decoded
      guard let groups = value(.groups, record) else { continue }
      if arena.kind(groups) != .map {
        wrongType(groups, expected: "a map from id to group")
      } else if let across = keyNode(.across, record), value(.across, record) != nil,
        !arena.children(groups).isEmpty
      {
        report(
          .acrossWithGroups, "a group with 'across' cannot have other subgroups",
          at: across, help: "move 'across' or 'groups' into a subgroup of its own")
        topology.groups[index].across = nil
      }
    }
  }

  /// The fleet that a group is split across.
  mutating func fleet(_ key: Key, _ record: Record) -> Reference<Organization>? {
    guard let node = value(key, record),
      let found: Reference<Organization> = reference(key, record, .organization)
    else { return nil }
    if topology.organizations[found].count != nil { return found }
    // An invalid count was already reported.
    if !brokenFleets.contains(found.index) {
      report(
        .notAFleet, "'\(name(node))' is one organization, not a fleet", at: node,
        help: "add a 'count' to it",
        notes: [
          Diagnostic.Note("defined here", at: topology.organizations[found].position)
        ])
    }
    return nil
  }
}
