@testable import ExposureCommands
import Foundation
import Synchronization
import TestSupport
import Testing

/// A stop leaves nothing half done; progress shows how far the work is.
@Suite struct InterruptionTests {
  private static func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func aStopEndsTheProgramByTheSignalAndLeavesNoFile(_ number: Int32) throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = ProgramRun.executable
    process.arguments = [
      "simulate", ProjectFolder.root.appendingPathComponent("graphs/third-party-payment.yaml").path,
      "--trials", "100000000", "-o", "answer.txt",
    ]
    process.currentDirectoryURL = folder
    let output = folder.appendingPathComponent("said")
    try Data().write(to: output)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = process.standardOutput
    try process.run()
    // Long enough to be drawing; what is promised holds at any other moment, too. The thread waits: a task that
    // sleeps gets its thread back only when other tests give one up, and the program runs on for minutes.
    usleep(700_000)
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == number)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["said"])
    #expect(try Data(contentsOf: output).isEmpty)
  }

  /// Killed at any moment, a file is the old or the new one, and the next run removes what was left.
  /// `Fuzz/faults.py` does this at hundreds of moments.
  @Test func aKillLeavesTheOldOrTheNewFile() throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let topology = folder.appendingPathComponent("a.yaml")
    try Data("systems: { s: {} }\nincidents: { i: { intruded: s } }\n".utf8).write(to: topology)
    let answer = folder.appendingPathComponent("answer.txt")
    func start() throws -> Process {
      let process = Process()
      process.executableURL = ProgramRun.executable
      process.arguments = ["analyze", "a.yaml", "--quiet", "-o", "answer.txt"]
      process.currentDirectoryURL = folder
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }
    let clock = ContinuousClock.now
    try start().waitUntilExit()
    let took = ContinuousClock.now - clock
    let new = try Data(contentsOf: answer)
    #expect(!new.isEmpty)
    for moment in 1...6 {
      try Data("old".utf8).write(to: answer)
      let process = try start()
      usleep(useconds_t(took / .microseconds(1) * Double(moment) / 6))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let found = try Data(contentsOf: answer)
      #expect(found == new || found == Data("old".utf8), "moment \(moment) of 6")
    }
    try start().waitUntilExit()
    #expect(try Data(contentsOf: answer) == new)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == ["a.yaml", "answer.txt"])
  }

  @Test func aStopTakesAwayWhatIsUnfinishedAndKeepsWhatWasMoved() throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = UnfinishedFiles()
    let place = try #require(Descriptor.folder(folder.path))
    let create = { try Part.file(in: place, mode: 0o600) }
    try files.writing(create) { part in
      try part.opened.write("a".utf8)
      files.moving { _ = renameat(place.number, part.name, place.number, "whole") }
    }
    try files.writing(create) { part in
      try part.opened.write("b".utf8)
      var ended = false
      files.abandon { ended = true }
      #expect(ended)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["whole"])
    #expect(
      try String(contentsOf: folder.appendingPathComponent("whole"), encoding: .utf8) == "a")
  }

  @Test func whatFailsIsTakenAwayToo() throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = try #require(Descriptor.folder(folder.path))
    #expect(throws: CommandFailure.self) {
      try UnfinishedFiles().writing {
        try Part.folder(in: place)
      } _: { part in
        close(openat(part.opened.number, "b", O_WRONLY | O_CREAT, 0o600))
        throw CommandFailure("no")
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func progressShowsAfterASecondAndIsWiped() {
    let screen = Recorder()
    let clock = Clock()
    let line = ProgressLine(write: { screen.add($0) }, now: { clock.seconds })
    line.goOn(with: "nothing was begun")
    clock.seconds = 5
    line.tick()
    #expect(screen.taken() == [])
    line.begin("reading a.yaml")
    clock.seconds = 5.9
    line.tick()
    line.wipe()
    #expect(screen.taken() == [])
    clock.seconds = 7.5
    line.tick()
    line.goOn(with: "drawing years")
    line.show(0.429)
    line.tick()
    #expect(
      screen.taken() == ["\rreading a.yaml: 2 s\u{1B}[K", "\rdrawing years: 42 %, 2 s\u{1B}[K"])
    line.wipe()
    line.wipe()
    #expect(screen.taken() == ["\r\u{1B}[K"])
    line.end()
    line.tick()
    #expect(screen.taken() == [])
  }
}

/// Keeps what was written, for one look.
private final class Recorder: Sendable {
  private let texts = Mutex<[String]>([])

  func add(_ text: String) { texts.withLock { $0.append(text) } }

  func taken() -> [String] {
    texts.withLock { texts in
      defer { texts = [] }
      return texts
    }
  }
}

/// Time that a test turns on by hand.
private final class Clock: Sendable {
  private let time = Mutex(0.0)

  var seconds: Double {
    get { time.withLock { $0 } }
    set { time.withLock { $0 = newValue } }
  }
}
