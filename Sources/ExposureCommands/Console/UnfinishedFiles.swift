import Foundation
import Synchronization

/// Files and folders that were begun beside the place they are meant for. When the program is told to stop they
/// are taken away; a move that has begun is finished first, so that a place has all of the old or all of the new.
final class UnfinishedFiles: Sendable {
  /// Those of this process.
  static let ofProcess = UnfinishedFiles()

  private let paths = Mutex<Set<String>>([])

  /// Runs work that writes at a path; what is there afterwards, because the work did not move it away, goes.
  func writing<Result>(at path: String, _ work: () throws -> Result) rethrows -> Result {
    paths.withLock { _ = $0.insert(path) }
    defer {
      paths.withLock { paths in
        Self.remove(path)
        paths.remove(path)
      }
    }
    return try work()
  }

  /// Moves what is finished to where it is meant for, as one step in the eyes of `abandon`.
  func moving<Result>(_ work: () throws -> Result) rethrows -> Result {
    try paths.withLock { _ in try work() }
  }

  /// Takes away all that is unfinished, then ends the program as the caller says; nothing is moved into place
  /// from the beginning of this on.
  func abandon(_ end: () -> Void) {
    paths.withLock { paths in
      paths.forEach(Self.remove)
      paths = []
      end()
    }
  }

  private static func remove(_ path: String) {
    try? FileManager.default.removeItem(atPath: path)
  }
}
