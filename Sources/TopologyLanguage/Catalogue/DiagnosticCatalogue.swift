public import SourceText

/// Explains every diagnostic of the loader.
public enum DiagnosticCatalogue {
  /// The explanation of one diagnostic.
  public struct Explanation: Sendable {
    /// The stable code, such as `unknown-key`.
    public let code: String
    /// The severity.
    public let severity: Diagnostic.Severity
    /// A short title.
    public let title: String
    /// Why the diagnostic appears and what to do.
    public let explanation: String
    /// A wrong example: a complete topology if `isTopology`, otherwise a command or a description.
    public let bad: String
    /// The corrected example.
    public let good: String
    /// Whether the two examples are topologies that can be loaded.
    public let isTopology: Bool

    init(
      _ code: FindingCode, _ title: String, _ explanation: String, bad: String, good: String,
      isTopology: Bool = true
    ) {
      self.code = code.rawValue
      self.severity = code.severity
      self.title = title
      self.explanation = explanation
      self.bad = bad
      self.good = good
      self.isTopology = isTopology
    }
  }

  /// All explanations, ordered by code.
  public static let all: [Explanation] =
    (files + yaml + shape + names + values + conditions + people + statements
    + omissions + positions)
    .sorted { $0.code < $1.code }

  /// The explanation of a code; nil if the loader has no such diagnostic.
  public static func explanation(of code: String) -> Explanation? {
    all.first { $0.code == code }
  }
}
