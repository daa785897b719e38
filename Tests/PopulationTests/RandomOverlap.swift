import TestSupport

/// Small random files in which rules, flows, inferences and a leak join people of groups that may overlap.
struct RandomOverlap {
  private var random: SplitMix64
  private let groups: [String]
  private let cohorts: [String]
  private let people: String

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }
    func count() -> String {
      let low = Int.random(in: 0...9, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0, 1: return "count: \(low / 2 + 4)"
      case 2: return "count: \(low).."
      case 3: return "count: ..\(low + 2)"
      case 4: return "count: \(low)..\(low + Int.random(in: 1...6, using: &random))"
      default: return chance(3) ? "count: 9" : ""
      }
    }
    func entry(_ parts: [String]) -> String {
      "{ \(parts.filter { !$0.isEmpty }.joined(separator: ", ")) }"
    }
    func flags() -> [String] {
      [chance(6) ? "disjoint: true" : "", chance(6) ? "exhaustive: true" : ""]
    }
    var groups: [String] = []
    var inner: [String] = []
    for index in 0..<Int.random(in: 2...3, using: &random) {
      let id = "g\(index)"
      groups.append(id)
      var parts = [count()]
      if chance(3) {
        let below = (0..<Int.random(in: 1...2, using: &random)).map { "\(id)\($0)" }
        groups += below
        parts += flags()
        parts.append(
          "groups: { \(below.map { "\($0): \(entry([count()]))" }.joined(separator: ", ")) }")
      }
      inner.append("\(id): \(entry(parts))")
    }
    let size = chance(4) ? "" : "count: \(Int.random(in: 9...16, using: &random))"
    var people =
      "people: { all: \(entry([size] + flags() + ["groups: { \(inner.joined(separator: ", ")) }"])) }"
    var cohorts: [String] = []
    if chance(2) {
      let parts = groups.shuffled(using: &random).prefix(2).joined(separator: ", ")
      people +=
        "\ncohorts: { c: \(entry(["of: [\(parts)]", count(), chance(4) ? "disjoint: true" : ""])) }"
      cohorts = ["c"]
    }
    self.groups = groups
    self.cohorts = cohorts
    self.people = people
    self.random = random
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

  private mutating func some(_ from: [String], _ most: Int) -> String {
    let count = Int.random(in: 1...most, using: &random)
    return "[\(from.shuffled(using: &random).prefix(count).joined(separator: ", "))]"
  }

  /// The file.
  mutating func text() -> String {
    let anybody = groups + cohorts + (chance(6) ? ["all"] : [])
    let fields = ["f0", "f1", "f2", "f3", "f4"]
    var datasets: [String] = []
    var systems: [String] = []
    for system in 0..<3 {
      var own: [String] = []
      for index in 0..<Int.random(in: 1...2, using: &random) {
        datasets.append("s\(system).d\(index)")
        let lists = "people: \(some(anybody, 1)), fields: \(some(fields, 2))"
        own.append("d\(index): { \(chance(5) ? "" : lists) }")
      }
      systems.append("s\(system): { datasets: { \(own.joined(separator: ", ")) }")
    }
    for system in 0..<3 {
      var rules: [String] = []
      for index in 0..<Int.random(in: 0...2, using: &random) {
        let shown = chance(2) ? "" : ", fields: \(some(fields, 3))"
        let dataset = datasets.randomElement(using: &random) ?? "s0.d0"
        rules.append(
          "r\(index): { requires: k\(Int.random(in: 0...1, using: &random)), reads: { \(dataset): { people: \(some(anybody, 2))\(shown) } } }"
        )
      }
      systems[system] += rules.isEmpty ? " }" : ", access: { \(rules.joined(separator: ", ")) } }"
    }
    var flows: [String] = []
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let ends = datasets.shuffled(using: &random).prefix(2)
      let parts = [
        "from: \(ends[0]), to: \(ends[1])", chance(4) ? "" : "people: \(some(anybody, 2))",
        chance(2) ? "" : "fields: \(some(fields, 2))",
        chance(3) ? "becomes: { \(fields.randomElement(using: &random) ?? "f0"): token }" : "",
        chance(2) ? "" : "via: s\(Int.random(in: 0...2, using: &random))",
      ]
      flows.append("{ \(parts.filter { !$0.isEmpty }.joined(separator: ", ")) }")
    }
    var inferences: [String] = []
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      inferences.append(
        "{ from: \(some(fields + ["token"], 3)), gives: \(some(fields + ["x"], 2)) }")
    }
    let leak =
      chance(2)
      ? ""
      : "leaks: { old: { people: \(some(anybody, 2)), fields: \(some(fields, 2)), matches-on: \(some(fields, 2)) } }"
    func together() -> String {
      let number = Int.random(in: 2...3, using: &random)
      let some = "[\(fields.shuffled(using: &random).prefix(number).joined(separator: ", "))]"
      switch Int.random(in: 0..<4, using: &random) {
      case 0: return "\(some), each: true"
      case 1: return "{ all-of: \(some) }"
      case 2: return "{ at-least: 2, of: \(some) }"
      default: return "{ exactly: \(Int.random(in: 1...2, using: &random)), of: \(some) }"
      }
    }
    let claims = (0..<4).map { index in
      let of = anybody.randomElement(using: &random) ?? "all"
      let what =
        index == 0
        ? "safe: \(fields.randomElement(using: &random) ?? "f0")"
        : index == 1
          ? "exposed: \(fields.randomElement(using: &random) ?? "f0")"
          : "exposed: \(index == 2 ? some(fields, 2) : together()), count: \(Int.random(in: 0...9, using: &random))"
      return "{ people: \(of), \(what) }"
    }
    let struck = [
      chance(2) ? "intruded: [\(chance(2) ? "s0" : "s0, s1")]" : "",
      "stolen: \(some(["k0", "k1"], 2))",
      "claims: [ \(claims.joined(separator: ", ")) ]",
    ]
    return """
      \(people)
      fields: { f0: {}, f1: {}, f2: {}, f3: {}, f4: { about: organization }, token: {}, x: {} }
      secrets: { k0: {}, k1: {} }
      systems:
      \(systems.map { "  \($0)" }.joined(separator: "\n"))
      flows: [ \(flows.joined(separator: ", ")) ]
      inferences: [ \(inferences.joined(separator: ", ")) ]
      \(leak)
      incidents: { i: { \(struck.filter { !$0.isEmpty }.joined(separator: ", ")) } }

      """
  }
}
