import Reports
import Testing

/// RFC 4180, and what spreadsheets do with formulas.
@Suite struct CSVTableTests {
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("two\nlines", "two lines"),
    ("=a,b", "\"'=a,b\""), ("", ""),
  ])
  func cells(_ text: String, _ written: String) {
    #expect(CSVTable(["h"], [[text]]).text == "h\r\n\(written)\r\n")
  }
}
