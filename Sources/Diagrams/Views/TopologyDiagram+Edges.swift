import IncidentFindings
import Lowering
import Propagation
import TopologyModel

extension TopologyDiagram {
  typealias Edge = DiagramModel.Edge
  typealias Endpoint = DiagramModel.Endpoint

  func endpoint(_ system: Reference<System>) -> Endpoint {
    .system(systems.nodes[systems.nodeOf[system.index]].id)
  }

  func endpoint(_ secret: Reference<Secret>) -> Endpoint {
    .secret(secrets.nodes[secrets.nodeOf[secret.index]].id)
  }

  func endpoint(_ dataset: Reference<Dataset>) -> Endpoint {
    let system = topology.datasets[dataset].system
    return .dataset(datasetID(dataset, in: systems.nodes[systems.nodeOf[system.index]]))
  }

  func endpoint(_ field: Reference<DataField>, of dataset: Reference<Dataset>) -> Endpoint {
    guard case .dataset(let id) = endpoint(dataset) else { return endpoint(dataset) }
    return .field(dataset: id, field: topology.fields[field].id)
  }

  func holds(_ fact: ClauseProgram.Fact) -> Bool { analysis?.world.holds(fact) ?? false }

  /// Ids of the organizations that the intruder enters and of which the file has no system.
  var enteredOrganizations: Set<String> {
    Set(
      lowered.exposure.entered.filter { holds($0.value) }.map { topology.organizations[$0.key].id })
  }

  /// Edges from the intruder to where the incident starts.
  func eventEdges() -> [Edge] {
    let entered = (analysis?.scenario.entered ?? []).map {
      start(.organization(topology.organizations[$0].id), "intruded")
    }
    return entered
      + (analysis?.scenario.events ?? []).flatMap { event -> [Edge] in
        switch event {
        case .intrusion(let system): [start(endpoint(system), "intruded")]
        case .theft(let secret): [start(endpoint(secret), "stolen")]
        case .common(let event):
          topology.events[event].hits.compactMap { hit -> Edge? in
            let label = topology.events[event].label ?? topology.events[event].id
            switch hit {
            case .system(let system): return start(endpoint(system), label)
            case .secret(let secret): return start(endpoint(secret), label)
            case .organization(let organization) where lowered.exposure.entered[organization] != nil:
              return start(.organization(topology.organizations[organization].id), label)
            case .organization, .member: return nil
            }
          }
        }
      }
  }

  private func start(_ end: Endpoint, _ label: String) -> Edge {
    Edge(from: .intruder, to: end, kind: .event, label: label, isOnPath: true)
  }

  /// Edges for what opens each access rule, and for what it shows outside its own system.
  func accessEdges() -> [Edge] {
    topology.accessRules.references.flatMap { reference -> [Edge] in
      let rule = topology.accessRules[reference]
      let isOpen = holds(lowered.exposure.open[reference.index])
      let label = rule.label ?? (rule.id.contains("[") ? "" : rule.id)
      var edges: [Edge] = []
      for part in rule.requires.map(parts) ?? [] {
        let isHeld =
          switch part {
          case .secret(let secret): holds(lowered.exposure.has(secret))
          case .system(let system): holds(lowered.exposure.control(system))
          case .service: false
          }
        let end = part.system.map { endpoint($0) } ?? part.secret.map { endpoint($0) }
        guard let end else { continue }
        edges.append(
          Edge(
            from: end, to: endpoint(rule.system), kind: .access, label: label,
            isOnPath: isOpen && isHeld, chokes: marks?.chokes(reference) ?? []))
      }
      if rule.requires == nil, analysis != nil, !rule.reads.isEmpty || rule.controls {
        edges.append(
          Edge(
            from: .intruder, to: endpoint(rule.system), kind: .access, label: "open to everyone",
            isOnPath: true))
      }
      for reading in rule.reads where topology.datasets[reading.dataset].system != rule.system {
        let shown = reading.fields.map(\.count).map { $0 == 1 ? "1 field" : "\($0) fields" }
        edges.append(
          Edge(
            from: endpoint(rule.system), to: endpoint(reading.dataset), kind: .reads,
            label: "shows \(shown ?? "every field")",
            isOnPath: isOpen && !fieldsRead(from: reading.dataset).isEmpty,
            load: reading.fields.map {
              Edge.Load(fields: Set($0.map { topology.fields[$0].id }))
            }))
      }
      return edges
    }
  }

  /// Edges from systems to the secrets they store.
  func keepEdges() -> [Edge] {
    topology.systems.references.flatMap { system in
      topology.systems[system].secrets.map { secret in
        Edge(
          from: endpoint(system), to: endpoint(secret), kind: .keeps,
          isOnPath: holds(lowered.exposure.control(system)) && !isStolen(secret)
            && holds(lowered.exposure.has(secret)))
      }
    }
  }

