import SourceText
import Testing

@Suite struct SourceFileTests {
  @Test(arguments: [
    "one\ntwo\nthree", "one\r\ntwo\r\nthree", "one\rtwo\rthree", "one\u{85}two\u{2028}three",
    "one\u{2029}two\nthree",
  ])
  func linesEndWhereYAMLEndsThem(text: String) {
    let file = SourceFile(name: "file", text: text)
    #expect((0...4).map { file.line($0) } == [nil, "one", "two", "three", nil])
  }

  @Test func theLastLineMayBeEmpty() {
    let file = SourceFile(name: "file", text: "one\n")
    #expect(file.line(2) == "")
    #expect(file.line(3) == nil)
    #expect(SourceFile(name: "empty", text: "").line(1) == "")
  }

  @Test func bytesThatAreNotTextAreShown() {
    let file = SourceFile(name: "file", bytes: [0x61, 0xFF, 0x62])
    #expect(file.line(1) == "a\u{FFFD}b")
  }
}
