/// The offsets of the lines of a file, for showing many places in it.
///
/// A line may be megabytes long. The index therefore remembers the last window on a line and searches
/// onward from there: places requested in order cost one pass over the line.
public struct LineIndex: Sendable {
  private let file: SourceFile
  private let ranges: [Range<Int>]
  /// The last window: its line, its first column (from 0), and the offset of its first byte.
  private var last = (line: UInt32(0), column: 0, offset: 0)

  /// Finds the lines of a file.
  /// - Complexity: O(bytes).
  public init(_ file: SourceFile) {
    self.file = file
    ranges = file.bytes.withUnsafeBufferPointer { bytes in
      var ranges: [Range<Int>] = []
      var start = 0
      var offset = 0
      while offset < bytes.count {
        let width = SourceFile.lineBreak(at: offset, in: bytes)
        if width == 0 {
          offset += 1
          continue
        }
        ranges.append(start..<offset)
        offset += width
        start = offset
      }
      ranges.append(start..<bytes.count)
      return ranges
    }
  }

  /// `count` Unicode scalars of a line (from 1), starting at a column (from 0); nil after the last line.
  /// - Complexity: O(columns since the last window on this line, or since the start of the line).
  public mutating func window(line number: UInt32, from column: Int, count: Int) -> String? {
    guard number >= 1, Int(number) <= ranges.count else { return nil }
    let range = ranges[Int(number) - 1]
    if last.line != number || last.column > column { last = (number, 0, range.lowerBound) }
    let start = skip(column - last.column, from: last.offset, to: range.upperBound)
    last = (number, column, start)
    let end = skip(count, from: start, to: range.upperBound)
    return String(decoding: file.bytes[start..<end], as: UTF8.self)
  }

  /// The offset after `count` scalars. A byte that starts no scalar belongs to the scalar before it.
  private func skip(_ scalars: Int, from start: Int, to end: Int) -> Int {
    file.bytes.withUnsafeBufferPointer { bytes in
      var offset = start
      var left = scalars
      while offset < end, left > 0 {
        offset += 1
        while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        left -= 1
      }
      return offset
    }
  }
}