  /// Edges for data that moves between datasets, through the systems it crosses.
  func flowEdges() -> [Edge] {
    let loads = loads()
    return topology.flows.references.flatMap { reference -> [Edge] in
      let flow = topology.flows[reference]
      let isTapped = lowered.exposure.tapped[reference].map(holds) ?? false
      let label = [
        flow.label ?? "", flow.encrypted ? "encrypted" : "",
        flow.certainty == .possible ? "possible" : "",
      ].filter { !$0.isEmpty }.joined(separator: ", ")
      let stations = [endpoint(flow.from)] + flow.via.map { endpoint($0) } + [endpoint(flow.to)]
      let kind: Edge.Kind = flow.via.isEmpty ? .flow : .via
      var edges = zip(stations, stations.dropFirst()).map { from, to in
        Edge(
          from: from, to: to, kind: kind, label: label, load: loads[reference.index],
          chokes: marks?.chokes(reference) ?? [])
      }
      if flow.certainty == .possible {
        for index in edges.indices { edges[index].isPossible = true }
      }
      guard isTapped else { return edges }
      for system in flow.via where holds(lowered.exposure.control(system)) {
        for index in edges.indices where edges[index].to == endpoint(system) {
          edges[index].isOnPath = true
        }
      }
      return edges
    }
  }

  /// Edges from each place where data is read to the people it is about.
  func aboutEdges() -> [Edge] {
    var edges: [Edge] = []
    var drawn: Set<About> = []
    func add(_ end: Endpoint, _ group: Reference<PeopleGroup>) {
      let root = topology.groups[topology.personClass(of: .group(group))].id
      guard drawn.insert(About(place: end, people: root)).inserted else { return }
      edges.append(Edge(from: end, to: .people(root), kind: .about, isOnPath: true))
    }
    for read in lowered.exposure.reads where holds(read.fact) {
      add(endpoint(read.dataset), read.cell.group)
    }
    for read in lowered.exposure.overlapReads where holds(read.fact) {
      add(endpoint(read.carried.dataset), read.carried.people.groups[0])
    }
    for (clause, reference) in lowered.exposure.lineage.flows.enumerated() {
      guard let fact = lowered.exposure.tapped[reference], holds(fact) else { continue }
      let arrival = Int(lowered.exposure.lineage.program.heads[clause])
      for system in topology.flows[reference].via
      where holds(lowered.exposure.control(system)) {
        add(endpoint(system), lowered.exposure.lineage.carried[arrival].group)
      }
    }
    return edges
  }

  private struct About: Hashable {
    var place: Endpoint
    var people: String
  }

  /// Edges for what systems and services need, and what services fall back on.
  func needEdges() -> [Edge] {
    let ofSystems = topology.systems.references.flatMap { system in
      needs(topology.systems[system].needs, from: endpoint(system), label: "")
    }
    let ofServices = topology.services.references.flatMap { service -> [Edge] in
      let entry = topology.services[service]
      let end = Endpoint.service(services.nodes[services.nodeOf[service.index]].id)
      return needs(entry.needs, from: end, label: "")
        + needs(entry.fallback, from: end, label: "fallback")
    }
    return ofSystems + ofServices
  }

  private func needs(_ condition: Condition?, from: Endpoint, label: String) -> [Edge] {
    (condition.map(parts) ?? []).compactMap { part in
      let end: Endpoint? =
        switch part {
        case .system(let system): endpoint(system)
        case .service(let service):
          .service(services.nodes[services.nodeOf[service.index]].id)
        case .secret: nil
        }
      return end.map { Edge(from: from, to: $0, kind: .needs, label: label) }
    }
  }

  /// A secret, system or service named in a condition.
  enum Part {
    case secret(Reference<Secret>)
    case system(Reference<System>)
    case service(Reference<Service>)

    var secret: Reference<Secret>? { if case .secret(let secret) = self { secret } else { nil } }
    var system: Reference<System>? { if case .system(let system) = self { system } else { nil } }
  }

  private func parts(_ condition: Condition) -> [Part] {
    switch condition {
    case .secret(let secret): [.secret(secret)]
    case .system(let system): [.system(system)]
    case .service(let service): [.service(service)]
    case .members(let range, _):
      range.indices.map { index in
        switch range.kind {
        case .secrets: .secret(Reference(index))
        case .systems: .system(Reference(index))
        case .services: .service(Reference(index))
        }
      }
    case .all(let conditions), .any(let conditions), .atLeast(_, let conditions):
      conditions.flatMap(parts)
    }
  }
}
