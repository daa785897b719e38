import Foundation

/// A graph whose only node is an image, for formats that the layout library can convert.
///
/// The library reads images from files only. The file has no name from the start: it is created exclusively in the folder
/// for temporary files, its name is removed, and the library reads it through the open descriptor.
struct ImageGraph: ~Copyable {
  private let descriptor: Int32

  /// - Throws: `DiagramError` if there is no room for the file.
  init(svg: String) throws {
    // A folder that the environment names need not exist.
    let folders = [FileManager.default.temporaryDirectory.path, "/tmp", "/var/tmp"]
    let name = "/exposure-" + UUID().uuidString
    var opened: Int32 = -1
    for folder in folders where opened < 0 {
      opened = open(folder + name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      if opened >= 0 { unlink(folder + name) }
    }
    descriptor = opened
    let folder = folders[0]
    guard descriptor >= 0 else { throw Self.failure(folder) }
    let bytes = Array(svg.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      guard count > 0 || errno == EINTR else { throw Self.failure(folder) }
      written += max(0, count)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The graph in Graphviz's language.
  var dot: String {
    """
    graph {
      graph [margin=0, pad=0]
      node [shape=none, margin=0, label="", image="/dev/fd/\(descriptor)"]
      picture
    }
    """
  }

  private static func failure(_ folder: String) -> DiagramError {
    .failed("no temporary file in '\(folder)': \(String(cString: strerror(errno)))")
  }
}
