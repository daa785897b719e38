import BreachNotification
import TestSupport
import Testing

/// What the number says, and what is none.
@Suite struct FrenchSocialSecurityNumberTests {
  @Test func theExampleOfTheRecord() throws {
    let number = try FrenchSocialSecurityNumber("2550814168025")
    #expect(number.key == 38)
    #expect(number.sex == .female)
    #expect(number.yearOfCentury == 55)
    #expect(number.month == 8)
    #expect(number.birthplace == .commune(department: "14", number: "168"))
    #expect(number.order == 25)
    #expect(try FrenchSocialSecurityNumber("2 55 08 14 168 025 38") == number)
  }

  @Test(arguments: [
    ("1850120A12345", FrenchSocialSecurityNumber.Failure.character),
    ("255081416802", .length), ("", .length), ("25508141680250", .length),
    ("255081416802539", .key(expected: 38)), ("0550814168025", .sex), ("9550814168025", .sex),
    ("2550014168025", .month), ("2551314168025", .month), ("2554514168025", .month),
    ("2550800168025", .department), ("2550814168000", .order), ("2A50814168025", .character),
    ("255082C168025", .character), ("255081416802\u{665}", .length),
  ])
  func whatIsNoSuchNumber(_ text: String, _ failure: FrenchSocialSecurityNumber.Failure) {
    #expect(throws: failure) { try FrenchSocialSecurityNumber(text) }
  }

  @Test func corsicaAbroadAndOverseas() throws {
    let south = try FrenchSocialSecurityNumber("185012A004025")
    #expect(south.birthplace == .commune(department: "2A", number: "004"))
    // The rule replaces 2A by 19: the same remainder as that number's.
    let asDigits = try FrenchSocialSecurityNumber("1850119004025")
    #expect(south.key == asDigits.key)
    let north = try FrenchSocialSecurityNumber("185012b033025")
    #expect(north.key == (try FrenchSocialSecurityNumber("1850118033025")).key)
    #expect(try FrenchSocialSecurityNumber("1850199100025").birthplace == .country("100"))
    #expect(
      try FrenchSocialSecurityNumber("1850197411025").birthplace
        == .commune(department: "974", number: "11"))
  }

  /// 20 to 30 and from 50 the month is unknown; 31 to 42 the civil status is incomplete and the month known.
  @Test(arguments: 0...99) func monthsAreMonthsOrUnknown(_ written: Int) throws {
    let text = "255\(written < 10 ? "0" : "")\(written)14168025"
    switch written {
    case 1...12: #expect(try FrenchSocialSecurityNumber(text).month == written)
    case 31...42: #expect(try FrenchSocialSecurityNumber(text).month == written - 30)
    case 20...30, 50...99: #expect(try FrenchSocialSecurityNumber(text).month == nil)
    default:
      #expect(throws: FrenchSocialSecurityNumber.Failure.month) {
        try FrenchSocialSecurityNumber(text)
      }
    }
  }

  /// Adding key and number gives a multiple of 97, so one wrong digit is always found.
  @Test func oneWrongDigitIsFound() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<200 {
      let body = String(
        Int.random(in: 1...2, using: &random) * 1_000_000_000_000
          + Int.random(in: 0...99, using: &random) * 10_000_000_000
          + Int.random(in: 1...12, using: &random) * 100_000_000
          + Int.random(in: 1...95, using: &random) * 1_000_000
          + Int.random(in: 1...999_999, using: &random))
      guard let number = try? FrenchSocialSecurityNumber(body) else { continue }
      let key = (number.key < 10 ? "0" : "") + String(number.key)
      var digits = Array(number.body + key)
      #expect(try FrenchSocialSecurityNumber(String(digits)) == number)
      let place = Int.random(in: 7..<15, using: &random)
      let wrong = Character(
        String((Int(String(digits[place]))! + Int.random(in: 1...9, using: &random)) % 10))
      digits[place] = wrong
      #expect(throws: FrenchSocialSecurityNumber.Failure.self) {
        try FrenchSocialSecurityNumber(String(digits))
      }
    }
  }
}
