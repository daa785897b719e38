import Foundation
import SourceText

/// Writes files completely or not at all: to a part in the same folder, then renamed.
enum OutputFile {
  /// Replaces the file at `path`, or changes nothing. Devices and pipes are written to directly. Symbolic links are
  /// kept; the file they point to is replaced, and keeps its mode.
  /// - Parameter inputs: Files that must not be replaced.
  static func write(
    _ bytes: some Collection<UInt8>, to path: String, sparing inputs: InputRecord
  ) throws {
    let target = try OutputTarget(path, sparing: inputs)
    guard let folder = target.folder else { return try writeDirectly(bytes, to: path) }
    Part.clearUp(folder)
    let unfinished = UnfinishedFiles.ofProcess
    do {
      try unfinished.writing {
        try Part.file(in: folder, mode: target.replaced == nil ? 0o666 : 0o600)
      } _: { part in
        try part.opened.write(bytes)
        target.replaced?.passOn(to: part.opened)
        try unfinished.moving {
          guard renameat(folder.number, part.name, folder.number, target.name) == 0 else {
            throw SystemError()
          }
        }
      }
    } catch let error as SystemError {
      throw OutputTarget.failure(path, error.reason)
    }
  }

  /// Refuses a path before any work that would end in this refusal.
  static func check(_ path: String?, sparing inputs: InputRecord) throws {
    guard let path else { return }
    let target = try OutputTarget(path, sparing: inputs)
    guard let folder = target.folder, faccessat(folder.number, ".", W_OK, AT_EACCESS) != 0 else {
      return
    }
    throw OutputTarget.failure(path, SystemError().reason)
  }

  /// A closed pipe is success here, too.
  private static func writeDirectly(_ bytes: some Collection<UInt8>, to path: String) throws {
    do {
      guard let file = Descriptor(open(path, O_WRONLY | O_CLOEXEC)) else { throw SystemError() }
      try file.write(bytes)
    } catch let error as SystemError where error.code != EPIPE {
      throw OutputTarget.failure(path, error.reason)
    } catch is SystemError {
    }
  }
}

/// Where a file is to be written.
struct OutputTarget {
  /// The folder that the file is or will be in; nil for a device or a pipe, which is written to as it is.
  let folder: Descriptor?
  /// The name of the file in its folder.
  let name: String
  /// The file that will be replaced; nil if there is none.
  let replaced: Replaced?

  /// The file at a path, links followed.
  /// - Throws: `CommandFailure` if no file can be there, or one that was read is.
  init(_ path: String, sparing inputs: InputRecord) throws {
    var place = path
    var status = stat()
    if stat(path, &status) == 0 {
      if inputs.contains(status) {
        throw CommandFailure(
          "cannot write '\(path)': this command reads it", help: "name another file")
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: throw Self.failure(path, "it is a folder")
      case S_IFREG: break
      default:
        (folder, name, replaced) = (nil, path, nil)
        return
      }
      guard let real = realpath(path, nil) else { throw Self.failure(path, SystemError().reason) }
      defer { free(real) }
      place = String(cString: real)
      replaced = Replaced(status)
    } else {
      let error = SystemError()
      if lstat(path, &status) == 0 {
        if error.code == ENOENT, status.st_mode & S_IFMT != S_IFLNK {
          // Another run has made it in between.
          self = try OutputTarget(path, sparing: inputs)
          return
        }
        throw Self.failure(
          path, error.code == ENOENT ? "it is a link to nothing" : error.reason)
      }
      guard error.code == ENOENT || error.code == ENOTDIR else {
        throw Self.failure(path, error.reason)
      }
      replaced = nil
    }
    let above = FilePath(place).folder
    name = FilePath(place).name
    guard !name.isEmpty, !path.hasSuffix("/") else { throw Self.failure(path, "it names a folder") }
    guard let folder = Descriptor.folder(above) else {
      let error = SystemError()
      guard error.code == ENOENT || error.code == ENOTDIR else {
        throw Self.failure(path, error.reason)
      }
      throw Self.failure(
        path, "folder '\(above)' does not exist", help: "create the folder first")
    }
    self.folder = folder
  }

  /// The failure to write a file.
  static func failure(_ path: String, _ reason: String, help: String? = nil) -> CommandFailure {
    CommandFailure("cannot write '\(path)': \(reason)", help: help)
  }

  /// The file that will be replaced.
  struct Replaced {
    private let mode: mode_t
    private let owner: uid_t
    private let group: gid_t

    init(_ status: stat) {
      (mode, owner, group) = (status.st_mode & 0o777, status.st_uid, status.st_gid)
    }

    /// Gives a file the owner and the group, where this user may, and the mode. A group that cannot be kept may do
    /// no more than others may.
    func passOn(to file: Descriptor) {
      var mode = mode
      if let now = file.status, now.st_uid != owner || now.st_gid != group,
        fchown(file.number, owner, group) != 0, fchown(file.number, .max, group) != 0
      {
        mode = mode & 0o707 | (mode & 0o007) << 3
      }
      fchmod(file.number, mode)
    }
  }
}

/// An error that the user can fix, described in one line. Exit code 2.
///
/// Control characters in it are shown as code points, so that neither an argument nor a file can begin a line of its own.
struct CommandFailure: Error {
  let message: String
  /// What the message speaks of, one item in a line.
  var items: [String]
  /// What to do instead; nil if the message is enough.
  var help: String?

  init(_ message: String, items: [String] = [], help: String? = nil) {
    self.message = TerminalText.printable(message)
    self.items = items.map(TerminalText.printable)
    self.help = help.map(TerminalText.printable)
  }

  /// The lines on standard error.
  var text: String {
    "error: \(message)\n" + items.map { "  \($0)\n" }.joined()
      + (help.map { "  help: \($0)\n" } ?? "")
  }
}
