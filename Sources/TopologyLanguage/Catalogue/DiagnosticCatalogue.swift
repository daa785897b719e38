public import SourceText

/// Every kind of finding the loader has, explained to the person who meets it.
public enum DiagnosticCatalogue {
  /// One kind of finding.
  public struct Explanation: Sendable {
    /// Its stable code: `unknown-key`.
    public let code: String
    /// How grave it is.
    public let severity: Diagnostic.Severity
    /// What it is, in a few words.
    public let title: String
    /// Why it is found and what to do, in plain words.
    public let explanation: String
    /// What has it: a whole topology when `isTopology`, otherwise what was done.
    public let bad: String
    /// The same, mended.
    public let good: String
    /// Whether the two examples are topologies that can be loaded as they stand.
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

  /// All of them, in the order of their codes.
  public static let all: [Explanation] =
    (files + yaml + shape + names + values + conditions + people + statements
    + omissions)
    .sorted { $0.code < $1.code }

  /// The explanation of a code; nil when the loader has no such finding.
  public static func explanation(of code: String) -> Explanation? {
    all.first { $0.code == code }
  }
}
