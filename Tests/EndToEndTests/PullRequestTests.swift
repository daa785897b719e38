import Foundation
import TestSupport
import Testing

/// A repository with a harmless change, a portal that shows one field more, and a refactor: what continuous
/// integration is told about each.
@Suite struct PullRequestTests {
  static let base = """
    extends: people.yaml
    organizations: { shop: { role: controller } }
    secrets: { password: {} }
    systems:
      store: { organization: shop, datasets: { orders: { people: clients, fields: [name, card] } } }
      portal:
        organization: shop
        access:
          desk: { requires: password, reads: { store.orders: [name] } }
    requirements:
      cards: { never-exposed: { fields: card, from: password } }

    """
  static let people = """
    people: { clients: { count: 100 } }
    fields: { name: {}, card: {} }

    """

  /// What a commit makes of the files, and the exit codes of `diff --fail-on worse` and `check`.
  struct Commit: CustomTestStringConvertible, Sendable {
    let name: String
    let topology: String
    var people = PullRequestTests.people
    var worse: [String] = []
    let exits: [Int32]
    var testDescription: String { name }
  }

  static let more = base.replacing("[name]", with: "[name, card]")
  static let commits = [
    Commit(
      name: "harmless", topology: base.replacing("role: controller", with: "label: The shop"),
      exits: [0, 0]),
    Commit(
      name: "one field more", topology: more, worse: ["topology.yaml:9"], exits: [1, 1]),
    Commit(
      name: "refactor",
      topology: base.replacing("portal", with: "gate").replacing("name", with: "full-name")
        .replacing("store", with: "shelf"),
      people: people.replacing("name", with: "full-name"), exits: [0, 0]),
  ]

