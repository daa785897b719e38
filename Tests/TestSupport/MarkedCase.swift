public import SourceText

/// A piece of input with comments that say which finding lands where: `# ! code ‹token›`.
///
/// The marker stands at the end of the line it speaks of, `‹token›2` means the token's second occurrence
/// on that line, and one comment may have several markers.
public struct MarkedCase: Sendable, CustomStringConvertible {
  /// Where a finding is expected, and on what.
  public struct Expectation: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// From 1.
    public let line: Int
    /// From 1, in Unicode scalars.
    public let column: Int
    /// The finding's code.
    public let code: String

    /// As lists of expectations show it.
    public var description: String { "\(line):\(column) \(code)" }

    /// In the order of the text.
    public static func < (left: Self, right: Self) -> Bool {
      (left.line, left.column, left.code) < (right.line, right.column, right.code)
    }
  }

  /// The file and the heading of the case.
  public let description: String
  /// The input, markers and all.
  public let text: String
  /// What is to be found, in order.
  public let expectations: [Expectation]

  /// A case from its text.
  public init(_ description: String, text: String) {
    self.description = description
    self.text = text
    expectations = text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
      .flatMap { index, line in Self.expectations(on: line, number: index + 1) }
      .sorted()
  }

  /// The cases of a file, parted by lines that begin with `---`.
  public static func cases(in text: String, of file: String) -> [MarkedCase] {
    var cases: [MarkedCase] = []
    var heading = ""
    var lines: [Substring] = []
    func finish() {
      guard !lines.isEmpty else { return }
      cases.append(
        MarkedCase("\(file): \(heading)", text: lines.joined(separator: "\n") + "\n"))
      lines = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("---") {
        finish()
        heading = String(line.dropFirst(3).drop { $0 == " " })
      } else if !(line.isEmpty && lines.isEmpty) {
        lines.append(line)
      }
    }
    finish()
    return cases
  }

  /// What was found, in the same form.
  public static func found(_ diagnostics: [Diagnostic]) -> [Expectation] {
    diagnostics.map { diagnostic in
      Expectation(
        line: Int(diagnostic.position?.line ?? 0), column: Int(diagnostic.position?.column ?? 0),
        code: diagnostic.code)
    }
    .sorted()
  }

  private static func expectations(on line: Substring, number: Int) -> [Expectation] {
    guard let comment = line.firstRange(of: "# ! ") else { return [] }
    let content = line[..<comment.lowerBound]
    return line[comment.upperBound...].split(separator: " ! ").compactMap { marker in
      let parts = marker.split(separator: "‹")
      guard parts.count == 2, let close = parts[1].firstIndex(of: "›") else { return nil }
      let token = parts[1][..<close]
      let digits = parts[1][parts[1].index(after: close)...].filter(\.isNumber)
      let column = column(of: token, occurrence: Int(digits) ?? 1, in: content)
      return Expectation(line: number, column: column, code: String(parts[0].filter { $0 != " " }))
    }
  }

  /// The column of an occurrence of a token; 0 when there is none.
  private static func column(of token: Substring, occurrence: Int, in line: Substring) -> Int {
    var rest = line
    for count in 1...occurrence {
      guard let found = rest.firstRange(of: token) else { return 0 }
      if count == occurrence {
        return line.unicodeScalars.distance(
          from: line.unicodeScalars.startIndex, to: found.lowerBound) + 1
      }
      rest = rest[found.upperBound...]
    }
    return 0
  }
}
