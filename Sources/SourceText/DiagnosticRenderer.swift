/// Turns findings into text for a terminal: severity, message, place, the line, a caret, the help.
public struct DiagnosticRenderer: Sendable {
  private let files: SourceFiles
  private let colored: Bool

  /// A renderer that can show lines of `files`; `colored` adds ANSI colours for a terminal.
  public init(files: SourceFiles, colored: Bool = false) {
    self.files = files
    self.colored = colored
  }

  /// All findings in their order, a blank line between two.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.sorted().map(render).joined(separator: "\n")
  }

  /// One finding, ending in a line break.
  public func render(_ diagnostic: Diagnostic) -> String {
    let severity = styled(diagnostic.severity.rawValue, as: style(of: diagnostic.severity))
    let message = Self.printable(diagnostic.message)
    var text = "\(severity)[\(diagnostic.code)]: \(styled(message, as: .bold))\n"
    if let position = diagnostic.position {
      text += excerpt(at: position, length: diagnostic.length)
    }
    for note in diagnostic.notes {
      text += "  note: \(Self.printable(note.message))\n"
      if let position = note.position { text += "   at \(location(position))\n" }
    }
    if let help = diagnostic.help { text += "  help: \(Self.printable(help))\n" }
    return text
  }

  /// `file:line:column`, as editors make it a link.
  public func location(_ position: SourcePosition) -> String {
    let name = Self.printable(files[position.file]?.name ?? "?")
    return "\(name):\(position.line):\(position.column)"
  }

  private func excerpt(at position: SourcePosition, length: Int) -> String {
    var text = "  --> \(location(position))\n"
    guard let line = files[position.file]?.line(position.line) else { return text }
    let scalars = Array(line.unicodeScalars)
    let column = Int(position.column) - 1
    // A line may be megabytes long: a window around the column is what a person can read.
    let first = column > Self.windowWidth ? column - Self.windowWidth / 2 : 0
    let window = scalars.dropFirst(first).prefix(Self.windowWidth * 2)
    var shown = ""
    var padding = ""
    for (offset, scalar) in window.enumerated() {
      let visible = Self.printable(scalar)
      shown += visible
      if first + offset < column {
        padding += visible == "\t" ? "\t" : String(repeating: " ", count: Self.width(visible))
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

  /// Columns a terminal gives to the text: two for East Asian wide and emoji, none for combining marks.
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: sum
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        sum + 2
      default: sum + 1
      }
    }
  }

  /// Text from an untrusted file, made harmless for a terminal: control characters and
  /// bidirectional overrides show as their code point.
  public static func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars { result += printable(scalar) }
    return result
  }

  private static func printable(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x09: "\t"
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F:
      "<U+" + String(scalar.value, radix: 16, uppercase: true) + ">"
    default: String(scalar)
    }
  }

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
