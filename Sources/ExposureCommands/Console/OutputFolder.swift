import Foundation

/// Writes the files of a folder: all of them, or, when one cannot be written, none.
enum OutputFolder {
  /// Whether there is a folder already; what cannot be one is refused, before any work is done for it.
  @discardableResult
  static func check(_ path: String) throws -> Bool {
    guard !path.isEmpty else { throw CommandFailure("the name of the folder is empty") }
    let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder)
    guard !exists || isFolder.boolValue else {
      throw CommandFailure("cannot write to '\(path)': it is a file, not a folder")
    }
    if !exists { try checkAbove(folder, path) }
    return exists
  }

  /// The nearest thing above a folder that is to be made must be a folder.
  private static func checkAbove(_ folder: URL, _ path: String) throws {
    var above = folder
    var isFolder: ObjCBool = false
    repeat {
      above = above.deletingLastPathComponent()
      guard !FileManager.default.fileExists(atPath: above.path, isDirectory: &isFolder) else {
        break
      }
    } while above.path != "/"
    guard isFolder.boolValue else {
      throw CommandFailure(
        "cannot write to '\(path)': '\(above.lastPathComponent)' is a file, not a folder")
    }
  }

  /// Puts files into a folder, which is made where there is none; other files in it stay.
  ///
  /// They are written into a folder beside it first. A new folder then appears at once, with everything in
  /// it; in one that exists each file is replaced in one step, the last one last.
  /// - Parameter files: Names without a folder, with their bytes.
  static func write(_ files: [(name: String, bytes: [UInt8])], to path: String) throws {
    let manager = FileManager.default
    let exists = try check(path)
    let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    for file in files {
      var isTaken: ObjCBool = false
      let target = folder.appendingPathComponent(file.name).path
      if manager.fileExists(atPath: target, isDirectory: &isTaken), isTaken.boolValue {
        throw CommandFailure("cannot write '\(target)': it is a folder")
      }
    }
    let parent = folder.deletingLastPathComponent()
    // Beside an existing folder there may be no right to write, inside it there is.
    let beside = (exists ? folder : parent).appendingPathComponent(
      ".\(folder.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).part")
    let unfinished = UnfinishedFiles.ofProcess
    try unfinished.writing(at: beside.path) {
      do {
        if !exists { try manager.createDirectory(at: parent, withIntermediateDirectories: true) }
        guard mkdir(beside.path, 0o777) == 0 else {
          throw CommandFailure("cannot write to '\(path)': \(String(cString: strerror(errno)))")
        }
        for file in files {
          try Data(file.bytes).write(to: beside.appendingPathComponent(file.name))
        }
      } catch {
        if error is CommandFailure { throw error }
        throw CommandFailure("cannot write to '\(path)': \(OutputFile.reason(error))")
      }
      let steps =
        exists
        ? files.map { file in
          (beside.appendingPathComponent(file.name), folder.appendingPathComponent(file.name))
        } : [(beside, folder)]
      try unfinished.moving {
        for (from, to) in steps where rename(from.path, to.path) != 0 {
          throw CommandFailure("cannot write '\(to.path)': \(String(cString: strerror(errno)))")
        }
      }
    }
  }
}
