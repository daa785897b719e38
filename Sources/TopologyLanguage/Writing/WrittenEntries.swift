package import TopologyModel

/// Writes entries of sections that may be lists, and changes to such sections.
///
/// If entries have names, a change contains only what differs. Entries of a list have no names, and a merge
/// patch replaces the whole list, so all entries are written.
package struct TopologyWriter {
  let topology: Topology

  /// Writes entries of a topology as declared, before fleets are expanded.
  package init(_ declared: DeclaredTopology) { topology = declared.entries }

  /// Changes a section.
  /// - Parameters:
  ///   - entries: The existing entries in order, with the names the loader uses.
  ///   - patches: The changes to some entries, by name; null removes an entry.
  ///   - added: Entries to add, with new names.
  package func editing(
    _ entries: [(id: String, whole: TopologyChange)], _ patches: [String: TopologyChange],
    adding added: [TopologyChange.Entry] = []
  ) -> TopologyChange {
    if entries.allSatisfy({ isNamed($0.id) }) {
      let changed = entries.compactMap { entry in
        patches[entry.id].map { TopologyChange.Entry(key: entry.id, value: $0) }
      }
      return .map(changed + added)
    }
    let kept = entries.compactMap { entry -> TopologyChange? in
      guard let patch = patches[entry.id] else { return entry.whole }
      return patch == .null ? nil : entry.whole.followed(by: patch).carriedOut
    }
    return .list(kept + added.map(\.value))
  }

  /// Changes some access rules of a system.
  package func editing(
    rulesOf system: Reference<System>, _ patches: [Reference<AccessRule>: TopologyChange]
  ) -> TopologyChange {
    let rules = topology.systems[system].access
    let named = Dictionary(
      patches.map { (topology.accessRules[$0.key].id, $0.value) }, uniquingKeysWith: { $1 })
    let section = editing(
      rules.map { (topology.accessRules[$0].id, written(topology.accessRules[$0])) }, named)
    return .at("systems", topology.systems[system].id, "access", change: section)
  }

  /// Changes some flows and adds flows.
  package func editingFlows(
    _ patches: [String: TopologyChange], adding added: [TopologyChange.Entry] = []
  ) -> TopologyChange {
    .at(
      "flows", change: editing(topology.flows.map { ($0.id, written($0)) }, patches, adding: added))
  }

  /// Whether an entry can be changed by name; an entry of a list cannot.
  package func isNamed(_ id: String) -> Bool { !id.contains("[") }

  // MARK: - Entries

  /// A flow in the notation of the file.
  package func written(_ flow: Flow) -> TopologyChange {
    var entries: [TopologyChange.Entry] = []
    func add(_ key: String, _ value: TopologyChange?) {
      if let value { entries.append(.init(key: key, value: value)) }
    }
    add("label", flow.label.map { .word($0) })
    add("from", .word(topology.datasets[flow.from].id))
    add("to", .word(topology.datasets[flow.to].id))
    add("fields", flow.fields.map { .words($0.map(name)) })
    add("people", flow.people.map { .words($0.map(name)) })
    if !flow.becomes.isEmpty {
      var fields: [Reference<DataField>] = []
      for change in flow.becomes where !fields.contains(change.field) {
        fields.append(change.field)
      }
      add(
        "becomes",
        .map(
          fields.map { field in
            let targets = flow.arrivals(of: field).map(name)
            return .init(
              key: name(field), value: targets.count == 1 ? .word(targets[0]) : .words(targets))
          }))
    }
    if !flow.via.isEmpty { add("via", .words(flow.via.map { topology.systems[$0].id })) }
    if flow.encrypted { add("encrypted", .flag(true)) }
    if flow.certainty != .certain { add("certainty", .word(flow.certainty.rawValue)) }
    return .map(entries)
  }

  /// An access rule in the notation of the file.
  package func written(_ rule: AccessRule) -> TopologyChange {
    var entries: [TopologyChange.Entry] = []
    if let label = rule.label { entries.append(.init(key: "label", value: .word(label))) }
    if let requires = rule.requires {
      entries.append(.init(key: "requires", value: written(requires)))
    }
    if !rule.reads.isEmpty {
      let shown = rule.reads.map { (topology.datasets[$0.dataset].id, $0) }
      entries.append(.init(key: "reads", value: written(shown)))
    }
    if rule.controls { entries.append(.init(key: "controls", value: .flag(true))) }
    if let from = rule.from { entries.append(.init(key: "from", value: .words(from.map(name)))) }
    if !rule.enters.isEmpty {
      entries.append(.init(key: "enters", value: .words(rule.enters.map(name))))
    }
    return .map(entries)
  }

  /// What a rule reads, under the given names: dataset ids if it shows all of each, otherwise a map.
  package func written(_ readings: [(name: String, shown: AccessRule.Reading)]) -> TopologyChange {
    if readings.allSatisfy({ $0.shown.fields == nil && $0.shown.people == nil && !$0.shown.isOwn })
    {
      return .words(readings.map(\.name))
    }
    return .map(
      readings.map { reading in
        let fields = reading.shown.fields.map { TopologyChange.words($0.map(name)) }
        let people =
          reading.shown.isOwn
          ? .word("own") : reading.shown.people.map { written($0, within: reading.shown.within) }
        if let fields, people == nil { return .init(key: reading.name, value: fields) }
        let entries = [("fields", fields), ("people", people)].compactMap { key, value in
          value.map { TopologyChange.Entry(key: key, value: $0) }
        }
        return .init(key: reading.name, value: .map(entries))
      })
  }

  private func written(_ people: [Cohort.Part], within: [[Cohort.Part]]) -> TopologyChange {
    within.isEmpty
      ? .words(people.map(name)) : .map(["all-of": .words((people + within.joined()).map(name))])
  }

  /// An inference in the notation of the file.
  package func written(_ inference: Inference) -> TopologyChange {
    var entries: [TopologyChange.Entry] = [
      .init(key: "from", value: .words(inference.from.map(name))),
      .init(key: "gives", value: .words(inference.gives.map(name))),
    ]
    if let requires = inference.requires {
      entries.append(.init(key: "requires", value: written(requires)))
    }
    if let certainty = inference.certainty {
      entries.append(.init(key: "certainty", value: .word(certainty.rawValue)))
    }
    if let source = inference.source {
      entries.append(.init(key: "source", value: .word(topology.sources[source].id)))
    }
    return .map(entries)
  }

  /// The retention periods of a dataset in the notation of the file.
  package func written(_ retention: Retention, people: (Cohort.Part) -> [String]) -> TopologyChange
  {
    var entries: [TopologyChange.Entry] = []
    if let named = retention.people {
      entries.append(.init(key: "people", value: .words(named.flatMap(people))))
    }
    entries.append(.init(key: "until", value: .word(retention.until)))
    if let because = retention.because {
      entries.append(.init(key: "because", value: .word(because)))
    }
    if let source = retention.source {
      entries.append(.init(key: "source", value: .word(topology.sources[source].id)))
    }
    return .map(entries)
  }

  /// A condition in the notation of the file.
  package func written(_ condition: Condition) -> TopologyChange {
    switch condition {
    case .secret(let secret): .word(topology.secrets[secret].id)
    case .system(let system): .word(topology.systems[system].id)
    case .service(let service): .word(topology.services[service].id)
    case .members: .null  // Exists only after fleets are expanded.
    case .all(let parts): .map(["all": .list(parts.map { written($0) })])
    case .any(let parts): .map(["any": .list(parts.map { written($0) })])
    case .atLeast(let count, let parts):
      .map(["at-least": .number(count), "of": .list(parts.map { written($0) })])
    }
  }

  // MARK: - Names

  /// The name of a field.
  package func name(_ field: Reference<DataField>) -> String { topology.fields[field].id }

  /// The name of a zone.
  package func name(_ zone: Reference<Zone>) -> String { topology.zones[zone].id }

  /// The name of a group or a cohort.
  package func name(_ part: Cohort.Part) -> String {
    switch part {
    case .group(let group): topology.groups[group].id
    case .cohort(let cohort): topology.cohorts[cohort].id
    }
  }

  /// The targets of an event in the notation of the file.
  package func name(of target: CommonEvent.Target) -> String {
    switch target {
    case .system(let system): topology.systems[system].id
    case .secret(let secret): topology.secrets[secret].id
    case .organization(let organization): topology.organizations[organization].id
    case .member(let number, let of): "\(name(of: of))[\(number)]"
    }
  }

  /// A dataset's id without its system's.
  package func localName(_ dataset: Dataset) -> String {
    let system = topology.systems[dataset.system].id
    return String(dataset.id.dropFirst(system.count + 1))
  }
}
