/// Renders diagnostics for a terminal: severity, message, place, source line, caret, help.
public struct DiagnosticRenderer: Sendable {
  private let files: SourceFiles
  private let colored: Bool

  /// Creates a renderer that shows lines of `files`. `colored` adds ANSI colors.
  public init(files: SourceFiles, colored: Bool = false) {
    self.files = files
    self.colored = colored
  }

  /// Renders all diagnostics in order, separated by blank lines.
  /// - Complexity: O(bytes of the files shown + diagnostics).
  public func render(_ diagnostics: [Diagnostic]) -> String {
    var lines: [UInt32: LineIndex] = [:]
    return diagnostics.sorted().map { render($0, &lines) }.joined(separator: "\n")
  }

  /// Renders one diagnostic, ending in a line break.
  public func render(_ diagnostic: Diagnostic) -> String {
    var lines: [UInt32: LineIndex] = [:]
    return render(diagnostic, &lines)
  }

  private func render(_ diagnostic: Diagnostic, _ lines: inout [UInt32: LineIndex]) -> String {
    let severity = styled(diagnostic.severity.rawValue, as: style(of: diagnostic.severity))
    let message = TerminalText.printable(diagnostic.message)
    var text = "\(severity)[\(diagnostic.code)]: \(styled(message, as: .bold))\n"
    if let position = diagnostic.position {
      text += excerpt(at: position, length: diagnostic.length, &lines)
    }
    for note in diagnostic.notes {
      text += "  note: \(TerminalText.printable(note.message))\n"
      if let position = note.position { text += "   at \(location(position))\n" }
    }
    if let help = diagnostic.help { text += "  help: \(TerminalText.printable(help))\n" }
    return text
  }

  /// `file:line:column`, which editors turn into a link.
  public func location(_ position: SourcePosition) -> String {
    let name = TerminalText.printable(files[position.file]?.name ?? "?")
    return "\(name):\(position.line):\(position.column)"
  }

  private func excerpt(
    at position: SourcePosition, length: Int, _ lines: inout [UInt32: LineIndex]
  ) -> String {
    var text = "  --> \(location(position))\n"
    if lines[position.file] == nil, let file = files[position.file] {
      lines[position.file] = LineIndex(file)
    }
    let column = Int(position.column) - 1
    // A line may be megabytes long, so show only a window around the column.
    let first = column > Self.windowWidth ? column - Self.windowWidth / 2 : 0
    let excerpt = lines[position.file]?.window(
      line: position.line, from: first, count: Self.windowWidth * 2)
    guard let excerpt else { return text }
    let window = TerminalText.shown(excerpt.unicodeScalars)
    var shown = ""
    var padding = ""
    for (offset, visible) in window.enumerated() {
      shown += visible
      if first + offset < column {
        padding +=
          visible == "\t" ? "\t" : String(repeating: " ", count: TerminalText.width(visible))
      }
    }
    let number = String(position.line)
    let gutter = String(repeating: " ", count: number.count)
    let room = max(1, window.count - (column - first))
    let caret = String(repeating: "^", count: min(max(1, length), room))
    text += " \(number) | \(shown)\n"
    text += " \(gutter) | \(padding)\(styled(caret, as: .red))\n"
    return text
  }

  private static let windowWidth = 120

  private enum Style: String {
    case red = "31;1"
    case yellow = "33;1"
    case cyan = "36;1"
    case bold = "1"
  }

  private func style(of severity: Diagnostic.Severity) -> Style {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }

  private func styled(_ text: String, as style: Style) -> String {
    colored ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
