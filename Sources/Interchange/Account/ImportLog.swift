import SourceText

/// The problems of an import with the lines they are on, and its account.
final class ImportLog {
  /// Files or parts of files, to show lines of.
  private(set) var files = SourceFiles()
  private(set) var diagnostics: [Diagnostic] = []
  var account: ImportAccount
  /// What names the ids of the topology stand for.
  var names = GivenNames()
  private var unlisted = 0

  /// Problems of one import that are listed.
  static let limit = 50

  init(format: String) { account = ImportAccount(format: format) }

  /// Lists a problem, or counts it.
  func report(_ failure: ImportFailure) {
    guard diagnostics.count < Self.limit else {
      unlisted += 1
      return
    }
    var diagnostic = failure.diagnostic
    if let file = failure.file {
      let index = files.add(file)
      diagnostic.position?.file = index
      for place in diagnostic.notes.indices { diagnostic.notes[place].position?.file = index }
    }
    diagnostics.append(diagnostic)
  }

  /// A warning without a place.
  func warn(_ code: String, _ message: String, help: String? = nil) {
    report(
      ImportFailure(
        diagnostic: Diagnostic(code: code, severity: .warning, message, at: nil, help: help)))
  }

  /// All problems, and how many are not listed.
  var allDiagnostics: [Diagnostic] {
    guard unlisted > 0 else { return diagnostics }
    return diagnostics + [
      Diagnostic(
        code: "too-many-findings", severity: .warning,
        "\(unlisted) more problems are not listed (limit: \(Self.limit))", at: nil)
    ]
  }

  /// A problem on a line of which the text is known.
  func failure(
    _ code: String, _ message: String, in name: String, line: Int, column: Int = 1, length: Int = 1,
    text: [UInt8], severity: Diagnostic.Severity = .error, help: String? = nil
  ) -> ImportFailure {
    // Empty lines stand for those before, so that the number is right; the file itself may be gigabytes long.
    let above = [UInt8](repeating: 0x0A, count: min(max(0, line - 1), 1 << 24))
    return ImportFailure(
      diagnostic: Diagnostic(
        code: code, severity: severity, message,
        at: SourcePosition(
          file: 0, line: UInt32(clamping: line), column: UInt32(clamping: column)), length: length,
        help: help),
      file: SourceFile(name: name, bytes: above + text))
  }
}
