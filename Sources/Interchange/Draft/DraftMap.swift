import TopologyLanguage

/// A short map on one line.
struct DraftMap {
  private(set) var entries: [(key: String, value: String)] = []

  /// Adds a key, unless there is nothing to say.
  mutating func add(_ key: String, _ value: String?, unless other: String? = nil) {
    if let value, value != other { entries.append((key, TopologyChange.scalar(value))) }
  }

  /// Adds a value that is written as it is.
  mutating func add(plain key: String, _ value: String?) {
    if let value { entries.append((key, value)) }
  }

  /// Adds a list, or the word itself if there is only one.
  mutating func add(_ key: String, _ words: [String]) {
    guard !words.isEmpty else { return }
    let written = words.map(TopologyChange.scalar)
    entries.append(
      (key, written.count == 1 ? written[0] : "[\(written.joined(separator: ", "))]"))
  }

  /// The map in braces.
  var text: String {
    entries.isEmpty
      ? "{}" : "{ \(entries.map { "\($0.key): \($0.value)" }.joined(separator: ", ")) }"
  }
}
