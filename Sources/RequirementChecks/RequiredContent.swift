import Lowering
import Population
import Propagation
import TopologyModel

/// The facts of a program that concern the data of a requirement.
struct RequiredContent {
  /// Facts of which any one exposes some of the data.
  let exposed: [(cell: FieldOfGroup, fact: ClauseProgram.Fact)]
  /// Facts of which any one may expose some of it, because the file does not list what is read, or does not say whether
  /// there is anybody in several groups at once; of these the smallest group.
  let perhaps: [(cell: UnlistedCell, fact: ClauseProgram.Fact)]

  init(_ data: RequiredData, in lowered: LoweredTopology) {
    let topology = lowered.topology
    let selection = DataSelection(data, in: topology)
    exposed = lowered.exposure.exposed.filter { selection.contains($0.key.field, $0.key.group) }
      .sorted { $0.value < $1.value }.map { ($0.key, $0.value) }
    let unlisted = lowered.exposure.perhaps.filter { cell, _ in
      (cell.field.map { selection.containsField($0) } ?? true)
        && (cell.group.map { selection.containsGroup($0) } ?? true)
    }.map { ($0.key, $0.value) }
    let asked = data.people.map { topology.groups(naming: [$0]) }
    let overlaps = lowered.exposure.overlapsExposed.filter { cell, _ in
      selection.containsField(cell.field)
        && (asked?.contains { group in
          cell.people.groups.allSatisfy { lowered.people.mayOverlap($0, [group]) }
        } ?? true)
    }.map { cell, fact in
      (UnlistedCell(cell.field, topology.smallest(of: cell.people.groups)), fact)
    }
    perhaps = (unlisted + overlaps).sorted { $0.1 < $1.1 }.map { (cell: $0.0, fact: $0.1) }
  }
}

/// Which fields of which groups a requirement is about.
struct DataSelection {
  private let topology: Topology
  private let fields: Set<Reference<DataField>>?
  private let groups: [Reference<PeopleGroup>]?

  init(_ data: RequiredData, in topology: Topology) {
    self.topology = topology
    fields = data.fields.isEmpty ? nil : Set(data.fields)
    groups = data.people.map { topology.groups(naming: [$0]) }
  }

  /// Whether it is about a field; without fields, about any field that speaks of a person.
  func containsField(_ field: Reference<DataField>) -> Bool {
    fields?.contains(field) ?? topology.exposesPeople(field)
  }

  /// Whether somebody in a group may be among the people.
  func containsGroup(_ group: Reference<PeopleGroup>) -> Bool {
    guard let groups else { return true }
    return groups.contains { topology.areRelated(group, $0) }
  }

  func contains(_ field: Reference<DataField>, _ group: Reference<PeopleGroup>) -> Bool {
    containsField(field) && containsGroup(group)
  }
}
