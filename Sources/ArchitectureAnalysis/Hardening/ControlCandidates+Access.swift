import TopologyLanguage
import TopologyModel

/// Candidates for second factors, and for separate secrets instead of shared ones.
extension ControlCandidates {
  /// One candidate per rule that shows, controls or enters something and requires no second factor yet. None for
  /// what is open to everyone, which is public, and for what a machine opens with a key of its own. The likelihood
  /// that the factor is stolen is taken from the likeliest condition it joins (a stolen secret or an intruded
  /// system), if the file gives one.
  var secondFactors: [Control] {
    topology.accessRules.references.compactMap { reference in
      let rule = topology.accessRules[reference]
      let asked = secrets(in: rule.requires)
      guard rule.controls || !rule.reads.isEmpty || !rule.enters.isEmpty,
        rule.requires != nil, !isForMachines(asked, rule.requires),
        !asked.contains(where: { topology.secrets[$0].kind == .secondFactor })
      else { return nil }
      let system = topology.systems[rule.system].id
      let factor = newID("\(system)-\(plain(rule.id))-factor")
      let parts: [TopologyChange] =
        switch rule.requires {
        case nil: []
        case .all(let parts): parts.map { writer.written($0) }
        case .some(let condition): [writer.written(condition)]
        }
      let requires = replacing(
        rule.requires, by: .map(["all": .list(parts + [.word(factor)])]))
      let theft =
        (asked.map { topology.secrets[$0].theft }
        + systems(in: rule.requires).map { topology.systems[$0].intrusion })
        .compactMap { $0 }.max()
      let added = TopologyChange.at(
        "secrets", factor,
        change: secret(
          "Second factor for \(rule.label ?? rule.id)", kind: .secondFactor, for: rule.system,
          theft: theft))
      let changed = writer.editing(
        rulesOf: rule.system, [reference: .at("requires", change: requires)])
      return Control(
        kind: .secondFactor, subject: "\(system).\(rule.id)",
        summary: "a second factor on \(system).\(rule.id)",
        touches: [.access("\(system).\(rule.id)")],
        change: added.followed(by: changed))
    }
  }

  /// Whether only a program can meet a condition: tokens, keys and certificates that nobody is said to hold.
  private func isForMachines(_ secrets: [Reference<Secret>], _ condition: Condition?) -> Bool {
    guard !secrets.isEmpty, systems(in: condition).isEmpty else { return false }
    return secrets.allSatisfy { secret in
      let entry = topology.secrets[secret]
      switch (entry.kind, entry.heldBy) {
      case (.token, nil), (.token, .organization), (.certificate, nil),
        (.certificate, .organization):
        return true
      default: return false
      }
    }
  }

  /// A name in the form of an id: `access[2]` becomes `access-2`.
  private func plain(_ name: String) -> String {
    name.replacing("[", with: "-").replacing("]", with: "")
  }

  /// For a secret shared by the systems of a fleet, one per member. For a secret shared by several systems of
  /// which none stores it, one per system except the first, which keeps the old secret.
  var separateSecrets: [Control] {
    let users = usersOfSecrets
    let kept = Set(topology.systems.flatMap(\.secrets))
    return topology.secrets.references.flatMap { secret -> [Control] in
      guard topology.secrets[secret].each == nil else { return [] }
      let users = users[secret] ?? []
      let fleets = Set(users.compactMap { fleet($0) }).sorted()
      let forFleets = fleets.filter { !isCounted(secret, outside: $0) }
        .map { perMember(secret, $0) }
      guard fleets.isEmpty, users.count > 1, !kept.contains(secret) else { return forFleets }
      return forFleets + [perSystem(secret, users)].compactMap { $0 }
    }
  }

