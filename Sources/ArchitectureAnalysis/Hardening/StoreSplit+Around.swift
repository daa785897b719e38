import TopologyLanguage
import TopologyModel

/// The surroundings of a split store: flows, rules of other systems that read it, conditions that name it, and
/// common causes that hit it.
extension StoreSplit {
  // MARK: - Flows

  /// Replaces each flow to or from a divided dataset by flows for both halves, except for a half whose people
  /// the flow does not carry.
  var flows: TopologyChange? {
    var patches: [String: TopologyChange] = [:]
    var added: [TopologyChange.Entry] = []
    var taken = Set(topology.flows.map(\.id))
    for flow in topology.flows {
      guard divided.contains(flow.from) || divided.contains(flow.to) else { continue }
      let people = [division.first, division.second].map {
        division.names($0, passing: flow.people)
      }
      let patch: TopologyChange =
        people[0].isEmpty ? .null : .at("people", change: .words(people[0]))
      patches[flow.id] = patch
      guard !people[1].isEmpty else { continue }
      let copy = candidates.writer.written(flow).followed(
        by: .map([
          "from": .word(half(flow.from)), "to": .word(half(flow.to)), "people": .words(people[1]),
        ]))
      let id = NewName.from("\(flow.id)-2", taken: taken)
      taken.insert(id)
      added.append(.init(key: id, value: copy))
    }
    return patches.isEmpty ? nil : candidates.writer.editingFlows(patches, adding: added)
  }

  /// The second half of a divided dataset; any other dataset unchanged.
  private func half(_ dataset: Reference<Dataset>) -> String {
    let entry = topology.datasets[dataset]
    return divided.contains(dataset) ? "\(other).\(candidates.writer.localName(entry))" : entry.id
  }

  // MARK: - Conditions and rules elsewhere

  /// Rules that read or trust the store, inferences that need it, and entries that need it to run; nil if one
  /// of them cannot be expressed for two systems.
  var conditions: TopologyChange? {
    var change = TopologyChange.map([])
    for place in topology.systems.references {
      var patches: [Reference<AccessRule>: TopologyChange] = [:]
      for reference in topology.systems[place].access {
        guard let patch = patch(topology.accessRules[reference]) else { return nil }
        if patch != .map([]) { patches[reference] = patch }
      }
      if !patches.isEmpty {
        change = change.followed(by: candidates.writer.editing(rulesOf: place, patches))
      }
      let home = candidates.fleet(place)
      guard let needs = needing(topology.systems[place].needs, home: home) else { return nil }
      if let new = needs {
        change = change.followed(
          by: .at("systems", topology.systems[place].id, "needs", change: new))
      }
    }
    for service in topology.services {
      let home = service.organization.flatMap { candidates.fleet(organization: $0) }
      for (key, condition) in [("needs", service.needs), ("fallback", service.fallback)] {
        guard let needs = needing(condition, home: home) else { return nil }
        if let new = needs {
          change = change.followed(by: .at("services", service.id, key, change: new))
        }
      }
    }
    guard let inferences else { return nil }
    return change.followed(by: inferences)
  }

  /// The changes to a rule; an empty map for no change; nil if they cannot be expressed.
  private func patch(_ rule: AccessRule) -> TopologyChange? {
    var entries: [TopologyChange.Entry] = []
    // A rule that trusts its own store keeps doing so; the rule of the second half trusts the second half.
    if let requires = rule.requires, rule.system != system {
      guard let both = trusting(requires, home: candidates.fleet(rule.system)) else { return nil }
      if both != candidates.writer.written(requires) {
        entries.append(
          .init(key: "requires", value: candidates.replacing(requires, by: both)))
      }
    }
    let more = rule.reads.filter { rule.system != system && divided.contains($0.dataset) }
      .map { (half($0.dataset), $0) }
    if !more.isEmpty {
      let all = rule.reads.map { (topology.datasets[$0.dataset].id, $0) } + more
      // A list is replaced as a whole; in a map, only what changes is written.
      if case .list(let words) = candidates.writer.written(all) {
        entries.append(.init(key: "reads", value: .list(words)))
      } else {
        let added = more.map { name, shown -> TopologyChange.Entry in
          if case .map(let entries) = candidates.writer.written([(name, shown)]) {
            return entries[0]
          }
          return .init(key: name, value: .map([]))
        }
        entries.append(.init(key: "reads", value: .map(added)))
      }
    }
    return .map(entries)
  }

