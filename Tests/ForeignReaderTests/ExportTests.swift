import Foundation
import TestSupport
import Testing

/// What exports promise of themselves, whatever reads them.
@Suite struct ExportTests {
  static let formats = [
    "mermaid", "graphml", "gexf", "openlineage", "dpv", "stix", "cyclonedx", "open-psa",
  ]

  private func export(_ arguments: [String]) throws -> ProgramRun {
    try ProgramRun(["export"] + arguments, in: ProjectFolder.root)
  }

  @Test(arguments: formats) func theSameInputGivesTheSameBytes(_ format: String) throws {
    let path = ForeignReader.topology("hostile").path
    let runs = try (0..<2).map { _ in try export([format, path, "--quiet"]) }
    #expect(runs[0].exit == 0)
    #expect(!runs[0].output.isEmpty && runs[0].output == runs[1].output)
  }

  /// More than Mermaid draws is folded until it is within its limits, and the first box says so.
  @Test(arguments: [60, 2_000]) func mermaidStaysWithinItsLimits(_ systems: Int) throws {
    let text = LargeTopology.text(systems: systems, seed: 5)
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-large-\(UUID().uuidString).yaml")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try export([
      "mermaid", file.path, "--intrude", "system0", "--intrude", "system7", "--quiet",
    ])
    #expect(run.exit == 0, "\(run.error)")
    let lines = run.output.split(separator: "\n")
    #expect(
      lines.count { $0.contains(" -->|") || $0.contains(" ==>|") || $0.contains(" -.->|") } <= 400)
    #expect(run.output.utf16.count <= 45_000)
    #expect(lines[1].contains("Folded") || lines[1].contains("not drawn"), "\(lines[1])")
  }

  @Test(arguments: [
    (["csv", "graphs/tour.yaml"], "is several files"),
    (["graphml", "graphs/tour.yaml", "--csv-dialect", "excel"], "goes with csv"),
    (["gexf", "graphs/tour.yaml", "--yed"], "goes with graphml"),
    (["nonsense", "graphs/tour.yaml"], "format"),
    (["graphml", "missing.yaml"], "missing.yaml"),
  ])
  func whatMakesNoSenseIsRefused(_ arguments: [String], _ said: String) throws {
    let run = try export(arguments)
    #expect(run.exit == 2)
    #expect(run.error.contains(said), "\(run.error)")
    #expect(run.output.isEmpty)
  }

  /// Without an incident nothing is said to be safe.
  @Test func withoutAnIncidentWhatIsReachedIsUnknown() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-quiet-\(UUID().uuidString).yaml")
    try Data(
      "systems: { archive: { datasets: { files: { fields: [name] } } } }\nfields: { name: {} }\n"
        .utf8
    )
    .write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try export(["graphml", file.path, "--format", "json"])
    #expect(run.exit == 0)
    #expect(run.output.contains("<data key=\"node-reached\">unknown</data>"))
    #expect(!run.output.contains("<data key=\"node-reached\">no</data>"))
    #expect(run.error.contains("\"no-incident\" : 1"))
  }
}
