/// The difference of two texts, line by line, in the style of `diff -u`.
public enum LineDiff {
  /// Lines that only the first text has start with `-`, lines that only the second has with `+`. Three unchanged
  /// lines surround each change; longer unchanged parts are replaced by `@@` and the line number in the second text.
  /// - Parameter most: The maximum number of lines to show; the number of the others is stated.
  public static func text(from first: String, to second: String, most: Int = 80) -> String {
    let entries = entries(from: lines(first), to: lines(second))
    let changes = entries.indices.filter { entries[$0].sign != " " }
    if changes.isEmpty { return "(no line differs)" }
    var shown: [String] = []
    var next = 0
    var change = changes[...]
    for (index, entry) in entries.enumerated() {
      while let nearest = change.first, nearest + context < index { change.removeFirst() }
      guard let nearest = change.first, abs(nearest - index) <= context else { continue }
      if index != next { shown.append("@@ \(entry.line)") }
      shown.append("\(entry.sign)\(entry.text)")
      next = index + 1
    }
    guard shown.count > most else { return shown.joined(separator: "\n") }
    let rest = "… and \(shown.count - most) more lines"
    return (shown.prefix(most) + [rest]).joined(separator: "\n")
  }

  private static let context = 3

  private struct Entry {
    var sign: Character
    var text: String
    /// The line number in the second text, from 1.
    var line: Int
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func entries(from first: [String], to second: [String]) -> [Entry] {
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for step in second.difference(from: first) {
      switch step {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var result: [Entry] = []
    var (old, new) = (0, 0)
    while old < first.count || new < second.count {
      if removed.contains(old) {
        result.append(Entry(sign: "-", text: first[old], line: new + 1))
        old += 1
      } else if inserted.contains(new) {
        result.append(Entry(sign: "+", text: second[new], line: new + 1))
        new += 1
      } else {
        result.append(Entry(sign: " ", text: second[new], line: new + 1))
        (old, new) = (old + 1, new + 1)
      }
    }
    return result
  }
}