  private var inferences: TopologyChange? {
    var patches: [String: TopologyChange] = [:]
    for inference in topology.inferences {
      guard let requires = inference.requires else { continue }
      guard let both = trusting(requires, home: nil) else { return nil }
      if both != candidates.writer.written(requires) {
        patches[inference.id] = .at(
          "requires", change: candidates.replacing(requires, by: both))
      }
    }
    guard !patches.isEmpty else { return .map([]) }
    return .at(
      "inferences",
      change: candidates.writer.editing(
        topology.inferences.map { ($0.id, candidates.writer.written($0)) }, patches))
  }

  /// A condition of `requires`: control of either half counts as control of the store. Nil if this cannot be
  /// expressed, because the condition counts members of its fleet.
  private func trusting(
    _ condition: Condition, home: Reference<Organization>?
  ) -> TopologyChange? {
    replaced(condition, home: home, by: both("any")) { _ in nil }
  }

  /// A condition of one of the store's own rules, for the second half.
  func moved(_ condition: Condition) -> TopologyChange? {
    replaced(condition, home: candidates.fleet(system), by: .word(other)) { _ in nil }
  }

  private func both(_ key: String) -> TopologyChange {
    .map([.init(key: key, value: .list([.word(entry.id), .word(other)]))])
  }

  /// A condition of `needs` or `fallback` that needs the store, changed to need both halves. The inner nil
  /// means that it does not need the store; the outer nil means that the change cannot be expressed.
  private func needing(
    _ condition: Condition?, home: Reference<Organization>?
  ) -> TopologyChange?? {
    guard let condition else { return .some(nil) }
    let new = replaced(condition, home: home, by: both("all")) { count in
      // The required number of first halves, and the same number of second halves.
      .map([
        "all": .list(
          [entry.id, other].map { name in
            .map(["at-least": .number(count), "of": .list([.word(name)])])
          })
      ])
    }
    guard let new else { return nil }
    guard new != candidates.writer.written(condition) else { return .some(nil) }
    return candidates.replacing(condition, by: new)
  }

  /// - Parameters:
  ///   - new: What replaces the store.
  ///   - counted: What replaces an "at-least" condition on the members of the store.
  private func replaced(
    _ condition: Condition, home: Reference<Organization>?, by new: TopologyChange,
    counted: (Int) -> TopologyChange?
  ) -> TopologyChange? {
    func all(_ parts: [Condition]) -> [TopologyChange]? {
      let all = parts.map { replaced($0, home: home, by: new, counted: counted) }
      return all.contains { $0 == nil } ? nil : all.compactMap { $0 }
    }
    switch condition {
    case .system(system): return new
    case .all(let parts): return all(parts).map { .map(["all": .list($0)]) }
    case .any(let parts): return all(parts).map { .map(["any": .list($0)]) }
    case .atLeast(let count, let parts):
      let fleet = candidates.fleet(system)
      if fleet != nil, fleet != home, parts.contains(.system(system)) {
        return parts.count == 1 ? counted(count) : nil
      }
      return all(parts).map { .map(["at-least": .number(count), "of": .list($0)]) }
    case .secret, .system, .service, .members: return candidates.writer.written(condition)
    }
  }

  // MARK: - Common causes

  /// Events that hit the store hit both halves; an event that hits an organization does so anyway.
  var events: TopologyChange? {
    let entries = topology.events.compactMap { event -> TopologyChange.Entry? in
      let more = event.hits.compactMap { target -> String? in
        switch target {
        case .system(system): other
        case .member(let number, of: .system(system)): "\(other)[\(number)]"
        default: nil
        }
      }
      guard !more.isEmpty else { return nil }
      let hits = event.hits.map { candidates.writer.name(of: $0) } + more
      return .init(key: event.id, value: .at("hits", change: .words(hits)))
    }
    return entries.isEmpty ? nil : .at("events", change: .map(entries))
  }
}
