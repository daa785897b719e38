/// A file's name and bytes, with what is needed to show one of its lines.
public struct SourceFile: Sendable {
  /// The name as the user gave it, or as `extends` names it; `<stdin>` for standard input.
  public let name: String
  /// The bytes as read. Not necessarily valid UTF-8: invalid text must still be shown in a diagnostic.
  public let bytes: [UInt8]

  /// A file from its name and bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// A file from a string, as tests and variants need it.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The text of a line (from 1) without its line break; nil beyond the end.
  /// Bytes that are not UTF-8 show as U+FFFD.
  /// - Complexity: O(bytes). Called once per shown diagnostic, never while loading.
  public func line(_ number: UInt32) -> String? {
    guard number >= 1 else { return nil }
    var current: UInt32 = 1
    var start = 0
    while current < number {
      guard let next = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = next + 1
      current += 1
    }
    var end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

/// The files of a run, in the order they were read; positions refer to them by index.
public struct SourceFiles: Sendable {
  /// The files, index by index.
  public private(set) var files: [SourceFile] = []

  /// No files yet.
  public init() {}

  /// Adds a file and returns its index, for `SourcePosition.file`.
  public mutating func add(_ file: SourceFile) -> UInt32 {
    files.append(file)
    return UInt32(files.count - 1)
  }

  /// The file at an index of a position; nil when the position is not from this run.
  public subscript(index: UInt32) -> SourceFile? {
    Int(index) < files.count ? files[Int(index)] : nil
  }
}
