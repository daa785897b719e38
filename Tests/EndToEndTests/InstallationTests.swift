import Foundation
import FoundationXML
import TestSupport
import Testing

/// What `./install` puts into a prefix, and what the files for continuous integration say.
@Suite struct InstallationTests {
  /// A run of a shell script, with the program that was built with the tests.
  struct Run {
    var exit: Int32
    var said: String

    init(_ arguments: [String], in folder: URL, _ environment: [String: String] = [:]) throws {
      let log = FileManager.default.temporaryDirectory
        .appendingPathComponent("exposure-run-\(UUID().uuidString)")
      try Data().write(to: log)
      defer { try? FileManager.default.removeItem(at: log) }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = arguments
      process.currentDirectoryURL = folder
      process.environment = ProcessInfo.processInfo.environment.merging(
        ["EXPOSURE": ProgramRun.executable.path, "NO_COLOR": "1"].merging(environment) { $1 }
      ) { $1 }
      process.standardOutput = try FileHandle(forWritingTo: log)
      process.standardError = process.standardOutput
      try process.run()
      process.waitUntilExit()
      exit = process.terminationStatus
      said = String(decoding: try Data(contentsOf: log), as: UTF8.self)
    }
  }

  static func temporary(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure install \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private static func text(_ path: String, in folder: URL = ProjectFolder.root) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }

  /// The names of the commands that help shows.
  private static func commands() throws -> [String] {
    let run = try ProgramRun(["--experimental-dump-help"], in: ProjectFolder.root)
    let help = try JSONDecoder().decode(JSONValue.self, from: Data(run.output.utf8))
    return (help["command"]?["subcommands"]?.array ?? []).compactMap { command in
      command["shouldDisplay"] == .bool(true) ? command["commandName"]?.string : nil
    }
  }

