import Foundation
import TestSupport
import Testing

/// What the project's scripts write from the program and the schema.
@Suite struct GeneratedPagesTests {
  /// Runs a script of the project with what it reads from standard input.
  private func python(_ arguments: [String], input: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.currentDirectoryURL = ProjectFolder.root
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SOURCE_DATE_EPOCH": "86400", "PYTHONIOENCODING": "utf-8"]) { $1 }
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-script-\(UUID().uuidString)")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  @Test func theReferenceOfTheLanguageIsTheSchemas() throws {
    let path = "Sources/TopologyLanguage/TopologyLanguage.docc/Language.md"
    let written = try python(["schemas/reference.py"])
    let file = ProjectFolder.root.appendingPathComponent(path)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try written.write(to: file, atomically: true, encoding: .utf8)
    }
    let page = try String(contentsOf: file, encoding: .utf8)
    #expect(page == written, "run: python3 schemas/reference.py > \(path)")
    for key in ["acts-for", "encrypted-with", "matches-on", "likelihood"] {
      #expect(page.contains("| `\(key)` |"))
    }
  }

  @Test func theManualHasEveryCommandAndNoRequestFromTheHelp() throws {
    let help = try ProgramRun(["--experimental-dump-help"], in: ProjectFolder.root)
    let manual = try python(["packaging/manual.py", "1.2.3"], input: help.output)
    #expect(manual.hasPrefix(".TH EXPOSURE 1 \"1970-01-02\" \"exposure 1.2.3\""))
    for command in ["analyze", "explain\\-diagnostic", "export", "report", "spof"] {
      #expect(manual.contains(".SS \"exposure \(command)\""))
    }
    #expect(!manual.contains("layout\\-worker"))
    let requests = Set(
      manual.split(separator: "\n").filter { $0.hasPrefix(".") || $0.hasPrefix("'") }
        .map { $0.prefix { $0 != " " } })
    #expect(requests.isSubset(of: [".TH", ".SH", ".SS", ".TP", ".PP"]))
  }

  @Test func textThatLooksLikeARequestStaysText() throws {
    let command = #"""
      {"command": {"commandName": "exposure", "abstract": ".so /etc/passwd\n'x \\fB", "shouldDisplay": true}}
      """#
    let manual = try python(["packaging/manual.py", "1"], input: command)
    #expect(manual.contains("\n\\&.so /etc/passwd\n\\&'x \\efB"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsNameEveryCommand(_ shell: String) throws {
    let run = try ProgramRun(["--generate-completion-script", shell], in: ProjectFolder.root)
    #expect(run.exit == 0)
    for command in ["analyze", "explain-diagnostic", "export", "report", "spof"] {
      #expect(run.output.contains(command))
    }
  }
}
