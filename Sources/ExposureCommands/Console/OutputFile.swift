import Foundation

/// Writes files completely or not at all: to a temporary file in the same folder, then renamed.
enum OutputFile {
  /// Replaces the file at `path`, or changes nothing. Devices and pipes are written to directly. Symbolic
  /// links are kept; the file they point to is replaced.
  static func write(_ bytes: some Collection<UInt8>, to path: String) throws {
    var path = path
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR {
        throw CommandFailure("cannot write '\(path)': it is a folder")
      }
      guard status.st_mode & S_IFMT == S_IFREG else { return try append(bytes, to: path) }
      path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
    let folder = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent
    let beside = (folder as NSString).appendingPathComponent(
      ".\(name).\(ProcessInfo.processInfo.processIdentifier).part")
    let unfinished = UnfinishedFiles.ofProcess
    try unfinished.writing(at: beside) {
      do {
        try Data(bytes).write(to: URL(fileURLWithPath: beside))
      } catch {
        if !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) {
          throw CommandFailure(
            "cannot write '\(path)': folder '\(folder)' does not exist",
            help: "create the folder first")
        }
        throw CommandFailure("cannot write '\(path)': \(reason(error))")
      }
      guard unfinished.moving({ rename(beside, path) }) == 0 else {
        throw CommandFailure("cannot write '\(path)': \(String(cString: strerror(errno)))")
      }
    }
  }

  private static func append(_ bytes: some Collection<UInt8>, to path: String) throws {
    guard let handle = FileHandle(forWritingAtPath: path) else {
      throw CommandFailure("cannot write '\(path)': \(String(cString: strerror(errno)))")
    }
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }

  static func reason(_ error: any Error) -> String {
    let error = error as NSError
    if let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError,
      underlying.domain == NSPOSIXErrorDomain
    {
      return String(cString: strerror(Int32(underlying.code)))
    }
    return error.localizedDescription
  }
}

/// An error that the user can fix, described in one line. Exit code 2.
struct CommandFailure: Error {
  var message: String
  /// What to do instead; nil if the message is enough.
  var help: String?

  init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }
}
