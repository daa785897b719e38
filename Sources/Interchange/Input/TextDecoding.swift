/// Turns the encodings in which tables are saved into UTF-8.
enum TextDecoding {
  /// How a text was encoded.
  enum Encoding: String {
    case utf8 = "UTF-8"
    case utf16 = "UTF-16"
    case windows1252 = "Windows-1252"
  }

  /// Decodes by evidence: a byte order mark, else valid UTF-8, else the NULs of UTF-16, else Windows-1252. Never ISO
  /// 8859-1: its byte 0x85 ends a line, and in files from Windows it is an ellipsis.
  static func decode(_ bytes: [UInt8]) -> (bytes: [UInt8], encoding: Encoding) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let rest = Array(bytes.dropFirst(3))
      if isUTF8(rest) { return (rest, .utf8) }
      return (windows1252(rest), .windows1252)
    }
    if isUTF16(bytes) { return (utf16(bytes), .utf16) }
    if isUTF8(bytes) { return (bytes, .utf8) }
    return (windows1252(bytes), .windows1252)
  }

  /// Whether the bytes begin with a mark of UTF-16, or every second of the first is NUL.
  static func isUTF16(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    guard bytes.count >= 4 else { return false }
    return (bytes[0] == 0) != (bytes[1] == 0) && (bytes[2] == 0) != (bytes[3] == 0)
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return true }
      return UTF8Check.firstBad(base, from: 0, to: buffer.count) == nil
    }
  }

  private static func utf16(_ bytes: [UInt8]) -> [UInt8] {
    let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let isBig = isMarked ? bytes[0] == 0xFE : bytes[0] == 0
    let units = stride(from: isMarked ? 2 : 0, to: bytes.count - 1, by: 2).map { place in
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      return isBig ? first << 8 | second : second << 8 | first
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      guard byte >= 0x80 else {
        result.append(byte)
        continue
      }
      let scalar = byte < 0xA0 ? Self.specials[Int(byte) - 0x80] : Unicode.Scalar(byte)
      result.append(contentsOf: String(Character(scalar)).utf8)
    }
    return result
  }

  /// Bytes 0x80 to 0x9F (Microsoft, code page 1252); those without a character are U+FFFD.
  private static let specials: [Unicode.Scalar] = Array(
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ".unicodeScalars)
}
