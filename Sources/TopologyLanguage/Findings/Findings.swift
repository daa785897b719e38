import SourceText

/// What a run has found so far: a list with a bound, and how many there were beyond it.
struct Findings {
  private(set) var list: [Diagnostic] = []
  private var omitted = 0
  private(set) var errors = 0
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  mutating func add(
    _ code: FindingCode, _ message: String, at position: SourcePosition?,
    length: Int = 1, help: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    if code.severity == .error { errors += 1 }
    guard list.count < limit else {
      omitted += 1
      return
    }
    list.append(
      Diagnostic(
        code: code.rawValue, severity: code.severity, Self.readable(message), at: position,
        length: length,
        help: help.map(Self.readable), notes: notes))
  }

  /// A message that quotes a text of megabytes, without most of it.
  private static func readable(_ message: String) -> String {
    guard message.utf8.count > 1000 else { return message }
    return message.prefix(200) + " … " + message.suffix(200)
  }

  /// Takes over what another part of the loader found.
  mutating func add(_ others: [Diagnostic]) {
    for other in others {
      if other.severity == .error { errors += 1 }
      if list.count < limit { list.append(other) } else { omitted += 1 }
    }
  }

  /// Whether findings are still listed: what is only for the list need not be worked out.
  var isListing: Bool { list.count < limit }

  /// In order of position, and at the end how many more there were.
  func sorted() -> [Diagnostic] {
    var result = list.sorted()
    if omitted > 0 {
      result.append(
        Diagnostic(
          code: FindingCode.tooManyFindings.rawValue, severity: errors > 0 ? .error : .warning,
          "\(omitted) more findings are not listed; at most \(limit) are", at: nil))
    }
    return result
  }
}
