import TopologyModel

/// A store split in two.
extension ControlCandidates {
  /// One for each system outside fleets that holds one dataset of several groups, where every flow to or
  /// from it has a name: the later half of the groups goes to a second, equal system. Whoever may read the
  /// first may read the second, by the same rules, so this separates intrusions and not logins.
  var splitStores: [Control] {
    topology.systems.references.compactMap { system in
      let entry = topology.systems[system]
      guard fleet(system) == nil, entry.datasets.count == 1, let dataset = entry.datasets.first,
        entry.access.allSatisfy({
          topology.accessRules[$0].reads.allSatisfy { $0.dataset == dataset }
        })
      else { return nil }
      return split(system, dataset)
    }
  }

  private func split(
    _ system: Reference<System>, _ dataset: Reference<Dataset>
  ) -> Control? {
    let entry = topology.systems[system]
    let groups = parts(topology.datasets[dataset].people)
    guard groups.count > 1 else { return nil }
    let half = (groups.count + 1) / 2
    let (first, second) = (Array(groups.prefix(half)), Array(groups.dropFirst(half)))
    let other = newID("\(entry.id)-2")
    let name = localName(topology.datasets[dataset])
    guard let rules = copiedRules(system, dataset, other: "\(other).\(name)", name: name),
      let flows = splitFlows(dataset, other: "\(other).\(name)", first, second)
    else { return nil }
    var copy: [TopologyChange.Entry] = []
    func add(_ key: String, _ value: TopologyChange?) {
      if let value { copy.append(.init(key: key, value: value)) }
    }
    add("label", .word("\(entry.label ?? entry.id), second half"))
    add("organization", entry.organization.map { .word(topology.organizations[$0].id) })
    add("kind", entry.kind.map { .word($0) })
    add("intrusion", entry.intrusion.map { .decimal($0) })
    if !entry.secrets.isEmpty {
      add("secrets", .words(entry.secrets.map { topology.secrets[$0].id }))
    }
    var data: [TopologyChange.Entry] = [.init(key: "people", value: .words(names(second)))]
    let held = topology.datasets[dataset]
    data.append(.init(key: "fields", value: .words(held.fields.map { topology.fields[$0].id })))
    if let key = held.encryptedWith.first {
      data.append(.init(key: "encrypted-with", value: .word(topology.secrets[key].id)))
    }
    add("datasets", .at(name, change: .map(data)))
    if !rules.own.isEmpty { add("access", .map(rules.own)) }
    add("needs", entry.needs.map { written($0) })
    var systems: [TopologyChange.Entry] = [
      .init(key: other, value: .map(copy)),
      .init(
        key: entry.id,
        value: .at("datasets", name, "people", change: .words(names(first)))),
    ]
    systems += rules.elsewhere + dependents(system, other)
    var change: [TopologyChange.Entry] = [.init(key: "systems", value: .map(systems))]
    if !flows.isEmpty { change.append(.init(key: "flows", value: .map(flows))) }
    let services = dependentServices(system, other)
    if !services.isEmpty { change.append(.init(key: "services", value: .map(services))) }
    return Control(
      kind: .splitStore, subject: entry.id,
      summary: "\(entry.id) split in two, \(first.count) and \(second.count) groups",
      change: .map(change))
  }

  /// The groups that people named by a dataset can be split into: a cohort's parts, a group's disjoint
  /// and exhaustive children.
  private func parts(_ people: [Cohort.Part]) -> [Reference<PeopleGroup>] {
    let groups = topology.groups(naming: people)
    guard groups.count == 1, let only = groups.first else { return groups }
    let entry = topology.groups[only]
    return entry.disjoint && entry.exhaustive && entry.across == nil ? entry.children : groups
  }

  private func names(_ groups: [Reference<PeopleGroup>]) -> [String] {
    groups.map { topology.groups[$0].id }
  }

  /// The system's own rules for the copy, and the rules of other systems that read it, reading both; nil
  /// when one of those has no name.
  private func copiedRules(
    _ system: Reference<System>, _ dataset: Reference<Dataset>, other: String, name: String
  ) -> (own: [TopologyChange.Entry], elsewhere: [TopologyChange.Entry])? {
    var own: [TopologyChange.Entry] = []
    var elsewhere: [TopologyChange.Entry] = []
    for rule in topology.accessRules {
      let reading = rule.reads.first { $0.dataset == dataset }
      if rule.system == system {
        guard isNamed(rule.id) else { return nil }
        var copy: [TopologyChange.Entry] = []
        if let requires = rule.requires {
          copy.append(.init(key: "requires", value: written(requires)))
        }
        if rule.controls { copy.append(.init(key: "controls", value: .flag(true))) }
        if let reading {
          copy.append(.init(key: "reads", value: .at(name, change: shown(reading))))
        }
        own.append(.init(key: rule.id, value: .map(copy)))
      } else if let reading {
        guard isNamed(rule.id), reading.fields != nil || reading.people != nil else { return nil }
        elsewhere.append(
          .init(
            key: topology.systems[rule.system].id,
            value: .at("access", rule.id, "reads", other, change: shown(reading))))
      }
    }
    return (own, elsewhere)
  }

