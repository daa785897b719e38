import Reports
package import TopologyModel

/// Numbers of people in plain words: `33 to 40 million`, `at least 1,800`.
package enum PageWording {
  /// An interval in words.
  package static func text(_ count: CountInterval) -> String {
    guard let high = count.high else {
      return count.low == 0
        ? "an unknown number of" : "at least \(number(CountWording.down(count.low)))"
    }
    if count.low == high { return high == 0 ? "no" : number(high) }
    // As everywhere: bounds that leave room are not known to the person.
    let (least, most) = (CountWording.down(count.low), CountWording.up(high))
    if count.low == 0 { return "at most \(number(most))" }
    if let low = millions(least), let high = millions(most) { return "\(low) to \(high) million" }
    return "\(number(least)) to \(number(most))"
  }

  /// The same at the start of a sentence.
  static func sentence(_ count: CountInterval) -> String { capitalized(text(count)) }

  /// The text with an initial capital.
  static func capitalized(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst()
  }

  private static func number(_ value: Int) -> String {
    millions(value).map { "\($0) million" } ?? CountWording.number(value)
  }

  private static func millions(_ value: Int) -> String? { CountWording.millions(value) }

  /// For example `1 service`, `3 services`.
  static func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(CountWording.number(count)) \(count == 1 ? singular : plural ?? singular + "s")"
  }

  /// Repeated names appear once with their number: `Store ×84`.
  static func counted(_ names: [String]) -> [String] {
    var counts: [String: Int] = [:]
    for name in names { counts[name, default: 0] += 1 }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }.map { name in
      let count = counts[name] ?? 1
      return count == 1 ? name : "\(name) ×\(CountWording.number(count))"
    }
  }

  /// `a, b and c`; beyond `most`, only the number is given.
  static func listed(_ words: [String], most: Int = 8) -> String {
    if words.count > most {
      return words.prefix(most).joined(separator: ", ") + " and \(words.count - most) more"
    }
    guard words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }
}
