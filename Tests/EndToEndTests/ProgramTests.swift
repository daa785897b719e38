import ExposureCommands
import Foundation
import Synchronization
import TestSupport
import Testing

/// What the program promises whatever it is asked.
@Suite struct ProgramTests {
  /// A run in this process, with what it wrote.
  static func run(
    _ arguments: String...
  ) -> (status: ExposureCommands.ExitStatus, output: String, error: String) {
    let output = Mutex("")
    let error = Mutex("")
    let status = ExposureProgram.run(
      arguments,
      on: Console(
        writeOutput: { text in output.withLock { $0 += text } },
        writeError: { text in error.withLock { $0 += text } }))
    return (status, output.withLock { $0 }, error.withLock { $0 })
  }

  static let graph = ProjectFolder.root.appendingPathComponent("graphs/tour.yaml").path

  @Test(arguments: ["text", "json", "markdown"])
  func sameQuestionSameBytes(_ format: String) {
    let first = Self.run("analyze", Self.graph, "--format", format)
    let second = Self.run("analyze", Self.graph, "--format", format)
    #expect(first.status == ExposureCommands.ExitStatus.done && !first.output.isEmpty)
    #expect(first.output == second.output)
  }

  @Test(arguments: [
    ["analyze"], ["analyze", "a", "b"], ["nonsense"], ["analyze", graph, "--format", "xml"],
    ["lineage", graph, "--upstream"], ["lineage", graph, "--dataset", "no.such"],
    ["analyze", graph, "--steal", "no-such"], ["analyze", graph, "--event", "no-such"],
    ["analyze", graph, "--contain", "no-such"], ["explain", graph, "--field", "no-such"],
    ["explain", graph, "--field", "name", "--people", "no-such"],
    ["explain-diagnostic", "no-such"], ["analyze", "/"], ["analyze", "no-such-file.yaml"],
  ])
  func wrongUsageOrInputEndsWithTwoAndAReason(_ arguments: [String]) throws {
    let run = try ProgramRun(arguments, in: ProjectFolder.root)
    #expect(run.exit == 2)
    #expect(!run.error.isEmpty && run.output.isEmpty)
  }

  @Test(arguments: [["--help"], ["analyze", "--help"], ["--version"], ["help", "explain"]])
  func helpIsAnAnswer(_ arguments: [String]) throws {
    let run = try ProgramRun(arguments, in: ProjectFolder.root)
    #expect(run.exit == 0)
    #expect(!run.output.isEmpty && run.error.isEmpty)
  }

  @Test func standardInputIsRead() throws {
    let text = try Data(
      contentsOf: ProjectFolder.root.appendingPathComponent("graphs/centralized-hub.yaml"))
    let run = try ProgramRun(["validate", "-"], in: ProjectFolder.root, input: text)
    #expect(run.exit == 0, "\(run.error)\(run.output)")
  }

  /// Architectures of a file are loaded one after the other; standard input can be read only once.
  @Test(arguments: [
    (["compare", "-", "--no-break-even", "--trials", "1000"], "One hub, a second factor"),
    (["diagram", "-", "--view", "comparison"], "One hub, a second factor"),
    (["harden", "-", "--budget", "1"], "hardened:"),
  ])
  func variantsOfStandardInputAreRead(_ arguments: [String], _ said: String) throws {
    let text = try Data(
      contentsOf: ProjectFolder.root.appendingPathComponent("graphs/centralized-hub.yaml"))
    let run = try ProgramRun(arguments, in: ProjectFolder.root, input: text)
    #expect(run.exit == 0, "\(run.error)")
    #expect(run.output.contains(said))
  }

  @Test func validateJudges() throws {
    let bad = try ProgramRun(
      ["validate", "-"], in: ProjectFolder.root, input: Data("sytems: {}\n".utf8))
    #expect(bad.exit == 1)
    #expect(bad.output.contains("unknown-key") && bad.output.contains("did you mean 'systems'?"))
  }

  @Test func anAnswerIsWrittenWholeOrNotAtAll() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("answer.txt")
    let run = try ProgramRun(["analyze", Self.graph, "-o", file.path], in: folder)
    #expect(run.exit == 0 && run.output.isEmpty)
    #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("A tour of the language"))
    let refused = try ProgramRun(
      ["analyze", Self.graph, "-o", folder.appendingPathComponent("no/such.txt").path], in: folder)
    #expect(refused.exit == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["answer.txt"])
  }

  @Test func aDeviceIsWrittenToAndNeverReplaced() throws {
    let run = try ProgramRun(["analyze", Self.graph, "-o", "/dev/null"], in: ProjectFolder.root)
    #expect(run.exit == 0)
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test func colourIsForATerminalOrWhoAsks() {
    #expect(!Self.run("analyze", Self.graph).output.contains("\u{1B}"))
    #expect(Self.run("analyze", Self.graph, "--color", "always").output.contains("\u{1B}[31"))
  }
}
