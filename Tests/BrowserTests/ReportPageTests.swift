import Foundation
import TestSupport
import Testing

/// The report in a real browser: it loads, can be used by pointer and keyboard, prints, and no label harms.
@Suite(.serialized) struct ReportPageTests {
  @Test func theRealCase() throws {
    let report = try Report(
      of: ProjectFolder.root.appendingPathComponent(
        "graphs/third-party-payment.yaml"))
    defer { report.remove() }
    try report.check(pages: 10...26)
  }

  @Test func hostileLabels() throws {
    let report = try Report(of: Self.fixture("hostile.yaml"))
    defer { report.remove() }
    // Labels of ten thousand characters fill pages; they neither widen one nor run into another.
    try report.check(pages: 20...70)
    let page = try String(contentsOf: report.page, encoding: .utf8)
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("\u{202E}"))
    #expect(page.contains("&lt;script&gt;alert"))
    #expect(page.contains("שלום"), "letters that run right to left are no harm and stay")
  }

  @Test func theSameInputGivesTheSameFiles() throws {
    let reports = try (0..<2).map { _ in try Report(of: Self.fixture("hostile.yaml")) }
    defer { for report in reports { report.remove() } }
    let names = try reports.map {
      try FileManager.default.contentsOfDirectory(atPath: $0.folder.path).sorted()
    }
    #expect(names[0] == names[1])
    for name in names[0] {
      let bytes = try reports.map { try Data(contentsOf: $0.folder.appendingPathComponent(name)) }
      #expect(bytes[0] == bytes[1], "\(name) differs")
    }
  }

  @Test func nothingIsWrittenWhenTheInputIsWrong() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "exposure-report-\(UUID().uuidString)")
    let run = try ProgramRun(
      ["report", "missing.yaml", "-o", folder.path], in: ProjectFolder.root)
    #expect(run.exit == 2)
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func otherFilesOfTheFolderStay() throws {
    let report = try Report(of: Self.fixture("hostile.yaml"))
    defer { report.remove() }
    let other = report.folder.appendingPathComponent("notes.txt")
    try Data("mine".utf8).write(to: other)
    let before = try FileManager.default.contentsOfDirectory(atPath: report.folder.path)
    let run = try ProgramRun(
      ["report", Self.fixture("hostile.yaml").path, "-o", report.folder.path, "--quiet"],
      in: ProjectFolder.root)
    #expect(run.exit == 0, "\(run.error)")
    let after = try FileManager.default.contentsOfDirectory(atPath: report.folder.path)
    #expect(after.sorted() == before.sorted())
    #expect(try String(contentsOf: other, encoding: .utf8) == "mine")
  }

  private static func fixture(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name)")
  }
}

/// A report in a folder of its own.
struct Report {
  let folder: URL

  var page: URL { folder.appendingPathComponent("index.html") }

  init(of topology: URL) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "exposure-report-\(UUID().uuidString)")
    let run = try ProgramRun(
      ["report", topology.path, "-o", folder.path, "--quiet"], in: ProjectFolder.root)
    try #require(run.exit == 0, "\(run.error)")
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Opens the page and uses it; `Driver/check_page.py` says what is wrong.
  func check(pages: ClosedRange<Int>) throws {
    let browser = try #require(
      Self.browser, "no Chromium: sudo apt-get install chromium python3, or set EXPOSURE_BROWSER")
    let driver = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Driver/check_page.py")
    let output = folder.appendingPathExtension("checks")
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-B", driver.path, browser, page.path, "\(pages.lowerBound)",
      "\(pages.upperBound)",
    ]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = process.standardOutput
    try process.run()
    process.waitUntilExit()
    let said = try String(contentsOf: output, encoding: .utf8)
    #expect(process.terminationStatus == 0, "\(said)")
  }

  private static var browser: String? {
    let asked = ProcessInfo.processInfo.environment["EXPOSURE_BROWSER"]
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    return ([asked].compactMap { $0 } + known).first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}
