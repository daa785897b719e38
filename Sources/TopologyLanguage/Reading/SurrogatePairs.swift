/// Escapes of JSON that YAML does not have: `\uD83D\uDE00`, two halves of one character.
///
/// YAML 1.2 reads JSON, but libyaml refuses halves. In text that is quoted as JSON quotes it, a pair becomes YAML's
/// escape of the whole character, which is two columns shorter; half a pair stays and is refused.
struct SurrogatePairs {
  /// For each line with pairs, from 0, the columns behind them as the parser counts.
  private var columns: [Int: [Int]] = [:]

  /// The bytes in which pairs are joined; the same bytes if there is none.
  /// - Complexity: O(bytes).
  mutating func join(_ bytes: [UInt8]) -> [UInt8] {
    let half = Array("\\ud".utf8)
    guard
      bytes.indices.contains(where: { place in
        bytes[place] == half[0] && place + 2 < bytes.count && bytes[place + 1] == half[1]
          && bytes[place + 2] | 0x20 == half[2]
      })
    else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var (place, line, column) = (0, 0, 0)
    // The last byte that is no white space, which says whether a quote begins a text.
    var before = UInt8(ascii: ",")
    var isQuoted = false
    while place < bytes.count {
      let byte = bytes[place]
      var width = 1
      if byte == UInt8(ascii: "\n") {
        (line, column) = (line + 1, -1)
      } else if isQuoted, byte == UInt8(ascii: "\\") {
        if let scalar = Self.pair(at: place, in: bytes) {
          let digits = String(scalar, radix: 16, uppercase: true)
          result += "\\U\(String(repeating: "0", count: 8 - digits.utf8.count))\(digits)".utf8
          place += 12
          column += 10
          columns[line, default: []].append(column)
          continue
        }
        width = 2
      } else if byte == UInt8(ascii: "\"") {
        isQuoted = !isQuoted && "{[,:".utf8.contains(before)
      }
      if byte > 0x20 { before = byte }
      for byte in bytes[place..<min(place + width, bytes.count)] {
        result.append(byte)
        // The parser counts characters.
        if byte & 0xC0 != 0x80 { column += 1 }
      }
      place += width
    }
    return result
  }

  /// The column, from 0, in the bytes as they were.
  func column(_ column: Int, line: Int) -> Int {
    guard let behind = columns[line] else { return column }
    return column + 2 * behind.count { $0 <= column }
  }

  private static func pair(at place: Int, in bytes: [UInt8]) -> UInt32? {
    guard let high = unit(at: place, in: bytes), let low = unit(at: place + 6, in: bytes),
      (0xD800..<0xDC00).contains(high), (0xDC00..<0xE000).contains(low)
    else { return nil }
    return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
  }

  /// The number of an escape `\uXXXX`.
  private static func unit(at place: Int, in bytes: [UInt8]) -> UInt32? {
    guard place + 6 <= bytes.count, bytes[place] == UInt8(ascii: "\\"),
      bytes[place + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt32 = 0
    for byte in bytes[place + 2..<place + 6] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
