import SourceText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a file, or standard input for `-`, up to a maximum number of bytes.
enum InputFile {
  /// Why a file could not be read.
  struct Failure: Error {
    let code: FindingCode
    let message: String
  }

  /// What may be opened.
  enum Kind {
    /// What a user names: also a pipe or a device.
    case any
    /// A file, where links lead to.
    case file
    /// A file itself.
    case noLink
  }

  /// The file's bytes without a byte order mark. Checks kind and size before reading.
  static func read(
    _ path: String, name: String, limit: Int, kind: Kind = .any
  ) throws(Failure) -> SourceFile {
    if path == "-" {
      let bytes = try read(descriptor: 0, name: "standard input", limit: limit, expected: 0)
      return file("<stdin>", bytes)
    }
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw Failure(code: .fileMissing, message: "'\(name)' is not a valid file name")
    }
    // Opening a pipe waits for a writer, unless told not to.
    let flags = O_RDONLY | O_CLOEXEC | (kind == .any ? 0 : O_NONBLOCK)
    let descriptor = open(path, flags | (kind == .noLink ? O_NOFOLLOW : 0))
    guard descriptor >= 0 else {
      if kind == .noLink, errno == ELOOP { throw notAFile(name) }
      let missing = errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG
      throw missing
        ? Failure(code: .fileMissing, message: "file not found: '\(name)'")
        : Failure(
          code: .fileUnreadable,
          message: "cannot read '\(name)': \(String(cString: strerror(errno)))")
    }
    defer { _ = close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw Failure(code: .fileUnreadable, message: "cannot read '\(name)'")
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw Failure(code: .notAFile, message: "'\(name)' is a folder, not a file")
    }
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    guard isRegular || kind == .any else { throw notAFile(name) }
    let size = isRegular ? Int(status.st_size) : 0
    guard size <= limit else { throw tooLarge(name, limit) }
    return file(
      name, try read(descriptor: descriptor, name: "'\(name)'", limit: limit, expected: size))
  }

  private static func notAFile(_ name: String) -> Failure {
    Failure(code: .notAFile, message: "'\(name)' is not a file, but a link, a pipe or a device")
  }

  static func tooLarge(_ name: String, _ limit: Int) -> Failure {
    Failure(
      code: .fileTooLarge,
      message: "'\(name)' is too large: the limit is \(limit >> 20) MiB for all files together")
  }

  private static func file(_ name: String, _ bytes: [UInt8]) -> SourceFile {
    SourceFile(name: name, bytes: withoutMark(bytes))
  }

  /// The bytes without a UTF-8 byte order mark, so that columns count visible characters.
  static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  private static func read(
    descriptor: Int32, name: String, limit: Int, expected: Int
  ) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected + 1)
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let got = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if got == 0 { return bytes }
      if got < 0 {
        if errno == EINTR { continue }
        throw Failure(
          code: .fileUnreadable,
          message: "cannot read \(name): \(String(cString: strerror(errno)))")
      }
      guard bytes.count + got <= limit else {
        throw Failure(
          code: .fileTooLarge,
          message: "\(name) is too large: the limit is \(limit >> 20) MiB for all files together")
      }
      bytes.append(contentsOf: chunk[..<got])
    }
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
