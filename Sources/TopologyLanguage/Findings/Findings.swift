package import SourceText
package import TopologyModel

/// The diagnostics of a run: a bounded list, and the number of diagnostics that did not fit.
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

  /// Shortens a message that quotes megabytes of text.
  private static func readable(_ message: String) -> String {
    guard message.utf8.count > 1000 else { return message }
    return message.prefix(200) + " … " + message.suffix(200)
  }

  /// Adds the diagnostics of another part of the loader.
  mutating func add(_ others: [Diagnostic]) {
    for other in others {
      if other.severity == .error { errors += 1 }
      if list.count < limit { list.append(other) } else { omitted += 1 }
    }
  }

  /// Whether more diagnostics can be listed. If not, work needed only for the list can be skipped.
  var isListing: Bool { list.count < limit }

  /// The diagnostics in order of position, followed by the number of those not listed.
  func sorted() -> [Diagnostic] {
    var result = list.sorted()
    if omitted > 0 {
      result.append(
        Diagnostic(
          code: FindingCode.tooManyFindings.rawValue, severity: errors > 0 ? .error : .warning,
          "\(omitted) more problems are not listed (limit: \(limit))", at: nil))
    }
    return result
  }
}

extension Diagnostic {
  /// Whether it says how many diagnostics are not listed, and nothing of the file itself.
  package var countsOthers: Bool { code == FindingCode.tooManyFindings.rawValue }

  /// A requirement with an exception is met, so the exception is not needed. Found by checking it, not by loading.
  package static func exceptionUnused(_ requirement: Requirement) -> Diagnostic {
    let code = FindingCode.exceptionUnused
    let until = requirement.until ?? ""
    return Diagnostic(
      code: code.rawValue, severity: code.severity,
      "the exception of '\(requirement.id)' until \(until) is not needed: the requirement is met",
      at: requirement.untilPosition ?? requirement.position, length: max(1, until.count),
      help: "remove 'until', so that a new violation counts")
  }
}
