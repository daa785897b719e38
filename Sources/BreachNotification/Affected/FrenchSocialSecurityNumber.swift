/// A French social security number (NIR): what it reveals about its holder, and whether its check key is
/// correct.
///
/// Thirteen characters: sex (1), year of birth without the century (2–3), month (4–5), department (6–7; Corsica
/// has 2A and 2B, and overseas departments use three characters), commune or country (to 10), order (11–13). A
/// check key of two digits follows: 97 − (N mod 97), with 2A read as 19 and 2B as 18. The number omits the day
/// of birth. INSEE, registration number of natural persons (numéro d'inscription au répertoire).
public struct FrenchSocialSecurityNumber: Hashable, Sendable {
  /// Why a text is not a valid number.
  public enum Failure: Error, Hashable, Sendable {
    /// It does not have 13 characters, or 15 with the check key.
    case length
    /// A character that must be a digit is not a digit.
    case character
    /// The first digit is not in use.
    case sex
    /// The month is neither a month nor a code for an unknown month.
    case month
    /// The department does not exist.
    case department
    /// The order is 000.
    case order
    /// The check key is wrong; the value is the correct key.
    case key(expected: Int)
  }

  /// Sex as registered.
  public enum Sex: String, Sendable {
    case male
    case female
  }

  /// The place of birth.
  public enum Birthplace: Hashable, Sendable {
    /// A commune: department and number within it, in INSEE's notation.
    case commune(department: String, number: String)
    /// A country other than France, by INSEE's number.
    case country(String)
  }

  /// The thirteen characters without the check key.
  public let body: String
  /// The correct check key, 1 … 97.
  public let key: Int
  /// The sex. Digits 3, 4, 7 and 8 belong to temporary numbers.
  public let sex: Sex
  /// The last two digits of the year of birth. The number omits the century.
  public let yearOfCentury: Int
  /// The month of birth, 1 … 12; nil if the number marks it as unknown (20 to 30, 50 and above). Values from 31
  /// to 42 are a month plus 30, used when the civil status is incomplete but the month is known.
  public let month: Int?
  /// The place of birth.
  public let birthplace: Birthplace
  /// The order among the births of that month and place, 1 … 999.
  public let order: Int

  /// Parses a number with or without its check key, ignoring spaces.
  public init(_ written: String) throws(Failure) {
    let letters = written.filter { $0 != " " }.uppercased()
    let characters = Array(letters.utf8)
    guard characters.count == 13 || characters.count == 15 else { throw .length }
    let body = characters[..<13]
    let isCorsican = characters[5] == UInt8(ascii: "2") && [0x41, 0x42].contains(characters[6])
    for (place, character) in characters.enumerated()
    where !(place == 6 && isCorsican) && !(0x30...0x39).contains(character) {
      throw .character
    }
    func number(_ range: Range<Int>) -> Int { Self.number(characters[range]) }
    func text(_ range: Range<Int>) -> String { String(decoding: body[range], as: UTF8.self) }
    switch number(0..<1) {
    case 1, 3, 7: sex = .male
    case 2, 4, 8: sex = .female
    default: throw .sex
    }
    yearOfCentury = number(1..<3)
    switch number(3..<5) {
    case let value where (1...12).contains(value): month = value
    case let value where (31...42).contains(value): month = value - 30
    case 20...30, 50...99: month = nil
    default: throw .month
    }
    birthplace = try Self.birthplace(isCorsican: isCorsican, text, number(5..<7))
    order = number(10..<13)
    guard order > 0 else { throw .order }
    self.body = String(decoding: body, as: UTF8.self)
    key = Self.key(of: body, corsica: isCorsican ? characters[6] : nil)
    if characters.count == 15 {
      let given = Self.number(characters[13...])
      guard given == key else { throw .key(expected: key) }
    }
  }

  private static func birthplace(
    isCorsican: Bool, _ text: (Range<Int>) -> String, _ department: Int
  ) throws(Failure) -> Birthplace {
    if isCorsican { return .commune(department: text(5..<7), number: text(7..<10)) }
    switch department {
    case 99: return .country(text(7..<10))
    case 97, 98: return .commune(department: text(5..<8), number: text(8..<10))
    case 1...96: return .commune(department: text(5..<7), number: text(7..<10))
    default: throw .department
    }
  }

  /// 97 − (N mod 97), from 1 to 97.
  private static func key(of body: ArraySlice<UInt8>, corsica: UInt8?) -> Int {
    var digits = Array(body)
    if let corsica {
      // 2A counts as 19 and 2B as 18.
      digits[5] = UInt8(ascii: "1")
      digits[6] = corsica == UInt8(ascii: "A") ? UInt8(ascii: "9") : UInt8(ascii: "8")
    }
    return 97 - number(digits[...]) % 97
  }

  /// The value of ASCII digits.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    var value = 0
    for digit in digits { value = value * 10 + Int(digit) - 0x30 }
    return value
  }
}
