/// A large topology of a plain shape, for measuring and for tests of scale: hubs that many feed, portals
/// with shared logins, encrypted stores whose keys are elsewhere, services that need several systems. The
/// same seed gives the same file.
public enum LargeTopology {
  /// The text of a topology with a given number of systems, as YAML.
  public static func text(systems count: Int, seed: UInt64) -> String {
    var random = SplitMix64(seed: seed)
    func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }
    let organizations = max(2, count / 5)
    let groups = max(2, count / 4)
    let secrets = max(2, count / 2)
    let fields = (0..<12).map { "field\($0)" }
    var lines = ["title: \(count) systems", "organizations:"]
    for index in 0..<organizations {
      let actsFor =
        index > 0 && index % 7 == 0 ? ", acts-for: organization\(number(0..<index))" : ""
      lines.append("  organization\(index): { intrusion: \(number(1..<10))%\(actsFor) }")
    }
    lines += ["people:", "  people:", "    disjoint: true", "    exhaustive: true", "    groups:"]
    for index in 0..<groups {
      lines.append(
        "      group\(index): { count: \(number(1..<100)) 000, controller: organization\(number(0..<organizations)) }"
          .replacing(" 000", with: "000"))
    }
    lines.append("fields:")
    for (index, field) in fields.enumerated() {
      lines.append("  \(field): { identifies: \(index == 0 ? "alone" : "combined") }")
    }
    lines.append("secrets:")
    for index in 0..<secrets { lines.append("  secret\(index): { theft: \(number(1..<20))% }") }
    lines.append("systems:")
    var flows: [String] = []
    for index in 0..<count {
      let organization = number(0..<organizations)
      lines.append("  system\(index):")
      lines.append("    organization: organization\(organization)")
      if number(0..<4) == 0 { lines.append("    secrets: secret\(number(0..<secrets))") }
      let held = (0..<number(1..<4)).map { _ in "group\(number(0..<groups))" }
      let shown = Set((0..<number(1..<5)).map { _ in fields[number(0..<fields.count)] }).sorted()
      let key = number(0..<3) == 0 ? ", encrypted-with: secret\(number(0..<secrets))" : ""
      lines.append("    datasets:")
      lines.append(
        "      data: { people: [\(Set(held).sorted().joined(separator: ", "))], fields: [\(shown.joined(separator: ", "))]\(key) }"
      )
      if number(0..<2) == 0 {
        let secret = "secret\(number(0..<secrets))"
        let requires =
          number(0..<2) == 0 ? secret : "{ all: [\(secret), secret\(number(0..<secrets))] }"
        let way = number(0..<3) == 0 ? "controls: true" : "reads: data"
        lines.append("    access: { login: { requires: \(requires), \(way) } }")
      }
      if index > 0, number(0..<6) == 0 { lines.append("    needs: system\(number(0..<index))") }
      if index > 0, number(0..<3) == 0 {
        flows.append(
          "  flow\(index): { from: system\(index).data, to: system\(number(0..<min(index, 20))).data }"
        )
      }
    }
    lines.append("flows:")
    lines += flows.isEmpty ? ["  {}"] : flows
    lines.append("services:")
    for index in 0..<max(1, count / 40) {
      lines.append(
        "  service\(index): { needs: { any: [system\(number(0..<count)), { all: [system\(number(0..<count)), system\(number(0..<count))] }] } }"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
