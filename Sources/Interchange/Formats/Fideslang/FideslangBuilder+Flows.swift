/// What systems read, and what moves between them.
extension FideslangBuilder {
  func addAccess(of system: FideslangResources.System) {
    guard let own = systems[system.key] else { return }
    let used = system.datasets + system.declarations.flatMap(\.datasets)
    for key in used.uniqued() {
      guard let store = stores[key] else { continue }
      draft.systems[store].access.append(
        TopologyDraft.Access(
          id: draft.systems[own].id, requires: .system(own),
          reads: (collections[key] ?? []).map { ($0, nil) }))
    }
  }

  // MARK: - Flows

  /// A movement, however many resources say it.
  struct Movement: Hashable {
    var from: String
    var to: String
  }

  func addFlows() {
    var order: [Movement] = []
    var carried: [Movement: [String]?] = [:]
    for system in resources.systems {
      let ways = system.egress.map { ($0, true) } + system.ingress.map { ($0, false) }
      for (way, isOut) in ways {
        guard way.type != "user" else {
          log.account.note(
            "flows-to-users", "Movements to or from people are no flows between systems.",
            example: system.key)
          continue
        }
        let own = "system \(system.key)"
        let other = "\(way.type) \(way.key)"
        let movement = isOut ? Movement(from: own, to: other) : Movement(from: other, to: own)
        if let before = carried[movement] {
          log.account.note(
            "flows-said-twice", "Movements that both sides say; each is one flow.",
            example: "\(movement.from) to \(movement.to)")
          // One side may say less; what neither leaves open is the union.
          carried[movement] = before.flatMap { said in way.categories.map { (said + $0).uniqued() }
          }
        } else {
          order.append(movement)
          carried[movement] = .some(way.categories)
        }
      }
    }
    for movement in order { add(movement, carried[movement] ?? nil) }
  }

  func add(_ movement: Movement, _ categories: [String]?) {
    let passed = categories.map { $0.compactMap { fields[$0] } }
    guard let sources = ends(movement.from, passed, isSource: true),
      let targets = ends(movement.to, passed, isSource: false)
    else {
      log.account.note(
        "links-dangling", "Links of which an end is no system of the source; they were left out.",
        example: "\(movement.from) to \(movement.to)")
      return
    }
    for source in sources {
      for target in targets {
        draft.flows.append(TopologyDraft.Flow(from: source, to: target, fields: passed))
      }
    }
  }

  /// The datasets at an end: those that list what passes, else the first of a system and all of a store.
  func ends(_ end: String, _ passed: [UInt32]?, isSource: Bool) -> [Int]? {
    let key = String(end.drop { $0 != " " }.dropFirst())
    if end.hasPrefix("dataset ") {
      let all = collections[key] ?? []
      guard let passed else { return all }
      let listing = all.filter { dataset in
        draft.datasets[dataset].fields.map { $0.contains { passed.contains($0) } } ?? true
      }
      return listing.isEmpty ? all : listing
    }
    guard let system = systems[key] else { return nil }
    if declarations[key] == nil {
      declarations[key] = [
        draft.add(TopologyDraft.Dataset(system: system, id: "data", fields: isSource ? nil : []))
      ]
    }
    let all = declarations[key] ?? []
    guard let passed else { return isSource ? all : Array(all.prefix(1)) }
    let listing = all.filter { dataset in
      draft.datasets[dataset].fields.map { held in passed.allSatisfy { held.contains($0) } } ?? true
    }
    if let first = listing.first { return [first] }
    guard isSource, let first = all.first else { return Array(all.prefix(1)) }
    // What is sent was there.
    let missing = passed.filter { draft.datasets[first].fields?.contains($0) == false }
    draft.datasets[first].fields? += missing
    log.account.note(
      "fields-added-at-source",
      "Data that a system sends and that none of its declarations lists: they were added to the first.",
      count: missing.count, example: key)
    return [first]
  }
}
