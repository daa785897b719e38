import Foundation
import TestSupport
import Testing

/// What `spof` answers is what its schema says, for every shipped topology.
@Suite struct PointsSchemaTests {
  @Test func everyShippedTopologyAnswersAsTheSchemaSays() throws {
    let text = try Data(
      contentsOf: ProjectFolder.root.appendingPathComponent("schemas/points.schema.json"))
    let schema = try JSONSchema(text)
    for graph in try ProjectFolder.graphs {
      let run = try ProgramRun(
        ["spof", graph.path, "--format", "json", "--quiet", "--assume", "5%", "--limit", "5"],
        in: ProjectFolder.root)
      #expect(run.exit == 0, "\(graph.lastPathComponent): \(run.error)")
      let value = try JSONDecoder().decode(JSONValue.self, from: Data(run.output.utf8))
      #expect(try schema.problems(of: value).prefix(5) == [], "\(graph.lastPathComponent)")
    }
  }
}
