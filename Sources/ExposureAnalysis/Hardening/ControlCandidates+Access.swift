import TopologyModel

/// A second factor on an access rule; one secret each instead of a shared one.
extension ControlCandidates {
  /// One for each rule that shows or controls something and asks for no second factor yet. The factor is taken
  /// to be as likely stolen as the likeliest of the secrets it joins, where the file says.
  var secondFactors: [Control] {
    topology.accessRules.compactMap { rule in
      let asked = secrets(in: rule.requires)
      guard isNamed(rule.id), rule.controls || !rule.reads.isEmpty,
        !asked.contains(where: { topology.secrets[$0].kind == .secondFactor })
      else { return nil }
      let system = topology.systems[rule.system].id
      let factor = newID("\(system)-\(rule.id)-factor")
      let parts: [TopologyChange] =
        switch rule.requires {
        case nil: []
        case .all(let parts): parts.map { written($0) }
        case .some(let condition): [written(condition)]
        }
      let requires = replacing(
        rule.requires, by: .map(["all": .list(parts + [.word(factor)])]))
      let theft = asked.compactMap { topology.secrets[$0].theft }.max()
      let change = TopologyChange.map([
        "secrets": .at(
          factor,
          change: secret(
            "Second factor for \(rule.label ?? rule.id)", kind: .secondFactor, for: rule.system,
            theft: theft)),
        "systems": .at(system, "access", rule.id, "requires", change: requires),
      ])
      return Control(
        kind: .secondFactor, subject: "\(system).\(rule.id)",
        summary: "a second factor on \(system).\(rule.id)", change: change)
    }
  }

  /// For a secret shared by the systems of a fleet one for each member; for one shared by several systems
  /// that none of them keeps, one for each but the first, which goes on with the old one.
  var separateSecrets: [Control] {
    topology.secrets.references.flatMap { secret -> [Control] in
      guard topology.secrets[secret].each == nil else { return [] }
      let users = topology.systems.references.filter { uses(secret, $0) }
      let fleets = Set(users.compactMap { fleet($0) }).sorted()
      let forFleets = fleets.map { perMember(secret, $0) }
      let isKept = topology.systems.contains { $0.secrets.contains(secret) }
      guard fleets.isEmpty, users.count > 1, !isKept else { return forFleets }
      return forFleets + [perSystem(secret, users)].compactMap { $0 }
    }
  }

  private func uses(_ secret: Reference<Secret>, _ system: Reference<System>) -> Bool {
    let entry = topology.systems[system]
    return entry.access.contains {
      secrets(in: topology.accessRules[$0].requires).contains(secret)
    } || entry.datasets.contains { topology.datasets[$0].encryptedWith.contains(secret) }
  }

  private func perMember(
    _ secret: Reference<Secret>, _ fleet: Reference<Organization>
  ) -> Control {
    let (id, organization) = (topology.secrets[secret].id, topology.organizations[fleet].id)
    return Control(
      kind: .separateSecrets, subject: "\(id)/\(organization)",
      summary: "one \(id) for each of \(organization) instead of a shared one",
      change: .at("secrets", id, "each", change: .word(organization)))
  }

  private func perSystem(
    _ secret: Reference<Secret>, _ users: [Reference<System>]
  ) -> Control? {
    let entry = topology.secrets[secret]
    var added: [TopologyChange.Entry] = []
    var systems: [TopologyChange.Entry] = []
    for system in users.dropFirst() {
      let name = topology.systems[system].id
      let own = newID("\(entry.id)-\(name)")
      added.append(
        .init(
          key: own,
          value: self.secret(
            "\(entry.label ?? entry.id), for \(name) alone", kind: entry.kind ?? .other,
            for: system, theft: entry.theft)))
      var changed: [TopologyChange.Entry] = []
      for reference in topology.systems[system].access {
        let rule = topology.accessRules[reference]
        guard let requires = rule.requires, secrets(in: requires).contains(secret) else { continue }
        guard isNamed(rule.id) else { return nil }
        let new = replacing(secret, in: written(requires), by: own)
        changed.append(.init(key: rule.id, value: .at("requires", change: new)))
      }
      let isKey = topology.systems[system].datasets.contains {
        topology.datasets[$0].encryptedWith.contains(secret)
      }
      guard !isKey else { return nil }
      systems.append(.init(key: name, value: .at("access", change: .map(changed))))
    }
    let events = topology.events.filter { $0.hits.contains(.secret(secret)) }.map { event in
      let hits = event.hits.compactMap { name(of: $0) } + added.map(\.key)
      return TopologyChange.Entry(key: event.id, value: .at("hits", change: .words(hits)))
    }
    var change: [TopologyChange.Entry] = [
      .init(key: "secrets", value: .map(added)), .init(key: "systems", value: .map(systems)),
    ]
    if !events.isEmpty { change.append(.init(key: "events", value: .map(events))) }
    return Control(
      kind: .separateSecrets, subject: entry.id,
      summary: "one \(entry.id) for each of \(users.count) systems instead of a shared one",
      change: .map(change))
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

  /// What an event hits, as the file writes it.
  private func name(of target: CommonEvent.Target) -> String? {
    switch target {
    case .system(let system): topology.systems[system].id
    case .secret(let secret): topology.secrets[secret].id
    case .organization(let organization): topology.organizations[organization].id
    case .member(let number, let of): name(of: of).map { "\($0)[\(number)]" }
    }
  }
}
