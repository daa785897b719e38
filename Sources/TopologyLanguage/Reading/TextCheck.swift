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
    return bytes.withUnsafeBufferPointer { bytes in
      guard let (offset, code) = firstBad(bytes) else { return nil }
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

  private static func firstBad(_ bytes: UnsafeBufferPointer<UInt8>) -> (Int, FindingCode)? {
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte >= 0x20, byte < 0x7F {
        offset += 1
        continue
      }
      if byte < 0x80 {
        guard byte == 0x09 || byte == 0x0A || byte == 0x0D else {
          return (offset, .invalidCharacter)
        }
        offset += 1
        continue
      }
      let width = width(at: offset, in: bytes)
      guard width > 0 else { return (offset, .notUTF8) }
      // C1 controls except "next line", and the two code points that are not characters.
      if width == 2, byte == 0xC2, bytes[offset + 1] < 0xA0, bytes[offset + 1] != 0x85 {
        return (offset, .invalidCharacter)
      }
      if width == 3, byte == 0xEF, bytes[offset + 1] == 0xBF, bytes[offset + 2] >= 0xBE {
        return (offset, .invalidCharacter)
      }
      offset += width
    }
    return nil
  }

  /// The length of the well-formed sequence that starts here (Unicode, table 3-7); 0 if there is none.
  private static func width(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    func continues(_ place: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      offset + place < bytes.count && range.contains(bytes[offset + place])
    }
    switch bytes[offset] {
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
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
