import Foundation
import TestSupport
import Testing

/// Odd and hostile requirements, baselines, files of requirements and revisions: each ends in an answer or in a
/// diagnostic, never in a crash and never in silence.
@Suite struct OddRequirementsTests {
  static let base = """
    organizations:
      shop: { role: controller, supervised-by: authority, contact: shop.example }
      authority: { role: authority }
    people: { clients: { count: 100, controller: shop, groups: { gold: { count: 10 } } } }
    fields: { name: { category: user.name }, card: { category: user.financial.card } }
    secrets: { password: {}, key: {} }
    systems:
      store:
        organization: shop
        datasets: { orders: { people: clients, fields: [name, card] } }
      portal: { organization: shop, access: { desk: { requires: password, reads: { store.orders: name } } } }
    services: { counter: { needs: portal }, free: {} }
    incidents: { theft: { stolen: password } }

    """

  struct Odd: CustomTestStringConvertible, Sendable {
    let text: String
    let exit: Int32
    /// A part of what is said, in the answer or on standard error.
    let says: String
    var testDescription: String { text }

    init(_ text: String, _ exit: Int32, _ says: String) {
      self.text = text
      self.exit = exit
      self.says = says
    }
  }

  static let entries: [Odd] = [
    Odd("a: null", 2, "this requirement states nothing"),
    Odd("a: []", 2, "expected a requirement as a map, found a list"),
    Odd("a: { never-exposed: null }", 2, "a requirement needs 'never-exposed'"),
    Odd("a: { never-exposed: {} }", 1, "1 violated"),
    Odd(
      "a: { never-exposed: { fields: card, from: [] } }", 2, "'from' of a requirement names nothing"
    ),
    Odd("a: { survives: { services: [] } }", 2, "'services' of a requirement names nothing"),
    Odd(
      "a: { variants: [], nothing-unknown: true }", 2, "'variants' of a requirement names nothing"),
    Odd("a: { crossings-declared: { zones: [] } }", 2, "no zones that anything could cross"),
    Odd("a: { never-in: { fields: card, countries: [fr] } }", 2, "invalid country 'fr'"),
    Odd("a: { never-in: { countries: [] } }", 2, "'never-in' names no place"),
    Odd("a: { people-at-most: { count: 1e400 } }", 2, "invalid count '1e400'"),
    Odd("a: { people-at-most: { count: 9007199254740992 } }", 0, "1 met"),
    Odd("a: { people-at-most: { count: 10..20 } }", 2, "takes one number"),
    Odd("a: { never-exposed: { fields: card, events: 64 } }", 1, "1 violated"),
    Odd("a: { never-exposed: { fields: card, events: 65 } }", 2, "from 0 to 64"),
    Odd("a: { survives: { services: free, stops: 64 } }", 0, "1 met"),
    Odd("a: { share-at-most: { people: gold, share: 20% } }", 2, "a share is of a whole class"),
    Odd("a: { retention-kept: 9999-12-31 }", 0, "1 met"),
    Odd("a: { until: 2026-02-30, nothing-unknown: true }", 2, "invalid date '2026-02-30'"),
    Odd("a: { until: 2026, never-exposed: { fields: card } }", 0, "1 accepted"),
    Odd("a: { until: 0001-01-01, never-exposed: { fields: card } }", 1, "The exception ran out"),
    Odd(
      "a: { until: 9999-12-31, never-exposed: { fields: name, events: 0 } }", 0,
      "warning[exception-unused]"),
    Odd(
      "a: { people-at-most: { people: gold, count: 5, year: 1% } }", 2,
      "counts all people of a class"),
    Odd(
      "a: { people-at-most: { people: clients, count: 5, year: 0% } }", 0,
      "the yearly likelihood is missing"),
    Odd(
      "a: { people-at-most: { people: clients, count: 5, incident: thefts } }", 2,
      "did you mean 'theft'?"),
    Odd(
      "a: { never-exposed: { tier: worse } }", 2,
      "allowed: simple, behavioural, financial, sensitive"),
    Odd("a: { never-exposed: { fields: card, zone: internet } }", 1, "1 violated"),
    Odd("\"a,b:c%0Ad\": { nothing-unknown: true }", 2, "invalid id"),
    Odd(
      "a: { label: \"::error::x\", owner: \"</failure>\", never-exposed: { fields: card } }", 1,
      "Violated: ::error::x"),
  ]

