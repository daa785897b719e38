/// What somebody meant who wrote a number as people write it outside the language.
enum NumberRepair {
  /// `40,000`, `40 000`, `40.000.000` and `40'000` are 40000; `1,5M` is 1.5M. nil where nothing is amiss, or
  /// too much.
  static func count(_ text: String) -> String? {
    let bounds = text.split(separator: "..", omittingEmptySubsequences: false).map(bound)
    guard bounds.allSatisfy({ $0 != nil }) else { return nil }
    let fixed = bounds.compactMap { $0 }.joined(separator: "..")
    return fixed == text ? nil : fixed
  }

  private static func bound(_ text: Substring) -> String? {
    let isSeparator = { (character: Character) in ",.'’\u{A0}\u{202F} ".contains(character) }
    var digits = text
    while digits.first == " " { digits.removeFirst() }
    while digits.last == " " { digits.removeLast() }
    let unit = digits.last.flatMap { "kMG".contains($0) ? String($0) : nil } ?? ""
    if !unit.isEmpty { digits.removeLast() }
    let parts = digits.split(omittingEmptySubsequences: false, whereSeparator: isSeparator)
    guard parts.count > 1 else { return String(text) }
    guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }) else { return nil }
    let isGrouped = parts[0].count <= 3 && parts.dropFirst().allSatisfy { $0.count == 3 }
    if isGrouped, unit.isEmpty { return parts.joined() }
    return parts.count == 2 ? "\(parts[0]).\(parts[1])\(unit)" : nil
  }

  /// `2,5%` is 2.5%. nil where nothing is amiss, or too much.
  static func likelihood(_ text: String) -> String? {
    let fixed = String(text.map { $0 == "," ? "." : $0 })
    return fixed != text && (try? LikelihoodNotation.parse(fixed)) != nil ? fixed : nil
  }

  /// What a key and the one before it are together, where a comma between `{` and `}` has cut a number in two:
  /// `{ count: 40,000 }` has a count of 40 and a key `000`.
  static func rest(of value: String, cutAt key: String) -> String? {
    let whole = "\(value),\(key)"
    guard key.first?.isASCIIDigit ?? false else { return nil }
    if let likelihood = likelihood(whole), key.last == "%" { return likelihood }
    if let count = count(whole), (try? CountNotation.parse(count)) != nil { return count }
    return likelihood(whole)
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