  private func git(_ arguments: [String], in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"] + arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments)")
  }

  private func repository(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-git-\(UUID().uuidString)")
    let nested = folder.appendingPathComponent("docs")
    try FileManager.default.createDirectory(at: nested, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(Self.base, Self.people, in: nested)
    try git(["init", "-q"], in: folder)
    try git(["add", "-A"], in: folder)
    try git(["commit", "-q", "-m", "base"], in: folder)
    try body(nested)
  }

  private func write(_ topology: String, _ people: String, in folder: URL) throws {
    try Data(topology.utf8).write(to: folder.appendingPathComponent("topology.yaml"))
    try Data(people.utf8).write(to: folder.appendingPathComponent("people.yaml"))
  }

  @Test(arguments: commits) func isJudged(_ commit: Commit) throws {
    try repository { folder in
      try write(commit.topology, commit.people, in: folder)
      let diff = try ProgramRun(
        ["diff", "--git", "HEAD", "topology.yaml", "--fail-on", "worse", "--format", "json"],
        in: folder)
      let answer = try JSONDecoder().decode(JSONValue.self, from: Data(diff.output.utf8))
      let lines = (answer["changes"]?.array ?? []).filter { $0["direction"]?.string == "worse" }
        .flatMap { ($0["lines"]?.array ?? []).compactMap(\.string) }
      #expect(Set(lines) == Set(commit.worse))
      if commit.worse.isEmpty { #expect(answer["changes"]?.array?.isEmpty == true) }
      let check = try ProgramRun(["check", "topology.yaml", "--quiet"], in: folder)
      #expect([diff.exit, check.exit] == commit.exits)
    }
  }

  /// Three commits one after the other, each compared with the one before: the line is named in the second, and
  /// nothing in the others.
  @Test func eachCommitIsComparedWithTheOneBefore() throws {
    try repository { folder in
      let refactored = Self.more.replacing("portal", with: "gate")
        .replacing("name", with: "full-name").replacing("store", with: "shelf")
        .replacing("cards:", with: "card-rule:")
      let versions = [
        (Self.base.replacing("role: controller", with: "label: The shop"), Self.people),
        (Self.more.replacing("role: controller", with: "label: The shop"), Self.people),
        (
          refactored.replacing("role: controller", with: "label: The shop"),
          Self.people.replacing("name", with: "full-name")
        ),
      ]
      var exits: [Int32] = []
      var named: [[String]] = []
      for (topology, people) in versions {
        try write(topology, people, in: folder)
        try git(["commit", "-q", "-a", "-m", "change"], in: folder)
        let diff = try ProgramRun(
          [
            "diff", "--git", "HEAD~1", "topology.yaml", "--fail-on", "worse", "--fail-on",
            "tier:simple", "--format", "json",
          ], in: folder)
        exits.append(diff.exit)
        let answer = try JSONDecoder().decode(JSONValue.self, from: Data(diff.output.utf8))
        named.append(
          (answer["changes"]?.array ?? []).flatMap {
            ($0["lines"]?.array ?? []).compactMap(\.string)
          })
        #expect(answer["changes"]?.array?.isEmpty == (named.count != 2))
      }
      #expect(exits == [0, 1, 0])
      #expect(named.map(Set.init) == [[], ["topology.yaml:9"], []])
    }
  }

  /// A flow under a new name, in the requirement that lists it as well, changes nothing.
  @Test func aRenamedFlowIsStillListed() throws {
    let text = """
      people: { clients: { count: 100 } }
      fields: { name: {} }
      zones: { front: { reachable-from: internet }, back: { reachable-from: front } }
      systems:
        till: { zone: front, datasets: { sales: { people: clients, fields: name } } }
        books: { zone: back, datasets: { ledger: {} } }
      flows:
        nightly: { from: till.sales, to: books.ledger }
      requirements:
        borders: { crossings-declared: { flows: nightly } }

      """
    try repository { folder in
      try write(text, "", in: folder)
      try git(["commit", "-q", "-a", "-m", "zones"], in: folder)
      for (old, new, exit) in [
        ("nightly", "every-night", 0), ("back", "vault", 0), ("flows: nightly }", "}", 1),
      ] as [(String, String, Int32)] {
        try write(text.replacing(old, with: new), "", in: folder)
        let diff = try ProgramRun(
          ["diff", "--git", "HEAD", "topology.yaml", "--fail-on", "worse"], in: folder)
        #expect(diff.exit == exit, "\(old): \(diff.output)")
        #expect(
          diff.output.contains("nothing changed in what can be reached") == (exit == 0), "\(old)")
      }
    }
  }

  /// The script that continuous integration runs, with its files.
  @Test(arguments: commits) func theScriptSaysTheSame(_ commit: Commit) throws {
    try repository { folder in
      try write(commit.topology, commit.people, in: folder)
      let process = Process()
      process.executableURL = ProjectFolder.root.appendingPathComponent(".ci/pull-request")
      process.arguments = ["topology.yaml", "HEAD", "worse"]
      process.currentDirectoryURL = folder
      process.environment = ProcessInfo.processInfo.environment.merging([
        "EXPOSURE": ProgramRun.executable.path, "RUNNER_TEMP": folder.path,
        "GITHUB_OUTPUT": folder.appendingPathComponent("output").path,
        "GITHUB_STEP_SUMMARY": folder.appendingPathComponent("summary").path,
      ]) { $1 }
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == commit.exits.max())
      func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      }
      let sarif = try JSONDecoder().decode(
        JSONValue.self, from: Data(text("exposure.sarif").utf8))
      let results = try #require(sarif["runs"]?.array?.first?["results"]?.array)
      #expect(results.count == (commit.worse.isEmpty ? 0 : 1))
      #expect(try text("exposure.md").contains("What the change changes"))
      #expect(try text("output").contains("sarif="))
      #expect(try text("summary") == text("exposure.md"))
    }
  }

  /// A fingerprint does not follow the lines.
  @Test func fingerprintsAreStableUnderLineShifts() throws {
    func prints(_ text: String) throws -> [JSONValue?] {
      var found: [JSONValue?] = []
      try repository { folder in
        try write(text, Self.people, in: folder)
        _ = try ProgramRun(["check", "topology.yaml", "--sarif", "out.sarif"], in: folder)
        let sarif = try JSONDecoder().decode(
          JSONValue.self, from: Data(contentsOf: folder.appendingPathComponent("out.sarif")))
        found = (sarif["runs"]?.array?.first?["results"]?.array ?? []).map {
          $0["partialFingerprints"]?["exposure/v1"]
        }
      }
      return found
    }
    let first = try prints(Self.more)
    #expect(first.count == 1)
    #expect(try prints("# A comment\n\n" + Self.more) == first)
  }
}
