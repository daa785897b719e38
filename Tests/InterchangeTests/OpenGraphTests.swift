import Foundation
import SourceText
import Testing
import TopologyLanguage
import TopologyModel

@testable import Interchange

/// OpenGraph beside the files of SharpHound, with and without the definitions of the extension.
@Suite struct OpenGraphTests {
  private func run(_ names: [String], choices: Set<ImportChoice> = []) -> ImportOutcome {
    var options = ImportOptions()
    options.choices = choices
    return Importer.run(
      nil,
      paths: names.map { SampleTests.root.appendingPathComponent("bloodhound/\($0)").path },
      options: options)
  }

  private func counts(_ outcome: ImportOutcome) -> [String: Int] {
    Dictionary(
      outcome.account.read.map { ($0.key, $0.count) }
        + outcome.account.notes.map { ($0.code, $0.count) }, uniquingKeysWith: { $1 })
  }

  private func rules(_ outcome: ImportOutcome) throws -> Set<String> {
    let yaml = try #require(outcome.yaml)
    let loaded = TopologyLoader().load(file: SourceFile(name: "made.yaml", bytes: yaml))
    let topology = try #require(loaded.declared, "\(loaded.diagnostics)").entries
    return Set(
      topology.systems.flatMap { system in
        system.access.map { "\(system.id).\(topology.accessRules[$0].id)" }
      })
  }

  @Test func withoutDefinitionsNoUnknownKindIsFollowed() throws {
    let outcome = run(["sharphound-v6.zip", "opengraph.json"])
    let counts = counts(outcome)
    #expect(counts["nodes"] == 4 && counts["edges"] == 5 && counts["edges-resolved"] == 4)
    #expect(counts["ambiguous-name-matches"] == 1)
    #expect(counts["edges-of-unknown-traversability"] == 5)
    #expect(counts["ids-shared-with-sharphound"] == 1)
    #expect(try !rules(outcome).contains("DB01.Vault_Opens"))
  }

  @Test func definitionsSayWhatIsFollowed() throws {
    let outcome = run(["sharphound-v6.zip", "opengraph.json", "opengraph-extension.json"])
    #expect(counts(outcome)["not-traversable"] == 1)
    #expect(counts(outcome)["edges-of-unknown-traversability"] == nil)
    let rules = try rules(outcome)
    #expect(rules.contains("DB01.Vault_Opens"))
    #expect(!rules.contains { $0.hasSuffix(".Vault_Knows") })
  }

  @Test func unknownKindsAreFollowedWhenAskedFor() throws {
    let outcome = run(["sharphound-v6.zip", "opengraph.json"], choices: [.unknownEdges])
    #expect(try rules(outcome).contains { $0.hasSuffix(".Vault_Knows") })
  }

  /// The same domain as Neo4j exports it: sessions lead from the computer, GetChanges alone is nothing.
  @Test func neo4jExportsAreRead() throws {
    let lines = [
      #"{"type":"node","id":"0","labels":["Base","User"],"properties":{"name":"NORA@A.LOCAL","objectid":"S-1-5-21-1-2-3-1101","domain":"A.LOCAL","domainsid":"S-1-5-21-1-2-3","enabled":[true]}}"#,
      #"{"type":"node","id":"1","labels":["Base","Computer"],"properties":{"name":"DB.A.LOCAL","objectid":"S-1-5-21-1-2-3-1301","domain":"A.LOCAL"}}"#,
      #"{"type":"node","id":"2","labels":["Base","Group","User"],"properties":{"name":"ODD@A.LOCAL","objectid":"S-1-5-21-1-2-3-1200","domain":"A.LOCAL"}}"#,
      #"{"type":"relationship","id":"0","label":"HasSession","start":{"id":"1"},"end":{"id":"0"}}"#,
      #"{"type":"relationship","id":"1","label":"HasSession","start":{"id":"0"},"end":{"id":"1"}}"#,
      #"{"type":"relationship","id":"2","label":"MemberOf","start":{"id":"0"},"end":{"id":"2"}}"#,
      #"{"type":"relationship","id":"3","label":"AdminTo","start":{"id":"2"},"end":{"id":"2"}}"#,
    ]
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "apoc-\(UUID().uuidString).json")
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let outcome = Importer.run(nil, paths: [file.path], options: ImportOptions())
    #expect(outcome.account.format == "bloodhound")
    let counts = counts(outcome)
    #expect(counts["sessions-wrong-way"] == 1 && counts["edges-to-itself"] == 1)
    #expect(counts["nodes-of-several-kinds"] == 1)
    #expect(try rules(outcome) == ["NORA.login", "NORA.HasSession", "ODD.MemberOf"])
  }
}