  @Test func aPrefixHasTheProgramCompletionsAndTheManual() throws {
    try Self.temporary { folder in
      let script = ProjectFolder.root.appendingPathComponent("install").path
      // A second installation replaces the first.
      for _ in 0..<2 {
        let run = try Run([script, "pre fix"], in: folder, ["SOURCE_DATE_EPOCH": "0"])
        #expect(run.exit == 0, "\(run.said)")
      }
      let prefix = folder.appendingPathComponent("pre fix")
      let version = try Run(
        [prefix.appendingPathComponent("bin/exposure").path, "--version"], in: folder)
      #expect(version.exit == 0)
      let share = prefix.appendingPathComponent("share")
      let bash = share.appendingPathComponent("bash-completion/completions/exposure")
      let zsh = try Self.text("zsh/site-functions/_exposure", in: share)
      let fish = try Self.text("fish/vendor_completions.d/exposure.fish", in: share)
      let manual = try Self.text("man/man1/exposure.1", in: share)
      #expect(manual.contains("1970"), "its date is SOURCE_DATE_EPOCH")
      let names = try Self.commands().filter { $0 != "help" }
      #expect(names.contains("check") && names.contains("diff"))
      for name in names {
        #expect(zsh.contains(name) && fish.contains(name), "\(name)")
        #expect(manual.contains("exposure \(name.replacing("-", with: "\\-"))"), "\(name)")
      }
      // What bash offers after 'exposure ch' and after 'exposure diff --fail-on '.
      for (typed, expected) in [
        ("exposure ch", "check"), ("exposure diff --fail-on tier:s", "tier:sensitive"),
      ] {
        let words = typed.components(separatedBy: " ")
        let offered = try Run(
          [
            "bash", "-c",
            """
            source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            _exposure "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\n' "${COMPREPLY[@]}"
            """, "bash", bash.path,
          ] + words, in: folder)
        #expect(
          offered.said.split(separator: "\n").map(String.init).contains(expected),
          "\(typed): \(offered.said)")
      }
    }
  }

  @Test func aPrefixIsNeeded() throws {
    try Self.temporary { folder in
      let run = try Run([ProjectFolder.root.appendingPathComponent("install").path], in: folder)
      #expect(run.exit == 2 && run.said == "usage: ./install PREFIX\n")
    }
  }

  // MARK: - Continuous integration

  /// The action passes inputs as variables only, runs nothing but the project, and its script works as it is written.
  @Test func theActionRuns() throws {
    let action = try Self.text("action.yml")
    #expect(!action.contains("uses:"), "nothing else is downloaded")
    let script = try #require(action.components(separatedBy: "run: |\n").last)
    #expect(!script.contains("${{"), "no input is part of the text of the script")
    try Self.temporary { folder in
      try Data(PullRequestTests.more.utf8).write(to: folder.appendingPathComponent("a file.yaml"))
      try Data(PullRequestTests.people.utf8).write(to: folder.appendingPathComponent("people.yaml"))
      let run = try Run(
        ["bash", "-e", "-o", "pipefail", "-c", script], in: folder,
        [
          "FILE": "a file.yaml", "BASE": "", "FAIL_ON": "worse, tier:simple", "BASELINE": "",
          "HOME_OF_ACTION": ProjectFolder.root.path, "RUNNER_TEMP": folder.path,
        ])
      #expect(run.exit == 1, "\(run.said)")
      #expect(run.said.contains("::error file=a file.yaml,line=9"), "\(run.said)")
      for name in ["exposure.sarif", "exposure.md"] {
        #expect(try !Self.text(name, in: folder).isEmpty)
      }
    }
  }

  /// The hooks that the page shows exist, begin with a script of this repository, and match files of topologies.
  @Test func theHooksAreThere() throws {
    let hooks = try Self.text(".pre-commit-hooks.yaml")
    let page = try Self.text(
      "Sources/ExposureCommands/ExposureCommands.docc/InPullRequests.md")
    for (id, entry) in [("exposure-check", "check"), ("exposure-validate", "validate")] {
      #expect(hooks.contains("- id: \(id)\n") && page.contains("id: \(id)"))
      #expect(hooks.contains("entry: ./exposure \(entry)\n  language: script\n"))
    }
    let pattern = try #require(hooks.firstMatch(of: /files: (.+)/)?.1)
    let regex = try Regex(String(pattern))
    for (path, isMatch) in [
      ("topology.yaml", true), ("docs/topology.yml", true), ("a/shop.exposure.yaml", true),
      ("mytopology.yaml", false), ("topology.yaml.orig", false), ("other.yml", false),
    ] {
      #expect((path.firstMatch(of: regex) != nil) == isMatch, "\(path)")
    }
  }

  /// The lines of the example for GitLab, run in a repository whose last commit shows a field more.
  @Test func theExampleForGitLabRuns() throws {
    let page = try Self.text(
      "Sources/ExposureCommands/ExposureCommands.docc/InPullRequests.md")
    let block = try #require(
      page.components(separatedBy: "### GitLab").last?.components(separatedBy: "```")[1])
    let lines = block.split(separator: "\n").filter { $0.contains("- exposure/exposure ") }
      .map { $0.replacing("    - exposure/exposure", with: "\"$EXPOSURE\"") }
    try #require(lines.count == 2)
    try Self.temporary { folder in
      let files = [
        "topology.yaml": PullRequestTests.base, "people.yaml": PullRequestTests.people,
      ]
      for (name, text) in files {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
      }
      let git = "git -c user.name=A -c user.email=a@example.org"
      let setUp = try Run(
        ["bash", "-ec", "git init -q; git add -A; \(git) commit -q -m base"], in: folder)
      try #require(setUp.exit == 0, "\(setUp.said)")
      try Data(PullRequestTests.more.utf8)
        .write(to: folder.appendingPathComponent("topology.yaml"))
      let change = try Run(["bash", "-ec", "\(git) commit -qam more"], in: folder)
      try #require(change.exit == 0, "\(change.said)")
      for line in lines {
        let run = try Run(
          ["bash", "-c", String(line)], in: folder, ["CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD~1"])
        #expect(run.exit == 1, "\(line): \(run.said)")
      }
      let junit = try Data(contentsOf: folder.appendingPathComponent("exposure.xml"))
      let cases = TestCases()
      let parser = XMLParser(data: junit)
      parser.delegate = cases
      #expect(parser.parse())
      #expect(cases.found == ["cards"] && cases.failed == 1)
    }
  }
}

/// The test cases of a JUnit file.
private final class TestCases: NSObject, XMLParserDelegate {
  private(set) var found: [String] = []
  private(set) var failed = 0

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if name == "testcase" { found.append(attributes["name"] ?? "") }
    if name == "failure" { failed += 1 }
  }
}
