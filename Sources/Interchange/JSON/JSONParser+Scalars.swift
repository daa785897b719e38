import SourceText

/// Texts, numbers and words.
extension JSONParser {
  /// Text from its opening quote; returns the offset after the closing one.
  @inline(__always)
  mutating func text(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ origin: Int
  ) throws(Failure) -> Int {
    var at = start + 1
    var hasEscapes = false
    var isASCII = true
    while true {
      // Eight bytes at a time, up to one that ends the text, begins an escape or is no ASCII letter.
      let word = UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
      let special = Self.special(word)
      if special == 0 {
        at += 8
        if at >= end { throw atEnd(end, "inside a text", origin) }
        continue
      }
      at += special.trailingZeroBitCount >> 3
      guard at < end else { throw atEnd(end, "inside a text", origin) }
      let byte = base[at]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        at = try escape(base, at, end, origin)
      } else if byte >= 0x80 {
        isASCII = false
        at += 1
      } else {
        throw failure(
          at, "control character \(Self.name(byte)) inside a text", origin,
          help: "write it as an escape, such as \\n")
      }
    }
    let text = UnsafeBufferPointer(start: base + start + 1, count: at - start - 1)
    if !isASCII, let bad = UTF8Check.firstBad(text.span) {
      throw Failure(
        message: "invalid UTF-8: byte \(Self.name(text[bad]))", help: "save the file as UTF-8",
        offset: start + 1 + bad - origin, code: .notUTF8)
    }
    tape.add(hasEscapes ? .escaped : .text, start + 1 - origin, at - start - 1)
    return at + 1
  }

  /// The high bit of each byte that is a quote, a backslash, a control character or not ASCII.
  @inline(__always)
  static func special(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    let quote = word ^ (ones &* 0x22)
    let slash = word ^ (ones &* 0x5C)
    // Exact up to the first match, which is all that counts.
    return
      ((quote &- ones) & ~quote | (slash &- ones) & ~slash | (word &- ones &* 0x20) & ~word | word)
      & high
  }

  func escape(
    _ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int, _ origin: Int
  ) throws(Failure) -> Int {
    guard at + 1 < end else { throw atEnd(end, "inside a text", origin) }
    switch base[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return at + 2
    case UInt8(ascii: "u"):
      guard at + 6 <= end else { throw atEnd(end, "inside an escape", origin) }
      for place in at + 2..<at + 6 where JSONEscapes.digit(base[place]) == nil {
        throw failure(place, "expected four hexadecimal digits after '\\u'", origin)
      }
      return at + 6
    default:
      throw failure(
        at, "unknown escape '\\\(Self.character(base[at + 1]))'", origin,
        help: "a backslash itself is written \\\\")
    }
  }

  mutating func number(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ origin: Int
  ) throws(Failure) -> Int {
    var at = start
    func isDigit(_ place: Int) -> Bool { place < end && base[place] &- 0x30 < 10 }
    if base[at] == UInt8(ascii: "-") { at += 1 }
    guard isDigit(at) else {
      if at >= end { throw atEnd(at, "inside a number", origin) }
      throw failure(at, "expected a digit after '-'", origin)
    }
    if base[at] == UInt8(ascii: "0"), isDigit(at + 1) {
      throw failure(at, "a number does not begin with 0", origin, help: "remove the zero")
    }
    while isDigit(at) { at += 1 }
    if at < end, base[at] == UInt8(ascii: ".") {
      at += 1
      guard isDigit(at) else {
        if at >= end { throw atEnd(at, "inside a number", origin) }
        throw failure(at, "expected a digit after '.'", origin)
      }
      while isDigit(at) { at += 1 }
    }
    if at < end, base[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < end, base[at] == UInt8(ascii: "+") || base[at] == UInt8(ascii: "-") { at += 1 }
      guard isDigit(at) else {
        if at >= end { throw atEnd(at, "inside a number", origin) }
        throw failure(at, "expected a digit in an exponent", origin)
      }
      while isDigit(at) { at += 1 }
    }
    tape.add(.number, start - origin, at - start)
    return at
  }

  mutating func word(
    _ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int, _ origin: Int, _ word: StaticString,
    _ kind: JSONTape.Kind
  ) throws(Failure) -> Int {
    let length = word.utf8CodeUnitCount
    for place in 0..<length {
      guard at + place < end else { throw atEnd(end, "inside '\(word)'", origin) }
      guard base[at + place] == word.utf8Start[place] else {
        throw failure(at, "expected a value; text is written in double quotes", origin)
      }
    }
    tape.add(kind, at - origin, length)
    return at + length
  }
}
