import Foundation
import TestSupport
import Testing

/// Other projects' readers see in an export what the topology and its analysis say. The topology's names look like
/// formulas, markup and syntax of the formats.
@Suite struct ForeignReaderTests {
  static let formats = ["csv", "graphml", "gexf"]

  @Test(arguments: formats) func readsWhatIsMeant(_ format: String) throws {
    try #require(ForeignReader.python != nil, "no readers: run ./test, which installs them")
    let topology = ForeignReader.topology("hostile")
    let export = try Export(format, of: topology)
    defer { export.remove() }
    let check = try ForeignReader.run(
      "check_\(format)", [export.file.path, topology.path, export.analysis.path])
    #expect(check.exit == 0, "\(check.said)")
  }

  /// What the check itself is worth: with another topology it fails.
  @Test(arguments: formats) func seesADifference(_ format: String) throws {
    try #require(ForeignReader.python != nil, "no readers: run ./test, which installs them")
    let topology = ForeignReader.topology("hostile")
    let text = try String(contentsOf: topology, encoding: .utf8)
    let changed = text.replacing("label: \"Lending <svg>\"", with: "label: \"Borrowing\"")
    #expect(changed != text)
    let export = try Export(format, of: topology)
    defer { export.remove() }
    let other = export.folder.appendingPathComponent("other.yaml")
    try Data(changed.utf8).write(to: other)
    let check = try ForeignReader.run(
      "check_\(format)", [export.file.path, other.path, export.analysis.path])
    #expect(check.exit == 1)
    #expect(check.said.contains("Borrowing"), "\(check.said)")
  }

  @Test func aBrowserDrawsMermaid() throws {
    try #require(ForeignReader.python != nil, "no readers: run ./test, which installs them")
    let browser = try #require(
      ForeignReader.browser, "no Chromium: sudo apt-get install chromium, or set EXPOSURE_BROWSER")
    let topology = ForeignReader.topology("hostile")
    let export = try Export("mermaid", of: topology)
    defer { export.remove() }
    let check = try ForeignReader.run(
      "check_mermaid",
      [
        export.file.path, topology.path, export.analysis.path, browser, ForeignReader.mermaid,
      ])
    #expect(check.exit == 0, "\(check.said)")
  }

  /// Nested for yEd: networkx still finds all nodes, and groups stand in groups.
  @Test func yEdGetsNestedGroups() throws {
    let export = try Export("graphml", of: ForeignReader.topology("hostile"), ["--yed"])
    defer { export.remove() }
    let text = try String(contentsOf: export.file, encoding: .utf8)
    #expect(text.contains("<node id=\"organization:host\" yfiles.foldertype=\"group\">"))
    #expect(text.contains("<node id=\"system:catalog\" yfiles.foldertype=\"group\">"))
    #expect(text.contains("<y:NodeLabel>Loans ]]&gt;</y:NodeLabel>"))
  }
}
