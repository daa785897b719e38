extension DiagramModel.System {
  /// How many systems it stands for.
  var number: Int { fleet?.numbers.count ?? members ?? 1 }
}

extension DiagramModel.Secret {
  /// How many secrets it stands for.
  var number: Int { fleet?.numbers.count ?? members ?? 1 }
}

extension DiagramModel {
  /// The number of boxes, ellipses and folders in the picture, without frames.
  var nodeCount: Int {
    systems.count + secrets.count + people.count + services.count + stubs.count + causes.count
      + organizations.count { $0.rows != nil } + (hasIntruder ? 1 : 0)
  }

  /// What determines the size of a picture: boxes and lines.
  var layoutSize: Int { nodeCount + edges.mergingParallels.count }

  var hasIntruder: Bool { keepsIntruder || edges.contains { $0.from == .intruder } }

  /// The contents of an organization.
  var nodesOfOrganizations: Set<Endpoint> {
    Set(
      systems.filter { $0.organization != nil }.map { .system($0.id) }
        + secrets.filter { $0.organization != nil }.map { .secret($0.id) })
  }

  /// The boxes that each edge connects, in the order of the edges. A dataset or field is represented by its
  /// system.
  var joinedNodes: [(from: Endpoint, to: Endpoint)] {
    let owners = Dictionary(
      systems.flatMap { system in system.datasets.map { ($0.id, system.id) } },
      uniquingKeysWith: { first, _ in first })
    func node(of endpoint: Endpoint) -> Endpoint {
      switch endpoint {
      case .dataset(let id), .field(dataset: let id, field: _):
        owners[id].map { .system($0) } ?? endpoint
      default: endpoint
      }
    }
    return edges.map { (from: node(of: $0.from), to: node(of: $0.to)) }
  }

  /// Everything that an edge can end at.
  var presentEndpoints: Set<Endpoint> {
    var present: Set<Endpoint> = [.intruder]
    for organization in organizations where organization.rows != nil {
      present.insert(.organization(organization.id))
    }
    for system in systems {
      present.insert(.system(system.id))
      for dataset in system.datasets {
        present.insert(.dataset(dataset.id))
        for field in dataset.fields {
          present.insert(.field(dataset: dataset.id, field: field.id))
        }
      }
    }
    present.formUnion(secrets.map { .secret($0.id) })
    present.formUnion(people.map { .people($0.id) })
    present.formUnion(services.map { .service($0.id) })
    present.formUnion(stubs.map { .stub($0.id) })
    present.formUnion(causes.map { .cause($0.id) })
    return present
  }

  /// The boxes that an id refers to: a thing's own box, a dataset's system, the contents of an organization, or the
  /// box that contains a fleet or its member (`store[17]`).
  func nodes(named id: String) -> Set<Endpoint> {
    var nodes: Set<Endpoint> = []
    let name = FleetName(id)
    for system in systems
    where system.id == id || system.organization == id || name.isMet(by: system.fleet)
      || system.datasets.contains(where: { $0.id == id })
      || (name.part.map { part in system.datasets.contains { $0.id.hasSuffix(".\(part)") } }
        ?? false) && name.isMet(by: system.fleet, withPart: true)
    {
      nodes.insert(.system(system.id))
    }
    for secret in secrets
    where secret.id == id || secret.organization == id || name.isMet(by: secret.fleet) {
      nodes.insert(.secret(secret.id))
    }
    for service in services where service.id == id || name.isMet(by: service.fleet) {
      nodes.insert(.service(service.id))
    }
    if people.contains(where: { $0.id == id }) { nodes.insert(.people(id)) }
    if causes.contains(where: { $0.id == id }) { nodes.insert(.cause(id)) }
    if organizations.contains(where: { $0.id == id && $0.rows != nil }) {
      nodes.insert(.organization(id))
    }
    return nodes
  }

  /// Whether the picture shows a box, dataset or organization with this id.
  package func shows(_ id: String) -> Bool { !nodes(named: id).isEmpty }

  /// Every id that `shows` accepts, sorted.
  package var shownIDs: [String] {
    let held = systems.flatMap { [$0.id] + $0.datasets.map(\.id) }
    let others =
      secrets.map(\.id) + people.map(\.id) + services.map(\.id) + causes.map(\.id)
    let fleets =
      systems.compactMap(\.fleet?.id) + secrets.compactMap(\.fleet?.id)
      + services.compactMap(\.fleet?.id)
    return Set(organizations.map(\.id) + held + others + fleets).sorted()
  }

  /// Removes edges that have lost an end.
  mutating func dropLooseEnds() {
    let present = presentEndpoints
    edges.removeAll { !present.contains($0.from) || !present.contains($0.to) }
  }
}

/// An id parsed as a fleet or member: `store`, `store[17]`, `store.rights`, `store[17].rights`.
private struct FleetName {
  private var fleet: Substring
  private var number: Int?
  private(set) var part: Substring?

  init(_ id: String) {
    let dot = id.firstIndex(of: ".")
    let head = id[..<(dot ?? id.endIndex)]
    part = dot.map { id[id.index(after: $0)...] }
    guard head.hasSuffix("]"), let bracket = head.lastIndex(of: "["),
      let number = Int(head[head.index(after: bracket)...].dropLast())
    else {
      fleet = head
      return
    }
    fleet = head[..<bracket]
    self.number = number
  }

  /// Whether the fleet's members include the named one.
  func isMet(by members: DiagramModel.Fleet?, withPart: Bool = false) -> Bool {
    guard let members, members.id == fleet, (part != nil) == withPart else { return false }
    return number.map(members.numbers.contains) ?? true
  }
}
