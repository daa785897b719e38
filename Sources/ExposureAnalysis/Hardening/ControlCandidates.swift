import TopologyModel

/// Finds what could be done about a topology as its file declares it. Each kind of control has a file.
///
/// Nothing is decided here: a candidate is loaded and evaluated like any other change, and one that does not
/// load is none.
struct ControlCandidates {
  let topology: Topology
  /// How many controls may be combined.
  let budget: Int
  /// Ids in use: organizations, systems, secrets, services and events share one namespace.
  private let ids: Set<String>

  init(_ declared: Topology, budget: Int) {
    topology = declared
    self.budget = budget
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
  func newID(_ wish: String) -> String {
    var id = wish
    var number = 2
    while ids.contains(id) {
      id = "\(wish)-\(number)"
      number += 1
    }
    return id
  }

  /// The fleet that a system is of; nil: it stands once.
  func fleet(_ system: Reference<System>) -> Reference<Organization>? {
    topology.systems[system].organization.flatMap {
      topology.organizations[$0].count == nil ? nil : $0
    }
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

  /// Whether an entry can be changed by name; one of a list without names cannot.
  func isNamed(_ id: String) -> Bool { !id.contains("[") }

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

  /// A condition as the file writes it.
  func written(_ condition: Condition) -> TopologyChange {
    switch condition {
    case .secret(let secret): .word(topology.secrets[secret].id)
    case .system(let system): .word(topology.systems[system].id)
    case .service(let service): .word(topology.services[service].id)
    case .members: .null  // Only after fleets are written out.
    case .all(let parts): .map(["all": .list(parts.map { written($0) })])
    case .any(let parts): .map(["any": .list(parts.map { written($0) })])
    case .atLeast(let count, let parts):
      .map(["at-least": .number(count), "of": .list(parts.map { written($0) })])
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
