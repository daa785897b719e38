import SourceText

extension ImportLog {
  /// What is wrong with an XML file, on its line.
  func failure(
    _ failure: XMLEvents.Failure, in source: ByteSource, _ bytes: [UInt8]
  ) -> ImportFailure {
    var start = 0
    var line = 1
    while line < failure.line, let end = bytes[start...].firstIndex(of: 0x0A) {
      start = end + 1
      line += 1
    }
    // A file may be one long line; what is before the place is enough.
    let text = bytes[start...].prefix { $0 != 0x0A }.prefix(failure.column + 100)
    return self.failure(
      "xml-syntax", failure.message, in: source.name, line: failure.line, column: failure.column,
      text: Array(text))
  }
}
