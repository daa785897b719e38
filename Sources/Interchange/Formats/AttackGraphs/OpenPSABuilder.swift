import TopologyModel

/// Makes systems of a fault tree.
final class OpenPSABuilder: DraftBuilder {
  private let reader: OpenPSAReader
  private var systems: [String: Int] = [:]
  private var used: Set<String> = []

  init(_ reader: OpenPSAReader, _ options: ImportOptions, _ log: ImportLog) {
    self.reader = reader
    super.init(options, log)
  }

  /// The draft.
  func build() -> TopologyDraft {
    draft.title = reader.title ?? "Fault tree"
    log.account.count("gates", reader.gates.count)
    log.account.count("basic-events", reader.events.count)
    log.account.count("house-events", reader.house.count)
    let gates = Set(reader.gates.map(\.name))
    let names =
      reader.gates.map(\.name).uniqued()
      + reader.events.keys.filter { !gates.contains($0) }.sorted()
    let ids = namer.ids("systems", names)
    for (place, name) in names.enumerated() {
      var system = TopologyDraft.System(
        id: ids[place], label: name, kind: gates.contains(name) ? "gate" : "basic-event")
      if let value = reader.events[name], let number = Double(value), (0...1).contains(number) {
        system.intrusion = value
      }
      systems[name] = draft.add(system)
    }
    for gate in reader.gates { add(gate.name, gate.formula) }
    addTops()
    return draft
  }

  private func add(_ name: String, _ formula: OpenPSAReader.Formula) {
    guard let system = systems[name] else { return }
    guard draft.systems[system].access.isEmpty else {
      log.account.note(
        "defined-twice", "What is defined a second time; the first is used.", example: name)
      return
    }
    switch condition(formula) {
    case .never:
      log.account.note("gates-never", "Gates that can never hold.", example: name)
    case .always:
      draft.systems[system].access.append(TopologyDraft.Access(id: "formula", controls: true))
    case .when(let requirement):
      draft.systems[system].access.append(
        TopologyDraft.Access(id: "formula", requires: requirement, controls: true))
    }
  }

  /// A formula without constants.
  private enum Value {
    case never
    case always
    case when(TopologyDraft.Requirement)
  }

  private func condition(_ formula: OpenPSAReader.Formula) -> Value {
    switch formula {
    case .constant(let value): return value ? .always : .never
    case .event(let name): return event(name)
    case .all(let parts): return atLeast(parts.count, parts.map { condition($0) })
    case .any(let parts): return atLeast(1, parts.map { condition($0) })
    case .atLeast(let number, let parts): return atLeast(number, parts.map { condition($0) })
    case .other(let word, let parts):
      log.account.note(
        "not-monotone",
        "Formulas with not, xor and the like: what must not happen is taken to have not happened, so that no set is missed.",
        example: word)
      if word == "not" || word == "nand" || word == "nor" || word == "imply" || word == "iff" {
        return .always
      }
      return atLeast(1, parts.map { condition($0) })
    }
  }

  private func event(_ name: String) -> Value {
    if let value = reader.house[name] { return value ? .always : .never }
    var found = systems[name]
    if found == nil, let last = name.split(separator: ".").last { found = systems[String(last)] }
    if let found {
      used.insert(draft.systems[found].label ?? "")
      return .when(.system(found))
    }
    log.account.note(
      "objects-only-named", "Events that are named and not defined.", example: name)
    let system = draft.add(
      TopologyDraft.System(id: namer.id("systems", name), label: name, kind: "basic-event"))
    systems[name] = system
    used.insert(name)
    return .when(.system(system))
  }

  private func atLeast(_ number: Int, _ values: [Value]) -> Value {
    var needed = number
    var parts: [TopologyDraft.Requirement] = []
    for value in values {
      switch value {
      case .always: needed -= 1
      case .never: break
      case .when(let requirement): parts.append(requirement)
      }
    }
    if needed <= 0 { return .always }
    if needed > parts.count { return .never }
    if parts.count == 1 { return .when(parts[0]) }
    if needed == 1 { return .when(.any(parts)) }
    if needed == parts.count { return .when(.all(parts)) }
    return .when(.atLeast(needed, parts))
  }

  /// What no gate uses is a top event: it exposes one field of one person, so that the analyses have something to reach.
  private func addTops() {
    let tops = reader.gates.map(\.name).uniqued().filter { !used.contains($0) }
    guard !tops.isEmpty else { return }
    draft.people.append(
      TopologyDraft.Group(
        id: "plant", label: "What the tree protects", count: CountInterval(exactly: 1)))
    let field = draft.add(TopologyDraft.Field(id: "top-event", label: "The top event happens"))
    for top in tops {
      guard let system = systems[top] else { continue }
      _ = draft.add(
        TopologyDraft.Dataset(system: system, id: "top", people: ["plant"], fields: [field]))
    }
    log.account.note("top-events", "Gates that no other gate uses.", examples: tops)
    log.account.note(
      "probabilities-as-likelihoods",
      "Probabilities of basic events are taken as yearly likelihoods.",
      count: draft.systems.count { $0.intrusion != nil })
  }
}
