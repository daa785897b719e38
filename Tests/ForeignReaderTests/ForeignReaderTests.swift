import Foundation
import TestSupport
import Testing

/// Other projects' readers see in an export what the topology and its analysis say.
@Suite struct ForeignReaderTests {
  /// A format, and a name of `hostile` that it writes with what another would say in its place.
  struct Format: Sendable, CustomTestStringConvertible {
    var name: String
    var written: String
    var other: String
    var testDescription: String { name }
  }

  static let formats = [
    Format(name: "csv", written: "Lending <svg>", other: "Borrowing"),
    Format(name: "graphml", written: "Lending <svg>", other: "Borrowing"),
    Format(name: "gexf", written: "Lending <svg>", other: "Borrowing"),
    Format(name: "openlineage", written: "card: card-hash }", other: "loans: card-hash }"),
    Format(name: "opengraph", written: "root \\\"]; click a", other: "Borrowing"),
    Format(name: "dpv", written: "@cards; subgraph end", other: "Borrowing"),
    Format(name: "stix", written: "@cards; subgraph end", other: "Borrowing"),
    Format(name: "cyclonedx", written: "1. Desk @home; subgraph end", other: "Borrowing"),
  ]

  /// Runs a format's check of an export of a topology.
  /// - Parameter other: What the topology says in the eyes of the check, if not what it said to the export.
  private func check(
    _ format: String, of topology: URL, other: URL? = nil
  ) throws -> (said: String, exit: Int32) {
    try #require(ForeignReader.python != nil, "no readers: run ./test, which installs them")
    let export = try Export(format, of: topology)
    defer { export.remove() }
    var arguments = [export.file.path, (other ?? topology).path, export.analysis.path]
    if format == "openlineage" { arguments.append(try imported(export)) }
    return try ForeignReader.run("check_\(format)", arguments)
  }

  /// The import of an export.
  private func imported(_ export: Export) throws -> String {
    let path = export.folder.appendingPathComponent("imported.yaml").path
    let run = try ProgramRun(
      ["import", "openlineage", export.file.path, "-o", path, "--quiet"], in: ProjectFolder.root)
    #expect(run.exit == 0, "\(run.error)")
    return path
  }

  /// Names of `hostile` look like formulas, markup and syntax of the formats.
  @Test(arguments: formats) func readsWhatIsMeant(_ format: Format) throws {
    let result = try check(format.name, of: ForeignReader.topology("hostile"))
    #expect(result.exit == 0, "\(result.said)")
  }

  /// A circle of access, two keys of three, one login at two organizations, three billion people.
  @Test(arguments: ["graphml", "gexf", "opengraph", "stix"])
  func readsWhatNeighboursStumbleOver(_ format: String) throws {
    let result = try check(format, of: ForeignReader.topology("neighbours"))
    #expect(result.exit == 0, "\(result.said)")
  }

  /// What a check is worth: of another topology it says what differs.
  @Test(arguments: formats) func seesADifference(_ format: Format) throws {
    let topology = ForeignReader.topology("hostile")
    let text = try String(contentsOf: topology, encoding: .utf8)
    let changed = text.replacing(format.written, with: format.other)
    try #require(changed != text)
    let other = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-other-\(UUID().uuidString).yaml")
    try Data(changed.utf8).write(to: other)
    defer { try? FileManager.default.removeItem(at: other) }
    let result = try check(format.name, of: topology, other: other)
    #expect(result.exit == 1)
    #expect(!result.said.contains("Traceback"), "\(result.said)")
  }

  /// The same tables as a spreadsheet of a language with a decimal comma opens them.
  @Test func tablesForSpreadsheetsAreRead() throws {
    try #require(ForeignReader.python != nil, "no readers: run ./test, which installs them")
    let topology = ForeignReader.topology("hostile")
    let export = try Export("csv", of: topology, ["--csv-dialect", "excel", "--language", "de"])
    defer { export.remove() }
    let check = try ForeignReader.run(
      "check_csv", [export.file.path, topology.path, export.analysis.path, ";", ","])
    #expect(check.exit == 0, "\(check.said)")
  }

  @Test func aBrowserDrawsMermaid() throws {
    try drawn(ForeignReader.topology("hostile"), [])
  }

  /// As large as a diagram may be: Mermaid as it is set up on sites does not refuse it.
  @Test func aBrowserDrawsTheLargestMermaid() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-large-\(UUID().uuidString).yaml")
    try Data(LargeTopology.text(systems: 400, seed: 3).utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try drawn(file, (0..<12).flatMap { ["--intrude", "system\($0)"] })
  }

  private func drawn(_ topology: URL, _ events: [String]) throws {
    try #require(ForeignReader.python != nil, "no readers: run ./test, which installs them")
    let browser = try #require(
      ForeignReader.browser, "no Chromium: sudo apt-get install chromium, or set EXPOSURE_BROWSER")
    let export = try Export("mermaid", of: topology, events)
    defer { export.remove() }
    let check = try ForeignReader.run(
      "check_mermaid",
      [
        export.file.path, topology.path, export.analysis.path, browser, ForeignReader.mermaid,
      ])
    #expect(check.exit == 0, "\(check.said)")
  }

  /// Nested for yEd: groups stand in groups, with names as labels.
  @Test func yEdGetsNestedGroups() throws {
    let export = try Export("graphml", of: ForeignReader.topology("hostile"), ["--yed"])
    defer { export.remove() }
    let text = try String(contentsOf: export.file, encoding: .utf8)
    #expect(text.contains("<node id=\"organization:host\" yfiles.foldertype=\"group\">"))
    #expect(text.contains("<node id=\"system:catalog\" yfiles.foldertype=\"group\">"))
    #expect(text.contains("<y:NodeLabel>Loans ]]&gt;</y:NodeLabel>"))
  }
}
