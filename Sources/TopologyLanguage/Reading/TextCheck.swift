import SourceText

/// Finds invalid text in a file before the YAML parser reads it.
enum TextCheck {
  struct Problem {
    let code: FindingCode
    let message: String
    let help: String?
    let position: SourcePosition
  }

  /// The first byte that is invalid UTF-8, or the first character not allowed in YAML; nil if there is none.
  /// - Complexity: O(bytes).
  static func firstProblem(in bytes: [UInt8], file: UInt32) -> Problem? {
    func start() -> SourcePosition { SourcePosition(file: file, line: 1, column: 1) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Problem(
        code: .notUTF8, message: "this file is UTF-16 or UTF-32; a topology must be UTF-8",
        help: "save the file as UTF-8", position: start())
    }
    let illFormed = UTF8Check.firstBad(bytes.span)
    return bytes.withUnsafeBufferPointer { bytes in
      let found = firstForbidden(bytes[..<(illFormed ?? bytes.count)])
      guard let offset = found ?? illFormed else { return nil }
      let code: FindingCode = found == nil ? .notUTF8 : .invalidCharacter
      let position = position(of: offset, in: bytes, file: file)
      let byte = "0x" + String(bytes[offset], radix: 16, uppercase: true)
      switch code {
      case .notUTF8:
        return Problem(
          code: code, message: "invalid UTF-8: byte \(byte)", help: "save the file as UTF-8",
          position: position)
      default:
        let everySecond = bytes.count > 3 && (bytes[0] == 0) != (bytes[1] == 0)
        return Problem(
          code: code,
          message: bytes[offset] == 0
            ? "NUL byte is not allowed" : "control character \(byte) is not allowed",
          help: bytes[offset] == 0 && everySecond ? "save the file as UTF-8" : nil,
          position: position)
      }
    }
  }

  /// The first character that YAML does not allow, in well-formed text.
  private static func firstForbidden(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x20 {
        guard byte == 0x09 || byte == 0x0A || byte == 0x0D else { return offset }
      } else if byte == 0x7F {
        return offset
      } else if byte == 0xC2, bytes[offset + 1] < 0xA0, bytes[offset + 1] != 0x85 {
        // C1 controls except "next line".
        return offset
      } else if byte == 0xEF, bytes[offset + 1] == 0xBF, bytes[offset + 2] >= 0xBE {
        // The two code points that are not characters.
        return offset
      }
      offset += 1
    }
    return nil
  }

  private static func position(
    of offset: Int, in bytes: UnsafeBufferPointer<UInt8>, file: UInt32
  ) -> SourcePosition {
    var position = SourcePosition(file: file, line: 1, column: 1)
    var place = 0
    while place < offset {
      let width = SourceFile.lineBreak(at: place, in: bytes)
      if width > 0 {
        position.line += 1
        position.column = 1
      } else if bytes[place] & 0xC0 != 0x80 {
        position.column += 1
      }
      place += max(1, width)
    }
    return position
  }
}
