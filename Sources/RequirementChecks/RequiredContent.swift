import Lowering
import Population
import Propagation
import TopologyModel

/// The facts of a program that concern the data of a requirement.
struct RequiredContent {
  /// Facts of which any one exposes some of the data.
  let exposed: [(cell: FieldOfGroup, fact: ClauseProgram.Fact)]
  /// Facts of which any one may expose some of it, because the file does not list what is read, does not say what kind
  /// of data a field is, or whether there is anybody in several groups at once; of these the smallest group.
  let perhaps: [(cell: UnlistedCell, fact: ClauseProgram.Fact)]

  /// Finds them.
  /// - Complexity: O(facts of the fields asked about).
  init(_ data: RequiredData, in index: ContentIndex) {
    let lowered = index.lowered
    let topology = lowered.topology
    let selection = index.selection(data)
    exposed = index.exposed(selection.fields)
      .filter { selection.contains($0.cell.field, $0.cell.group) }
    let ungraded = index.exposed(selection.ungraded)
      .filter { selection.containsGroup($0.cell.group) }
      .map { (cell: UnlistedCell($0.cell.field, $0.cell.group), fact: $0.fact) }
    let unlisted = index.perhaps.filter {
      ($0.cell.field.map { selection.mayContainField($0) } ?? true)
        && ($0.cell.group.map { selection.containsGroup($0) } ?? true)
    }
    let asked = data.people.map { topology.groups(naming: [$0]) }
    let overlaps = index.overlaps.filter {
      let people = $0.cell.people
      return selection.mayContainField($0.cell.field)
        && (asked?.contains { group in
          people.groups.allSatisfy { lowered.people.mayOverlap($0, [group]) }
        } ?? true)
    }.map {
      (
        cell: UnlistedCell($0.cell.field, topology.smallest(of: $0.cell.people.groups)),
        fact: $0.fact
      )
    }
    perhaps = (unlisted + ungraded + overlaps).sorted { $0.fact < $1.fact }
  }
}

/// What a program can expose, by field, for many requirements.
final class ContentIndex {
  let lowered: LoweredTopology
  /// What may be read without being listed.
  let perhaps: [(cell: UnlistedCell, fact: ClauseProgram.Fact)]
  /// What may be exposed of people in several groups.
  let overlaps: [(cell: FieldOfOverlap, fact: ClauseProgram.Fact)]
  private let all: [(cell: FieldOfGroup, fact: ClauseProgram.Fact)]
  /// How grave each field is.
  private let gravities: [Gravity?]
  private var selections: [RequiredData: DataSelection] = [:]
  private let byField: [[(cell: FieldOfGroup, fact: ClauseProgram.Fact)]]

  init(_ lowered: LoweredTopology) {
    self.lowered = lowered
    let exposure = lowered.exposure
    let topology = lowered.topology
    gravities = topology.fields.references.map { topology.gravity(of: $0) }
    all = exposure.exposed.sorted { $0.value < $1.value }.map { (cell: $0.key, fact: $0.value) }
    var byField = [[(cell: FieldOfGroup, fact: ClauseProgram.Fact)]](
      repeating: [], count: lowered.topology.fields.count)
    for entry in all { byField[entry.cell.field.index].append(entry) }
    self.byField = byField
    perhaps = exposure.perhaps.map { (cell: $0.key, fact: $0.value) }
    overlaps = exposure.overlapsExposed.map { (cell: $0.key, fact: $0.value) }
  }

  /// Which fields of which groups some data is; found once.
  func selection(_ data: RequiredData) -> DataSelection {
    if let known = selections[data] { return known }
    let selection = DataSelection(data, in: lowered.topology, gravities)
    selections[data] = selection
    return selection
  }

  /// The facts that expose some fields; nil: of all fields.
  func exposed(
    _ fields: Set<Reference<DataField>>?
  ) -> [(cell: FieldOfGroup, fact: ClauseProgram.Fact)] {
    guard let fields else { return all }
    return fields.flatMap { byField[$0.index] }.sorted { $0.fact < $1.fact }
  }
}

/// Which fields of which groups a requirement is about.
struct DataSelection {
  /// The fields; nil for any field that exposes people.
  let fields: Set<Reference<DataField>>?
  /// Fields of which the file does not say what kind of data they are, where the requirement is about a tier: they may
  /// be of it.
  let ungraded: Set<Reference<DataField>>
  /// For each field, whether it is about it, and whether it may be because the file does not say of what kind it is.
  private let isField: [Bool]
  private let isUngraded: [Bool]
  /// For each group, whether somebody in it may be among the people; nil: everybody may.
  private let isAsked: [Bool]?

  /// - Parameter gravities: How grave each field is.
  init(_ data: RequiredData, in topology: Topology, _ gravities: [Gravity?]) {
    var fields = Set(data.fields)
    var ungraded: Set<Reference<DataField>> = []
    if let tier = data.tier {
      for field in topology.fields.references where topology.exposesPeople(field) {
        let gravity = gravities[field.index]
        if (gravity ?? .simple) >= tier {
          fields.insert(field)
        } else if gravity == nil {
          ungraded.insert(field)
        }
      }
    }
    self.fields = data.fields.isEmpty && data.tier == nil ? nil : fields
    ungraded.subtract(fields)
    self.ungraded = ungraded
    let any = self.fields == nil
    isField = topology.fields.references.map {
      any ? topology.exposesPeople($0) : fields.contains($0)
    }
    isUngraded = topology.fields.references.map(ungraded.contains)
    isAsked = data.people.map { part in
      let asked = topology.groups(naming: [part])
      return topology.groups.references.map { group in
        asked.contains { topology.areRelated(group, $0) }
      }
    }
  }

  /// Whether it is about a field; without fields, about any field that speaks of a person.
  func containsField(_ field: Reference<DataField>) -> Bool {
    isField[field.index]
  }

  /// Whether it is about a field, or may be, because the file does not say what kind of data the field is.
  func mayContainField(_ field: Reference<DataField>) -> Bool {
    isField[field.index] || isUngraded[field.index]
  }

  /// Whether somebody in a group may be among the people.
  func containsGroup(_ group: Reference<PeopleGroup>) -> Bool { isAsked?[group.index] ?? true }

  /// Whether it may be about a field, of which the file does not say what kind of data it is.
  func isUngraded(_ field: Reference<DataField>) -> Bool { isUngraded[field.index] }

  func contains(_ field: Reference<DataField>, _ group: Reference<PeopleGroup>) -> Bool {
    containsField(field) && containsGroup(group)
  }
}
