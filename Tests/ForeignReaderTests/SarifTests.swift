import Foundation
import TestSupport
import Testing

/// SARIF as its published schema and another project's model read it.
@Suite struct SarifTests {
  @Test(arguments: ["tour", "third-party-payment"]) func isReadByOthers(_ name: String) throws {
    try #require(ForeignReader.python != nil, "no readers: run ./test, which installs them")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-sarif-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sarif = folder.appendingPathComponent("out.sarif").path
    let answer = folder.appendingPathComponent("answer.json").path
    let run = try ProgramRun(
      [
        "check", "graphs/\(name).yaml", "--day", "2026-11-27", "--sarif", sarif, "--format", "json",
        "-o", answer, "--quiet",
      ], in: ProjectFolder.root)
    #expect(run.exit == 1, "\(run.error)")
    let result = try ForeignReader.run("check_sarif", [sarif, answer])
    #expect(result.exit == 0, "\(result.said)")
  }
}
