import TopologyModel

/// Fault trees in Open-PSA's Model Exchange Format 2.0 and 3.0: gates and basic events.
///
/// A basic event becomes a system that can be intruded, a gate one that is controlled when its formula holds. The minimal
/// sets of `spof` for the top event are the tree's minimal cut sets, so that one can be checked by the other.
enum OpenPSAImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var reader = OpenPSAReader(log)
    for input in inputs {
      log.account.files.append(input.name)
      try log.readXML(input) { reader.take($0) }
    }
    guard !reader.gates.isEmpty else {
      throw ByteSource.notTheFormat(
        "fault tree", in: inputs, help: "a fault tree has 'define-fault-tree' with 'define-gate'")
    }
    var builder = OpenPSABuilder(reader, options, log)
    return builder.build()
  }
}

/// Reads gates, basic events and house events.
struct OpenPSAReader {
  /// A formula.
  indirect enum Formula {
    case event(String)
    case constant(Bool)
    case all([Formula])
    case any([Formula])
    case atLeast(Int, [Formula])
    /// Not monotone: the source's word for it, with its parts.
    case other(String, [Formula])
  }

  private(set) var title: String?
  private(set) var gates: [(name: String, formula: Formula, label: String?)] = []
  private(set) var events: [String: String] = [:]
  private(set) var house: [String: Bool] = [:]
  private let log: ImportLog
  private var open: [(name: String, attributes: [String: String], parts: [Formula])] = []
  private var defined: (kind: String, name: String)?
  private var label: String?
  private var text = ""
  /// Elements that are open.
  private var path: [String] = []

  init(_ log: ImportLog) { self.log = log }

  private static let connectives: Set = [
    "and", "or", "not", "atleast", "xor", "iff", "imply", "nand", "nor", "cardinality",
  ]

  mutating func take(_ event: XMLEvents.Event) {
    switch event {
    case .text(let part): text += part
    case .start(let name, let attributes):
      start(name, attributes)
      path.append(name)
    case .end(let name):
      path.removeLast()
      end(name)
    }
  }

  private mutating func start(_ name: String, _ attributes: [String: String]) {
    text = ""
    let own = attributes["name"] ?? ""
    switch name {
    case "define-fault-tree": title = title ?? own
    case "define-gate", "define-basic-event", "define-house-event":
      defined = (name, own)
      label = nil
      open = [(name, attributes, [])]
      if name == "define-basic-event" { events[own] = events[own] ?? "" }
    case _ where Self.connectives.contains(name): open.append((name, attributes, []))
    case "gate", "basic-event", "house-event", "event":
      if !open.isEmpty { open[open.count - 1].parts.append(.event(own)) }
    case "constant":
      let value = attributes["value"] == "true"
      if let defined, defined.kind == "define-house-event" {
        house[defined.name] = value
      } else if !open.isEmpty {
        open[open.count - 1].parts.append(.constant(value))
      }
    case "float":
      guard let defined, defined.kind == "define-basic-event" else { break }
      guard path.last == "define-basic-event" else {
        log.account.note(
          "distributions-not-taken",
          "Basic events whose probability must be calculated: it is not.",
          example: defined.name)
        break
      }
      events[defined.name] = attributes["value"] ?? ""
    default: break
    }
  }

  private mutating func end(_ name: String) {
    if name == "label" { label = text.onOneLine }
    if Self.connectives.contains(name), let last = open.popLast(), !open.isEmpty {
      open[open.count - 1].parts.append(Self.formula(last.name, last.attributes, last.parts))
    }
    guard name == "define-gate", let last = open.first, let defined else { return }
    gates.append((defined.name, last.parts.first ?? .constant(false), label))
    open = []
    self.defined = nil
  }

  private static func formula(
    _ name: String, _ attributes: [String: String], _ parts: [Formula]
  ) -> Formula {
    switch name {
    case "and": .all(parts)
    case "or": .any(parts)
    case "atleast": .atLeast(attributes["min"].flatMap { Int($0) } ?? 1, parts)
    default: .other(name, parts)
    }
  }
}

/// Makes systems of a fault tree.
struct OpenPSABuilder {
  private let reader: OpenPSAReader
  private let options: ImportOptions
  private let log: ImportLog
  private var namer: Namer
  private var draft = TopologyDraft()
  private var systems: [String: Int] = [:]
  private var used: Set<String> = []

  init(_ reader: OpenPSAReader, _ options: ImportOptions, _ log: ImportLog) {
    self.reader = reader
    self.options = options
    self.log = log
    namer = Namer(earlier: options.earlier.ids)
  }

  /// The draft.
  mutating func build() -> TopologyDraft {
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

  private mutating func add(_ name: String, _ formula: OpenPSAReader.Formula) {
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

  private mutating func condition(_ formula: OpenPSAReader.Formula) -> Value {
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

  private mutating func event(_ name: String) -> Value {
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
  private mutating func addTops() {
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
