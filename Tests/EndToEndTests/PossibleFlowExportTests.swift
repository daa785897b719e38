import Foundation
import TestSupport
import Testing

/// A flow that is only possible is no plain flow in any format that other tools read, and the account says how it stands.
@Suite struct PossibleFlowExportTests {
  private static let text = """
    title: A copy that nobody has seen
    people: { guests: { count: 300 } }
    fields: { name: {}, card: {} }
    systems:
      desk: { datasets: { stays: { people: guests, fields: [name, card] } } }
      ledger: { datasets: { copies: { people: guests, fields: [] } } }
      archive: { datasets: { paper: { people: guests, fields: [] } } }
    flows:
      copy: { from: desk.stays, to: ledger.copies, fields: [card], certainty: possible }
      sign: { from: desk.stays, to: archive.paper, fields: [name] }
    """

  private func export(_ format: String, certain: Bool) throws -> ProgramRun {
    let text = certain ? Self.text.replacing(", certainty: possible", with: "") : Self.text
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-export-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // This one is several files.
    let isSeveral = format == "opengraph"
    var run = try ProgramRun(
      ["export", format, "-"] + (isSeveral ? ["-o", "."] : []), in: folder, input: Data(text.utf8))
    try #require(run.exit == 0, "\(run.error)")
    if isSeveral {
      // Nothing else is written there, so the account is.
      run.error += run.output
      run.output = try String(
        contentsOf: folder.appendingPathComponent("opengraph.json"), encoding: .utf8)
    }
    return run
  }

  @Test(arguments: [
    ("graphml", #"<data key="edge-certainty">possible</data>"#),
    ("graphml", #"<data key="edge-label">copy (possible)</data>"#),
    ("gexf", #"<attvalue for="edge-certainty" value="possible"/>"#),
    ("stix", #""x_exposure_certainty" : "possible""#),
    ("cyclonedx", "outbound: copy, desk.stays to ledger.copies"),
    ("cyclonedx", "inbound: copy, desk.stays to ledger.copies"),
    ("opengraph", #""certainty" : "possible""#),
    ("mermaid", #"-.->|"possible"|"#),
  ])
  func itSaysThatTheFlowIsPossible(_ format: String, _ words: String) throws {
    let possible = try export(format, certain: false)
    #expect(possible.output.contains(words), "\(possible.output)")
    #expect(try !export(format, certain: true).output.contains(words))
  }

  @Test(arguments: ["graphml", "gexf", "stix", "cyclonedx", "opengraph", "mermaid", "dpv"])
  func theAccountSaysHow(_ format: String) throws {
    #expect(try export(format, certain: false).error.contains("Flows that may only move data"))
    #expect(try !export(format, certain: true).error.contains("Flows that may only move data"))
  }
}
