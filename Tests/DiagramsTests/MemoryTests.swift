@testable import Diagrams
import Foundation
import TestSupport
import Testing

/// A program that draws picture after picture stays as large as it was: each layout is done in a process of
/// its own, and what the library leaks ends with it (laid out in one process, these pictures leave 40 KiB
/// each). The test is a process of its own as well, so that no other test's memory counts;
/// `EXPOSURE_PICTURES=1000` draws as many.
@Suite struct MemoryTests {
  @Test func layoutsInTheirOwnProcessesLeaveNothing() async {
    await #expect(processExitsWith: .success) {
      let renderer = DiagramRenderer(
        worker: LayoutWorker(
          executable: ProgramRun.executable.path, arguments: ["layout-worker"]))
      try Self.checkGrowth(of: renderer)
    }
  }

  /// Draws, and ends the process when it has grown by 1 MiB, whatever the number of pictures.
  private static func checkGrowth(of renderer: DiagramRenderer) throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["EXPOSURE_PICTURES"].flatMap { Int($0) } ?? 50
    func draw(_ count: Int) throws {
      for _ in 0..<count {
        let picture = try renderer.render(Self.model, format: .svg)
        precondition(picture.bytes.starts(with: Array("<?xml".utf8)))
      }
    }
    try draw(10)
    let before = residentPages
    try draw(count)
    let pages = residentPages - before
    precondition(before > 0 && pages < 256, "grew by \(pages) pages")
  }

  /// Frames with systems, which is what the library leaks most on.
  private static var model: DiagramModel { SampleModels.grid(organizations: 4, systems: 4) }

  /// Pages of memory, of 4 KiB, that this process has.
  private static var residentPages: Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
