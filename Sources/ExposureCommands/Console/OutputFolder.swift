import Foundation

/// Writes a set of files into a folder: all of them, or none if one fails.
enum OutputFolder {
  /// Whether the folder exists. Throws before any work if the path cannot become a folder.
  @discardableResult
  static func check(_ path: String) throws -> Bool {
    guard !path.isEmpty else { throw CommandFailure("folder name is empty") }
    let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder)
    guard !exists || isFolder.boolValue else {
      throw CommandFailure("cannot write to '\(path)': it is a file, not a folder")
    }
    if !exists { try checkAbove(folder, path) }
    return exists
  }

  /// Checks that the nearest existing ancestor of a new folder is a folder.
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

  /// Writes files into a folder and creates it if needed. Other files in the folder stay.
  ///
  /// The files are first written to a temporary folder. A new folder then appears complete in one step. In an
  /// existing folder each file is replaced atomically, the last one last.
  /// - Parameter files: File names without a folder, with their contents.
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
    // The parent of an existing folder may not be writable, so the temporary folder goes inside it.
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
