/// An attack graph.
struct MALGraph {
  /// A step.
  private struct Step {
    var name: String
    var type: String
    var parents: [String]
    var exists: Bool?
    /// Whether a defense is on; nil: not certain.
    var isOn: Bool?
  }

  private var steps: [Step] = []
  private var places: [String: Int] = [:]
  /// Names of entry steps by attacker.
  private var attackers: [(name: String, steps: [String])] = []
  private let options: ImportOptions
  private let log: ImportLog

  init(_ root: DocumentNode, _ options: ImportOptions, _ log: ImportLog) {
    self.options = options
    self.log = log
    let members = root["attack_steps"]?.members ?? []
    var byNumber: [String: String] = [:]
    for (name, value) in members { if let id = value.text("id") { byNumber[id] = name } }
    for (name, value) in members {
      let parents = value["parents"]
      let named = (parents?.members.map { $0.value.text ?? $0.key } ?? []) + (parents?.words ?? [])
      places[name] = steps.count
      steps.append(
        Step(
          name: name, type: value.text("type") ?? "or",
          parents: named.map { byNumber[$0] ?? $0 }.uniqued().sorted(),
          exists: value["existence_status"]?.flag, isOn: Self.isOn(value)))
      log.account.count("attack-steps")
    }
    for (name, value) in root["attackers"]?.members ?? [] {
      let points = value["entry_points"]
      attackers.append(
        (
          value.text("name") ?? name,
          (points?.members.map { $0.value.text ?? $0.key } ?? []) + (points?.words ?? [])
        ))
    }
  }

  /// Whether a defense is on: by its status, else by its distribution.
  private static func isOn(_ step: DocumentNode) -> Bool? {
    if let flag = step["defense_status"]?.flag { return flag }
    if let text = step.text("defense_status"), let value = Double(text) {
      return value == 1 ? true : value == 0 ? false : nil
    }
    let distribution = step["ttc"]
    switch distribution?.text("name") {
    case "Enabled": return true
    case "Disabled": return false
    case "Bernoulli":
      let value = distribution?.words("arguments").first.flatMap { Double($0) }
      return value == 1 ? true : value == 0 ? false : nil
    default: return distribution == nil ? false : nil
    }
  }

  // MARK: - The draft

  mutating func build() -> TopologyDraft {
    var draft = TopologyDraft(title: "MAL attack graph")
    var namer = Namer(options.earlier, log)
    let attack = steps.filter { $0.type == "or" || $0.type == "and" }
    let ids = namer.ids("systems", attack.map(\.name))
    var systems: [String: Int] = [:]
    for (place, step) in attack.enumerated() {
      systems[step.name] = draft.add(
        TopologyDraft.System(id: ids[place], label: step.name, kind: "step-\(step.type)"))
    }
    noteNumberedNames()
    for step in attack {
      guard let system = systems[step.name], !step.parents.isEmpty else { continue }
      addAccess(step, system, systems, &draft)
    }
    for attacker in attackers {
      let name = "attacker:\(attacker.name)"
      let secret = draft.add(
        TopologyDraft.Secret(
          id: namer.id("secrets", name, slug: "attacker:\(Slug.of(attacker.name))"),
          label: "Where \(attacker.name) begins"))
      for step in attacker.steps {
        guard let system = systems[step] else { continue }
        draft.systems[system].access.append(
          TopologyDraft.Access(
            id: namer.id("access of \(draft.systems[system].id)", name), requires: .secret(secret),
            controls: true))
      }
    }
    log.account.note(
      "times-not-taken",
      "Times to compromise are not taken: a step that can be reached is reached.",
      count: attack.count)
    return draft
  }

  private func addAccess(
    _ step: Step, _ system: Int, _ systems: [String: Int], _ draft: inout TopologyDraft
  ) {
    let isAll = step.type == "and"
    var parts: [TopologyDraft.Requirement] = []
    var isOpen = false
    for parent in step.parents {
      guard let place = places[parent] else {
        log.account.note(
          "links-dangling", "Parents that are no step of the graph; they are taken to be reached.",
          example: parent)
        isOpen = true
        continue
      }
      if let known = systems[parent] {
        parts.append(.system(known))
      } else if holds(steps[place]) {
        isOpen = true
      } else if isAll {
        log.account.note(
          "blocked", "Steps that a defense or an asset blocks: nothing leads to them.",
          example: step.name)
        return
      }
    }
    if parts.isEmpty || !isAll && isOpen {
      if isOpen {
        draft.systems[system].access.append(TopologyDraft.Access(id: "step", controls: true))
      }
      return
    }
    let requires: TopologyDraft.Requirement =
      parts.count == 1 ? parts[0] : isAll ? .all(parts) : .any(parts)
    draft.systems[system].access.append(
      TopologyDraft.Access(id: "step", requires: requires, controls: true))
  }

  /// Whether a parent that is no attack step lets the attacker pass; where that is not certain, it does.
  private func holds(_ step: Step) -> Bool {
    switch step.type {
    case "defense":
      if step.isOn == nil {
        log.account.note(
          "defenses-uncertain",
          "Defenses that are on with some likelihood only: they are taken to be off.",
          example: step.name)
      }
      return step.isOn != true
    case "exist", "notExist":
      guard let exists = step.exists else {
        log.account.note(
          "existence-unknown",
          "Conditions on assets of which the graph does not say whether they exist.",
          example: step.name)
        return true
      }
      return step.type == "exist" ? exists : !exists
    default: return true
    }
  }

  /// A second asset of one name gets a number without a word.
  private func noteNumberedNames() {
    let assets = Set(
      steps.compactMap { step -> String? in
        step.name.lastIndex(of: ":").map { String(step.name[..<$0]) }
      })
    let numbered = assets.filter { name in
      guard let colon = name.lastIndex(of: ":") else { return false }
      let number = name[name.index(after: colon)...]
      return !number.isEmpty && number.allSatisfy(\.isNumber)
        && assets.contains(String(name[..<colon]))
    }
    log.account.note(
      "names-numbered",
      "Assets that may be a second one of a name: mal-toolbox adds a number without saying so.",
      examples: numbered.sorted())
  }
}
