/// One finding about an input, as a value: the wording may change, the code stays.
public struct Diagnostic: Hashable, Sendable {
  /// How grave a finding is. Only errors keep a file from being used.
  public enum Severity: String, Hashable, Comparable, Sendable, CaseIterable {
    case error
    case warning
    case note

    /// Errors first.
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

  /// A second place that explains the first: "first defined here".
  public struct Note: Hashable, Sendable {
    /// What the place shows.
    public var message: String
    /// The place; nil when it is the whole input.
    public var position: SourcePosition?

    /// A note at a place.
    public init(_ message: String, at position: SourcePosition?) {
      self.message = message
      self.position = position
    }
  }

  /// The stable name of this kind of finding, in kebab-case: `unknown-key`.
  public var code: String
  /// How grave it is.
  public var severity: Severity
  /// What is wrong, one sentence without a full stop.
  public var message: String
  /// Where; nil for a finding about the input as a whole (a file that cannot be read).
  public var position: SourcePosition?
  /// How many columns the caret line underlines; at least 1.
  public var length: Int
  /// What to write instead: "did you mean 'systems'?"
  public var help: String?
  /// Other places that explain this one.
  public var notes: [Note]

  /// A finding from its parts.
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
  /// By position, then severity, then text, so that a run's findings always come in one order.
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
