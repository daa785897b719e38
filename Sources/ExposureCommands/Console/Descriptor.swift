import Foundation

/// An open file or folder, closed when it is released.
final class Descriptor: Sendable {
  let number: Int32

  /// - Parameter number: An open descriptor; nil if it is negative, as after an error of `open`.
  init?(_ number: Int32) {
    guard number >= 0 else { return nil }
    self.number = number
  }

  deinit { _ = close(number) }

  /// The state of the open file; nil if the system does not say.
  var status: stat? {
    var status = stat()
    return fstat(number, &status) == 0 ? status : nil
  }

  /// Writes all bytes.
  /// - Throws: `SystemError`, also when the system wrote nothing and gave no reason.
  func write(_ bytes: some Collection<UInt8>) throws(SystemError) {
    let bytes = Array(bytes)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(number, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count > 0 {
        written += count
      } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
        throw SystemError()
      }
    }
  }

  /// Opens a folder.
  static func folder(_ path: String) -> Descriptor? {
    Descriptor(open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
  }

  /// The names in an open folder, without `.` and `..`, in no order.
  var names: [String] {
    // The stream closes its own copy.
    guard let copy = Descriptor(openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)),
      let stream = fdopendir(dup(copy.number))
    else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

/// What the system said went wrong, in its words.
struct SystemError: Error {
  let code: Int32

  /// The last error of this thread.
  init() { code = errno }

  var reason: String { code == 0 ? "no reason given" : String(cString: strerror(code)) }
}
