import Foundation
import TestSupport
import Testing

/// What `spof` answers is what its schema says, for every shipped topology.
@Suite struct PointsSchemaTests {
  @Test func everyShippedTopologyAnswersAsTheSchemaSays() throws {
    let text = try Data(
      contentsOf: ProjectFolder.root.appendingPathComponent("schemas/points.schema.json"))
    let schema = try JSONSchema(text)
    // Fleets of hundreds and thousands take minutes in a build for debugging.
    let large = ["700credit-2025", "moveit-pbi-2023", "powerschool-2024"]
    for graph in try ProjectFolder.graphs
    where !large.contains(graph.deletingPathExtension().lastPathComponent) {
      let run = try ProgramRun(
        ["spof", graph.path, "--format", "json", "--quiet", "--assume", "5%", "--limit", "5"],
        in: ProjectFolder.root)
      #expect(run.exit == 0, "\(graph.lastPathComponent): \(run.error)")
      let value = try JSONDecoder().decode(JSONValue.self, from: Data(run.output.utf8))
      #expect(try schema.problems(of: value).prefix(5) == [], "\(graph.lastPathComponent)")
    }
  }

  @Test func theLimitBoundsListingsAndNoCount() throws {
    struct Answer: Decodable {
      struct Sets: Decodable {
        struct Count: Decodable, Equatable {
          var order: Int
          var sets: Int
        }
        enum CodingKeys: String, CodingKey {
          case counts, sets
          case hardeningCounts = "hardening-counts"
          case hardeningSets = "hardening-sets"
        }
        struct Listed: Decodable, Equatable { var events: [String] }
        var counts: [Count]
        var sets: [Listed]
        var hardeningCounts: [Count]
        var hardeningSets: [[String]]
      }
      enum CodingKeys: String, CodingKey { case sets = "attack-sets" }
      var sets: [Sets]
    }
    func answer(_ limit: Int) throws -> Answer {
      let run = try ProgramRun(
        [
          "spof", "graphs/third-party-payment.yaml", "--format", "json", "--quiet", "--limit",
          String(limit),
        ], in: ProjectFolder.root)
      return try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    }
    let (short, long) = (try answer(2), try answer(1000))
    for (few, all) in zip(short.sets, long.sets) {
      #expect(few.counts == all.counts && few.hardeningCounts == all.hardeningCounts)
      #expect(few.sets == Array(all.sets.prefix(2)))
      #expect(few.hardeningSets == Array(all.hardeningSets.prefix(2)))
      #expect(all.sets.count == all.counts.reduce(0) { $0 + $1.sets })
      #expect(all.sets.map(\.events.count) == all.sets.map(\.events.count).sorted())
      #expect(all.hardeningSets.map(\.count) == all.hardeningSets.map(\.count).sorted())
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
