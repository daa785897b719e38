/// Random valid topologies as JSON text (which is YAML), for property tests: the same seed gives the same
/// file. Small on purpose: what goes wrong goes wrong with three systems.
public struct RandomTopology {
  /// What the generator may use.
  public struct Options: Sendable {
    /// Systems at most.
    public var systems = 5
    /// Secrets at most.
    public var secrets = 4
    /// Whether organizations may be fleets.
    public var fleets = true
    /// Whether datasets may list people or fields alone.
    public var unlisted = false
    /// Whether systems may be in zones, and members of a fleet be shown their own part.
    public var zones = false
    /// Whether every basic event has a likelihood.
    public var likelihoods = false

    /// The defaults.
    public init() {}
  }

  private var random: SplitMix64
  private let options: Options
  private var fleet: Int?
  private var fields: [String] = []
  private var groups: [String] = []
  private var secrets: [String] = []
  private var systems: [String] = []
  private var datasets: [String] = []
  private var services: [String] = []
  private var zones: [String] = []
  private var hasSplitPeople = false

  /// The text of a topology.
  public static func text(seed: UInt64, options: Options = Options()) -> String {
    var generator = RandomTopology(
      random: SplitMix64(seed: seed &* 0x9E37_79B9 &+ 17), options: options)
    return generator.topology().text
  }

  private init(random: SplitMix64, options: Options) {
    self.random = random
    self.options = options
  }

