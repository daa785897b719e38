import Foundation

/// A file or folder that is still being written, beside where it will be.
///
/// It is created exclusively, so that nothing planted is written through, and everything about it goes through open
/// folders, so that nobody can exchange them meanwhile. The process holds a lock on it until it ends: a part without
/// one was left by a process that is gone.
final class Part: Sendable {
  /// The folder that contains it, and its name there.
  let folder: Descriptor
  let name: String
  /// The open file or folder.
  let opened: Descriptor

  private init(_ folder: Descriptor, _ name: String, _ opened: Descriptor) {
    self.folder = folder
    self.name = name
    self.opened = opened
  }

  /// Creates an empty file. Others may read it as far as `mode` and the user's mask allow.
  static func file(in folder: Descriptor, mode: mode_t) throws(SystemError) -> Part {
    try create(in: folder) { name in
      openat(folder.number, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    }
  }

  /// Creates an empty folder.
  static func folder(in folder: Descriptor) throws(SystemError) -> Part {
    try create(in: folder) { name in
      guard mkdirat(folder.number, name, 0o777) == 0 else { return -1 }
      return openat(folder.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
  }

  private static func create(
    in folder: Descriptor, _ make: (String) -> Int32
  ) throws(SystemError) -> Part {
    // A name is taken once in 2^128 tries; a second round is for a part that another process cleared away before it
    // had its lock, or even before it was opened.
    for _ in 0..<16 {
      let name = PartName.fresh()
      guard let opened = Descriptor(make(name)) else {
        if [EEXIST, EINTR, ENOENT].contains(errno) { continue }
        throw SystemError()
      }
      // Where the file system has no locks nobody clears up either.
      _ = flock(opened.number, LOCK_EX)
      let part = Part(folder, name, opened)
      if part.isInPlace { return part }
    }
    throw SystemError()
  }

  /// Whether the name still stands for what was opened.
  private var isInPlace: Bool {
    var found = stat()
    guard let status = opened.status,
      fstatat(folder.number, name, &found, AT_SYMLINK_NOFOLLOW) == 0
    else { return false }
    return found.st_dev == status.st_dev && found.st_ino == status.st_ino
  }

  /// Removes it: a file, or a folder with the files directly in it. What was moved away stays.
  func remove() {
    guard isInPlace else { return }
    if unlinkat(folder.number, name, 0) == 0 { return }
    for name in opened.names { unlinkat(opened.number, name, 0) }
    unlinkat(folder.number, name, AT_REMOVEDIR)
  }

  /// Removes the parts that earlier processes of this user left in a folder when they were killed.
  /// - Complexity: O(entries of the folder).
  static func clearUp(_ folder: Descriptor) {
    for name in folder.names where PartName.isOurs(name) {
      guard
        let opened = Descriptor(
          openat(folder.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)),
        let status = opened.status, status.st_uid == geteuid(),
        [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT),
        flock(opened.number, LOCK_EX | LOCK_NB) == 0
      else { continue }
      Part(folder, name, opened).remove()
    }
  }
}
