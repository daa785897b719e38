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

  /// What the pieces of a number are together where commas between `{` and `}` have cut it: `{ count: 40,000 }` has
  /// a count of 40 and a key `000`.
  /// - Parameter isLikelihood: Whether the number is a likelihood, in which a comma separates no thousands.
  static func whole(_ pieces: [String], isLikelihood: Bool) -> String? {
    guard pieces.dropFirst().allSatisfy({ $0.first?.isASCIIDigit ?? false }) else { return nil }
    let text = pieces.joined(separator: ",")
    if isLikelihood { return likelihood(text) }
    return count(text).flatMap { (try? CountNotation.parse($0)) != nil ? $0 : nil }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
