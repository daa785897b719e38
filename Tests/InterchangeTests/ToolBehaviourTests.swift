import Foundation
import SourceText
import Testing
import TopologyLanguage
import TopologyModel

@testable import Interchange

/// Tools that behave otherwise than their documentation lets one think: the rows of `schemas/interchange.md`.
@Suite struct ToolBehaviourTests {
  private func run(
    _ format: ImportFormat?, _ files: [(name: String, text: String)],
    categories: [String: String] = [:]
  ) throws -> (topology: Topology, account: ImportAccount) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "tools-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files {
      try file.text.write(
        to: folder.appendingPathComponent(file.name), atomically: true, encoding: .utf8)
    }
    var options = ImportOptions()
    for (name, category) in categories { options.categories.set(name, .init(category: category)) }
    let outcome = Importer.run(
      format, paths: files.map { folder.appendingPathComponent($0.name).path }, options: options)
    let yaml = try #require(outcome.yaml, "\(outcome.diagnostics)")
    let made = TopologyLoader().load(file: SourceFile(name: "made.yaml", bytes: yaml))
    return (try #require(made.declared?.entries, "\(made.diagnostics)"), outcome.account)
  }

  private func count(_ account: ImportAccount, _ code: String) -> Int {
    account.notes.first { $0.code == code }?.count ?? 0
  }

  /// Flows by the names of their datasets, with what passes.
  private func flows(_ topology: Topology) -> Set<String> {
    Set(
      topology.flows.map { flow in
        let ends = "\(topology.datasets[flow.from].id) > \(topology.datasets[flow.to].id)"
        guard let fields = flow.fields else { return "\(ends): all" }
        return "\(ends): \(fields.map { topology.fields[$0].id }.sorted().joined(separator: " "))"
      })
  }

  private func event(_ producer: String, inputs: [String], outputs: String) -> String {
    let sources = inputs.map { #"{"namespace":"pg","name":"\#($0)"}"# }.joined(separator: ",")
    return """
      {"eventType":"COMPLETE","eventTime":"2026-11-01T00:00:00Z",\
      "producer":"https://github.com/OpenLineage/OpenLineage/tree/1.54.0/\(producer)",\
      "run":{"runId":"1"},"job":{"namespace":"n","name":"j"},"inputs":[\(sources)],"outputs":[\(outputs)]}
      """
  }

  private static let output = """
    {"namespace":"pg","name":"port.main.out","facets":{"columnLineage":{"fields":{"a":{"inputFields":[\
    {"namespace":"pg","name":"port.main.x","field":"a"},{"namespace":"pg","name":"port.main.lost","field":"b"}]}}}}}
    """

  /// openlineage-sql loses inputs and columns: its columns are claims beside lineage of tables.
  @Test func lineageFromSQLMayBeIncomplete() throws {
    let text = event(
      "integration/sql", inputs: ["port.main.x", "port.main.y"], outputs: Self.output)
    let (topology, account) = try run(nil, [("events.ndjson", text)])
    #expect(
      flows(topology).isSuperset(of: [
        "pg.port/main/x > pg.port/main/out: all", "pg.port/main/y > pg.port/main/out: all",
      ]))
    #expect(topology.datasets.contains { $0.id == "pg.port/main/lost" })
    #expect(topology.flows.contains { $0.label?.contains("derived by openlineage-sql") == true })
    #expect(count(account, "lineage-from-sql") == 1)
    // A table that only a column names is an input, too.
    #expect(count(account, "inputs-nothing-writes") == 3)
    #expect(flows(topology).contains("pg.port/main/lost > pg.port/main/out: all"))
    #expect(topology.flows.allSatisfy { $0.certainty == .possible })
  }

  /// The same event by Spark, which knows its plan: only what the columns say.
  @Test func lineageFromPlansIsTaken() throws {
    let text = event(
      "integration/spark", inputs: ["port.main.x", "port.main.y"], outputs: Self.output)
    let (topology, account) = try run(nil, [("events.ndjson", text)])
    #expect(!flows(topology).contains { $0.hasSuffix(": all") })
    #expect(count(account, "lineage-from-sql") == 0)
    #expect(topology.flows.allSatisfy { $0.certainty == .certain })
  }

  private static let manifest = #"""
    {"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/manifest/v12.json","adapter_type":"postgres"},
    "nodes":{
    "seed.p.codes":{"resource_type":"seed","database":"port","schema":"raw","name":"codes","alias":"codes","config":{"materialized":"seed"},"depends_on":{"nodes":[]}},
    "model.p.between":{"resource_type":"model","database":"port","schema":"main","name":"between","alias":"between","config":{"materialized":"ephemeral"},"depends_on":{"nodes":["source.p.crm.people"]}},
    "model.p.out":{"resource_type":"model","database":"port","schema":"main","name":"out","alias":"out","config":{"materialized":"table"},"depends_on":{"nodes":["model.p.between","seed.p.codes"]},"columns":{"a":{"name":"a","config":{"tags":["pii"]}}}}},
    "sources":{"source.p.crm.people":{"resource_type":"source","database":"port","schema":"crm","name":"people","identifier":"people"}}}
    """#

  /// openlineage-dbt leaves out seeds and tags, and names an ephemeral model that nothing writes. The manifest has them.
  @Test func aManifestCompletesEventsOfDBT() throws {
    let text = event(
      "integration/dbt", inputs: ["port.main.between"],
      outputs: #"{"namespace":"pg","name":"port.main.out"}"#)
    let (topology, account) = try run(
      .openlineage, [("events.ndjson", text), ("manifest.json", Self.manifest)],
      categories: ["pii": "user.contact"])
    #expect(
      flows(topology) == [
        "pg.port/main/between > pg.port/main/out: all", "pg.port/raw/codes > pg.port/main/out: all",
        "pg.port/crm/people > pg.port/main/out: all",
        "pg.port/crm/people > pg.port/main/between: all",
      ])
    #expect(topology.fields.first { $0.id == "a" }?.category == "user.contact")
    #expect(count(account, "flows-from-the-manifest") == 3)
  }

  /// dbt's two parsers treat tags differently and write the same version: the column's own goes first, the model's is weaker.
  @Test(arguments: [
    (#""tags":["pii"]"#, "user.contact", false),
    (#""config":{"tags":["pii"]}"#, "user.contact", false),
    (#""config":{"tags":[]}"#, "user.account", true), ("", "user.account", true),
    (#""config":{"tags":["other"]}"#, "user.account", true),
    (#""config":{"meta":{"pii":true}},"meta":{"pii":false}"#, "user.contact", false),
  ]) func marksOfColumnsGoBeforeThoseOfModels(
    _ own: String, _ category: String, _ isInherited: Bool
  ) throws {
    let column = own.isEmpty ? #"{"name":"a"}"# : #"{"name":"a",\#(own)}"#
    let text = """
      {"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/manifest/v12.json","adapter_type":"postgres"},\
      "nodes":{"model.p.m":{"resource_type":"model","database":"d","schema":"s","name":"m","alias":"m",\
      "config":{"materialized":"table","tags":["account"]},"depends_on":{"nodes":[]},"columns":{"a":\(column)}}}}
      """
    let (topology, account) = try run(
      nil, [("manifest.json", text)],
      categories: ["pii": "user.contact", "account": "user.account"])
    let field = try #require(topology.fields.first)
    #expect(field.category == category)
    #expect((field.label?.contains("inherited") ?? false) == isInherited)
    #expect(count(account, "categories-inherited") == (isInherited ? 1 : 0))
  }

  /// fideslang looks for unknown categories in declarations only.
  @Test(arguments: [
    "dataset: [{ fides_key: d, data_categories: [user.nope], collections: [{ name: c, fields: [{ name: f }] }] }]",
    "dataset: [{ fides_key: d, collections: [{ name: c, data_categories: [user.nope], fields: [{ name: f }] }] }]",
    "dataset: [{ fides_key: d, collections: [{ name: c, fields: [{ name: f, data_categories: [user.nope] }] }] }]",
    "system: [{ fides_key: s, egress: [{ fides_key: t, type: system, data_categories: [user.nope] }] }, { fides_key: t }]",
    "system: [{ fides_key: s, privacy_declarations: [{ data_use: essential, data_categories: [user.nope] }] }]",
  ]) func unknownCategoriesAreFoundEverywhere(_ text: String) throws {
    let (topology, account) = try run(nil, [("resources.yml", text)])
    #expect(count(account, "unknown-categories") >= 1)
    #expect(topology.fields.contains { $0.category == "user.nope" })
  }

  /// Half of DataHub's lineage is only in the paths of patches.
  @Test func patchesOfDataHubAreLineage() throws {
    let text = try String(
      contentsOf: SampleTests.root.appendingPathComponent("datahub/mcps.json"), encoding: .utf8)
    let (topology, account) = try run(
      nil, [("mcps.json", text)], categories: ["pii": "user.contact"])
    #expect(
      flows(topology).isSuperset(of: [
        "postgres.port/raw/members > postgres.port/main/members_stg: email id",
        "postgres.port/main/members_stg > s3.exports/members/csv: email",
        "postgres.port/main/members_stg > s3.exports/members/csv: all",
      ]))
    #expect(count(account, "patches-applied") == 2)
    #expect(count(account, "siblings-joined") == 1)
    #expect(topology.fields.contains { $0.id == "email" && $0.category == "user.contact" })
  }

  /// A defense blocks while it is on, a notExist while the asset exists, whatever stands among the parents.
  @Test(arguments: [
    (#""type":"defense","ttc":{"name":"Enabled","arguments":[]}"#, false),
    (#""type":"defense","ttc":{"name":"Disabled","arguments":[]}"#, true),
    (#""type":"defense","ttc":{"name":"Bernoulli","arguments":[0.5]}"#, true),
    (#""type":"notExist","existence_status":true"#, false),
    (#""type":"notExist","existence_status":false"#, true),
    (#""type":"exist","existence_status":true"#, true),
    (#""type":"exist","existence_status":false"#, false),
  ]) func polarityOfConditionsIsTurned(_ parent: String, _ isOpen: Bool) throws {
    let text = """
      {"attack_steps":{"A:in":{"id":0,"type":"or","parents":{},"children":{}},\
      "A:guard":{"id":1,\(parent),"parents":{},"children":{}},\
      "A:out":{"id":2,"type":"and","parents":{"0":"A:in","1":"A:guard"},"children":{}}}}
      """
    let (topology, account) = try run(nil, [("graph.json", text)])
    let step = try #require(topology.systems.first { $0.id == "A:out" })
    #expect(step.access.isEmpty == !isOpen)
    #expect(count(account, "blocked") == (isOpen ? 0 : 1))
  }
}
