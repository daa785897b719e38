import Foundation
import TestSupport
import Testing

/// The report's files: which there are, the same on every run, all of them or none.
@Suite struct ReportFilesTests {
  @Test func theSameInputGivesTheSameFiles() throws {
    let reports = try (0..<2).map { _ in try Report(of: Report.fixture("hostile.yaml")) }
    defer { for report in reports { report.remove() } }
    let names = try reports.map { try $0.names }
    #expect(names[0] == names[1])
    for name in names[0] {
      let bytes = try reports.map { try Data(contentsOf: $0.folder.appendingPathComponent(name)) }
      #expect(bytes[0] == bytes[1], "\(name) differs")
    }
  }

  // MARK: - Files that have little to say

  @Test(arguments: [
    ("no people", "title: A\nsystems: { store: {} }\n"),
    ("no systems", "title: B\npeople: { readers: { count: 10 } }\nfields: { name: {} }\n"),
    (
      "no incident",
      "people: { p: { count: 5 } }\nfields: { f: {} }\nsystems: { s: { datasets: { d: { people: p, fields: f } } } }\n"
    ),
    ("nothing but a title", "title: \"<script>alert(1)</script>\"\n"),
  ])
  func littleIsNoFailure(_ name: String, _ topology: String) throws {
    let report = try Report(ofText: topology)
    defer { report.remove() }
    let page = try report.text
    try report.expectFilesInStep()
    let sections = report.sections(of: page)
    #expect(sections.first == "summary" && sections.last == "method", "\(name): \(sections)")
    #expect(page.contains("No incident"), "\(name)")
    #expect(page.contains("No comparison: the file describes only one architecture."), "\(name)")
    if name == "nothing but a title" { #expect(sections == ["summary", "points", "method"]) }
    for id in ["people", "comparison", "record", "severity", "duties"] {
      #expect(!sections.contains(id), "\(name) has nothing to say of \(id)")
    }
    #expect(!page.contains("<script>alert"))
  }

  /// What is missing is asked for by name, and nothing is said that needs it.
  @Test func missingLikelihoodsAreNamed() throws {
    let report = try Report(of: Report.graph("incidents/change-healthcare-2024"))
    defer { report.remove() }
    let page = try report.text
    let year = try #require(report.section("year", of: page))
    #expect(year.contains("No year is simulated"))
    for event in ["remote-access", "clearinghouse", "employee-password"] {
      #expect(year.contains("(\(event))"), "\(event) is not named")
    }
    let comparison = try #require(report.section("comparison", of: page))
    #expect(comparison.contains("because likelihoods are missing"))
    #expect(comparison.contains("all spared"), "the incident is compared all the same")
    #expect(!comparison.contains("<svg"))
    let names = try report.names
    #expect(names.contains("comparison.json") && names.contains("measures.csv"))
    #expect(!names.contains { $0.contains("curve") || $0.hasPrefix("year") })
    try report.expectFilesInStep()
    // A page has no command line.
    for option in ["--limit", "--assume", "--trials", "--format"] {
      #expect(!page.contains(" \(option)"), "\(option)")
    }
  }

  /// The page is about the architecture asked for, and holds the others against it.
  @Test func ofAVariant() throws {
    let report = try Report(
      of: Report.graph("centralized-hub"), ["--variant", "second-factor"])
    defer { report.remove() }
    let page = try report.text
    #expect(page.contains("Nobody exposed"))
    let comparison = try JSONDecoder().decode(
      JSONValue.self,
      from: Data(contentsOf: report.folder.appendingPathComponent("comparison.json")))
    #expect(comparison["base"]?.string == "second-factor")
    // A name is marked off from what is said of it, so that no sentence begins with its end.
    let words = page.replacing(/<[^>]+>/, with: "").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(words.contains("compared with One hub, a second factor"))
    #expect(try Set(report.names).isSuperset(of: ["spof.svg", "comparison.svg"]))
  }

  /// Only incidents of the file are played in other architectures, and the page says so.
  @Test func ofWhatIsSupposed() throws {
    let report = try Report(of: Report.graph("centralized-hub"), ["--intrude", "hub"])
    defer { report.remove() }
    let comparison = try #require(report.section("comparison", of: try report.text))
    #expect(comparison.contains("are not played in the other architectures"))
  }

  // MARK: - All or nothing

  @Test func nothingIsWrittenWhenTheInputIsWrong() throws {
    let folder = Report.newFolder
    for arguments in [["missing.yaml"], ["graphs/tour.yaml", "--incident", "none"]] {
      let run = try ProgramRun(
        ["report"] + arguments + ["-o", folder.path], in: ProjectFolder.root)
      #expect(run.exit == 2)
      #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
  }

  /// A mistake in any variant is one of the report, which compares them all.
  @Test func nothingIsWrittenWhenAVariantIsWrong() throws {
    let folder = Report.newFolder
    let file = folder.appendingPathExtension("yaml")
    try Data(
      "systems: { s: {} }\nvariants: { v: { change: { systems: { s: { nonsense: 1 } } } } }\n".utf8
    )
    .write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try ProgramRun(["report", file.path, "-o", folder.path], in: ProjectFolder.root)
    #expect(run.exit == 2)
    #expect(run.error.contains("nonsense"))
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  /// A file in the way of one of the report's: nothing of it is written, nothing is left behind.
  @Test func nothingIsWrittenWhenAFolderIsInTheWay() throws {
    let folder = Report.newFolder
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("points.csv"), withIntermediateDirectories: true)
    let run = try ProgramRun(
      ["report", "graphs/centralized-hub.yaml", "-o", folder.path, "--trials", "100"],
      in: ProjectFolder.root)
    #expect(run.exit == 2)
    #expect(run.error.contains("it is a folder"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["points.csv"])
  }

  @Test func otherFilesOfTheFolderStay() throws {
    let report = try Report(of: Report.fixture("hostile.yaml"))
    defer { report.remove() }
    let other = report.folder.appendingPathComponent("notes.txt")
    try Data("mine".utf8).write(to: other)
    let before = try report.names
    let run = try ProgramRun(
      [
        "report", Report.fixture("hostile.yaml").path, "-o", report.folder.path, "--quiet",
        "--trials", "1000",
      ], in: ProjectFolder.root)
    #expect(run.exit == 0, "\(run.error)")
    #expect(try report.names == before)
    #expect(try String(contentsOf: other, encoding: .utf8) == "mine")
  }
}
