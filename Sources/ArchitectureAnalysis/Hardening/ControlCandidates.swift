import TopologyLanguage
import TopologyModel

/// Finds what could be done about a topology as its file declares it. Each kind of control has a file.
///
/// Nothing is decided here: a candidate is loaded and evaluated like any other change, and one that does not
/// load is none.
package struct ControlCandidates {
  let topology: Topology
  /// Writes entries as the file does.
  let writer: TopologyWriter
  /// How many controls may be combined.
  let budget: Int
  /// The flows from each dataset.
  let flowsFrom: [Reference<Dataset>: [Reference<Flow>]]
  /// The rules that read each dataset.
  let rulesReading: [Reference<Dataset>: [Reference<AccessRule>]]
  /// Ids in use: organizations, systems, secrets, services and events share one namespace.
  private let ids: Set<String>

  init(_ declared: Topology, budget: Int) {
    topology = declared
    writer = TopologyWriter(declared)
    self.budget = budget
    flowsFrom = Dictionary(grouping: declared.flows.references) { declared.flows[$0].from }
    var rulesReading: [Reference<Dataset>: [Reference<AccessRule>]] = [:]
    for rule in declared.accessRules.references {
      for reading in declared.accessRules[rule].reads {
        rulesReading[reading.dataset, default: []].append(rule)
      }
    }
    self.rulesReading = rulesReading
    ids = Set(
      declared.organizations.map(\.id) + declared.systems.map(\.id) + declared.secrets.map(\.id)
        + declared.services.map(\.id) + declared.events.map(\.id))
  }

  /// Every candidate, in a fixed order, each once.
  var all: [Control] {
    (secondFactors + encryptions + droppedFields + separateSecrets + splitStores + fallbacks)
      .sorted(by: Control.precedes)
  }

  /// An id that nothing has yet.
  func newID(_ wish: String) -> String { NewName.from(wish, taken: ids) }

  /// The fleet that a system is of; nil: it stands once.
  func fleet(_ system: Reference<System>) -> Reference<Organization>? {
    topology.systems[system].organization.flatMap { fleet(organization: $0) }
  }

  /// An organization that is a fleet; nil: it stands once.
  func fleet(organization: Reference<Organization>) -> Reference<Organization>? {
    topology.organizations[organization].count == nil ? nil : organization
  }

  /// A secret to add: one for each member where it is for a fleet's system.
  func secret(
    _ label: String, kind: Secret.Kind, for system: Reference<System>, theft: Double?
  ) -> TopologyChange {
    var entries: [TopologyChange.Entry] = [
      .init(key: "label", value: .word(label)), .init(key: "kind", value: .word(kind.rawValue)),
    ]
    if let fleet = fleet(system) {
      entries.append(.init(key: "each", value: .word(topology.organizations[fleet].id)))
    }
    if let theft { entries.append(.init(key: "theft", value: .decimal(theft))) }
    return .map(entries)
  }

  // MARK: - Conditions

  /// The secrets that a condition names.
  func secrets(in condition: Condition?) -> [Reference<Secret>] {
    switch condition {
    case .secret(let secret): [secret]
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      parts.flatMap { secrets(in: $0) }
    case .system, .service, .members, nil: []
    }
  }

  /// The systems that a condition names.
  func systems(in condition: Condition?) -> [Reference<System>] {
    switch condition {
    case .system(let system): [system]
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      parts.flatMap { systems(in: $0) }
    case .secret, .service, .members, nil: []
    }
  }

  /// The change that puts one condition in the place of another: keys of the old form are taken away.
  func replacing(_ old: Condition?, by new: TopologyChange) -> TopologyChange {
    guard case .map(var entries) = new else { return new }
    let keys: [String] =
      switch old {
      case .all: ["all"]
      case .any: ["any"]
      case .atLeast: ["at-least", "of"]
      default: []
      }
    for key in keys where !entries.contains(where: { $0.key == key }) {
      entries.append(.init(key: key, value: .null))
    }
    return .map(entries)
  }
}

/// Names for what a change adds.
enum NewName {
  /// A name as wished for, with a number behind it where something has it already.
  static func from(_ wish: String, taken: Set<String>) -> String {
    var name = wish
    var number = 2
    while taken.contains(name) {
      name = "\(wish)-\(number)"
      number += 1
    }
    return name
  }
}
