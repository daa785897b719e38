package import TopologyModel

/// The structure of a topology without what it is about: ids by kind and number, no labels, figures, dates, sources or
/// claims. Fields keep their names, because they are kinds of data.
///
/// A new incident of the same kind starts from it: `exposure init --like ID`.
package struct TopologySkeleton {
  private let writer: TopologyWriter
  private var topology: Topology { writer.topology }

  /// Takes the structure of a topology as declared, before fleets are expanded.
  /// - Complexity: O(topology).
  package init(_ declared: DeclaredTopology) {
    writer = TopologyWriter(DeclaredTopology(Self.renamed(declared.entries)))
  }

  /// The structure as a file.
  package var yaml: String {
    let sections: [(String, TopologyChange)] = [
      ("organizations", .map(topology.organizations.map { entry($0.id, organization($0)) })),
      ("people", .map(topology.personClasses.map { entry(topology.groups[$0].id, group($0)) })),
      ("cohorts", .map(topology.cohorts.map { entry($0.id, cohort($0)) })),
      ("fields", .map(topology.fields.map { entry($0.id, field($0)) })),
      ("secrets", .map(topology.secrets.map { entry($0.id, secret($0)) })),
      ("zones", .map(topology.zones.filter { !$0.isInternet }.map { entry($0.id, zone($0)) })),
      ("systems", .map(topology.systems.map { entry($0.id, system($0)) })),
      ("flows", .map(topology.flows.map { entry($0.id, writer.written($0)) })),
      ("inferences", .list(topology.inferences.map { inference($0) })),
      ("services", .map(topology.services.map { entry($0.id, service($0)) })),
      ("events", .map(topology.events.map { entry($0.id, event($0)) })),
      ("incidents", .map(topology.incidents.map { entry($0.id, incident($0)) })),
    ]
    return sections.filter { !$0.1.isEmpty }.map { name, section in
      TopologyChange.map([entry(name, section)]).yaml()
    }.joined(separator: "\n")
  }

  // MARK: - Names

  /// The topology with ids that say what an entry is, not what it is called.
  private static func renamed(_ declared: Topology) -> Topology {
    var result = declared
    var numbers: [String: Int] = [:]
    func next(_ kind: String) -> String {
      numbers[kind, default: 0] += 1
      return "\(kind)-\(numbers[kind] ?? 1)"
    }
    for index in result.organizations.indices {
      result.organizations[index].id = next(
        result.organizations[index].role?.rawValue ?? "organization")
    }
    for index in result.groups.indices {
      let kind = result.groups[index].parent == nil ? "people" : "group"
      result.groups[index].id = next(kind)
    }
    for index in result.zones.indices where !result.zones[index].isInternet {
      result.zones[index].id = next("zone")
    }
    for index in result.cohorts.indices { result.cohorts[index].id = next("cohort") }
    for index in result.secrets.indices {
      result.secrets[index].id = next(result.secrets[index].kind?.rawValue ?? "secret")
    }
    for index in result.systems.indices {
      // Kinds are free text; ids are not.
      result.systems[index].id = next("system")
      for (number, dataset) in result.systems[index].datasets.enumerated() {
        result.datasets[dataset].id = "\(result.systems[index].id).data-\(number + 1)"
      }
      for (number, rule) in result.systems[index].access.enumerated() {
        result.accessRules[rule].id = "access-\(number + 1)"
        result.accessRules[rule].label = nil
      }
    }
    for index in result.flows.indices {
      result.flows[index].id = next("flow")
      result.flows[index].label = nil
    }
    for index in result.services.indices { result.services[index].id = next("service") }
    for index in result.events.indices { result.events[index].id = next("event") }
    for index in result.incidents.indices { result.incidents[index].id = next("incident") }
    return result
  }

  private func name(_ holder: Holder) -> String {
    switch holder {
    case .organization(let organization): topology.organizations[organization].id
    case .group(let group): topology.groups[group].id
    case .cohort(let cohort): topology.cohorts[cohort].id
    }
  }

  // MARK: - Entries

  private func entry(_ key: String, _ value: TopologyChange) -> TopologyChange.Entry {
    TopologyChange.Entry(key: key, value: value)
  }

  /// A map of what there is.
  private func map(_ entries: KeyValuePairs<String, TopologyChange?>) -> TopologyChange {
    .map(
      entries.compactMap { key, value in
        guard let value, !value.isEmpty else { return nil }
        return entry(key, value)
      })
  }

  private func organizations(_ references: [Reference<Organization>]) -> TopologyChange {
    .words(references.map { topology.organizations[$0].id })
  }

  private func organization(_ it: Organization) -> TopologyChange {
    map([
      "role": it.role.map { .word($0.rawValue) }, "acts-for": organizations(it.actsFor),
      // A fleet stays one; of how many is a figure.
      "count": it.count.map { _ in .number(3) },
    ])
  }

  private func group(_ reference: Reference<PeopleGroup>) -> TopologyChange {
    let it = topology.groups[reference]
    return map([
      "disjoint": it.disjoint ? .flag(true) : nil,
      "exhaustive": it.exhaustive ? .flag(true) : nil,
      "across": it.across.map { .word(topology.organizations[$0].id) },
      "controller": it.controller.map { .word(topology.organizations[$0].id) },
      "groups": .map(it.children.map { entry(topology.groups[$0].id, group($0)) }),
    ])
  }

  private func zones(_ references: [Reference<Zone>]) -> TopologyChange {
    .words(references.map { topology.zones[$0].id })
  }

  private func zone(_ it: Zone) -> TopologyChange {
    map(["reachable-from": zones(it.reachableFrom)])
  }

  private func cohort(_ it: Cohort) -> TopologyChange {
    map([
      "of": .words(it.of.map(writer.name)), "disjoint": it.disjoint ? .flag(true) : nil,
      "controller": it.controller.map { .word(topology.organizations[$0].id) },
    ])
  }

  private func field(_ it: DataField) -> TopologyChange {
    map([
      "category": it.category.map { .word($0) },
      "identifies": it.identifies.map { .word($0.rawValue) },
      "about": it.about == .person ? nil : .word(it.about.rawValue),
    ])
  }

  private func secret(_ it: Secret) -> TopologyChange {
    map([
      "kind": it.kind.map { .word($0.rawValue) }, "held-by": it.heldBy.map { .word(name($0)) },
      "exportable": it.exportable ? nil : .flag(false), "works-from": it.worksFrom.map(zones),
      "each": it.each.map { .word(topology.organizations[$0].id) },
    ])
  }

  private func system(_ it: System) -> TopologyChange {
    map([
      "organization": it.organization.map { .word(topology.organizations[$0].id) },
      "zone": it.zone.map { .word(topology.zones[$0].id) },
      "secrets": .words(it.secrets.map { topology.secrets[$0].id }),
      "datasets": .map(
        it.datasets.map {
          entry(writer.localName(topology.datasets[$0]), dataset(topology.datasets[$0]))
        }),
      "access": .map(
        it.access.map {
          entry(topology.accessRules[$0].id, writer.written(topology.accessRules[$0]))
        }),
      "needs": it.needs.map(writer.written),
    ])
  }

  private func dataset(_ it: Dataset) -> TopologyChange {
    var entries: [TopologyChange.Entry] = []
    if it.listsPeople, !it.people.isEmpty || it.listsFields {
      entries.append(entry("people", .words(it.people.map(writer.name))))
    }
    if it.listsFields, !it.fields.isEmpty || !it.people.isEmpty {
      entries.append(entry("fields", .words(it.fields.map(writer.name))))
    }
    let secrets = it.secrets.map { topology.secrets[$0].id }
    if !secrets.isEmpty { entries.append(entry("secrets", .words(secrets))) }
    let keys = it.encryptedWith.map { topology.secrets[$0].id }
    if !keys.isEmpty { entries.append(entry("encrypted-with", .words(keys))) }
    return .map(entries)
  }

  private func inference(_ it: Inference) -> TopologyChange {
    var it = it
    it.source = nil
    return writer.written(it)
  }

  private func service(_ it: Service) -> TopologyChange {
    map([
      "organization": it.organization.map { .word(topology.organizations[$0].id) },
      "serves": .words(it.serves.map(name)), "needs": it.needs.map(writer.written),
      "fallback": it.fallback.map(writer.written),
    ])
  }

  private func event(_ it: CommonEvent) -> TopologyChange {
    map(["hits": .words(it.hits.map(writer.name(of:)))])
  }

  private func incident(_ it: Incident) -> TopologyChange {
    map([
      "stolen": .words(it.stolen.map(writer.name(of:))),
      "intruded": .words(it.intruded.map(writer.name(of:))),
      "events": .words(it.events.map { topology.events[$0].id }),
      "contained": .words(it.contained.map(writer.name(of:))),
      "disabled": .words(it.disabled.map(writer.name(of:))),
    ])
  }
}

extension Zone {
  /// Whether it is the one that every file has.
  fileprivate var isInternet: Bool { id == Zone.internet }
}

extension TopologyChange {
  /// Whether there is nothing in it.
  fileprivate var isEmpty: Bool {
    switch self {
    case .map(let entries): entries.isEmpty
    case .list(let items): items.isEmpty
    default: false
    }
  }
}
