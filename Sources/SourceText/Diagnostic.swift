/// A problem found in an input. Its wording may change between versions; its code is stable.
public struct Diagnostic: Hashable, Sendable {
  /// The severity of a diagnostic. Only errors make a file unusable.
  public enum Severity: String, Hashable, Comparable, Sendable, CaseIterable {
    case error
    case warning
    case note

    /// Orders errors before warnings.
    public static func < (left: Severity, right: Severity) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }
  }

  /// An additional place that explains the diagnostic, such as "first defined here".
  public struct Note: Hashable, Sendable {
    /// What this place shows.
    public var message: String
    /// The place; nil if it is the whole input.
    public var position: SourcePosition?

    /// Creates a note at a place.
    public init(_ message: String, at position: SourcePosition?) {
      self.message = message
      self.position = position
    }
  }

  /// The stable code in kebab case, such as `unknown-key`.
  public var code: String
  /// The severity.
  public var severity: Severity
  /// What is wrong: one sentence without a full stop.
  public var message: String
  /// Where the problem is; nil if it concerns the whole input (a file that cannot be read).
  public var position: SourcePosition?
  /// How many columns to underline; at least 1.
  public var length: Int
  /// What to write instead, such as "did you mean 'systems'?"
  public var help: String?
  /// Additional places that explain this diagnostic.
  public var notes: [Note]

  /// Creates a diagnostic from its parts.
  public init(
    code: String, severity: Severity = .error, _ message: String, at position: SourcePosition?,
    length: Int = 1, help: String? = nil, notes: [Note] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.position = position
    self.length = max(1, length)
    self.help = help
    self.notes = notes
  }
}

extension Diagnostic: Comparable {
  /// Orders by position, then severity, then text, so that diagnostics always appear in the same order.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    switch (left.position, right.position) {
    case (nil, .some): return true
    case (.some, nil): return false
    case (let first?, let second?) where first != second: return first < second
    default: break
    }
    if left.severity != right.severity { return left.severity < right.severity }
    return (left.message, left.code) < (right.message, right.code)
  }
}
