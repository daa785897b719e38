import TopologyModel

extension ExportGraph {
  /// The graph of a topology and, where one is given, of what an incident reaches.
  /// - Complexity: O(size of the topology), and O(groups × exposed groups).
  init(_ request: ExportRequest) {
    let topology = request.topology
    title = topology.title
    let reached = ReachedEntries(topology, request.analysis)
    addOrganizations(topology, reached)
    addPeople(topology, reached)
    addHolders(topology, reached)
    addConcerned(topology, reached)
    addEdges(topology)
  }

  private mutating func addOrganizations(_ topology: Topology, _ reached: ReachedEntries) {
    var systems: [Reference<Organization>: [Reference<System>]] = [:]
    for system in topology.systems.references {
      if let owner = topology.systems[system].organization {
        systems[owner, default: []].append(system)
      }
    }
    for reference in topology.organizations.references {
      let it = topology.organizations[reference]
      nodes.append(
        Node(
          key: Self.key(.organization, it.id), kind: .organization, entry: it.id,
          label: it.label ?? it.id, organization: it.id, type: it.role?.rawValue,
          reached: reached.answer(reference, systems[reference] ?? [])))
    }
  }

  private mutating func addPeople(_ topology: Topology, _ reached: ReachedEntries) {
    for reference in topology.groups.references {
      let it = topology.groups[reference]
      nodes.append(
        Node(
          key: Self.key(.people, it.id), kind: .people, entry: it.id, label: it.label ?? it.id,
          parent: it.parent.map { Self.key(.people, topology.groups[$0].id) },
          organization: it.controller.map { topology.organizations[$0].id },
          type: it.parent == nil ? "class" : "group", reached: reached.answer(reference),
          people: it.size, exposed: reached.exposedPeople(reference)))
    }
    for it in topology.cohorts {
      nodes.append(
        Node(
          key: Self.key(.cohort, it.id), kind: .cohort, entry: it.id, label: it.label ?? it.id,
          organization: it.controller.map { topology.organizations[$0].id }, type: "cohort",
          reached: reached.answer(topology.groups(naming: it.of)), people: it.size))
    }
  }

  private mutating func addHolders(_ topology: Topology, _ reached: ReachedEntries) {
    func owner(_ system: Reference<System>) -> String? {
      topology.systems[system].organization.map { topology.organizations[$0].id }
    }
    for reference in topology.secrets.references {
      let it = topology.secrets[reference]
      var organization: String?
      if case .organization(let holder)? = it.heldBy {
        organization = topology.organizations[holder].id
      }
      nodes.append(
        Node(
          key: Self.key(.secret, it.id), kind: .secret, entry: it.id, label: it.label ?? it.id,
          organization: organization, type: it.kind?.rawValue, reached: reached.answer(reference)))
    }
    for reference in topology.systems.references {
      let it = topology.systems[reference]
      nodes.append(
        Node(
          key: Self.key(.system, it.id), kind: .system, entry: it.id, label: it.label ?? it.id,
          parent: owner(reference).map { Self.key(.organization, $0) },
          organization: owner(reference), type: it.kind, reached: reached.answer(reference)))
    }
    for reference in topology.datasets.references {
      let it = topology.datasets[reference]
      nodes.append(
        Node(
          key: Self.key(.dataset, it.id), kind: .dataset, entry: it.id, label: it.label ?? it.id,
          parent: Self.key(.system, topology.systems[it.system].id),
          organization: owner(it.system), type: it.encryptedWith.isEmpty ? "plain" : "encrypted",
          reached: reached.answer(reference),
          fields: it.listsFields ? topology.ids(it.fields) : "unknown"))
    }
    for it in topology.accessRules {
      let system = topology.systems[it.system].id
      nodes.append(
        Node(
          key: Self.key(.access, "\(system).\(it.id)"), kind: .access, entry: it.id,
          label: it.label ?? it.id, parent: Self.key(.system, system),
          organization: owner(it.system),
          type: it.requires.map(topology.text) ?? "open to everyone"))
    }
  }

  private mutating func addConcerned(_ topology: Topology, _ reached: ReachedEntries) {
    for reference in topology.services.references {
      let it = topology.services[reference]
      nodes.append(
        Node(
          key: Self.key(.service, it.id), kind: .service, entry: it.id, label: it.label ?? it.id,
          organization: it.organization.map { topology.organizations[$0].id },
          state: reached.state(reference)))
    }
    for it in topology.events {
      nodes.append(
        Node(
          key: Self.key(.event, it.id), kind: .event, entry: it.id, label: it.label ?? it.id))
    }
    // Every topology has the zone that everybody is in.
    for it in topology.zones.count > 1 ? topology.zones : [] {
      nodes.append(
        Node(key: Self.key(.zone, it.id), kind: .zone, entry: it.id, label: it.label ?? it.id))
    }
    for it in topology.leaks {
      nodes.append(
        Node(
          key: Self.key(.leak, it.id), kind: .leak, entry: it.id, label: it.label ?? it.id,
          fields: topology.ids(it.fields)))
    }
  }
}
