import Foundation

/// The program under test, with limits of time and memory.
struct Program {
  let path: String
  /// Seconds of processor time, and kilobytes of address space.
  let seconds: Int
  let kilobytes: Int

  /// What a run said.
  struct Answer: Equatable {
    var exit: Int32
    var isSignal: Bool
    var output: Data
    var error: Data
  }

  func run(_ arguments: [String], in folder: URL) throws -> Answer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      ["-c", "ulimit -c 0 -t \(seconds) -v \(kilobytes); exec \"$0\" \"$@\"", path] + arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    // Files, so that a long answer cannot fill a pipe nobody reads.
    let output = folder.appendingPathComponent(".output")
    let error = folder.appendingPathComponent(".error")
    for file in [output, error] { try Data().write(to: file) }
    let handles = try [output, error].map { try FileHandle(forWritingTo: $0) }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    try process.run()
    process.waitUntilExit()
    for handle in handles { try handle.close() }
    return Answer(
      exit: process.terminationStatus, isSignal: process.terminationReason == .uncaughtSignal,
      output: try Data(contentsOf: output), error: try Data(contentsOf: error))
  }
}
