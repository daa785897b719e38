@testable import ExposureCommands
import Foundation
import TestSupport
import Testing

/// What is written is whole or is not there, in the place that was named and nowhere else.
@Suite struct OutputFileTests {
  static let topology = """
    organizations: { o: {} }
    people: { p: { count: 3 } }
    fields: { f: {} }
    secrets: { k: { theft: 1% } }
    systems: { s: { organization: o, datasets: { d: { people: p, fields: f } }, access: { a: { requires: k, reads: d } } } }
    incidents: { i: { stolen: k } }
    """

  /// A new folder with a topology, `a.yaml`, that is removed after the test.
  private func inFolder(_ work: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.topology.write(
      to: folder.appendingPathComponent("a.yaml"), atomically: false, encoding: .utf8)
    try work(folder)
  }

  private func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  private func run(_ words: String, _ folder: URL) throws -> ProgramRun {
    try ProgramRun(words.split(separator: " ").map(String.init), in: folder)
  }

  /// Runs a line of the shell, in which `$E` is the program.
  private func shell(_ line: String, _ folder: URL) throws -> (exit: Int32, error: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["E": ProgramRun.executable.path, "TMPDIR": "/nowhere", "NO_COLOR": "1"]) { $1 }
    let said = folder.appendingPathComponent(".said")
    try Data().write(to: said)
    process.standardError = try FileHandle(forWritingTo: said)
    try process.run()
    process.waitUntilExit()
    let error = try String(contentsOf: said, encoding: .utf8)
    try FileManager.default.removeItem(at: said)
    return (process.terminationReason == .exit ? process.terminationStatus : -1, error)
  }

  // MARK: - What is replaced

  @Test(arguments: [0o600, 0o640, 0o755]) func theModeIsKept(_ mode: Int) throws {
    try inFolder { folder in
      let path = folder.appendingPathComponent("out").path
      try Data("old".utf8).write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      #expect(try run("analyze a.yaml -o out", folder).exit == 0)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == mode)
      #expect(try String(contentsOfFile: path, encoding: .utf8).contains("Exposed"))
      #expect(try names(folder) == ["a.yaml", "out"])
    }
  }

  @Test func aLinkStaysALink() throws {
    try inFolder { folder in
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("there"), withIntermediateDirectories: false)
      try Data("old".utf8).write(to: folder.appendingPathComponent("there/out"))
      try FileManager.default.createSymbolicLink(
        atPath: folder.appendingPathComponent("link").path, withDestinationPath: "there/out")
      #expect(try run("analyze a.yaml -o link", folder).exit == 0)
      #expect(
        try FileManager.default.destinationOfSymbolicLink(
          atPath: folder.appendingPathComponent("link").path) == "there/out")
      let text = try String(
        contentsOf: folder.appendingPathComponent("there/out"), encoding: .utf8)
      #expect(text.contains("Exposed"))
      #expect(try names(folder.appendingPathComponent("there")) == ["out"])
    }
  }

  @Test(arguments: [
    ("analyze a.yaml -o a.yaml", "'a.yaml': this command reads it"),
    ("analyze a.yaml -o link.yaml", "'link.yaml': this command reads it"),
    ("analyze b.yaml -o a.yaml", "'a.yaml': this command reads it"),
    ("validate a.yaml -o a.yaml", "'a.yaml': this command reads it"),
    ("verify . -o a.yaml", "'a.yaml': this command reads it"),
    ("simulate a.yaml --curves a.yaml", "'a.yaml': this command reads it"),
    ("simulate a.yaml -o x --plot nowhere/x.svg", "folder 'nowhere' does not exist"),
    ("analyze a.yaml -o dangling", "it is a link to nothing"),
    ("analyze a.yaml -o out/", "folder"),
    ("report fields.csv -o .", "'./fields.csv': this command reads it"),
  ]) func whatMustNotBeReplacedIsNot(_ words: String, _ reason: String) throws {
    try inFolder { folder in
      try "extends: a.yaml".write(
        to: folder.appendingPathComponent("b.yaml"), atomically: false, encoding: .utf8)
      try Self.topology.write(
        to: folder.appendingPathComponent("fields.csv"), atomically: false, encoding: .utf8)
      for (name, target) in [("link.yaml", "a.yaml"), ("dangling", "nothing")] {
        try FileManager.default.createSymbolicLink(
          atPath: folder.appendingPathComponent(name).path, withDestinationPath: target)
      }
      let before = try names(folder)
      let run = try run(words, folder)
      #expect(run.exit == 2 && run.error.contains(reason), "\(run.error)")
      #expect(run.error.contains("\n  help:") || run.error.split(separator: "\n").count == 1)
      #expect(try names(folder) == before)
      for name in ["a.yaml", "fields.csv"] {
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        #expect(text == Self.topology)
      }
    }
  }

  // MARK: - Parts

  @Test func namesOfPartsCannotBePredictedAndAreRecognized() {
    let names = (0..<100).map { _ in PartName.fresh() }
    #expect(Set(names).count == names.count && names.allSatisfy(PartName.isOurs))
    for name in names.prefix(20) {
      #expect(!PartName.isOurs(name.replacing("exposure", with: "exposer")))
      #expect(!PartName.isOurs(String(name.dropLast())))
      var other = Array(name)
      other[12] = other[12] == "0" ? "1" : "0"
      #expect(!PartName.isOurs(String(other)))
    }
  }

  /// A run removes what a killed one left, and nothing of anybody else: no part in use, no link, no other name.
  @Test func onlyWhatIsLeftOfThisProgramIsRemoved() throws {
    try inFolder { folder in
      func make(_ name: String) throws -> String {
        try Data("x".utf8).write(to: folder.appendingPathComponent(name))
        return name
      }
      let left = try make(PartName.fresh())
      let leftFolder = PartName.fresh()
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(leftFolder), withIntermediateDirectories: false)
      _ = try make(leftFolder + "/index.html")
      let others = [try make(".out.1234.part"), try make(".exposure-1-2.part")]
      let link = PartName.fresh()
      try FileManager.default.createSymbolicLink(
        atPath: folder.appendingPathComponent(link).path, withDestinationPath: "a.yaml")
      let place = try #require(Descriptor.folder(folder.path))
      let used = try Part.file(in: place, mode: 0o600)
      #expect(try run("analyze a.yaml -o out", folder).exit == 0)
      let now = try names(folder)
      #expect(!now.contains(left) && !now.contains(leftFolder))
      #expect(Set(now) == Set(others + [link, used.name, "a.yaml", "out"]))
      used.remove()
    }
  }

  /// Killed at any moment: the files are the old ones or the new ones, and the next run leaves nothing else.
  @Test(arguments: [["report", "-o", "out"], ["diagram", "-o", "out/x.svg"]])
  func killedAtAnyMoment(_ question: [String]) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-\(UUID().uuidString)")
    let out = folder.appendingPathComponent("out")
    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.topology.write(
      to: folder.appendingPathComponent("a.yaml"), atomically: false, encoding: .utf8)
    let arguments = [question[0], "a.yaml", "--quiet"] + question.dropFirst()
    #expect(try ProgramRun(arguments, in: folder).exit == 0)
    let old = try contents(of: out)
    for _ in 0..<6 {
      let process = Process()
      process.executableURL = ProgramRun.executable
      process.arguments = arguments
      process.currentDirectoryURL = folder
      try process.run()
      // Not a task that sleeps: it would wait for the thread as long as other tests keep theirs.
      usleep(UInt32.random(in: 1_000...600_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let left = try contents(of: out).filter { !PartName.isOurs($0.key) }
      #expect(left == old)
    }
    #expect(try ProgramRun(arguments, in: folder).exit == 0)
    #expect(try contents(of: out) == old)
    #expect(try names(folder) == ["a.yaml", "out"])
  }

  private func contents(of folder: URL) throws -> [String: Data] {
    var result: [String: Data] = [:]
    for name in try names(folder) {
      result[name] = (try? Data(contentsOf: folder.appendingPathComponent(name))) ?? Data()
    }
    return result
  }

  /// Six at once do not lose each other's files.
  @Test func severalAtOnce() throws {
    try inFolder { folder in
      let line = """
        for i in 1 2 3 4 5 6; do $E report a.yaml -o out --quiet & pids="$pids $!"; done
        for pid in $pids; do wait $pid || exit 1; done
        """
      #expect(try shell(line, folder).exit == 0)
      let together = try contents(of: folder.appendingPathComponent("out"))
      #expect(try run("report a.yaml -o alone --quiet", folder).exit == 0)
      #expect(try contents(of: folder.appendingPathComponent("alone")) == together)
      #expect(try names(folder) == ["a.yaml", "alone", "out"])
    }
  }

  // MARK: - Faults

  @Test(arguments: [
    ("$E analyze a.yaml > /dev/full", Int32(2), "cannot write to standard output: No space left"),
    ("$E analyze a.yaml -o /dev/full", 2, "cannot write '/dev/full': No space left"),
    ("$E analyze a.yaml >&-", 2, "cannot write to standard output: Bad file descriptor"),
    ("$E analyze a.yaml --quiet 2>/dev/full >out && [ -s out ] && rm out", 0, ""),
    ("trap '' PIPE; $E analyze a.yaml | true; exit ${PIPESTATUS[0]}", 0, ""),
    (
      "(ulimit -f 0; $E analyze a.yaml -o out) 2>&1 | cat >&2; exit ${PIPESTATUS[0]}", 2,
      "cannot write 'out': File too large"
    ),
    ("ulimit -f 1; $E report a.yaml -o out", 2, "cannot write to 'out': File too large"),
    (
      "$E simulate a.yaml --assume 1% --plot p.png --quiet >/dev/null && [ -s p.png ] && rm p.png",
      0, ""
    ),
    ("$E diagram a.yaml --time-limit inf -o x.svg", 2, "--time-limit must be more than 0"),
    ("$E diagram a.yaml --time-limit nan -o x.svg", 2, "--time-limit must be more than 0"),
    ("$E analyze $'no\\nthing\\e[31m'", 2, "no<U+A>thing<U+1B>[31m"),
    ("$E analyze a.yaml $'--no\\n::error'", 2, "no<U+A>::error"),
    ("$E analyze a.yaml --incident $'\\n::error'", 2, "no incident '<U+A>::error'"),
  ]) func aFaultIsOneClearLine(_ line: String, _ exit: Int32, _ message: String) throws {
    try inFolder { folder in
      let found = try shell(line, folder)
      #expect(found.exit == exit, "\(found.error)")
      #expect(message.isEmpty || found.error.contains(message), "\(found.error)")
      #expect(message.isEmpty == found.error.isEmpty)
      #expect(!found.error.contains("\n::error") && !found.error.contains("\u{1B}"))
      #expect(try names(folder) == ["a.yaml"])
    }
  }

  /// A picture that fails costs that picture, not the report.
  @Test func aReportWithoutItsPictures() throws {
    try inFolder { folder in
      let status = ExposureProgram.run(
        [
          "report", folder.appendingPathComponent("a.yaml").path, "-o",
          folder.appendingPathComponent("out").path, "--quiet",
        ],
        on: Console(writeOutput: { _ in }, writeError: { _ in }, program: "/bin/false"))
      #expect(status == .done)
      let page = try String(
        contentsOf: folder.appendingPathComponent("out/index.html"), encoding: .utf8)
      #expect(page.contains("No picture of what the intruder reaches: "))
      #expect(try !names(folder.appendingPathComponent("out")).contains("exposure.svg"))
    }
  }

  // MARK: - Folders that are read

  /// Links, pipes and devices in a folder are counted, and nothing behind them is opened or shown.
  @Test func aFolderIsNotLeft() throws {
    try inFolder { folder in
      let outside = FileManager.default.temporaryDirectory
        .appendingPathComponent("exposure-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: outside) }
      let secret = outside.appendingPathComponent("secret.yaml")
      try "systems: [hidden words".write(to: secret, atomically: false, encoding: .utf8)
      for (name, target) in [
        ("file.yaml", secret.path), ("folder", outside.path), ("null.yaml", "/dev/null"),
        ("zero.yaml", "/dev/zero"),
      ] {
        try FileManager.default.createSymbolicLink(
          atPath: folder.appendingPathComponent(name).path, withDestinationPath: target)
      }
      mkfifo(folder.appendingPathComponent("pipe.yaml").path, 0o600)
      let run = try run("verify .", folder)
      #expect(run.exit == 0, "\(run.error)")
      #expect(!(run.output + run.error).contains("hidden"))
      #expect(run.output.contains("Skipped 4 files that are not topologies"), "\(run.output)")
      try "extends: pipe.yaml".write(
        to: folder.appendingPathComponent("b.yaml"), atomically: false, encoding: .utf8)
      #expect(try self.run("analyze b.yaml", folder).error.contains("a pipe or a device"))
    }
  }
}
