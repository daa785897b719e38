package import Lowering
package import SourceText
package import TopologyModel

/// How entries are named in a report: by label or id, with a fleet as one item.
package struct Naming: Sendable {
  /// The topology that the names come from.
  package let topology: Topology
  /// The files of positions; nil if they are not known.
  package let files: SourceFiles?

  /// Creates names for a topology; with its files, positions appear as `file:line`.
  package init(_ topology: Topology, files: SourceFiles? = nil) {
    self.topology = topology
    self.files = files
  }

  /// The label of a field, or its id.
  package func field(_ field: Reference<DataField>) -> String {
    topology.fields[field].label ?? topology.fields[field].id
  }

  /// Label and id of a field if they differ.
  package func fieldInFull(_ field: Reference<DataField>) -> String {
    both(topology.fields[field].label, topology.fields[field].id)
  }

  /// Label and id of a system.
  package func system(_ system: Reference<System>) -> String {
    both(topology.systems[system].label, topology.systems[system].id)
  }

  /// Label and id of a secret.
  package func secret(_ secret: Reference<Secret>) -> String {
    both(topology.secrets[secret].label, topology.secrets[secret].id)
  }

  /// Label and id of a service.
  package func service(_ service: Reference<Service>) -> String {
    both(topology.services[service].label, topology.services[service].id)
  }

  /// Label and id of an organization.
  package func organization(_ organization: Reference<Organization>) -> String {
    both(topology.organizations[organization].label, topology.organizations[organization].id)
  }

  /// The id of a dataset.
  package func dataset(_ dataset: Reference<Dataset>) -> String { topology.datasets[dataset].id }

  /// Label and id of a group; the label alone of a person class.
  package func group(_ group: Reference<PeopleGroup>) -> String {
    both(topology.groups[group].label, topology.groups[group].id)
  }

  /// The name of a group or a cohort.
  package func people(_ part: Cohort.Part) -> String {
    switch part {
    case .group(let group): self.group(group)
    case .cohort(let cohort): both(topology.cohorts[cohort].label, topology.cohorts[cohort].id)
    }
  }

  /// A basic event, described as what happened.
  package func event(_ event: BasicEvent) -> String {
    switch event {
    case .intrusion(let system): "intrusion into \(self.system(system))"
    case .theft(let secret): "theft of \(self.secret(secret))"
    case .common(let event): both(topology.events[event].label, topology.events[event].id)
    }
  }

  /// The source of a claim, by title or id.
  package func source(_ source: Reference<Source>?) -> String {
    guard let source else { return "no source" }
    return topology.sources[source].title ?? topology.sources[source].id
  }

  /// A position in the file: `file:line`, or `line 12` without files.
  package func place(_ position: SourcePosition) -> String {
    guard let files, let file = files[position.file] else { return "line \(position.line)" }
    return "\(file.name):\(position.line)"
  }

  /// The name of the file of a position; empty without files.
  package func file(_ position: SourcePosition) -> String { files?[position.file]?.name ?? "" }

  /// `label (id)`, or the id alone.
  private func both(_ label: String?, _ id: String) -> String {
    guard let label, label != id else { return id }
    return "\(label) (\(id))"
  }

  // MARK: - Fleets as one item

  /// Ids with the members of a fleet combined: `store ×84`, or `store[3]` if there is only one.
  package func folded(_ entries: [(id: String, member: FleetMember?)]) -> [String] {
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

  /// Groups with fleets folded: at most `most` by name, then the number of others.
  package func groups(_ groups: [Reference<PeopleGroup>], most: Int = 6) -> String {
    listed(
      folded(groups.map { (topology.groups[$0].id, topology.groups[$0].member) }), most: most)
  }

  /// Systems with fleets folded.
  package func systems(_ systems: [Reference<System>], most: Int = 6) -> String {
    listed(
      folded(systems.map { (topology.systems[$0].id, topology.systems[$0].member) }), most: most)
  }

  /// Words in a list: at most `most`, then the number of others.
  package func listed(_ words: [String], most: Int) -> String {
    guard words.count > most else { return words.joined(separator: ", ") }
    return words.prefix(most).joined(separator: ", ") + " and \(words.count - most) more"
  }
}
