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
}