  /// Whether an "at-least" condition outside the fleet names the secret itself. The members' secrets would
  /// count there individually and change its meaning.
  private func isCounted(_ secret: Reference<Secret>, outside home: Reference<Organization>) -> Bool
  {
    func isCounted(_ condition: Condition?) -> Bool {
      switch condition {
      case .atLeast(_, let parts):
        parts.contains(.secret(secret)) || parts.contains(where: isCounted)
      case .all(let parts), .any(let parts): parts.contains(where: isCounted)
      case .secret, .system, .service, .members, nil: false
      }
    }
    return topology.inferences.contains { isCounted($0.requires) }
      || topology.accessRules.contains { fleet($0.system) != home && isCounted($0.requires) }
  }

  /// The systems that each secret opens or decrypts something of, in the order of the file.
  /// - Complexity: O(size of the topology), for all secrets at once.
  private var usersOfSecrets: [Reference<Secret>: [Reference<System>]] {
    var users: [Reference<Secret>: [Reference<System>]] = [:]
    for system in topology.systems.references {
      let entry = topology.systems[system]
      var used = Set<Reference<Secret>>()
      for rule in entry.access { used.formUnion(secrets(in: topology.accessRules[rule].requires)) }
      for dataset in entry.datasets { used.formUnion(topology.datasets[dataset].encryptedWith) }
      for secret in used { users[secret, default: []].append(system) }
    }
    return users
  }

  private func perMember(
    _ secret: Reference<Secret>, _ fleet: Reference<Organization>
  ) -> Control {
    let (id, organization) = (topology.secrets[secret].id, topology.organizations[fleet].id)
    return Control(
      kind: .separateSecrets, subject: "\(id)/\(organization)",
      summary: "one \(id) for each of \(organization) instead of a shared one",
      touches: [.possession(id)],
      change: .at("secrets", id, "each", change: .word(organization)))
  }

  private func perSystem(
    _ secret: Reference<Secret>, _ users: [Reference<System>]
  ) -> Control? {
    let entry = topology.secrets[secret]
    var change = TopologyChange.map([])
    var added: [String] = []
    for system in users.dropFirst() {
      let name = topology.systems[system].id
      let own = newID("\(entry.id)-\(name)")
      added.append(own)
      let new = self.secret(
        "\(entry.label ?? entry.id), for \(name) alone", kind: entry.kind ?? .other,
        for: system, theft: entry.theft)
      var patches: [Reference<AccessRule>: TopologyChange] = [:]
      for reference in topology.systems[system].access {
        guard let requires = topology.accessRules[reference].requires,
          secrets(in: requires).contains(secret)
        else { continue }
        patches[reference] = .at(
          "requires", change: replacing(secret, in: writer.written(requires), by: own))
      }
      let isKey = topology.systems[system].datasets.contains {
        topology.datasets[$0].encryptedWith.contains(secret)
      }
      guard !isKey else { return nil }
      change = change.followed(by: .at("secrets", own, change: new))
        .followed(by: writer.editing(rulesOf: system, patches))
    }
    let events = topology.events.filter { $0.hits.contains(.secret(secret)) }.map { event in
      let hits = event.hits.map { writer.name(of: $0) } + added
      return TopologyChange.Entry(key: event.id, value: .at("hits", change: .words(hits)))
    }
    if !events.isEmpty { change = change.followed(by: .at("events", change: .map(events))) }
    return Control(
      kind: .separateSecrets, subject: entry.id,
      summary: "one \(entry.id) for each of \(users.count) systems instead of a shared one",
      touches: [.possession(entry.id)],
      change: change)
  }

  private func replacing(
    _ secret: Reference<Secret>, in condition: TopologyChange, by new: String
  ) -> TopologyChange {
    switch condition {
    case .word(topology.secrets[secret].id): .word(new)
    case .list(let parts): .list(parts.map { replacing(secret, in: $0, by: new) })
    case .map(let entries):
      .map(entries.map { .init(key: $0.key, value: replacing(secret, in: $0.value, by: new)) })
    case .word, .number, .decimal, .flag, .null: condition
    }
  }
}
