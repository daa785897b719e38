import TopologyLanguage
import TopologyModel

/// Finds possible controls for a topology as declared. Each kind of control has its own file.
///
/// Candidates are only proposals: each is loaded and evaluated like any other change, and one that does not
/// load is dropped.
package struct ControlCandidates {
  /// The topology as declared, which must be expanded before anything is counted.
  let declared: DeclaredTopology
  /// Its entries.
  let topology: Topology
  /// Writes entries in the notation of the file.
  let writer: TopologyWriter
  /// The maximum number of controls to combine.
  let budget: Int
  /// The flows from each dataset.
  let flowsFrom: [Reference<Dataset>: [Reference<Flow>]]
  /// The rules that read each dataset.
  let rulesReading: [Reference<Dataset>: [Reference<AccessRule>]]
  /// Ids in use. Organizations, systems, secrets, services and events share one namespace.
  private let ids: Set<String>

  init(_ declared: DeclaredTopology, budget: Int) {
    self.declared = declared
    topology = declared.entries
    writer = TopologyWriter(declared)
    self.budget = budget
    let declared = declared.entries
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

  /// Every candidate, in a fixed order and without repetition.
  var all: [Control] {
    (secondFactors + encryptions + droppedFields + separateSecrets + splitStores + fallbacks)
      .sorted(by: Control.precedes)
  }

  /// An unused id.
  func newID(_ wish: String) -> String { NewName.from(wish, taken: ids) }

  /// The fleet of a system; nil if it is not in one.
  func fleet(_ system: Reference<System>) -> Reference<Organization>? {
    topology.systems[system].organization.flatMap { fleet(organization: $0) }
  }

  /// An organization that is a fleet; nil if it is not one.
  func fleet(organization: Reference<Organization>) -> Reference<Organization>? {
    topology.organizations[organization].count == nil ? nil : organization
  }

  /// A new secret; one per member if it is for a system of a fleet.
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

  /// The change that replaces one condition by another and removes keys of the old form.
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

/// Names for added entries.
enum NewName {
  /// The requested name, with a number appended if it is in use.
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