  // MARK: - Choices

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }
  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    .random(in: range, using: &random)
  }
  private mutating func pick(_ values: [String]) -> String { values[number(0...values.count - 1)] }
  private mutating func some(_ values: [String], _ range: ClosedRange<Int>) -> Document {
    .list(values.shuffled(using: &random).prefix(number(range)).map(Document.word))
  }

  private mutating func likelihood(_ key: String, _ entry: inout [(String, Document)]) {
    if options.likelihoods { entry.append((key, .word("\(number(1...40))%"))) }
  }

  // MARK: - Sections

  private mutating func topology() -> Document {
    if options.fleets, chance(40) { fleet = number(2...3) }
    fields = (0..<number(2...5)).map { "field\($0)" }
    var sections: [(String, Document)] = [("title", .word("random"))]
    sections.append(("organizations", organizations()))
    sections.append(("people", people()))
    let cohorts = self.cohorts()
    if !cohorts.isEmpty { sections.append(("cohorts", .map(cohorts))) }
    let allFields = fields + ["token", "other"]
    sections.append(
      (
        "fields",
        .map(
          allFields.map { field in
            (field, .map(chance(15) ? [("about", .word("organization"))] : []))
          })
      ))
    secrets = (0..<number(1...options.secrets)).map { "secret\($0)" }
    sections.append(
      (
        "secrets",
        .map(
          secrets.map { secret in
            var entry: [(String, Document)] = []
            if fleet != nil, chance(30) { entry.append(("each", .word("fleet"))) }
            if chance(20) { entry.append(("exportable", .bare("false"))) }
            likelihood("theft", &entry)
            return (secret, .map(entry))
          })
      ))
    if options.zones {
      zones = (0..<number(1...3)).map { "zone\($0)" }
      sections.append(
        (
          "zones",
          .map(zones.map { ($0, .map([("reachable-from", some(["internet"] + zones, 0...2))])) })
        ))
    }
    systems = (0..<number(2...options.systems)).map { "system\($0)" }
    sections.append(("systems", systemSection()))
    sections.append(("flows", flows()))
    sections.append(("inferences", inferences(allFields)))
    if chance(40) {
      sections.append(
        (
          "leaks",
          .map([
            (
              "leak",
              .map([
                ("people", .word(pick(groups))), ("fields", some(allFields, 1...2)),
                ("matches-on", some(fields, 1...2)),
              ])
            )
          ])
        ))
    }
    services = (0..<number(0...3)).map { "service\($0)" }
    sections.append(("services", serviceSection()))
    var event: [(String, Document)] = [("hits", some(systems + secrets, 1...2))]
    if options.likelihoods { event.append(("likelihood", .word("\(number(1...20))%"))) }
    sections.append(("events", .map(chance(50) ? [("event", .map(event))] : [])))
    let isStruck = chance(40) && sections.last?.1.isEmpty == false
    sections.append(
      (
        "incidents",
        .map([
          (
            "incident",
            .map([
              ("stolen", some(secrets, 0...2)), ("intruded", some(systems, 0...1)),
              ("events", .list(isStruck ? [.word("event")] : [])),
              ("contained", some(systems, 0...2)), ("disabled", some(systems, 0...1)),
              ("claims", claims()),
            ])
          )
        ])
      ))
    return .map(sections.filter { !$0.1.isEmpty })
  }

  private mutating func organizations() -> Document {
    var entries: [(String, Document)] = [
      ("first", .map([("role", .word("processor"))])),
      ("second", .map([("role", .word("controller"))])),
    ]
    if let fleet {
      var entry: [(String, Document)] = [("count", .bare("\(fleet)"))]
      if chance(50) {
        entry.append(("sizes", .list((0..<fleet).map { _ in .bare("\(number(1...9))") })))
      }
      entries.append(("fleet", .map(entry)))
    }
    return .map(entries)
  }

  private mutating func people() -> Document {
    .map(
      (0..<number(1...2)).map { root in
        let id = "class\(root)"
        groups.append(id)
        var children: [(String, Document)] = []
        for index in 0..<number(0...3) {
          let group = "\(id)/\(index)"
          groups.append(group)
          var entry = count(most: 400)
          if fleet != nil, chance(35) {
            entry.append(("across", .word("fleet")))
            hasSplitPeople = true
          } else if chance(40) {
            let below = (0..<number(1...2)).map { "\(group)/\($0)" }
            groups.append(contentsOf: below)
            entry.append(("groups", .map(below.map { ($0, .map(count(most: 60))) })))
            if chance(40) { entry.append(("disjoint", .bare("true"))) }
          }
          children.append((group, .map(entry)))
        }
        var entry: [(String, Document)] = [("count", .word("\(number(0...300)).."))]
        if !children.isEmpty {
          entry.append(("groups", .map(children)))
          if chance(50) { entry.append(("disjoint", .bare("true"))) }
          if chance(40) { entry.append(("exhaustive", .bare("true"))) }
        }
        return (id, .map(entry))
      })
  }

  private mutating func count(most: Int) -> [(String, Document)] {
    let value = number(0...most)
    switch number(0...9) {
    case 0...2: return []
    case 3...5: return [("count", .bare("\(value)"))]
    case 6: return [("count", .word("\(value).."))]
    case 7, 8: return [("count", .word("\(value)..\(most + number(0...50))"))]
    default: return [("count", .word("..\(most)"))]
    }
  }

  private mutating func cohorts() -> [(String, Document)] {
    guard chance(50) else { return [] }
    let pool = groups.filter { $0.hasPrefix("class0/") }
    guard pool.count >= 2 else { return [] }
    var entry: [(String, Document)] = [("of", some(pool, 2...3))]
    if chance(40) { entry.append(("count", .word("..\(number(0...600))"))) }
    groups.append("cohort")
    return [("cohort", .map(entry))]
  }

  private mutating func condition(_ pool: [String], depth: Int = 0) -> Document {
    let kind = number(0...99)
    if depth > 1 || kind < 50 || pool.count < 2 { return .word(pick(pool)) }
    let parts: [Document] = (0..<2).map { _ in condition(pool, depth: depth + 1) }
    if kind < 67 { return .map([("all", .list(parts))]) }
    if kind < 84 { return .map([("any", .list(parts))]) }
    let of = pool.shuffled(using: &random).prefix(number(2...3))
    return .map([
      ("at-least", .bare("\(number(1...of.count))")), ("of", .list(of.map(Document.word))),
    ])
  }

  private mutating func systemSection() -> Document {
    let organizations = ["first", "second"] + (fleet == nil ? [] : ["fleet"])
    var entries: [[(String, Document)]] = []
    for system in systems {
      var entry: [(String, Document)] = [("organization", .word(pick(organizations)))]
      likelihood("intrusion", &entry)
      if !zones.isEmpty, chance(75) { entry.append(("zone", .word(pick(zones)))) }
      var held: [(String, Document)] = []
      for index in 0..<number(0...2) {
        var dataset: [(String, Document)] = []
        if chance(85) {
          dataset = [("people", some(groups, 1...2)), ("fields", some(fields, 1...3))]
          if options.unlisted, chance(40) { dataset.remove(at: chance(60) ? 1 : 0) }
        }
        if chance(25) { dataset.append(("encrypted-with", .word(pick(secrets)))) }
        held.append(("data\(index)", .map(dataset)))
        datasets.append("\(system).data\(index)")
      }
      if !held.isEmpty { entry.append(("datasets", .map(held))) }
      if chance(40) { entry.append(("secrets", some(secrets, 1...2))) }
      entries.append(entry)
    }
    for index in systems.indices {
      var rules: [Document] = []
      for _ in 0..<number(0...2) {
        var rule: [(String, Document)] = [("requires", condition(secrets + systems))]
        if datasets.isEmpty || chance(40) {
          rule.append(("controls", .bare("true")))
        } else if chance(50) {
          rule.append(("reads", some(datasets, 1...2)))
        } else {
          let shown: Document =
            chance(60)
            ? some(fields, 1...2)
            : .map([("people", some(groups, 1...2)), ("fields", some(fields, 1...2))])
          rule.append(("reads", .map([(pick(datasets), shown)])))
        }
        if !zones.isEmpty {
          if chance(50) { rule.append(("from", some(["internet"] + zones, 1...2))) }
          if chance(30) { rule.append(("enters", some(zones, 1...1))) }
          let isOfFleet = entries[index].contains { $0.0 == "organization" && $0.1.isWord("fleet") }
          if isOfFleet, hasSplitPeople, !datasets.isEmpty, chance(50) {
            rule.removeAll { $0.0 == "reads" }
            rule.append(("reads", .map([(pick(datasets), .map([("people", .word("own"))]))])))
          }
        }
        rules.append(.map(rule))
      }
      if !rules.isEmpty { entries[index].append(("access", .list(rules))) }
      if chance(30) {
        entries[index].append(("needs", condition(systems.filter { $0 != systems[index] })))
      }
    }
    return .map(zip(systems, entries).map { ($0, .map($1)) })
  }

  private mutating func flows() -> Document {
    guard datasets.count >= 2 else { return .list([]) }
    return .list(
      (0..<number(0...4)).map { _ in
        let ends = datasets.shuffled(using: &random)
        var flow: [(String, Document)] = [("from", .word(ends[0])), ("to", .word(ends[1]))]
        if chance(50) { flow.append(("fields", some(fields, 1...3))) }
        if chance(40) { flow.append(("people", some(groups, 1...2))) }
        if chance(30) { flow.append(("becomes", .map([(pick(fields), .word("token"))]))) }
        if chance(40) { flow.append(("via", some(systems, 1...1))) }
        if chance(30) { flow.append(("encrypted", .bare("true"))) }
        return .map(flow)
      })
  }

  private mutating func inferences(_ all: [String]) -> Document {
    .list(
      (0..<number(0...3)).map { _ in
        var rule: [(String, Document)] = [("from", some(all, 1...2)), ("gives", some(all, 1...2))]
        if chance(30) { rule.append(("requires", condition(secrets))) }
        return .map(rule)
      })
  }

  private mutating func serviceSection() -> Document {
    .map(
      services.map { service in
        var entry: [(String, Document)] = [("needs", condition(systems + services))]
        if chance(40) { entry.append(("fallback", condition(systems + services))) }
        return (service, .map(entry))
      })
  }

  private mutating func claims() -> Document {
    .list(
      (0..<number(0...2)).map { _ in
        var claim: [(String, Document)] = [("people", .word(pick(groups)))]
        if chance(60) { claim.append(("exposed", some(fields, 1...1))) }
        claim.append(("count", .word("\(number(0...200))..")))
        if chance(30) { claim.append(("at", .word(pick(systems)))) }
        return .map(claim)
      })
  }
}

/// A small document, written as JSON.
private enum Document {
  case word(String)
  /// A number or a truth value.
  case bare(String)
  case list([Document])
  case map([(String, Document)])

  func isWord(_ text: String) -> Bool { if case .word(text) = self { true } else { false } }

  var isEmpty: Bool {
    switch self {
    case .word, .bare: false
    case .list(let values): values.isEmpty
    case .map(let entries): entries.isEmpty
    }
  }

  var text: String {
    switch self {
    case .word(let word): "\"\(word)\""
    case .bare(let word): word
    case .list(let values): "[\(values.map(\.text).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\"\($0.0)\": \($0.1.text)" }.joined(separator: ",\n"))}"
    }
  }
}
