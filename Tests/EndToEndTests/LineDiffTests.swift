import TestSupport
import Testing

/// The difference that a failed golden test shows.
@Suite struct LineDiffTests {
  @Test func showsChangesWithTheirSurroundings() {
    let first = (1...12).map { "line \($0)" }.joined(separator: "\n")
    let second = first.replacing("line 6", with: "LINE 6").replacing("line 11\n", with: "")
    #expect(
      LineDiff.text(from: first, to: second) == """
        @@ 3
         line 3
         line 4
         line 5
        -line 6
        +LINE 6
         line 7
         line 8
         line 9
         line 10
        -line 11
         line 12
        """)
  }

  @Test func aMissingLineBreakAtTheEndIsADifference() {
    #expect(LineDiff.text(from: "a\n", to: "a") == " a\n-")
  }

  @Test func statesHowManyLinesAreNotShown() {
    let first = (1...50).map(String.init).joined(separator: "\n")
    #expect(LineDiff.text(from: first, to: "", most: 2).hasSuffix("… and 49 more lines"))
  }
}

/// The layout of JSON in golden files.
@Suite struct CompactJSONTests {
  @Test func writesWhatFitsOnOneLine() {
    let json =
      "{\n  \"a\" : {\n    \"low\" : 1,\n    \"high\" : null\n  },\n  \"b\" : [\n    \"x, \\\" }\"\n  ]\n}\n"
    #expect(
      CompactJSON.text(of: json, width: 40) == """
        {
          "a": {"low": 1, "high": null},
          "b": ["x, \\" }"]
        }

        """)
  }
}
