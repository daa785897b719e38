import Foundation
import Synchronization

/// Temporary files and folders that are still being written. A termination signal removes them; a rename that
/// has started is completed first, so that the target is either entirely old or entirely new.
final class UnfinishedFiles: Sendable {
  /// The temporary files of this process.
  static let ofProcess = UnfinishedFiles()

  private let paths = Mutex<Set<String>>([])

  /// Runs work that writes to a temporary path, and removes whatever the work did not move away.
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

  /// Moves finished output to its target, as one step as far as `abandon` is concerned.
  func moving<Result>(_ work: () throws -> Result) rethrows -> Result {
    try paths.withLock { _ in try work() }
  }

  /// Removes all unfinished output, then calls the closure that ends the program. No output is moved into
  /// place after this starts.
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
