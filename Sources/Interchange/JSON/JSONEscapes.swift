/// Decodes the escapes of JSON text.
enum JSONEscapes {
  /// The value of a hexadecimal digit; nil for anything else.
  static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }

  /// The text meant. Two escapes that form a surrogate pair are one character; half a pair is U+FFFD.
  static func decoded(_ base: UnsafePointer<UInt8>, _ count: Int) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var at = 0
    while at < count {
      let byte = base[at]
      guard byte == UInt8(ascii: "\\"), at + 1 < count else {
        bytes.append(byte)
        at += 1
        continue
      }
      switch base[at + 1] {
      case UInt8(ascii: "b"): bytes.append(0x08)
      case UInt8(ascii: "f"): bytes.append(0x0C)
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "u"):
        let (scalar, length) = unit(base, at, count)
        bytes.append(contentsOf: String(Character(scalar)).utf8)
        at += length
        continue
      default: bytes.append(base[at + 1])
      }
      at += 2
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The character of an escape `\uXXXX`, or of two that form a surrogate pair, and its length in bytes.
  private static func unit(
    _ base: UnsafePointer<UInt8>, _ at: Int, _ count: Int
  ) -> (Unicode.Scalar, Int) {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    guard let first = value(base, at, count) else { return (replacement, 2) }
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    guard first < 0xDC00, let second = value(base, at + 6, count), 0xDC00...0xDFFF ~= second else {
      return (replacement, 6)
    }
    let combined = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    return (Unicode.Scalar(combined) ?? replacement, 12)
  }

  private static func value(_ base: UnsafePointer<UInt8>, _ at: Int, _ count: Int) -> UInt32? {
    guard at + 6 <= count, base[at] == UInt8(ascii: "\\"), base[at + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var value: UInt32 = 0
    for place in at + 2..<at + 6 {
      guard let digit = digit(base[place]) else { return nil }
      value = value << 4 | digit
    }
    return value
  }
}
