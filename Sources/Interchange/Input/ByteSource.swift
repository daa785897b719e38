package import SourceText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Thrown after a problem that makes the whole import useless.
package struct ImportFailure: Error {
  /// The problem.
  package var diagnostic: Diagnostic
  /// The file with the bad line, to show it; nil if the problem is not at a place.
  package var file: SourceFile?
}

/// The bytes of an input, read in order: a file, standard input, or a member of an archive.
final class ByteSource {
  /// The name for messages.
  let name: String
  /// The number of bytes; nil if unknown.
  let size: Int?
  private let descriptor: Int32
  private var memory: ArraySlice<UInt8>

  /// Opens a file, or standard input for `-`.
  init(path: String) throws(ImportFailure) {
    name = path == "-" ? "<stdin>" : path
    memory = []
    if path == "-" {
      descriptor = 0
      size = nil
      return
    }
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw Self.failure("file-missing", "'\(path)' is not a valid file name")
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let missing = errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG
      throw missing
        ? Self.failure("file-missing", "file not found: '\(path)'")
        : Self.failure(
          "file-unreadable", "cannot read '\(path)': \(String(cString: strerror(errno)))")
    }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    if isKnown, status.st_mode & S_IFMT == S_IFDIR {
      _ = close(descriptor)
      throw Self.failure("not-a-file", "'\(path)' is a folder, not a file")
    }
    size = isKnown && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  /// Bytes in memory.
  init(name: String, bytes: [UInt8]) {
    self.name = name
    memory = bytes[...]
    size = bytes.count
    descriptor = -1
  }

  deinit {
    if descriptor > 0 { _ = close(descriptor) }
  }

  /// Reads at most `count` bytes; 0 at the end.
  func read(into place: UnsafeMutablePointer<UInt8>, _ count: Int) throws(ImportFailure) -> Int {
    guard descriptor >= 0 else {
      let part = memory.prefix(count)
      part.withUnsafeBufferPointer {
        if let start = $0.baseAddress { place.update(from: start, count: $0.count) }
      }
      memory = memory.dropFirst(part.count)
      return part.count
    }
    while true {
      let got = systemRead(descriptor, place, count)
      if got >= 0 { return got }
      guard errno == EINTR else {
        throw failure(
          "file-unreadable", "cannot read '\(name)': \(String(cString: strerror(errno)))")
      }
    }
  }

  /// All bytes from here on, up to a limit.
  func readAll(limit: Int = ByteSource.wholeLimit) throws(ImportFailure) -> [UInt8] {
    func tooLarge() -> ImportFailure {
      failure("file-too-large", "'\(name)' is too large: the limit is \(limit >> 20) MiB")
    }
    if let size, size > limit { throw tooLarge() }
    var bytes: [UInt8] = []
    bytes.reserveCapacity((size ?? 0) + 1)
    let chunk = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 18)
    defer { chunk.deallocate() }
    while true {
      let got = try read(into: chunk, 1 << 18)
      if got == 0 { return bytes }
      guard bytes.count + got <= limit else { throw tooLarge() }
      bytes.append(contentsOf: UnsafeBufferPointer(start: chunk, count: got))
    }
  }

  /// Bytes of a file that is read at once.
  static let wholeLimit = 1 << 30

  /// A problem of the whole input.
  func failure(_ code: String, _ message: String, help: String? = nil) -> ImportFailure {
    Self.failure(code, message, help: help)
  }

  /// None of the files is of the format: what was looked for, and what such a file has.
  static func notTheFormat(_ what: String, in inputs: [ImportInput], help: String) -> ImportFailure
  {
    let names = inputs.map { "'\($0.name)'" }.joined(separator: ", ")
    return failure("not-the-format", "no \(what) in \(names)", help: help)
  }

  /// A problem without a place.
  static func failure(_ code: String, _ message: String, help: String? = nil) -> ImportFailure {
    ImportFailure(diagnostic: Diagnostic(code: code, message, at: nil, help: help))
  }
}

/// The system call `read`, which this type's own method would hide.
private func systemRead(_ descriptor: Int32, _ into: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
  #if canImport(Darwin)
    Darwin.read(descriptor, into, count)
  #elseif canImport(Musl)
    Musl.read(descriptor, into, count)
  #else
    Glibc.read(descriptor, into, count)
  #endif
}
