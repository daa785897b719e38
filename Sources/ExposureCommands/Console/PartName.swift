/// Names of files and folders that are still being written: nobody can predict them, and the program recognizes its own.
///
/// A name is 128 random bits and a check value of these bits, so that a file of somebody else is never taken for one.
enum PartName {
  private static let prefix = ".exposure-"
  private static let suffix = ".part"

  /// A name that does not exist.
  static func fresh() -> String {
    let random = digits(.random(in: 0 ... .max)) + digits(.random(in: 0 ... .max))
    return prefix + random + "-" + digits(check(of: random)) + suffix
  }

  /// Whether a name is one that `fresh` makes.
  static func isOurs(_ name: String) -> Bool {
    guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return false }
    let parts = name.dropFirst(prefix.count).dropLast(suffix.count).split(separator: "-")
    return parts.count == 2 && parts[0].utf8.count == 32
      && parts[1] == digits(check(of: String(parts[0])))
  }

  private static func digits(_ value: UInt64) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }

  /// FNV-1a (Fowler, Noll and Vo) over the digits.
  private static func check(of random: String) -> UInt64 {
    random.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
