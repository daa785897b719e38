import Synchronization

/// The parts that this process is still writing. A termination signal removes them; a rename that has started is
/// completed first, so that the target is either entirely old or entirely new.
final class UnfinishedFiles: Sendable {
  /// The parts of this process.
  static let ofProcess = UnfinishedFiles()

  private let parts = Mutex<[ObjectIdentifier: Part]>([:])

  /// Creates a part, runs work that writes to it, and removes whatever the work did not move away.
  func writing<Result>(
    _ create: () throws -> Part, _ work: (Part) throws -> Result
  ) throws -> Result {
    let part = try parts.withLock { parts in
      let part = try create()
      parts[ObjectIdentifier(part)] = part
      return part
    }
    defer {
      parts.withLock { parts in
        part.remove()
        parts[ObjectIdentifier(part)] = nil
      }
    }
    return try work(part)
  }

  /// Moves finished output to its target, as one step as far as `abandon` is concerned.
  func moving<Result>(_ work: () throws -> Result) rethrows -> Result {
    try parts.withLock { _ in try work() }
  }

  /// Removes all unfinished output, then calls the closure that ends the program. No output is moved into
  /// place after this starts.
  func abandon(_ end: () -> Void) {
    parts.withLock { parts in
      parts.values.forEach { $0.remove() }
      parts = [:]
      end()
    }
  }
}
