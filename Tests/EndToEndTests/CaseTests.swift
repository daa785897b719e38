import Foundation
import TestSupport
import Testing

/// Cases as folders: `args` (one word per line), an optional `topology.yaml` and `stdin`, and the expected
/// `expected.out` (or `expected.json`), `expected.err` and `exit`. A failure shows the difference; `UPDATE_GOLDEN=1` writes the files.
/// `CASES=check-,diff-` runs only those whose names begin so.
///
/// A line `&&` in `args` begins a further command. The commands run in a copy of the folder, up to the first that fails, and
/// their outputs are one; `expected.NAME` is then the file NAME that they write.
@Suite struct CaseTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Cases")

  static var names: [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let chosen = ProcessInfo.processInfo.environment["CASES"]?.split(separator: ",")
    return all.filter { name in
      !name.hasPrefix(".") && chosen?.contains { name.hasPrefix($0) } ?? true
    }.sorted()
  }

  /// The file with the expected output. JSON is kept in a compact layout, except in cases with `expected.out`.
  static func answerFile(of name: String) -> URL {
    let folder = folder.appendingPathComponent(name)
    let output = folder.appendingPathComponent("expected.out")
    let isCompact = name.hasSuffix("-json") && !FileManager.default.fileExists(atPath: output.path)
    return isCompact ? folder.appendingPathComponent("expected.json") : output
  }

  @Test func thereAreCases() {
    #expect(Self.names.count > 10)
  }

  @Test(arguments: names) func behaves(_ name: String) throws {
    let folder = Self.folder.appendingPathComponent(name)
    let words = try String(contentsOf: folder.appendingPathComponent("args"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let input = try? Data(contentsOf: folder.appendingPathComponent("stdin"))
    let commands = words.split(separator: "&&").map { Array($0) }
    guard commands.count > 1 else {
      return try compare(try ProgramRun(words, in: folder, input: input ?? Data()), name)
    }
    let copy = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-case-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: folder, to: copy)
    defer { try? FileManager.default.removeItem(at: copy) }
    var whole: ProgramRun?
    for command in commands {
      let run = try ProgramRun(command, in: copy)
      whole = whole.map { $0.followed(by: run) } ?? run
      if run.exit != 0 { break }
    }
    try compare(try #require(whole), name)
    let all = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    for expected in all.sorted()
    where expected.hasPrefix("expected.")
      && !["out", "err", "json"].contains(expected.dropFirst(9))
    {
      let written = copy.appendingPathComponent(String(expected.dropFirst(9)))
      let text = try String(contentsOf: written, encoding: .utf8)
      if let difference = try Golden.difference(
        of: text, from: folder.appendingPathComponent(expected))
      {
        Issue.record("\(difference)")
      }
    }
  }

  private func compare(_ run: ProgramRun, _ name: String) throws {
    let folder = Self.folder.appendingPathComponent(name)
    let isJSON = Self.answerFile(of: name).lastPathComponent == "expected.json"
    for (text, file) in [
      (isJSON ? CompactJSON.text(of: run.output) : run.output, Self.answerFile(of: name)),
      (run.error, folder.appendingPathComponent("expected.err")),
      ("\(run.exit)\n", folder.appendingPathComponent("exit")),
    ] {
      if let difference = try Golden.difference(of: text, from: file) {
        Issue.record("\(difference)")
      }
    }
  }

  /// A person reads every expected answer, so none may be longer than 400 lines.
  @Test(arguments: names) func canBeRead(_ name: String) throws {
    let text = try String(contentsOf: Self.answerFile(of: name), encoding: .utf8)
    #expect(
      text.count { $0 == "\n" } <= 400, "use a smaller topology, such as Topologies/clinic.yaml")
  }
}
