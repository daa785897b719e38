import Foundation
import SourceText
import Synchronization

/// The files that a command has read, so that it never writes over one of them.
package final class InputRecord: Sendable {
  private let names = Mutex<Set<String>>([])

  /// Remembers the files of a run.
  func add(_ files: SourceFiles) {
    names.withLock { $0.formUnion(files.files.map(\.name)) }
  }

  /// Whether a file is one of those that were read, under whatever name.
  func contains(_ file: stat) -> Bool {
    names.withLock { names in
      names.contains { name in
        var input = stat()
        return stat(name, &input) == 0 && input.st_dev == file.st_dev
          && input.st_ino == file.st_ino
      }
    }
  }
}
