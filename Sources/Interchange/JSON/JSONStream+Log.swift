import SourceText

extension ImportLog {
  /// A bad value of a stream as a problem on its line.
  func failure(
    _ bad: JSONStream.BadValue, in source: ByteSource, severity: Diagnostic.Severity = .error
  ) -> ImportFailure {
    failure(
      bad.failure.code.rawValue, bad.failure.message, in: source.name, line: bad.line,
      column: bad.column, text: bad.excerpt, severity: severity, help: bad.failure.help)
  }

  /// Reads the JSON values of a file one after another; a problem is shown at its place.
  func readValues(
    of input: ImportInput,
    take: (_ value: JSONValueView, _ line: Int, _ source: ByteSource) throws -> Void
  ) throws {
    let source = try input.open()
    let stream = try JSONStream(source)
    do {
      while let value = try stream.next() {
        try take(value, stream.valueLine, source)
        stream.finish()
      }
    } catch let bad as JSONStream.BadValue {
      throw failure(bad, in: source)
    }
  }
}
