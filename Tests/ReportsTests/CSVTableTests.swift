import Reports
import Testing

/// RFC 4180, what spreadsheets do with formulas, and their dialect.
@Suite struct CSVTableTests {
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("two\nlines", "two lines"),
    ("=a,b", "\"'=a,b\""), ("", ""), ("a;b", "a;b"),
  ])
  func cells(_ text: String, _ written: String) {
    #expect(CSVTable(["h"], [[text]]).text == "h\r\n\(written)\r\n")
  }

  /// A number below 0 stays a number; text in a column of numbers is text.
  @Test(arguments: [
    ("-1", "-1"), ("-0.5", "-0.5"), ("1e-05", "1e-05"), ("=2", "'=2"), ("-inf", "'-inf"),
  ])
  func numbers(_ text: String, _ written: String) {
    #expect(CSVTable(["h"], numbers: ["h"], [[text]]).text == "h\r\n\(written)\r\n")
  }

  @Test(arguments: [
    (nil, "0.5"), ("en", "0.5"), ("de", "0,5"), ("fr", "0,5"), ("fr-CA", "0,5"), ("de-CH", "0.5"),
    ("en_GB", "0.5"), ("PT-br", "0,5"),
  ])
  func excel(_ language: String?, _ written: String) throws {
    let table = CSVTable(
      ["h", "n"], numbers: ["n"], [["a;b", "0.5"], ["1.5", "infinity"], ["=x", "2"]])
    let dialect = try #require(CSVDialect.excel(language: language))
    #expect(
      table.text(dialect)
        == "\u{FEFF}h;n\r\n\"a;b\";\(written)\r\n1.5;infinity\r\n'=x;2\r\n")
  }

  @Test(arguments: ["", "tlh", "x", "de-", "=1"]) func otherLanguages(_ tag: String) {
    #expect(CSVDialect.excel(language: tag) == nil)
  }
}
