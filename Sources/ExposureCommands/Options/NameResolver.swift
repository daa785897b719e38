import SourceText
import TopologyModel

/// Resolves names on the command line to references, or suggests similar names.
struct NameResolver {
  let topology: Topology

  init(_ topology: Topology) {
    self.topology = topology
  }

  func field(_ name: String) throws -> Reference<DataField> {
    try one(name, topology.fields.map(\.id), "field")
  }

  func incident(_ name: String) throws -> Reference<Incident> {
    try one(name, topology.incidents.map(\.id), "incident")
  }

  func event(_ name: String) throws -> Reference<CommonEvent> {
    try one(name, topology.events.map(\.id), "event")
  }

  func organization(_ name: String) throws -> Reference<Organization> {
    try one(name, topology.organizations.map(\.id), "organization")
  }

  func service(_ name: String) throws -> [Reference<Service>] {
    try members(name, topology.services.map { ($0.id, $0.member) }, "service")
  }

  /// A group or a cohort.
  func people(_ name: String) throws -> Cohort.Part {
    let groups = topology.groups.map(\.id)
    if let index = groups.firstIndex(of: name) { return .group(Reference(index)) }
    return .cohort(try one(name, topology.cohorts.map(\.id), "group or cohort", also: groups))
  }

  /// A dataset, or the datasets of all members of a fleet.
  func datasets(_ name: String) throws -> [Reference<Dataset>] {
    try members(name, topology.datasets.map { ($0.id, $0.member) }, "dataset")
  }

  /// A secret, or the secrets of all members of a fleet.
  func secrets(_ name: String) throws -> [Reference<Secret>] {
    try members(name, topology.secrets.map { ($0.id, $0.member) }, "secret")
  }

  /// A system, the systems of all members of a fleet, or all systems of an organization or of its member.
  func systems(_ name: String) throws -> [Reference<System>] {
    if let index = topology.organizations.firstIndex(where: { $0.id == name }) {
      return topology.systems.references.filter {
        topology.systems[$0].organization == Reference(index)
      }
    }
    let ofMember = topology.systems.references.filter { system in
      guard let organization = topology.systems[system].organization,
        let member = topology.systems[system].member
      else { return false }
      return "\(topology.organizations[organization].id)[\(member.number)]" == name
    }
    if !ofMember.isEmpty { return ofMember }
    if organizationWithoutSystems(name) != nil { return [] }
    return try members(
      name, topology.systems.map { ($0.id, $0.member) }, "system or organization",
      also: topology.organizations.map(\.id))
  }

  /// The organization, or the fleet of the member, of which the file has no system; nil for any other name.
  func organizationWithoutSystems(_ name: String) -> Reference<Organization>? {
    topology.organizations.references.first { organization in
      let entry = topology.organizations[organization]
      let isMeant = entry.id == name || entry.isMember(name)
      return isMeant && !topology.systems.contains { $0.organization == organization }
    }
  }

  // MARK: - Lookup

  func one<Entry>(
    _ name: String, _ ids: [String], _ kind: String, also others: [String] = []
  ) throws -> Reference<Entry> {
    guard let index = ids.firstIndex(of: name) else { throw unknown(name, ids + others, kind) }
    return Reference(index)
  }

  private func members<Entry>(
    _ name: String, _ entries: [(id: String, member: FleetMember?)], _ kind: String,
    also others: [String] = []
  ) throws -> [Reference<Entry>] {
    let found = entries.indices.filter {
      entries[$0].id == name || entries[$0].member?.declared == name
    }
    guard !found.isEmpty else {
      let declared = entries.map { $0.member?.declared ?? $0.id }
      throw unknown(name, declared + others, kind)
    }
    return found.map(Reference.init)
  }

  /// The error for a name that matches nothing among `ids`.
  func nothingNamed(_ name: String, among ids: [String]) -> CommandFailure {
    unknown(name, ids, "system, dataset, secret, service, organization or people")
  }

  /// The error for an unknown variant.
  func noVariant(_ name: String) -> CommandFailure {
    unknown(name, topology.variants.map(\.id), "variant")
  }

  private func unknown(_ name: String, _ ids: [String], _ kind: String) -> CommandFailure {
    let near = NearName.near(to: name, among: ids)
    if !near.isEmpty {
      return CommandFailure(
        "no \(kind) '\(name)' in this topology",
        help: "did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?")
    }
    let all = Set(ids).sorted()
    let help: String
    if all.isEmpty {
      help = "the topology has none"
    } else {
      let rest = all.count > 12 ? " and \(all.count - 12) more" : ""
      help = "available: " + all.prefix(12).joined(separator: ", ") + rest
    }
    return CommandFailure("no \(kind) '\(name)' in this topology", help: help)
  }
}

extension Organization {
  /// Whether a name is that of a member of this fleet, such as `insurers[17]`.
  fileprivate func isMember(_ name: String) -> Bool {
    guard let count, name.hasPrefix("\(id)["), name.hasSuffix("]"),
      let number = Int(name.dropFirst(id.count + 1).dropLast())
    else { return false }
    return (1...count).contains(number) && name == "\(id)[\(number)]"
  }
}
