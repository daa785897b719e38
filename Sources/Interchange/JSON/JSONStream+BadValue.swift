/// Values that are no JSON, with their place in the file.
extension JSONStream {
  /// A value that is no JSON: where, and the text of its line.
  struct BadValue: Error {
    var failure: JSONParser.Failure
    var line: Int
    /// From 1, in characters.
    var column: Int
    /// The text of the line up to and a little after the place.
    var excerpt: [UInt8]
  }

  func bad(_ failure: JSONParser.Failure) -> BadValue {
    let place = min(begin + failure.offset, end)
    var at = begin
    var line = line
    var columns = columns
    var start = begin
    while at < place {
      if buffer[at] == 0x0A {
        line += 1
        columns = 0
        start = at + 1
      } else if buffer[at] & 0xC0 != 0x80 {
        columns += 1
      }
      at += 1
    }
    var stop = place
    while stop < end, stop < place + 200, buffer[stop] != 0x0A { stop += 1 }
    // Columns before the buffer are gone; blanks stand for them, so that the caret is right.
    let gone = start == begin ? self.columns : 0
    let excerpt =
      [UInt8](repeating: 0x20, count: gone)
      + Array(UnsafeBufferPointer(start: buffer + start, count: stop - start))
    return BadValue(failure: failure, line: line, column: columns + 1, excerpt: excerpt)
  }

  func bad(atEnd place: String) -> BadValue {
    bad(
      JSONParser.Failure(
        message: "the file ends \(place)", help: "the file is cut off; export it again", offset: 0,
        isAtEnd: true))
  }
}
