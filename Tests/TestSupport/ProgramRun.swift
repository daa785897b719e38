public import Foundation

/// One run of the built program, as a user's shell would start it.
public struct ProgramRun: Sendable {
  /// The exit code.
  public var exit: Int32
  /// Standard output.
  public var output: String
  /// Standard error.
  public var error: String

  /// Runs `exposure` in a folder. Output goes to files, so that no pipe can fill up and block the program.
  public init(_ arguments: [String], in folder: URL, input: Data = Data()) throws {
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let files = ["in", "out", "err"].map(scratch.appendingPathComponent)
    try input.write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["NO_COLOR": "1", "LC_ALL": "C.UTF-8"]) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    exit = process.terminationReason == .exit ? process.terminationStatus : -1
    output = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
    error = String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
  }

  /// This run and a later one as one: their outputs one after the other, and the later exit code.
  public func followed(by later: ProgramRun) -> ProgramRun {
    var whole = self
    whole.exit = later.exit
    whole.output += later.output
    whole.error += later.error
    return whole
  }

  /// The program that was built with the running tests.
  public static var executable: URL {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<4 {
      let candidate = folder.appendingPathComponent("exposure")
      if FileManager.default.isExecutableFile(atPath: candidate.path),
        (try? candidate.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == false
      {
        return candidate
      }
      folder = folder.deletingLastPathComponent()
    }
    return ProjectFolder.root.appendingPathComponent(".build-tests/release/exposure")
  }
}
