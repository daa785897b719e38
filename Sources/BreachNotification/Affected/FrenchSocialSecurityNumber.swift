/// A French social security number (NIR): what it says of whoever bears it, and whether its key is right.
///
/// Thirteen characters: sex (1), year of birth without the century (2–3), month (4–5), department (6–7, where
/// Corsica has 2A and 2B, and overseas departments take three), commune or country (to 10), order (11–13); then
/// a key of two digits, 97 − (N mod 97), with 2A read as 19 and 2B as 18. The day of birth is not in it.
/// INSEE, registration number of natural persons (numéro d'inscription au répertoire).
public struct FrenchSocialSecurityNumber: Hashable, Sendable {
  /// Why a text is no such number.
  public enum Failure: Error, Hashable, Sendable {
    /// It has not 13 characters, or 15 with the key.
    case length
    /// Something other than a digit stands where a digit must.
    case character
    /// The first digit is none in use.
    case sex
    /// The month is none, nor one that stands for an unknown month.
    case month
    /// No department is written so.
    case department
    /// The order is 000.
    case order
    /// The key does not fit; the one that would.
    case key(expected: Int)
  }

  /// Sex at registration.
  public enum Sex: String, Sendable {
    case male
    case female
  }

  /// Where somebody was born.
  public enum Birthplace: Hashable, Sendable {
    /// A commune: department and number within it, as INSEE writes them.
    case commune(department: String, number: String)
    /// A country abroad, by INSEE's number.
    case country(String)
  }

  /// The thirteen characters, without the key.
  public let body: String
  /// The key that belongs to them, 1 … 97.
  public let key: Int
  /// The sex; digits 3, 4, 7 and 8 are of numbers given for a time.
  public let sex: Sex
  /// The last two digits of the year of birth; the century is not in the number.
  public let yearOfCentury: Int
  /// The month of birth, 1 … 12; nil when the number says that it is unknown (20 to 30, 50 and above). 31 to 42
  /// is a month and 30, where the civil status is incomplete and says the month.
  public let month: Int?
  /// Where somebody was born.
  public let birthplace: Birthplace
  /// The order among the births of that month and place, 1 … 999.
  public let order: Int

  /// Reads a number, with or without its key; spaces do not matter.
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
