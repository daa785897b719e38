import ExposureCommands
import Foundation
import Synchronization
import TestSupport
import Testing

/// A program that draws picture after picture does not grow: each layout is done in a process of its own,
/// and what the library leaks ends with it.
@Suite struct DiagramMemoryTests {
  @Test func manyPicturesTakeNoMoreMemoryThanAFew() async {
    // In a process of its own, so that no other test's memory counts.
    await #expect(processExitsWith: .success) {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("exposure-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let file = folder.appendingPathComponent("frames.yaml").path
      try Self.topology.write(toFile: file, atomically: true, encoding: .utf8)
      func draw(_ count: Int) {
        for _ in 0..<count {
          let start = Mutex("")
          let status = ExposureProgram.run(
            ["diagram", file, "--quiet"],
            on: Console(
              writeOutput: { text in start.withLock { $0 += text.prefix(5) } },
              writeError: { _ in }, program: ProgramRun.executable.path))
          precondition(status == ExposureCommands.ExitStatus.done)
          precondition(start.withLock { $0 } == "<?xml")
        }
      }
      draw(10)
      let before = Self.residentPages
      draw(40)
      let pages = Self.residentPages - before
      // Pages of 4 KiB: the same few for any number of pictures.
      precondition(before > 0 && pages < 1_024, "grew by \(pages) pages")
    }
  }

  /// Frames with systems, which is what the library leaks most on.
  private static var topology: String {
    var lines = ["title: Frames", "organizations: { a: {}, b: {}, c: {}, d: {} }", "systems:"]
    for organization in ["a", "b", "c", "d"] {
      for system in 0..<4 {
        let needs = system > 0 ? ", needs: \(organization)\(system - 1)" : ""
        lines.append("  \(organization)\(system): { organization: \(organization)\(needs) }")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Pages of memory that this process has.
  private static var residentPages: Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
