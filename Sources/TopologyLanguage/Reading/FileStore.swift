import SourceText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a topology's files come from: the disk, or a revision of a repository.
public struct FileStore: Sendable {
  /// The bytes of a file by its normalised relative path; nil if there is none. Nil stands for the disk.
  private let bytes: (@Sendable (String) -> [UInt8]?)?
  /// What is put before names in messages, such as `HEAD~1:`.
  private let prefix: String

  static let disk = FileStore(bytes: nil, prefix: "")

  private init(bytes: (@Sendable (String) -> [UInt8]?)?, prefix: String) {
    self.bytes = bytes
    self.prefix = prefix
  }

  /// Files that a function gives by their paths, relative and without `.` and `..`.
  /// - Parameter prefix: What is put before names in messages, such as `HEAD~1:`.
  public init(named prefix: String, _ bytes: @escaping @Sendable (String) -> [UInt8]?) {
    self.init(bytes: bytes, prefix: prefix)
  }

  /// Reads a file of at most so many bytes.
  func read(_ path: String, limit: Int) throws(InputFile.Failure) -> SourceFile {
    guard let bytes else { return try InputFile.read(path, name: path, limit: limit) }
    guard let inside = Self.normalised(path), let found = bytes(inside) else {
      throw InputFile.Failure(code: .fileMissing, message: "file not found: '\(prefix)\(path)'")
    }
    guard found.count <= limit else { throw InputFile.tooLarge(prefix + path, limit) }
    return SourceFile(name: prefix + path, bytes: InputFile.withoutMark(found))
  }

  /// A path that is equal for equal files; nil if there is no such file on the disk, or if it leaves the store.
  func realPath(_ path: String) -> String? {
    guard bytes == nil else {
      // No path on the disk begins with two slashes once it is resolved.
      return Self.normalised(path).map { $0.isEmpty ? "//store" : "//store/" + $0 }
    }
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A relative path without `.` and `..`; nil if it leaves the folder that it starts in.
  private static func normalised(_ path: String) -> String? {
    guard !path.hasPrefix("/") else { return nil }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      guard part == ".." else {
        parts.append(part)
        continue
      }
      if parts.popLast() == nil { return nil }
    }
    return parts.joined(separator: "/")
  }
}
