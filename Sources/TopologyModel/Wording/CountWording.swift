/// The notation of numbers of people: `20M`, `13M..20M`, `at least 33M`, `unknown`. Never a single false
/// number.
public enum CountWording {
  /// An interval in compact form.
  public static func text(_ count: CountInterval) -> String {
    guard let high = count.high else {
      return count.low == 0 ? "unknown" : "at least \(number(down(count.low)))"
    }
    if count.low == high { return number(high) }
    let (from, to) = (number(down(count.low)), number(up(high)))
    return count.low == 0 ? "at most \(to)" : "\(from)..\(to)"
  }

  /// Bounds that leave room are not known to the person: from a million on they are written in millions with
  /// two decimals, the lower rounded down and the upper up.
  private static let grain = 10_000

  package static func down(_ bound: Int) -> Int {
    bound < 1_000_000 ? bound : bound - bound % grain
  }

  package static func up(_ bound: Int) -> Int {
    bound < 1_000_000 || bound % grain == 0 ? bound : bound - bound % grain + grain
  }

  /// The same as a noun phrase, such as "an unknown number of people".
  public static func people(_ count: CountInterval) -> String {
    count == .unknown ? "an unknown number of people" : "\(text(count)) people"
  }

  /// A whole number: in millions if at most two decimals are exact, otherwise with digits grouped in threes.
  public static func number(_ value: Int) -> String {
    millions(value).map { "\($0)M" } ?? grouped(value)
  }

  /// The number in millions, such as `1.05`; nil below a million, or if two decimals are not exact.
  package static func millions(_ value: Int) -> String? {
    guard value >= 1_000_000, value % 10_000 == 0 else { return nil }
    let hundredths = value / 10_000
    let whole = hundredths / 100
    let rest = hundredths % 100
    if rest == 0 { return grouped(whole) }
    return rest % 10 == 0
      ? "\(grouped(whole)).\(rest / 10)" : "\(grouped(whole)).\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func grouped(_ value: Int) -> String {
    var digits = Array(String(value))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return String(digits)
  }
}