  private func inFolder(_ body: (URL) throws -> Void) throws {
    try InstallationTests.temporary { folder in
      try write(
        Self.base + "requirements:\n  cards: { never-exposed: { fields: card } }\n",
        "topology.yaml", folder)
      try body(folder)
    }
  }

  private func write(_ text: String, _ name: String, _ folder: URL) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  private func expect(_ arguments: [String], _ odd: Odd, in folder: URL) throws {
    let run = try ProgramRun(arguments, in: folder)
    #expect(run.exit == odd.exit, "\(run.output)\(run.error)")
    #expect((run.output + run.error).contains(odd.says), "\(run.output)\(run.error)")
    if odd.exit == 2 {
      #expect(run.error.hasPrefix("error") || run.error.contains("\nerror"), "\(run.error)")
    }
  }

  @Test(arguments: entries) func aRequirementIsJudgedOrRefused(_ odd: Odd) throws {
    try inFolder { folder in
      try write(Self.base + "requirements:\n  \(odd.text)\n", "odd.yaml", folder)
      let extra = ["--sarif", "out.sarif", "--junit", "out.xml", "--annotations"]
      try expect(["check", "odd.yaml", "--day", "2026-11-28"] + extra, odd, in: folder)
    }
  }

  /// What stands in a file that is named as a baseline.
  static let baselines: [Odd] = [
    Odd("", 2, "is no baseline"),
    Odd("{}", 2, "is no baseline"),
    Odd("{\"schema\":\"exposure.baseline/2\",\"violations\":[]}", 2, "is no baseline"),
    Odd("{\"schema\":\"exposure.baseline/1\"}", 2, "is no baseline"),
    Odd("{\"schema\":\"exposure.baseline/1\",\"violations\":[1]}", 2, "is no baseline"),
    Odd(
      "{\"schema\":\"exposure.baseline/1\",\"violations\":[],\"limits\":{\"x\":\"y\"}}", 2,
      "is no baseline"),
    Odd(
      "{\"schema\":\"exposure.baseline/1\",\"violations\":[],\"limits\":{\"cards | as-written\":-5}}",
      1, "1 violated"),
    Odd(
      "{\"schema\":\"exposure.baseline/1\",\"violations\":"
        + String(repeating: "[", count: 100_000), 2, "is no baseline"),
    Odd(
      "{\"schema\":\"exposure.baseline/1\",\"violations\":[\"\(String(repeating: "a", count: 17 << 20))\"]}",
      2, "too large"),
  ]

  @Test(arguments: baselines.indices) func aBaselineIsReadOrRefused(_ index: Int) throws {
    let odd = Self.baselines[index]
    try inFolder { folder in
      try write(odd.text, "known.json", folder)
      try expect(["check", "topology.yaml", "--baseline", "known.json"], odd, in: folder)
      // What is no baseline is not written over.
      if odd.exit == 2 {
        let update = ["check", "topology.yaml", "--baseline", "known.json", "--update-baseline"]
        try expect(update, odd, in: folder)
      }
    }
  }

  @Test func aBaselineIsNotWrittenOverATopology() throws {
    try inFolder { folder in
      let refused = Odd("", 2, "is no baseline")
      let update = ["check", "topology.yaml", "--baseline", "topology.yaml", "--update-baseline"]
      try expect(update, refused, in: folder)
      for place in [".", "/dev/null"] {
        let update = ["check", "topology.yaml", "--baseline", place]
        try expect(update, Odd("", 2, "it is not a file"), in: folder)
      }
    }
  }

  /// What stands in a file that is named with `--require`.
  static let required: [Odd] = [
    Odd("", 2, "file is empty"),
    Odd("requirements: null\n", 2, "a file of requirements needs 'requirements'"),
    Odd("{}\n", 2, "a file of requirements needs 'requirements'"),
    Odd("- a\n", 2, "must be a map of sections"),
    Odd(
      "people: { x: {} }\nrequirements: { a: { nothing-unknown: true } }\n", 2, "has no 'people'"),
    Odd(
      "extends: topology.yaml\nrequirements: { a: { nothing-unknown: true } }\n", 2,
      "cannot be extended"),
    Odd("requirements: [ { nothing-unknown: true } ]\n", 2, "expected a map from id to entry"),
    Odd(
      "requirements: { b: { nothing-unknown: true }, b: { notification-possible: true } }\n", 2,
      "duplicate key 'b'"),
    Odd("requirements: { b: { never-exposed: { fields: nope } } }\n", 2, "unknown name 'nope'"),
    // The same id is one requirement, and makes one statement.
    Odd(
      "requirements: { cards: { nothing-unknown: true } }\n", 2, "split it into two requirements"),
    Odd("requirements: { b: { nothing-unknown: true } }\n", 1, "2 checked: 1 violated, 1 met"),
  ]

