import TopologyModel

extension ExportGraph {
  mutating func addEdges(_ topology: Topology) {
    addHolding(topology)
    addAccess(topology)
    addFlows(topology)
    addGroups(topology)
    addNeeds(topology)
    if topology.zones.count > 1 { addZones(topology) }
  }

  private mutating func addZones(_ topology: Topology) {
    func zone(_ reference: Reference<Zone>) -> String {
      Self.key(.zone, topology.zones[reference].id)
    }
    for it in topology.zones.references {
      for other in topology.zones[it].reachableFrom { add(.reaches, zone(other), zone(it)) }
    }
    for it in topology.systems {
      if let place = it.zone { add(.standsIn, Self.key(.system, it.id), zone(place)) }
    }
    for it in topology.accessRules {
      let rule = Self.key(.access, "\(topology.systems[it.system].id).\(it.id)")
      for place in it.from ?? [] { add(.worksFrom, rule, zone(place)) }
      for place in it.enters { add(.enters, rule, zone(place)) }
    }
  }

  private mutating func add(_ kind: EdgeKind, _ from: String, _ to: String, label: String? = nil) {
    edges.append(Edge(from: from, to: to, kind: kind, label: label ?? kind.rawValue))
  }

  private mutating func addHolding(_ topology: Topology) {
    for node in nodes {
      guard let parent = node.parent, [.system, .dataset, .access].contains(node.kind) else {
        continue
      }
      add(.contains, parent, node.key)
    }
    for it in topology.systems {
      for secret in it.secrets {
        add(.keeps, Self.key(.system, it.id), Self.key(.secret, topology.secrets[secret].id))
      }
    }
    for it in topology.secrets {
      guard let holder = it.heldBy else { continue }
      add(.heldBy, Self.key(.secret, it.id), key(holder, topology))
    }
    for it in topology.datasets {
      for key in it.encryptedWith {
        add(.decrypts, Self.key(.secret, topology.secrets[key].id), Self.key(.dataset, it.id))
      }
      for part in it.people { add(.about, Self.key(.dataset, it.id), key(part, topology)) }
    }
    for it in topology.leaks {
      for part in it.people { add(.about, Self.key(.leak, it.id), key(part, topology)) }
    }
  }

  private mutating func addAccess(_ topology: Topology) {
    for it in topology.accessRules {
      let system = topology.systems[it.system].id
      let rule = Self.key(.access, "\(system).\(it.id)")
      for (part, isEnough) in topology.atoms(it.requires) {
        guard let from = key(part, topology) else { continue }
        var edge = Edge(from: from, to: rule, kind: .opens, label: it.label ?? it.id)
        edge.isEnough = isEnough ? .yes : .no
        edges.append(edge)
      }
      if it.controls { add(.controls, rule, Self.key(.system, system)) }
      for reading in it.reads {
        edges.append(
          Edge(
            from: rule, to: Self.key(.dataset, topology.datasets[reading.dataset].id), kind: .shows,
            label: it.label ?? it.id, fields: reading.fields.map(topology.ids) ?? "all",
            people: reading.people.map(topology.ids) ?? "all"))
      }
    }
  }

  private mutating func addFlows(_ topology: Topology) {
    for it in topology.flows {
      let from = Self.key(.dataset, topology.datasets[it.from].id)
      let becomes = it.becomes.map {
        "\(topology.fields[$0.field].id):\(topology.fields[$0.becomes].id)"
      }.joined(separator: " ")
      let fields = it.fields.map(topology.ids) ?? "all"
      let label = (it.label ?? it.id) + (it.certainty == .possible ? " (possible)" : "")
      edges.append(
        Edge(
          from: from, to: Self.key(.dataset, topology.datasets[it.to].id), kind: .flow,
          label: label, fields: becomes.isEmpty ? fields : "\(fields) (\(becomes))",
          people: it.people.map(topology.ids) ?? "all", isEncrypted: it.encrypted ? .yes : .no,
          certainty: it.certainty))
      for system in it.via {
        var edge = Edge(
          from: from, to: Self.key(.system, topology.systems[system].id), kind: .crosses,
          label: label)
        edge.certainty = it.certainty
        edges.append(edge)
      }
    }
  }

  private mutating func addGroups(_ topology: Topology) {
    for it in topology.groups {
      let group = Self.key(.people, it.id)
      if let parent = it.parent {
        add(.partOf, group, Self.key(.people, topology.groups[parent].id))
      }
      if let controller = it.controller {
        add(.controller, Self.key(.organization, topology.organizations[controller].id), group)
      }
    }
    for it in topology.cohorts {
      let cohort = Self.key(.cohort, it.id)
      for part in it.of { add(.partOf, key(part, topology), cohort) }
      if let controller = it.controller {
        add(.controller, Self.key(.organization, topology.organizations[controller].id), cohort)
      }
    }
    for it in topology.organizations {
      for other in it.actsFor {
        add(
          .actsFor, Self.key(.organization, it.id),
          Self.key(.organization, topology.organizations[other].id))
      }
    }
  }

  private mutating func addNeeds(_ topology: Topology) {
    func needs(_ kind: EdgeKind, _ from: String, _ condition: Condition?) {
      for (part, isEnough) in topology.atoms(condition) {
        guard let to = key(part, topology) else { continue }
        var edge = Edge(from: from, to: to, kind: kind, label: kind.rawValue)
        edge.isEnough = isEnough ? .yes : .no
        edges.append(edge)
      }
    }
    for it in topology.systems { needs(.needs, Self.key(.system, it.id), it.needs) }
    for it in topology.services {
      let service = Self.key(.service, it.id)
      needs(.needs, service, it.needs)
      needs(.fallback, service, it.fallback)
      for holder in it.serves { add(.serves, service, key(holder, topology)) }
    }
    for it in topology.events {
      for target in it.hits {
        if let to = key(target, topology) { add(.hits, Self.key(.event, it.id), to) }
      }
    }
  }

  // MARK: - Keys

  private func key(_ part: Cohort.Part, _ topology: Topology) -> String {
    switch part {
    case .group(let group): Self.key(.people, topology.groups[group].id)
    case .cohort(let cohort): Self.key(.cohort, topology.cohorts[cohort].id)
    }
  }

  private func key(_ holder: Holder, _ topology: Topology) -> String {
    switch holder {
    case .organization: Self.key(.organization, topology.id(holder))
    case .group: Self.key(.people, topology.id(holder))
    case .cohort: Self.key(.cohort, topology.id(holder))
    }
  }

  private func key(_ part: Condition, _ topology: Topology) -> String? {
    switch part {
    case .secret(let secret): Self.key(.secret, topology.secrets[secret].id)
    case .system(let system): Self.key(.system, topology.systems[system].id)
    case .service(let service): Self.key(.service, topology.services[service].id)
    default: nil
    }
  }

  private func key(_ target: CommonEvent.Target, _ topology: Topology) -> String? {
    switch target {
    case .system: Self.key(.system, topology.id(target))
    case .secret: Self.key(.secret, topology.id(target))
    case .organization: Self.key(.organization, topology.id(target))
    case .member: nil
    }
  }
}
