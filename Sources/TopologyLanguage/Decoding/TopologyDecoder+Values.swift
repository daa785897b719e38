import SourceText
import TopologyModel

/// Decodes counts, likelihoods and dates.
extension TopologyDecoder {
  mutating func count(_ key: Key, _ record: Record) -> CountInterval? {
    guard let node = value(key, record) else { return nil }
    guard arena.isScalar(node), arena.boolean(node) == nil else {
      wrongType(node, expected: "a count")
      return nil
    }
    do {
      return try CountNotation.parse(name(node))
    } catch {
      reportCount(error, node)
      return nil
    }
  }

  private mutating func reportCount(_ failure: CountNotation.Failure, _ node: Node) {
    let text = name(node)
    switch failure {
    case .form:
      let fixed =
        NumberRepair.count(text)
        ?? String(text.map { $0 == "K" ? "k" : $0 == "m" ? "M" : $0 == "g" ? "G" : $0 })
      let isNear = fixed != text && (try? CountNotation.parse(fixed)) != nil
      report(
        .invalidCount, "invalid count '\(text)'", at: node,
        help: isNear
          ? "did you mean '\(fixed)'?"
          : "write 33000000, 33M, 1.8k, a range 13M..20M, 33M.. (at least) or ..20M (at most)")
    case .fraction:
      report(.countNotWhole, "count '\(text)' is not a whole number", at: node)
    case .tooLarge:
      report(
        .countTooLarge, "count '\(text)' is above the maximum, 2^53 (9007199254740992)",
        at: node)
    case .emptyRange:
      report(
        .emptyRange, "invalid range '\(text)': upper bound below lower", at: node,
        help: "write the smaller number first")
    }
  }

  mutating func likelihood(_ key: Key, _ record: Record) -> Double? {
    guard let node = value(key, record) else { return nil }
    guard arena.isScalar(node), arena.boolean(node) == nil else {
      wrongType(node, expected: "a likelihood")
      return nil
    }
    let text = name(node)
    do {
      return try LikelihoodNotation.parse(text)
    } catch {
      if cutNumbers.contains(node) { return nil }
      switch error {
      case .form:
        report(
          .invalidLikelihood, "invalid likelihood '\(text)'", at: node,
          help: NumberRepair.likelihood(text).map { "did you mean '\($0)'?" }
            ?? "write 2% or 0.02")
      case .outOfRange:
        let percent = (try? LikelihoodNotation.parse(text + "%")) != nil
        report(
          .likelihoodOutOfRange, "likelihood '\(text)' is not between 0 and 1 (100%)", at: node,
          help: percent ? "did you mean '\(text)%'?" : nil)
      }
      return nil
    }
  }

  /// An ISO 8601 year, month, day, or day with a time, kept as written.
  mutating func date(_ key: Key, _ record: Record) -> String? {
    value(key, record).flatMap { date($0) }
  }

  mutating func date(_ node: Node) -> String? {
    guard arena.isScalar(node), arena.boolean(node) == nil else {
      wrongType(node, expected: "a date")
      return nil
    }
    let text = name(node)
    if Self.isDate(text) { return text }
    report(
      .invalidDate, "invalid date '\(text)'", at: node,
      help: "write 2024-01-29, 2024-01 or 2024")
    return nil
  }

  static func isDate(_ text: String) -> Bool {
    let day = text.prefix { $0 != "T" && $0 != " " }
    let parts = day.split(separator: "-", omittingEmptySubsequences: false)
    let lengths = [4, 2, 2]
    guard (1...3).contains(parts.count),
      zip(parts, lengths).allSatisfy({ part, length in
        part.utf8.count == length && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
      })
    else { return false }
    let numbers = parts.compactMap { Int($0) }
    if numbers.count > 1, !(1...12).contains(numbers[1]) { return false }
    if numbers.count > 2 {
      let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
      let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      guard (1...days[numbers[1] - 1]).contains(numbers[2]) else { return false }
    }
    let time = text.dropFirst(day.count)
    guard !time.isEmpty else { return true }
    return numbers.count == 3 && isTime(time.dropFirst())
  }

  /// Checks `14:30`, `14:30:05`, `14:30Z`, `14:30+02:00`.
  private static func isTime(_ text: Substring) -> Bool {
    let shape = text.utf8.map { (0x30...0x39).contains($0) ? UInt8(ascii: "9") : $0 }
    let clock = ["99:99", "99:99:99"]
    let zones = ["", "Z", "+99:99", "-99:99"]
    let written = String(decoding: shape, as: UTF8.self)
    guard clock.contains(where: { clock in zones.contains { written == clock + $0 } }) else {
      return false
    }
    let hour = Int(text.prefix(2)) ?? 99
    let minute = Int(text.dropFirst(3).prefix(2)) ?? 99
    guard hour < 24, minute < 60 else { return false }
    let rest = text.dropFirst(5)
    if rest.first == ":", (Int(rest.dropFirst().prefix(2)) ?? 99) > 59 { return false }
    // Offsets from UTC range from -12:00 to +14:00.
    guard let sign = rest.firstIndex(where: { $0 == "+" || $0 == "-" }) else { return true }
    let offset = rest[sign...].dropFirst()
    let minutes = (Int(offset.prefix(2)) ?? 99) * 60 + (Int(offset.suffix(2)) ?? 99)
    return (Int(offset.suffix(2)) ?? 99) < 60 && minutes <= (rest[sign] == "-" ? 12 : 14) * 60
  }
}