  private func shown(_ reading: AccessRule.Reading) -> TopologyChange {
    let fields = (reading.fields ?? topology.datasets[reading.dataset].fields)
      .map { topology.fields[$0].id }
    guard let people = reading.people else { return .words(fields) }
    return .map(["fields": .words(fields), "people": .words(people.map(name(of:)))])
  }

  private func name(of part: Cohort.Part) -> String {
    switch part {
    case .group(let group): topology.groups[group].id
    case .cohort(let cohort): topology.cohorts[cohort].id
    }
  }

  /// Each flow for both halves; nil when one has no name or no list of fields to repeat.
  private func splitFlows(
    _ dataset: Reference<Dataset>, other: String, _ first: [Reference<PeopleGroup>],
    _ second: [Reference<PeopleGroup>]
  ) -> [TopologyChange.Entry]? {
    var result: [TopologyChange.Entry] = []
    for flow in topology.flows where flow.to == dataset || flow.from == dataset {
      guard isNamed(flow.id), flow.to != flow.from else { return nil }
      let isArriving = flow.to == dataset
      let halves = [first, second].map { half -> [Reference<PeopleGroup>] in
        guard let people = flow.people else { return half }
        return topology.groups(naming: people).flatMap { group in
          half.contains { topology.isGroup(group, atOrBelow: $0) }
            ? [group] : half.filter { topology.isGroup($0, atOrBelow: group) }
        }
      }
      if isArriving {
        let people: TopologyChange = .words(names(halves[0]))
        result.append(
          .init(key: flow.id, value: halves[0].isEmpty ? .null : .at("people", change: people)))
      }
      guard !halves[1].isEmpty else { continue }
      var copy: [TopologyChange.Entry] = [
        .init(
          key: "from", value: .word(isArriving ? topology.datasets[flow.from].id : other)),
        .init(key: "to", value: .word(isArriving ? other : topology.datasets[flow.to].id)),
        .init(key: "people", value: .words(names(halves[1]))),
      ]
      if let fields = flow.fields {
        copy.append(.init(key: "fields", value: .words(fields.map { topology.fields[$0].id })))
      }
      if !flow.becomes.isEmpty {
        let renamings = flow.becomes.map {
          TopologyChange.Entry(
            key: topology.fields[$0.field].id, value: .word(topology.fields[$0.becomes].id))
        }
        copy.append(.init(key: "becomes", value: .map(renamings)))
      }
      if !flow.via.isEmpty {
        copy.append(.init(key: "via", value: .words(flow.via.map { topology.systems[$0].id })))
      }
      if flow.encrypted { copy.append(.init(key: "encrypted", value: .flag(true))) }
      result.append(.init(key: "\(flow.id)-2", value: .map(copy)))
    }
    return result
  }

  // MARK: - Who needs the store

  private func dependents(_ system: Reference<System>, _ other: String) -> [TopologyChange.Entry] {
    topology.systems.compactMap { entry in
      needing(entry.needs, system, other).map {
        .init(key: entry.id, value: .at("needs", change: $0))
      }
    }
  }

  private func dependentServices(
    _ system: Reference<System>, _ other: String
  ) -> [TopologyChange.Entry] {
    topology.services.compactMap { entry in
      needing(entry.needs, system, other).map {
        .init(key: entry.id, value: .at("needs", change: $0))
      }
    }
  }

  /// A condition that needs the store, needing both halves instead; nil when it does not need it.
  private func needing(
    _ condition: Condition?, _ system: Reference<System>, _ other: String
  ) -> TopologyChange? {
    guard let condition else { return nil }
    let before = written(condition)
    let id = topology.systems[system].id
    let both = TopologyChange.map(["all": .list([.word(id), .word(other)])])
    func replaced(_ part: TopologyChange) -> TopologyChange {
      switch part {
      case .word(id): both
      case .list(let parts): .list(parts.map(replaced))
      case .map(let entries):
        .map(entries.map { .init(key: $0.key, value: replaced($0.value)) })
      case .word, .number, .decimal, .flag, .null: part
      }
    }
    let after = replaced(before)
    return after == before ? nil : replacing(condition, by: after)
  }
}
