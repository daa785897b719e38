import Foundation
import TestSupport
import Testing

/// Cases as folders: `args` (a word a line), an optional `topology.yaml` and `stdin`, and what must come
/// out: `expected.out`, `expected.err`, `exit`. A missing expectation fails; `UPDATE_GOLDEN=1` writes them.
@Suite struct CaseTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Cases")

  static var names: [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { !$0.hasPrefix(".") }.sorted()
  }

  @Test func thereAreCases() {
    #expect(Self.names.count > 10)
  }

  @Test(arguments: names) func behaves(_ name: String) throws {
    let folder = Self.folder.appendingPathComponent(name)
    let words = try String(contentsOf: folder.appendingPathComponent("args"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let input = try? Data(contentsOf: folder.appendingPathComponent("stdin"))
    let run = try ProgramRun(words, in: folder, input: input ?? Data())
    try expect(run.output, folder.appendingPathComponent("expected.out"))
    try expect(run.error, folder.appendingPathComponent("expected.err"))
    try expect("\(run.exit)\n", folder.appendingPathComponent("exit"))
  }

  private func expect(_ text: String, _ golden: URL) throws {
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: golden)
      return
    }
    let expected = try #require(
      try? String(contentsOf: golden, encoding: .utf8),
      "no \(golden.lastPathComponent): run with UPDATE_GOLDEN=1 and read what it wrote")
    #expect(text == expected, "\(golden.lastPathComponent) differs")
  }
}
