import Foundation
import TestSupport
import Testing

/// What `spof` answers is what its schema says, for every shipped topology.
@Suite struct PointsSchemaTests {
  @Test func everyShippedTopologyAnswersAsTheSchemaSays() throws {
    let text = try Data(
      contentsOf: ProjectFolder.root.appendingPathComponent("schemas/points.schema.json"))
    let schema = try JSONSchema(text)
    // In this one an event hits thousands of tenants, which only takes longer.
    for graph in try ProjectFolder.graphs where graph.lastPathComponent != "moveit-pbi-2023.yaml" {
      let run = try ProgramRun(
        ["spof", graph.path, "--format", "json", "--quiet", "--assume", "5%", "--limit", "5"],
        in: ProjectFolder.root)
      #expect(run.exit == 0, "\(graph.lastPathComponent): \(run.error)")
      let value = try JSONDecoder().decode(JSONValue.self, from: Data(run.output.utf8))
      #expect(try schema.problems(of: value).prefix(5) == [], "\(graph.lastPathComponent)")
    }
  }

  @Test func hardeningAnswersAsItsSchemaSays() throws {
    let text = try Data(
      contentsOf: ProjectFolder.root.appendingPathComponent("schemas/hardening.schema.json"))
    let schema = try JSONSchema(text)
    for goal in ["worst", "expected"] {
      let run = try ProgramRun(
        [
          "harden", "graphs/centralized-hub.yaml", "--format", "json", "--quiet", "--assume", "5%",
          "--by", goal, "--budget", "2",
        ], in: ProjectFolder.root)
      #expect(run.exit == 0, "\(run.error)")
      let value = try JSONDecoder().decode(JSONValue.self, from: Data(run.output.utf8))
      #expect(try schema.problems(of: value) == [])
    }
  }
}
