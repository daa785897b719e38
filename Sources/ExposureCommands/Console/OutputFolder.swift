import Foundation

/// Writes a set of files into a folder: all of them, or none if one fails.
enum OutputFolder {
  /// Refuses a path that cannot become a folder, before any work.
  static func check(_ path: String) throws {
    let existing = try folder(at: path)
    let above = nearest(above: path)
    guard let place = existing ?? Descriptor.folder(above),
      faccessat(place.number, ".", W_OK, AT_EACCESS) == 0
    else {
      let error = SystemError()
      let name = FilePath(above).name
      throw failure(
        path, error.code == ENOTDIR ? "'\(name)' is a file, not a folder" : error.reason)
    }
  }

  /// Writes files into a folder and creates it if needed. Other files in the folder stay.
  ///
  /// The files are first written to a part. A new folder then appears complete in one step. In an existing folder each
  /// file is replaced atomically, the last one last.
  /// - Parameters:
  ///   - files: File names without a folder, with their contents.
  ///   - inputs: Files that must not be replaced.
  static func write(
    _ files: [(name: String, bytes: [UInt8])], to path: String, sparing inputs: InputRecord
  ) throws {
    let existing = try folder(at: path)
    if let existing { try checkNames(files.map(\.name), in: existing, path, inputs) }
    // The parent of an existing folder may not be writable, so the part goes inside it.
    let place = try existing ?? parent(of: path)
    Part.clearUp(place)
    let unfinished = UnfinishedFiles.ofProcess
    do {
      try unfinished.writing {
        try Part.folder(in: place)
      } _: { part in
        for file in files {
          guard
            let opened = Descriptor(
              openat(
                part.opened.number, file.name,
                O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666))
          else { throw SystemError() }
          try opened.write(file.bytes)
        }
        try unfinished.moving {
          guard let folder = try existing ?? appeared(part, at: path, in: place) else { return }
          let names = files.map(\.name)
          if existing == nil { try checkNames(names, in: folder, path, inputs) }
          for name in names { try move(name, of: part, to: folder) }
        }
      }
    } catch let error as SystemError {
      throw failure(path, error.reason)
    }
  }

  /// Makes a part the new folder; nil when it is. Otherwise the folder that another run has made meanwhile.
  private static func appeared(
    _ part: Part, at path: String, in place: Descriptor
  ) throws -> Descriptor? {
    if renameat(place.number, part.name, place.number, FilePath(path).name) == 0 { return nil }
    let error = SystemError()
    guard error.code == ENOTEMPTY || error.code == EEXIST, let folder = try folder(at: path) else {
      throw error
    }
    return folder
  }

  private static func move(_ name: String, of part: Part, to folder: Descriptor) throws {
    // What was there keeps its mode; a link was not made by this program and is not followed.
    var status = stat()
    if fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
      status.st_mode & S_IFMT == S_IFREG,
      let file = Descriptor(openat(part.opened.number, name, O_RDONLY | O_CLOEXEC))
    {
      OutputTarget.Replaced(status).passOn(to: file)
    }
    guard renameat(part.opened.number, name, folder.number, name) == 0 else { throw SystemError() }
  }

  // MARK: - Places

  /// The folder; nil if there is none yet.
  private static func folder(at path: String) throws -> Descriptor? {
    guard !path.isEmpty else { throw CommandFailure("folder name is empty") }
    if let folder = Descriptor.folder(path) { return folder }
    var error = SystemError()
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    if status.st_mode & S_IFMT == S_IFDIR {
      // Another run may have made it in between.
      if let folder = Descriptor.folder(path) { return folder }
      error = SystemError()
    }
    throw failure(
      path, error.code == ENOTDIR ? "it is a file, not a folder" : error.reason)
  }

  /// The folder that a new folder will be in, created if needed.
  private static func parent(of path: String) throws -> Descriptor {
    let above = FilePath(path).folder
    do {
      if !above.isEmpty {
        try FileManager.default.createDirectory(
          atPath: above, withIntermediateDirectories: true)
      }
    } catch {
      throw failure(path, reason(error))
    }
    guard let folder = Descriptor.folder(above) else { throw failure(path, SystemError().reason) }
    return folder
  }

  /// The nearest path above a new folder at which there is something.
  private static func nearest(above path: String) -> String {
    var above = path
    repeat {
      above = FilePath(above).folder
    } while !above.isEmpty && above != "/" && access(above, F_OK) != 0
    return above
  }

  /// Refuses file names at which there is a folder or an input.
  private static func checkNames(
    _ names: [String], in folder: Descriptor, _ path: String, _ inputs: InputRecord
  ) throws {
    for name in names {
      var status = stat()
      guard fstatat(folder.number, name, &status, 0) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        throw CommandFailure("cannot write '\(path)/\(name)': it is a folder")
      }
      if inputs.contains(status) {
        throw CommandFailure(
          "cannot write '\(path)/\(name)': this command reads it", help: "name another folder")
      }
    }
  }

  private static func failure(_ path: String, _ reason: String) -> CommandFailure {
    CommandFailure("cannot write to '\(path)': \(reason)")
  }

  private static func reason(_ error: any Error) -> String {
    let error = error as NSError
    if let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError,
      underlying.domain == NSPOSIXErrorDomain
    {
      return String(cString: strerror(Int32(underlying.code)))
    }
    return error.localizedDescription
  }
}
