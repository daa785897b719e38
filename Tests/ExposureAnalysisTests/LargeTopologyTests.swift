import IncidentFindings
import Lowering
import PointAnalysis
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// What holds of small topologies one by one holds of a large one all at once.
@Suite struct LargeTopologyTests {
  @Test func pointsOfManySystemsAgreeWithTheirIncidents() throws {
    let text = LargeTopology.text(systems: 400, seed: 1)
    let outcome = TopologyLoader().load(file: SourceFile(name: "large.yaml", text: text))
    let topology = try #require(outcome.topology, "\(outcome.diagnostics.prefix(3))")
    let lowered = LoweredTopology(topology)
    let points = SinglePoints(lowered, entry: EntrySet(topology)).points
    #expect(points.count > 600)
    // A world in a block of 512 against the same world alone.
    for point in points.prefix(10) + points.suffix(10) {
      guard case .event(let event) = point.subject else { continue }
      let alone = IncidentAnalysis(lowered, Scenario(events: [event]))
      #expect(
        point.classes.map(\.persons) == alone.people.filter { !$0.groups.isEmpty }.map(\.persons))
    }
    let sets = AttackSets.find(
      on: ExposureTarget.defaults(in: lowered), in: lowered, entry: EntrySet(topology), order: 2)
    for found in sets { #expect(found.isComplete) }
  }
}
