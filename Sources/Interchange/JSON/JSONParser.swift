/// Reads JSON (RFC 8259) into a tape: strict, with a stack of its own, so that nesting is limited by a number and not by
/// the call stack.
/// - Complexity: O(bytes).
struct JSONParser {
  /// Why a text is not JSON, and where.
  struct Failure: Error, Equatable {
    /// What was found, and what was expected.
    var message: String
    /// What to write instead.
    var help: String?
    /// The offset of the first wrong byte from the start of the value.
    var offset: Int
    /// For a duplicate key, the offset of the first one.
    var first: Int?
    /// The stable code.
    var code: JSONProblem = .syntax
    /// Whether more bytes could make it right.
    var isAtEnd = false
  }

  /// Levels of lists and objects.
  static let depthLimit = 512
  /// Bytes of one value, because a tape counts in 32 bits.
  static let sizeLimit = 2 << 30

  let tape: JSONTape
  var stack: [Int] = []
  var counts: [UInt32] = []
  var keys = JSONKeys()
  let repeats = JSONRepeats()

  init(tape: JSONTape) { self.tape = tape }

  /// Reads one value.
  /// - Parameters:
  ///   - base: The bytes; at least eight readable zero bytes follow `end`.
  ///   - end: The number of bytes.
  /// - Returns: The offset after the value.
  mutating func parse(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) throws(Failure) -> Int {
    tape.clear()
    stack.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    var at = start
    while true {
      at = Self.skipSpace(base, at, end)
      at = try value(base, at, end, start)
      // A list or an object has just been opened, or a value is complete.
      while true {
        guard let open = stack.last else { return at }
        let isObject = tape.entries[open].kind == .object
        at = Self.skipSpace(base, at, end)
        guard at < end else {
          throw atEnd(at, isObject ? "inside an object" : "inside a list", start)
        }
        let byte = base[at]
        let isFirst = counts[counts.count - 1] == 0
        if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          at += 1
          try close(open, base, start)
          repeats.keep(base, start + Int(tape.entries[open].offset), at, end, entry: open, of: tape)
          continue
        }
        if !isFirst {
          guard byte == UInt8(ascii: ",") else {
            throw failure(
              at, "expected ',' or '\(isObject ? "}" : "]")', not \(Self.name(byte))", start)
          }
          at = Self.skipSpace(base, at + 1, end)
          guard at < end else { throw atEnd(at, "after ','", start) }
          if base[at] == UInt8(ascii: "}") || base[at] == UInt8(ascii: "]") {
            throw failure(
              at, "a comma before '\(Self.character(base[at]))'", start, help: "remove it")
          }
        }
        counts[counts.count - 1] &+= 1
        if isObject { at = try key(base, at, end, start) }
        break
      }
    }
  }

  /// Closes what is open where the text ends too early, so that what was read can be looked at.
  mutating func closeAll() {
    guard let last = stack.last else { return }
    // A key without a value gets null.
    if tape.entries[last].kind == .object {
      var parts = 0
      var place = last + 1
      while place < tape.count {
        let entry = tape.entries[place]
        place = entry.kind == .list || entry.kind == .object ? Int(entry.extent) : place + 1
        parts += 1
      }
      if parts % 2 == 1 { tape.add(.null, 0, 0) }
    }
    for open in stack.reversed() {
      tape.entries[open].extent = UInt32(truncatingIfNeeded: tape.count)
      tape.entries[open].mark = counts.removeLast()
    }
    stack.removeAll()
  }

  /// A member's key with its colon.
  mutating func key(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ origin: Int
  ) throws(Failure) -> Int {
    guard base[start] == UInt8(ascii: "\"") else {
      throw failure(
        start, "expected a key in double quotes, not \(Self.name(base[start]))", origin)
    }
    var at = try text(base, start, end, origin)
    let place = tape.count - 1
    tape.entries[place].mark = keys.hash(tape.entries[place], base + origin)
    at = Self.skipSpace(base, at, end)
    guard at < end else { throw atEnd(at, "after a key", origin) }
    guard base[at] == UInt8(ascii: ":") else {
      throw failure(at, "expected ':' after a key, not \(Self.name(base[at]))", origin)
    }
    return at + 1
  }

  mutating func close(
    _ open: Int, _ base: UnsafePointer<UInt8>, _ origin: Int
  ) throws(Failure) {
    stack.removeLast()
    let count = counts.removeLast()
    tape.entries[open].extent = UInt32(truncatingIfNeeded: tape.count)
    tape.entries[open].mark = count
    guard tape.entries[open].kind == .object, count > 1 else { return }
    if let (first, second) = keys.repeated(in: open, tape, base + origin) {
      let entry = tape.entries[second]
      let text = JSONValueView(tape.entries + second, tape.entries, base + origin).text ?? ""
      throw Failure(
        message: "duplicate key '\(text.prefix(100))'", help: "keep one of them",
        offset: Int(entry.offset) - 1, first: Int(tape.entries[first].offset) - 1,
        code: .duplicateKey)
    }
  }

  /// Reads a value, or the beginning of a list or an object.
  @inline(__always)
  mutating func value(
    _ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int, _ origin: Int
  ) throws(Failure) -> Int {
    guard at < end else { throw atEnd(at, "where a value is expected", origin) }
    switch base[at] {
    case UInt8(ascii: "\""): return try text(base, at, end, origin)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard stack.count < Self.depthLimit else {
        throw Failure(
          message: "lists and objects are nested more than \(Self.depthLimit) levels deep",
          offset: at - origin, code: .tooDeep)
      }
      let known = repeats.take(
        base, at, end, origin, levels: Self.depthLimit - stack.count, onto: tape)
      if known > 0 { return at + known }
      stack.append(tape.count)
      counts.append(0)
      tape.add(base[at] == UInt8(ascii: "{") ? .object : .list, at - origin, 0)
      return at + 1
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return try number(base, at, end, origin)
    case UInt8(ascii: "t"): return try word(base, at, end, origin, "true", .yes)
    case UInt8(ascii: "f"): return try word(base, at, end, origin, "false", .no)
    case UInt8(ascii: "n"): return try word(base, at, end, origin, "null", .null)
    default: throw failure(at, "expected a value, not \(Self.name(base[at]))", origin)
    }
  }

  @inline(__always)
  static func skipSpace(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end {
      let byte = base[at]
      guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
        break
      }
      at += 1
    }
    return at
  }

  // MARK: - Failures

  func failure(
    _ at: Int, _ message: String, _ origin: Int, help: String? = nil
  ) -> Failure {
    Failure(message: message, help: help, offset: at - origin)
  }

  func atEnd(_ at: Int, _ place: String, _ origin: Int) -> Failure {
    Failure(
      message: "the file ends \(place)", help: "the file is cut off; export it again",
      offset: at - origin, isAtEnd: true)
  }

  static func character(_ byte: UInt8) -> String {
    byte > 0x20 && byte < 0x7F ? String(Unicode.Scalar(byte)) : name(byte)
  }

  /// A byte for messages.
  static func name(_ byte: UInt8) -> String {
    byte > 0x20 && byte < 0x7F
      ? "'\(Unicode.Scalar(byte))'" : "0x" + String(byte, radix: 16, uppercase: true)
  }
}
