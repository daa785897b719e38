import Foundation
import TopologyModel

/// Numbers of people as registers write them. A rough number is no bound, so it is no count.
enum RegisterCount {
  /// The bounds that a text states; nil if it states none.
  static func parse(_ text: String, _ language: RegisterLabels.Language?) -> CountInterval? {
    var words = text.lowercased().replacing("\u{2013}", with: "-").replacing("\u{2014}", with: "-")
    words = CellText.trimmed(words)
    if words.isEmpty || rough.contains(where: { words.hasPrefix($0) }) { return nil }
    for (prefix, bound) in bounds where words.hasPrefix(prefix) {
      let rest = CellText.trimmed(String(words.dropFirst(prefix.count)))
      guard let number = number(rest, language) else { return nil }
      switch bound {
      case .above: return valid(number + 1, nil)
      case .atLeast: return valid(number, nil)
      case .atMost: return valid(0, number)
      }
    }
    for opening in ["entre ", "between ", "zwischen ", "de ", "from ", "von "]
    where words.hasPrefix(opening) {
      words = String(words.dropFirst(opening.count))
    }
    for separator in [" à ", " et ", " to ", " and ", " bis ", " und ", "..", "-"] {
      let parts = words.components(separatedBy: separator).map(CellText.trimmed)
      guard parts.count == 2 else { continue }
      if let low = number(parts[0], language), let high = number(parts[1], language) {
        return low <= high ? valid(low, high) : nil
      }
    }
    guard let number = number(words, language) else { return nil }
    return valid(number, number)
  }

  private enum Bound {
    case above, atLeast, atMost
  }

  private static let bounds: [(String, Bound)] = [
    (">=", .atLeast), ("≥", .atLeast), ("<=", .atMost), ("≤", .atMost), (">", .above),
    ("<", .atMost), ("plus de ", .above), ("more than ", .above), ("over ", .above),
    ("mehr als ", .above), ("über ", .above), ("au moins ", .atLeast), ("at least ", .atLeast),
    ("mindestens ", .atLeast), ("min. ", .atLeast), ("min ", .atLeast), ("moins de ", .atMost),
    ("less than ", .atMost), ("fewer than ", .atMost), ("weniger als ", .atMost),
    ("jusqu'à ", .atMost), ("jusqu’à ", .atMost), ("up to ", .atMost), ("bis zu ", .atMost),
    ("au maximum ", .atMost), ("maximum ", .atMost), ("max. ", .atMost), ("max ", .atMost),
    ("höchstens ", .atMost),
  ]

  private static let rough = [
    "env", "approx", "about", "circa", "ca.", "ca ", "~", "≈", "around", "etwa", "rund", "ungefähr",
    "±", "quelques", "some ",
  ]

  private static func valid(_ low: Int, _ high: Int?) -> CountInterval? {
    guard low <= CountInterval.largest, (high ?? 0) <= CountInterval.largest else { return nil }
    return CountInterval(low: low, high: high)
  }

  /// A whole number with separators of thousands, and perhaps a word for people after it.
  private static func number(_ text: String, _ language: RegisterLabels.Language?) -> Int? {
    var digits = ""
    var rest = ""
    for scalar in text.unicodeScalars {
      if rest.isEmpty, "0123456789".unicodeScalars.contains(scalar) {
        digits.unicodeScalars.append(scalar)
      } else if rest.isEmpty, " \u{A0}\u{202F}\u{2009}'’.,".unicodeScalars.contains(scalar) {
        digits += scalar == "." || scalar == "," ? String(scalar) : " "
      } else {
        rest.unicodeScalars.append(scalar)
      }
    }
    guard rest.isEmpty || people.contains(CellText.folded(rest)) else { return nil }
    return whole(CellText.trimmed(digits), language)
  }

  private static let people: Set<String> = [
    "personnes", "personne", "people", "persons", "individuals", "personen", "patients", "clients",
    "salaries", "employees", "customers", "usagers", "users", "pers",
  ]

  /// Digits in groups of three; a single point or comma before three digits is a separator only in a language where it
  /// is one.
  private static func whole(_ text: String, _ language: RegisterLabels.Language?) -> Int? {
    let marks = text.filter { !$0.isNumber }
    guard let mark = marks.first else { return Int(text) }
    let groups = text.split(separator: mark, omittingEmptySubsequences: false)
    guard Set(marks).count == 1, let first = groups.first, (1...3).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    if groups.count == 2 {
      if mark == ".", language != .continental { return nil }
      if mark == ",", language != .english { return nil }
    }
    return Int(groups.joined())
  }
}
