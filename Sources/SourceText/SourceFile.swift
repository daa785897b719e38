/// A file's name and bytes, with access to its lines.
public struct SourceFile: Sendable {
  /// The name as given by the user or in `extends`; `<stdin>` for standard input.
  public let name: String
  /// The bytes as read. They may be invalid UTF-8, because diagnostics must be able to show invalid text.
  public let bytes: [UInt8]

  /// Creates a file from its name and bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Creates a file from a string, for tests and variants.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The text of a line (from 1) without its line break; nil after the last line.
  /// Invalid UTF-8 appears as U+FFFD.
  /// - Complexity: O(bytes). Use `LineIndex` for many lines of one file.
  public func line(_ number: UInt32) -> String? {
    var index = LineIndex(self)
    return index.window(line: number, from: 0, count: .max)
  }

  /// The length in bytes of the line break at `offset`; 0 if there is none.
  ///
  /// Uses YAML's line breaks: LF, CR, CR LF, and the next-line, line and paragraph separators U+0085, U+2028
  /// and U+2029.
  public static func lineBreak(
    at offset: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    func byte(_ place: Int) -> UInt8? {
      offset + place < bytes.count ? bytes[offset + place] : nil
    }
    switch bytes[offset] {
    case 0x0A: return 1
    case 0x0D: return byte(1) == 0x0A ? 2 : 1
    case 0xC2: return byte(1) == 0x85 ? 2 : 0
    case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
    default: return 0
    }
  }
}

/// The files of a run in the order they were read. Positions refer to them by index.
public struct SourceFiles: Sendable {
  /// The files by index.
  public private(set) var files: [SourceFile] = []

  /// Creates an empty list of files.
  public init() {}

  /// Adds a file and returns its index, for use in `SourcePosition.file`.
  public mutating func add(_ file: SourceFile) -> UInt32 {
    files.append(file)
    return UInt32(files.count - 1)
  }

  /// The file at an index; nil if the index is not from this run.
  public subscript(index: UInt32) -> SourceFile? {
    Int(index) < files.count ? files[Int(index)] : nil
  }
}
