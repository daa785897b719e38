public import Lowering
public import SourceText
public import TopologyModel

/// What things are called in a report: the file's labels, its ids, and a fleet as one line.
public struct Naming: Sendable {
  /// The topology the names come from.
  public let topology: Topology
  /// Where positions are shown, the file's name; nil shows line numbers alone.
  private let files: SourceFiles?

  /// Names of a topology; with its files, places are `file:line`.
  public init(_ topology: Topology, files: SourceFiles? = nil) {
    self.topology = topology
    self.files = files
  }

  /// The label of a field, or its id.
  public func field(_ field: Reference<DataField>) -> String {
    topology.fields[field].label ?? topology.fields[field].id
  }

  /// Label and id of a field where they differ.
  public func fieldInFull(_ field: Reference<DataField>) -> String {
    both(topology.fields[field].label, topology.fields[field].id)
  }

  /// Label and id of a system.
  public func system(_ system: Reference<System>) -> String {
    both(topology.systems[system].label, topology.systems[system].id)
  }

  /// Label and id of a secret.
  public func secret(_ secret: Reference<Secret>) -> String {
    both(topology.secrets[secret].label, topology.secrets[secret].id)
  }

  /// Label and id of a service.
  public func service(_ service: Reference<Service>) -> String {
    both(topology.services[service].label, topology.services[service].id)
  }

  /// Label and id of an organization.
  public func organization(_ organization: Reference<Organization>) -> String {
    both(topology.organizations[organization].label, topology.organizations[organization].id)
  }

  /// The id of a dataset.
  public func dataset(_ dataset: Reference<Dataset>) -> String { topology.datasets[dataset].id }

  /// Label and id of a group; a person class by its label.
  public func group(_ group: Reference<PeopleGroup>) -> String {
    both(topology.groups[group].label, topology.groups[group].id)
  }

  /// A group or a cohort.
  public func people(_ part: Cohort.Part) -> String {
    switch part {
    case .group(let group): self.group(group)
    case .cohort(let cohort): both(topology.cohorts[cohort].label, topology.cohorts[cohort].id)
    }
  }

  /// A basic event, as what happened.
  public func event(_ event: BasicEvent) -> String {
    switch event {
    case .intrusion(let system): "intrusion into \(self.system(system))"
    case .theft(let secret): "theft of \(self.secret(secret))"
    case .common(let event): both(topology.events[event].label, topology.events[event].id)
    }
  }

  /// The source of a claim, by its title or id.
  public func source(_ source: Reference<Source>?) -> String {
    guard let source else { return "no source" }
    return topology.sources[source].title ?? topology.sources[source].id
  }

  /// A place in the file: `file:line`, or `line 12` without files.
  public func place(_ position: SourcePosition) -> String {
    guard let files, let file = files[position.file] else { return "line \(position.line)" }
    return "\(file.name):\(position.line)"
  }

  /// `label (id)`, or the id alone.
  private func both(_ label: String?, _ id: String) -> String {
    guard let label, label != id else { return id }
    return "\(label) (\(id))"
  }

  // MARK: - Fleets as one line

  /// Ids with the members of one fleet put together: `store ×84`, or `store[3]` when it is only one.
  public func folded(_ entries: [(id: String, member: FleetMember?)]) -> [String] {
    var order: [String] = []
    var members: [String: [FleetMember]] = [:]
    for entry in entries {
      guard let member = entry.member else {
        order.append(entry.id)
        continue
      }
      if members[member.declared] == nil { order.append(member.declared) }
      members[member.declared, default: []].append(member)
    }
    return order.map { id in
      guard let found = members[id] else { return id }
      return found.count == 1 ? found[0].id : "\(id) ×\(found.count)"
    }
  }

  /// Groups, fleets folded, at most `most` by name and the rest as a number.
  public func groups(_ groups: [Reference<PeopleGroup>], most: Int = 6) -> String {
    listed(
      folded(groups.map { (topology.groups[$0].id, topology.groups[$0].member) }), most: most)
  }

  /// Systems, fleets folded.
  public func systems(_ systems: [Reference<System>], most: Int = 6) -> String {
    listed(
      folded(systems.map { (topology.systems[$0].id, topology.systems[$0].member) }), most: most)
  }

  /// Some words, at most `most` of them and how many more there are.
  public func listed(_ words: [String], most: Int) -> String {
    guard words.count > most else { return words.joined(separator: ", ") }
    return words.prefix(most).joined(separator: ", ") + " and \(words.count - most) more"
  }
}
