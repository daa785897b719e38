import Foundation
import TestSupport
import Testing

/// The report in a real browser: it loads, can be used by pointer and keyboard, prints, and no label harms.
@Suite(.serialized) struct ReportPageTests {
  @Test func theRealCase() throws {
    let report = try Report(of: Report.graph("third-party-payment"))
    defer { report.remove() }
    let page = try report.text
    #expect(
      report.sections(of: page) == [
        "summary", "people", "services", "diagram", "points", "year", "comparison", "record",
        "severity", "duties", "method",
      ])
    #expect(page.contains("this report draws 1,000"))
    #expect(page.contains(#"<svg class="curves""#))
    try report.expectFilesInStep()
    try report.check(pages: 18...26)
  }

  @Test func hostileLabels() throws {
    let report = try Report(of: Report.fixture("hostile.yaml"))
    defer { report.remove() }
    // Labels of ten thousand characters fill pages; they neither widen one nor run into another.
    try report.check(pages: 60...90)
    let page = try report.text
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("\u{202E}"))
    #expect(page.contains("&lt;script&gt;alert"))
    #expect(page.contains("שלום"), "letters that run right to left are no harm and stay")
    try report.expectFilesInStep()
  }
}
