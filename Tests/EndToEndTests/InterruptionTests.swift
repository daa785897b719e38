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
  func aStopEndsTheProgramByTheSignalAndLeavesNoFile(_ number: Int32) async throws {
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
    // Long enough to be drawing; what is promised holds at any other moment, too.
    try await Task.sleep(for: .milliseconds(700))
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == number)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["said"])
    #expect(try Data(contentsOf: output).isEmpty)
  }

  @Test func aStopTakesAwayWhatIsUnfinishedAndKeepsWhatWasMoved() throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = UnfinishedFiles()
    let (part, whole) = (
      folder.appendingPathComponent("part"), folder.appendingPathComponent("whole")
    )
    files.writing(at: part.path) {
      try? Data("a".utf8).write(to: part)
      files.moving { _ = rename(part.path, whole.path) }
    }
    files.writing(at: part.path) {
      try? Data("b".utf8).write(to: part)
      var ended = false
      files.abandon { ended = true }
      #expect(ended && !FileManager.default.fileExists(atPath: part.path))
    }
    #expect(try String(contentsOf: whole, encoding: .utf8) == "a")
  }

  @Test func whatFailsIsTakenAwayToo() throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let part = folder.appendingPathComponent("part")
    #expect(throws: CommandFailure.self) {
      try UnfinishedFiles().writing(at: part.path) {
        try Data("b".utf8).write(to: part)
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
