import Foundation
import TestSupport
import Testing

/// Topologies that lack or overdo something: every question has an answer, and none a crash.
@Suite struct OddTopologiesTests {
  static let topologies: KeyValuePairs<String, String> = [
    "nothing": "{}",
    "no people": """
    organizations: { o: {} }
    secrets: { k: {} }
    systems: { a: { organization: o, secrets: k, access: { x: { requires: k, controls: true } } }, b: { needs: a } }
    services: { s: { needs: b }, t: { needs: { any: [a, s] }, fallback: b } }
    """,
    "everything open": """
    people: { p: { count: 10 }, q: {}, none: { count: 0 } }
    fields: { f: { identifies: alone } }
    systems:
      a: { datasets: { d: { people: [p, q, none], fields: f } }, access: { x: { reads: d } } }
      b: { access: { y: { controls: true } }, datasets: { d: { people: p, fields: f } } }
    """,
    "circles": """
    organizations: { o: { acts-for: r }, r: { acts-for: o } }
    people: { p: { count: 10 } }
    fields: { f: { identifies: alone }, g: {} }
    secrets: { k1: { theft: 10% }, k2: { theft: 10% } }
    systems:
      a: { organization: o, secrets: k2, needs: b, access: { x: { requires: k1, controls: true }, t: { requires: b, controls: true } }, datasets: { d: { people: p, fields: f } } }
      b: { organization: r, secrets: k1, needs: a, access: { x: { requires: k2, controls: true }, t: { requires: a, controls: true } }, datasets: { d: {} } }
    flows: { ab: { from: a.d, to: b.d }, ba: { from: b.d, to: a.d, becomes: { f: g } } }
    services: { s: { needs: t }, t: { needs: s, fallback: a } }
    """,
    "fleets that need fleets": """
    organizations: { A: { count: 3, sizes: [1, 2, 3] }, B: { count: 4, acts-for: A } }
    people: { p: { disjoint: true, exhaustive: true, groups: { pa: { count: 600, across: A }, pb: { count: 13, across: B, sizes: even } } } }
    fields: { f: { identifies: alone }, g: {} }
    secrets: { ka: { each: A }, kb: { each: B }, k: {} }
    systems:
      sa: { organization: A, secrets: kb, datasets: { d: { people: pa, fields: [f, g], encrypted-with: ka } }, access: [ { requires: { all: [k, kb] }, reads: d }, { requires: { at-least: 2, of: kb }, controls: true } ] }
      sb: { organization: B, needs: { at-least: 2, of: sa }, datasets: { d: { people: pb, fields: f }, c: {} }, access: [ { requires: sa, controls: true } ] }
    flows: [ { from: sa.d, to: sb.c, via: sb } ]
    services: { x: { organization: A, needs: sb }, y: { needs: { at-least: 3, of: x }, fallback: sa } }
    events: { e: { likelihood: 1%, hits: [sa, "sb[2]", A] } }
    """,
    "cohorts of cohorts": """
    people: { p: { count: 100, groups: { a: { count: 60 }, b: { count: 60 }, c: {} } } }
    cohorts: { x: { of: [a, b] }, y: { of: [b, c], count: ..70 }, z: { of: [x, y] } }
    fields: { f: { identifies: alone } }
    systems:
      s: { datasets: { d: { people: [x, y, z, a], fields: f } } }
      t: { datasets: { d: { people: z, fields: f } } }
    """,
    "encrypted twice": """
    people: { p: { count: 100 } }
    fields: { f: { identifies: alone } }
    secrets: { k1: {}, k2: {}, k3: { exportable: false } }
    systems:
      s: { secrets: k3, datasets: { d: { people: p, fields: f, encrypted-with: [k1, k2] }, e: { people: p, fields: f, encrypted-with: [k1, k3] } } }
    flows: [ { from: s.d, to: s.e, encrypted: true, via: s } ]
    """,
    "nothing happens": certain(0), "everything happens": certain(1),
  ]

  private static func certain(_ likelihood: Int) -> String {
    """
    organizations: { o: { intrusion: \(likelihood) } }
    people: { p: { count: 100 } }
    fields: { f: { identifies: alone } }
    secrets: { k1: { theft: \(likelihood) }, k2: { theft: \(likelihood) } }
    systems:
      s: { organization: o, datasets: { d: { people: p, fields: f, encrypted-with: k1 } }, access: { a: { requires: { all: [k1, k2] }, reads: d } } }
      t: { organization: o, datasets: { d: { people: p, fields: f } } }
    services: { x: { needs: { all: [s, t] } } }
    events: { e: { likelihood: \(likelihood), hits: [s, k1] } }
    """
  }

  static let largest = String(Int.max)
  static let questions: [[String]] = [
    ["spof"], ["spof", "--limit", largest, "--order", largest, "--format", "json"],
    ["spof", "--threshold", "0", "--order", "1", "--assume", "100%", "--format", "markdown"],
    ["harden", "--budget", "2"],
  ]

  @Test(arguments: topologies.map { $0 }, questions)
  func everyQuestionIsAnswered(_ topology: (key: String, value: String), _ question: [String])
    throws
  {
    let run = try ProgramRun(
      [question[0], "-", "--quiet"] + question.dropFirst(), in: ProjectFolder.root,
      input: Data(topology.value.utf8))
    #expect(run.exit == 0, "\(topology.key): \(run.error)")
    #expect(!run.output.isEmpty)
  }

  private func spof(_ key: String, _ arguments: String...) throws -> String {
    let text = try #require(Self.topologies.first { $0.key == key }?.value)
    return try ProgramRun(
      ["spof", "-", "--quiet", "--details"] + arguments, in: ProjectFolder.root,
      input: Data(text.utf8)
    ).output
  }

  /// A budget that nothing uses up ends when there is nothing left to do.
  @Test(arguments: ["nothing", "no people"]) func aBudgetNeedNotBeSpent(_ key: String) throws {
    let text = try #require(Self.topologies.first { $0.key == key }?.value)
    let run = try ProgramRun(
      ["harden", "-", "--quiet", "--budget", Self.largest], in: ProjectFolder.root,
      input: Data(text.utf8))
    #expect(run.exit == 0, "\(run.error)")
  }

  @Test func whatIsOpenAnywayIsNobodysPoint() throws {
    let text = try spof("everything open")
    #expect(text.contains("No single point of failure"))
    #expect(text.contains("Exposed without any event: 10 p (all)"))
    #expect(
      text.contains(
        "These events alone expose nobody and neither stop nor degrade a service: a, b."))
  }

  /// Where others are certain to reach the target, an event's Birnbaum is 0; it still matters.
  @Test func whatCertainlyHappensIsStillListed() throws {
    let text = try spof("everything happens")
    #expect(text.contains("Likelihood within a year: 100%, exact"))
    let rows = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(rows.contains(["t", "100%", "0", "0", "1", "1", "1"]))
  }

  @Test func circlesRunUntilStoppedFromOutside() throws {
    #expect(try spof("circles").contains("s        nothing takes it down"))
  }
}
