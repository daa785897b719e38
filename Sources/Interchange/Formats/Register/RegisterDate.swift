/// A day in a register: the day before the month, as everywhere but in files from the United States.
enum RegisterDate {
  /// The date until which something is kept, as ISO 8601; nil if the text is not one date, perhaps after "until".
  static func until(_ text: String) -> String? {
    var words = CellText.trimmed(text.lowercased())
    for opening in [
      "jusqu'au ", "jusqu’au ", "jusque ", "until ", "till ", "bis zum ", "bis ", "tot ", "up to ",
    ] where words.hasPrefix(opening) {
      words = CellText.trimmed(String(words.dropFirst(opening.count)))
      break
    }
    return date(words)
  }

  /// `31/12/2030`, `31.12.2030` or `2030-12-31`.
  static func date(_ text: String) -> String? {
    let parts = text.split(omittingEmptySubsequences: false) { "/.-".contains($0) }
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }),
      let first = Int(parts[0]), let second = Int(parts[1]), let third = Int(parts[2])
    else { return nil }
    if parts[0].count == 4 { return iso(first, second, third) }
    guard parts[2].count == 4 else { return nil }
    return iso(third, second, first)
  }

  private static func iso(_ year: Int, _ month: Int, _ day: Int) -> String? {
    let days =
      [31, year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28]
      + [31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1900...2999).contains(year), (1...12).contains(month), day >= 1, day <= days[month - 1]
    else { return nil }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}
