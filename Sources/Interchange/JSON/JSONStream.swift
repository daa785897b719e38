import Foundation
import SourceText

/// Reads the JSON values of a file one after another: one a line (NDJSON), one after another in any layout, or the items
/// of one list. It keeps one value in memory, not the file.
final class JSONStream {
  let source: ByteSource
  let tape = JSONTape()
  var parser: JSONParser
  var buffer: UnsafeMutablePointer<UInt8>
  var capacity: Int
  var begin = 0
  var end = 0
  var isAtEnd = false
  var isInList = false
  var isFirst = true
  let takesItems: Bool
  /// The line of the next byte, from 1.
  var line = 1
  /// Where that line begins in the buffer.
  var lineStart = 0
  /// Characters of that line that are no longer in the buffer.
  var goneColumns = 0

  /// - Parameter takesItems: Whether a list at the top stands for its items.
  init(_ source: ByteSource, takesItems: Bool = true) throws(ImportFailure) {
    self.source = source
    self.takesItems = takesItems
    parser = JSONParser(tape: tape)
    capacity = max(
      1 << 16, min(source.size ?? 1 << 22, takesItems ? 1 << 22 : JSONParser.sizeLimit))
    buffer = .allocate(capacity: capacity + Self.padding)
    try fill()
    try decodeIfNeeded()
  }

  deinit { buffer.deallocate() }

  static let padding = 16

  /// The line of the value last read.
  private(set) var valueLine = 1

  /// The next value, valid until the next call; nil at the end.
  func next() throws -> JSONValueView? {
    while true {
      begin = advance(to: JSONParser.skipSpace(buffer, begin, end))
      if begin == end {
        guard isAtEnd else {
          try fill()
          continue
        }
        guard !isInList else { throw bad(atEnd: "inside a list") }
        return nil
      }
      if isFirst {
        isFirst = false
        if takesItems, buffer[begin] == UInt8(ascii: "[") {
          isInList = true
          begin = advance(to: begin + 1)
          isFirstItem = true
          continue
        }
      }
      if isInList, try skipSeparator() { continue }
      valueLine = line
      do throws(JSONParser.Failure) {
        let after = try parser.parse(buffer, from: begin, to: end)
        // A number or a word at the end of the buffer may go on.
        if after == end, !isAtEnd, tape.entries[0].kind == .number {
          try? fill()
          continue
        }
        let view = JSONValueView(tape.entries, tape.entries, buffer + begin)
        pending = after
        return view
      } catch {
        if error.isAtEnd, !isAtEnd {
          try fill()
          continue
        }
        throw bad(error)
      }
    }
  }

  var isFirstItem = true
  var isAfterComma = false
  /// Where the value returned last ends.
  var pending = 0

  /// The bytes of the value returned last.
  var valueBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: buffer + begin, count: pending - begin)
  }

  /// The value at the beginning as far as the bytes go, with what is open closed; nil if it begins with none.
  func nextPartly() -> JSONValueView? {
    begin = JSONParser.skipSpace(buffer, begin, end)
    guard begin < end else { return nil }
    do throws(JSONParser.Failure) {
      _ = try parser.parse(buffer, from: begin, to: end)
    } catch {
      guard tape.count > 0 else { return nil }
      parser.closeAll()
    }
    return JSONValueView(tape.entries, tape.entries, buffer + begin)
  }

  /// Ends the use of the value returned last.
  func finish() { begin = advance(to: pending) }

  /// Goes on after a bad value: to the next line that begins with an object.
  /// - Returns: Whether there is one.
  func recover() throws -> Bool {
    var at = begin
    while true {
      while at < end, buffer[at] != 0x0A { at += 1 }
      if at + 1 < end {
        at += 1
        if buffer[at] == UInt8(ascii: "{") {
          begin = advance(to: at)
          return true
        }
        continue
      }
      guard !isAtEnd else { return false }
      begin = advance(to: at)
      try fill()
      at = begin
    }
  }

  /// Handles what stands between the items of a list; whether it consumed something.
  func skipSeparator() throws -> Bool {
    switch buffer[begin] {
    case UInt8(ascii: "]"):
      guard !isAfterComma else {
        throw bad(
          JSONParser.Failure(message: "a comma before ']'", help: "remove it", offset: 0))
      }
      isInList = false
      begin = advance(to: begin + 1)
      return true
    case UInt8(ascii: ",") where !isFirstItem:
      isFirstItem = true
      isAfterComma = true
      begin = advance(to: begin + 1)
      return true
    default:
      guard isFirstItem else {
        throw bad(
          JSONParser.Failure(
            message: "expected ',' or ']', not \(JSONParser.name(buffer[begin]))", offset: 0))
      }
      isFirstItem = false
      isAfterComma = false
      return false
    }
  }

  // MARK: - Bytes

  func fill() throws(ImportFailure) {
    if begin > 0 {
      if lineStart < begin { goneColumns += characters(from: lineStart, to: begin) }
      lineStart = max(0, lineStart - begin)
      buffer.update(from: buffer + begin, count: end - begin)
      end -= begin
      begin = 0
    }
    if end == capacity {
      guard capacity < JSONParser.sizeLimit else {
        throw source.failure(
          JSONProblem.tooLarge.rawValue, "a value is larger than \(JSONParser.sizeLimit >> 20) MiB")
      }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + Self.padding)
      larger.update(from: buffer, count: end)
      buffer.deallocate()
      buffer = larger
      capacity *= 2
    }
    let got = try source.read(into: buffer + end, capacity - end)
    if got == 0 { isAtEnd = true }
    end += got
    for place in 0..<Self.padding { buffer[end + place] = 0 }
  }

  /// Skips a byte order mark; turns UTF-16 into UTF-8.
  func decodeIfNeeded() throws(ImportFailure) {
    while end < 4, !isAtEnd { try fill() }
    let head = Array(UnsafeBufferPointer(start: buffer, count: min(end, 4)))
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      (begin, lineStart) = (3, 3)
    } else if TextDecoding.isUTF16(head) {
      while !isAtEnd { try fill() }
      let decoded = TextDecoding.decode(Array(UnsafeBufferPointer(start: buffer, count: end))).bytes
      buffer.deallocate()
      capacity = decoded.count
      buffer = .allocate(capacity: capacity + Self.padding)
      decoded.withUnsafeBufferPointer {
        if let start = $0.baseAddress { buffer.update(from: start, count: $0.count) }
      }
      (begin, end, lineStart) = (0, capacity, 0)
      for place in 0..<Self.padding { buffer[end + place] = 0 }
    }
  }

  /// Counts the lines up to a place, and returns it.
  func advance(to place: Int) -> Int {
    var at = begin
    while at < place, let found = memchr(buffer + at, 0x0A, place - at) {
      at = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(buffer) + 1
      line += 1
      (lineStart, goneColumns) = (at, 0)
    }
    return place
  }

  /// Characters of the present line before the next byte.
  var columns: Int { goneColumns + characters(from: lineStart, to: begin) }

  private func characters(from start: Int, to end: Int) -> Int {
    var count = 0
    for byte in UnsafeBufferPointer(start: buffer + start, count: max(0, end - start)) {
      count &+= byte & 0xC0 != 0x80 ? 1 : 0
    }
    return count
  }
}
