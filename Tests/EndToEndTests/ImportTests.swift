import Foundation
import TestSupport
import Testing

/// From files of other tools to answers, by the real program.
@Suite struct ImportTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "import-\(UUID().uuidString)")
  private static let samples = ProjectFolder.root.appendingPathComponent(
    "Tests/InterchangeTests/Samples")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  private func text(of name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// What a stolen password reaches in the topology is what BloodHound reaches in the graph.
  @Test func controlIsBloodHoundsReach() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let archive = Self.samples.appendingPathComponent("bloodhound/sharphound-v6.zip").path
    #expect(try ProgramRun(["import", archive, "-o", "domain.yaml"], in: folder).exit == 0)
    try write(
      "extends: domain.yaml\nincidents: { nora: { stolen: \"credential:NORA\" } }\n",
      to: "ours.yaml")
    let run = try ProgramRun(["analyze", "ours.yaml", "--format", "json"], in: folder)
    #expect(run.exit == 0, "\(run.error)")
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let incidents = answer["incidents"] as? [[String: Any]] ?? [answer]
    let controlled = try #require(incidents.first?["controlled"] as? [String])
    let expected = try #require(
      try JSONSerialization.jsonObject(
        with: Data(
          contentsOf: Self.samples.appendingPathComponent("bloodhound/expected.json")))
        as? [String: Any])
    let sharp = try #require(expected["sharphound-v6"] as? [String: Any])
    #expect(
      controlled.sorted() == (sharp["controlled-in-incident-nora"] as? [String])?.sorted())
  }

  @Test func checkSaysWhetherTheFileWouldChange() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let table = ProjectFolder.root.appendingPathComponent("graphs/imported/register.csv")
    try FileManager.default.copyItem(at: table, to: folder.appendingPathComponent("register.csv"))
    #expect(try ProgramRun(["import", "register.csv", "-o", "out.yaml"], in: folder).exit == 0)
    let same = try ProgramRun(["import", "register.csv", "-o", "out.yaml", "--check"], in: folder)
    #expect(same.exit == 0)
    #expect(same.output == "out.yaml: up to date\n")
    let before = try text(of: "out.yaml")
    try write(
      try text(of: "register.csv")
        + "B-04,Newsletter,Sound Ferry Line,News,Passengers,,Email address,,,\n",
      to: "register.csv")
    let changed = try ProgramRun(
      ["import", "register.csv", "-o", "out.yaml", "--check"], in: folder)
    #expect(changed.exit == 1)
    #expect(changed.output == "out.yaml: would change\n")
    #expect(try text(of: "out.yaml") == before)
  }

  /// A new name does not take the id of an old one, and what a file adds to an import stays.
  @Test func updateKeepsIdsAndWhatPeopleAdded() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    func model(_ names: [String]) -> String {
      let elements = names.map { #"{"__class__": "Server", "name": "\#($0)"}"# }
      return
        #"{"name": "m", "elements": [\#(elements.joined(separator: ","))], "flows": [], "data": []}"#
    }
    try write(model(["web site"]), to: "model.json")
    #expect(try ProgramRun(["import", "model.json", "-o", "out.yaml"], in: folder).exit == 0)
    try write(
      "extends: out.yaml\nsystems: { web-site: { kind: ours } }\n", to: "ours.yaml")
    // In order, "web  site" comes before "web site", and would have its id.
    try write(model(["web  site", "web site"]), to: "model.json")
    let run = try ProgramRun(["import", "model.json", "-o", "out.yaml", "--update"], in: folder)
    #expect(run.exit == 0, "\(run.error)")
    #expect(try text(of: "out.yaml").contains("  web-site:\n    label: \"web site\""))
    #expect(try ProgramRun(["validate", "ours.yaml"], in: folder).exit == 0)
    try write(model(["other"]), to: "model.json")
    let gone = try ProgramRun(["import", "model.json", "-o", "out.yaml", "--update"], in: folder)
    #expect(gone.output.contains("ids-gone"))
  }

  @Test func aWrongFormatIsNamed() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let archive = Self.samples.appendingPathComponent("bloodhound/sharphound-v6.zip").path
    let run = try ProgramRun(["import", "dbt", archive], in: folder)
    #expect(run.exit == 2)
    #expect(run.error.contains("is a BloodHound export, not a dbt manifest"))
    #expect(run.error.contains("exposure import bloodhound"))
  }

  @Test func aFileOfOursIsNotReplaced() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("title: mine\n", to: "mine.yaml")
    let table = ProjectFolder.root.appendingPathComponent("graphs/imported/register.csv").path
    let run = try ProgramRun(["import", table, "-o", "mine.yaml"], in: folder)
    #expect(run.exit == 2)
    #expect(try text(of: "mine.yaml") == "title: mine\n")
  }

  /// The minimal sets of the topology are the cut sets of the tree: the valve, or two of three pumps.
  @Test func minimalSetsAreTheTreesCutSets() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let tree = Self.samples.appendingPathComponent("open-psa/cooling.xml").path
    #expect(try ProgramRun(["import", tree, "-o", "tree.yaml"], in: folder).exit == 0)
    let run = try ProgramRun(["spof", "tree.yaml", "--order", "3", "--format", "json"], in: folder)
    #expect(run.exit == 0, "\(run.error)")
    for pair in [["pump-a", "pump-b"], ["pump-a", "pump-c"], ["pump-b", "pump-c"]] {
      let set = pair.map { "\"\($0)\"" }.joined(separator: ",")
      #expect(
        run.output.replacing(" ", with: "").replacing("\n", with: "").contains(set), "\(pair)")
    }
  }
}