  @Test(arguments: required) func aFileOfRequirementsIsMergedOrRefused(_ odd: Odd) throws {
    try inFolder { folder in
      try write(odd.text, "rules.yaml", folder)
      try expect(["check", "topology.yaml", "--require", "rules.yaml"], odd, in: folder)
    }
  }

  /// Revisions and files for `diff --git`, in a repository with one commit.
  static let revisions: [(revision: String, file: String, odd: Odd)] = [
    ("HEAD", "topology.yaml", Odd("", 0, "nothing changed in what can be reached")),
    ("HEAD", "./topology.yaml", Odd("", 0, "nothing changed in what can be reached")),
    ("HEAD", "link.yaml", Odd("", 0, "nothing changed in what can be reached")),
    ("HEAD", "broken.yaml", Odd("", 2, "invalid YAML")),
    ("HEAD", "new.yaml", Odd("", 2, "file not found: 'HEAD:new.yaml'")),
    ("HEAD", "nowhere.yaml", Odd("", 2, "file not found: 'nowhere.yaml'")),
    ("HEAD", "folder", Odd("", 2, "is a folder, not a file")),
    ("HEAD", "/etc/passwd", Odd("", 2, "is in no Git repository")),
    ("HEAD^{tree}", "topology.yaml", Odd("", 2, "no revision 'HEAD^{tree}'")),
    ("HEAD; touch x", "topology.yaml", Odd("", 2, "no revision 'HEAD; touch x'")),
    (String(repeating: "0", count: 40), "topology.yaml", Odd("", 2, "no revision")),
    ("HEAD:topology.yaml", "topology.yaml", Odd("", 2, "--git takes a revision")),
    ("-x", "topology.yaml", Odd("", 2, "--git")),
    ("", "topology.yaml", Odd("", 2, "Error:")),
  ]

  @Test func aRevisionIsReadOrRefused() throws {
    try inFolder { folder in
      try write("title: bad: [\n", "broken.yaml", folder)
      let commit = try InstallationTests.Run(
        [
          "bash", "-ec",
          "git init -q; mkdir folder; ln -s topology.yaml link.yaml; git add -A; git -c user.name=A -c user.email=a@example.org commit -qm one",
        ], in: folder)
      try #require(commit.exit == 0, "\(commit.said)")
      try write("title: fine\n", "broken.yaml", folder)
      try write(Self.base, "new.yaml", folder)
      for (revision, file, odd) in Self.revisions {
        let run = try ProgramRun(["diff", "--git=\(revision)", file], in: folder)
        #expect(run.exit == odd.exit, "\(revision) \(file): \(run.output)\(run.error)")
        #expect(
          (run.output + run.error).contains(odd.says),
          "\(revision) \(file): \(run.output)\(run.error)")
      }
      #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("x").path))
    }
  }

  /// Comments have at most 65,536 characters, however many requirements there are and however long their texts.
  @Test func commentsAreShortEnough() throws {
    try inFolder { folder in
      let many = (0..<2_000).map {
        "  r\($0): { never-exposed: { fields: card, events: \($0 % 3) } }\n"
      }
      let long =
        "  a: { because: \"\(String(repeating: "x<", count: 100_000))\", never-exposed: { fields: card } }\n"
      let accepted = (0..<900).map {
        "  r\($0): { until: 2099-01-01, never-exposed: { fields: card } }\n"
      }
      for (name, entries) in [
        ("many", many.joined()), ("long", long), ("accepted", accepted.joined()),
      ] {
        try write(Self.base + "requirements:\n" + entries, "\(name).yaml", folder)
        let run = try ProgramRun(
          ["check", "\(name).yaml", "--format", "markdown", "--quiet"], in: folder)
        #expect(run.output.unicodeScalars.count <= 65_536, "\(name)")
        #expect(run.output.contains("Shortened: a comment takes 65,536 characters."), "\(name)")
        let (opened, closed) = (
          run.output.ranges(of: "<details>").count, run.output.ranges(of: "</details>").count
        )
        #expect(opened == closed && (name != "accepted" || opened > 0), "\(name)")
      }
    }
  }
}
