import Foundation
import SourceText

/// Reads files that are not topologies, up to a size.
enum SmallFile {
  /// The bytes of a regular file.
  /// - Throws: `CommandFailure` if there is none, or if it is larger than `most` bytes.
  static func read(_ path: String, most: Int) throws -> Data {
    let name = TerminalText.printable(path)
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw CommandFailure("cannot read '\(name)': \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw CommandFailure("cannot read '\(name)': it is not a file")
    }
    guard Int(status.st_size) <= most else {
      throw CommandFailure("'\(name)' is too large: the limit is \(most >> 20) MiB")
    }
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw CommandFailure("cannot read '\(name)': \(OutputFile.reason(error))")
    }
  }
}
