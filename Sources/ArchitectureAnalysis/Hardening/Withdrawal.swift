import TopologyModel

/// Switches single things off in a topology without fleets. A declared id means all members of a fleet.
extension Topology {
  /// The names that `withdraw` knows.
  var withdrawable: [String] {
    let named =
      systems.flatMap { [$0.id, $0.declaredID] } + secrets.flatMap { [$0.id, $0.declaredID] }
      + flows.flatMap { [$0.id, $0.declaredID] }
    let rules = accessRules.flatMap { rule in
      names(of: rule.system).map { "\($0).\(rule.id)" }
    }
    return Set(named + rules + controls).sorted()
  }

  /// Existing controls that can be taken away.
  private var controls: [String] {
    accessRules.filter { hasFactor($0.requires) }.flatMap { rule in
      names(of: rule.system).map { "\(ControlKind.secondFactor.rawValue):\($0).\(rule.id)" }
    }
      + datasets.filter { !$0.encryptedWith.isEmpty }
      .flatMap { [$0.id, $0.declaredID] }.map { "\(ControlKind.encryption.rawValue):\($0)" }
  }

  private func names(of system: Reference<System>) -> [String] {
    [systems[system].id, systems[system].declaredID]
  }

  /// Switches off what has this name; false if nothing has.
  mutating func withdraw(_ name: String) -> Bool {
    let found = (
      systems: systems.references.filter { names(of: $0).contains(name) },
      secrets: secrets.references.filter {
        secrets[$0].id == name || secrets[$0].declaredID == name
      },
      rules: accessRules.references.filter { rule in
        names(of: accessRules[rule].system).contains { "\($0).\(accessRules[rule].id)" == name }
      }
    )
    let flowsBefore = flows.count
    flows.removeAll { $0.id == name || $0.declaredID == name }
    for system in found.systems { withdraw(system) }
    for secret in found.secrets { withdraw(secret) }
    for rule in found.rules { withdraw(rule) }
    return withdrawControl(name) || flows.count < flowsBefore
      || !(found.systems.isEmpty && found.secrets.isEmpty && found.rules.isEmpty)
  }

  /// A rule that never opens.
  private mutating func withdraw(_ rule: Reference<AccessRule>) {
    accessRules[rule].requires = .any([])
    accessRules[rule].reads = []
    accessRules[rule].controls = false
    accessRules[rule].enters = []
  }

  /// A secret that nobody has.
  private mutating func withdraw(_ secret: Reference<Secret>) {
    secrets[secret].exportable = false
    secrets[secret].theft = 0
    for system in systems.references { systems[system].secrets.removeAll { $0 == secret } }
    forget(.secret(secret))
  }

  /// A system that holds nothing, opens nothing, cannot be intruded and does not run. What crossed it goes
  /// another way.
  private mutating func withdraw(_ system: Reference<System>) {
    for rule in systems[system].access { withdraw(rule) }
    let own = Set(systems[system].datasets)
    for dataset in own {
      datasets[dataset].people = []
      datasets[dataset].fields = []
      datasets[dataset].listsPeople = true
      datasets[dataset].listsFields = true
    }
    flows.removeAll { own.contains($0.from) || own.contains($0.to) }
    for flow in flows.references { flows[flow].via.removeAll { $0 == system } }
    systems[system].secrets = []
    systems[system].intrusion = 0
    systems[system].needs = .any([])
    forget(.system(system))
  }

  private mutating func forget(_ target: CommonEvent.Target) {
    for event in events.references { events[event].hits.removeAll { $0 == target } }
    for incident in incidents.references {
      incidents[incident].intruded.removeAll { $0 == target }
      incidents[incident].stolen.removeAll { $0 == target }
    }
  }

  // MARK: - Existing controls

  private mutating func withdrawControl(_ name: String) -> Bool {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, let kind = ControlKind(rawValue: parts[0]) else { return false }
    switch kind {
    case .secondFactor:
      let rules = accessRules.references.filter { rule in
        hasFactor(accessRules[rule].requires)
          && names(of: accessRules[rule].system).contains {
            "\($0).\(accessRules[rule].id)" == parts[1]
          }
      }
      for rule in rules { accessRules[rule].requires = withoutFactor(accessRules[rule].requires) }
      return !rules.isEmpty
    case .encryption:
      let found = datasets.references.filter {
        !datasets[$0].encryptedWith.isEmpty
          && (datasets[$0].id == parts[1] || datasets[$0].declaredID == parts[1])
      }
      for dataset in found { datasets[dataset].encryptedWith = [] }
      return !found.isEmpty
    case .droppedField, .separateSecrets, .splitStore, .fallback: return false
    }
  }

  private func isFactor(_ condition: Condition) -> Bool {
    switch condition {
    case .secret(let secret): secrets[secret].kind == .secondFactor
    case .members(let range, _):
      range.kind == .secrets
        && range.indices.allSatisfy { secrets[Reference<Secret>($0)].kind == .secondFactor }
    default: false
    }
  }

  private func hasFactor(_ condition: Condition?) -> Bool {
    if case .all(let parts) = condition { parts.contains(where: isFactor) } else { false }
  }

  private func withoutFactor(_ condition: Condition?) -> Condition? {
    guard case .all(let parts) = condition else { return condition }
    let rest = parts.filter { !isFactor($0) }
    return rest.isEmpty ? nil : .all(rest)
  }
}
