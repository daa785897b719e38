import Explaining
import Lowering
import SourceText
import Testing
import TopologyLanguage
import TopologyModel

/// A field is followed under whatever name it travels, and only the people asked about are counted.
@Suite struct LineageTests {
  private static let renamed = """
    title: Renamed twice
    people: { staff: { count: 300, groups: { night: { count: 20 } } } }
    fields: { badge: {}, key: {}, token: {}, shift: {} }
    systems:
      gate: { datasets: { log: { people: staff, fields: [badge, shift] } } }
      hub: { datasets: { log: { people: staff, fields: [] } } }
      lake: { datasets: { log: { people: staff, fields: [] } } }
      roster: { datasets: { plan: { people: staff, fields: [shift] } } }
    flows:
      one: { from: gate.log, to: hub.log, fields: [badge], becomes: { badge: key } }
      two: { from: hub.log, to: lake.log, becomes: { key: token } }
      three: { from: roster.plan, to: lake.log }
      again: { from: lake.log, to: lake.log, fields: [shift] }
    """

  private struct Place: Hashable {
    var dataset: String
    var field: String
  }

  private func answer(
    dataset: String? = nil, field: String? = nil, people: String? = nil,
    _ direction: LineageQuery.Direction? = nil, depth: Int? = nil
  ) throws -> (LineageAnswer, [Place]) {
    let file = SourceFile(name: "renamed.yaml", text: Self.renamed)
    let lowered = LoweredTopology(try #require(TopologyLoader().load(file: file).topology))
    let topology = lowered.topology
    let query = LineageQuery(
      field: field.flatMap { id in topology.fields.references.first { topology.fields[$0].id == id }
      },
      people: people.map { id in topology.groups.references.filter { topology.groups[$0].id == id }
      },
      datasets: dataset.map { id in
        topology.datasets.references.filter { topology.datasets[$0].id == id }
      }, direction: direction, depth: depth)
    let answer = LineageAnswer(query, of: lowered)
    return (
      answer,
      answer.entries.map {
        Place(dataset: topology.datasets[$0.dataset].id, field: topology.fields[$0.field].id)
      }
    )
  }

  @Test func upstreamByTheFirstNameAnswersAsDownstream() throws {
    let chain = [
      Place(dataset: "gate.log", field: "badge"), Place(dataset: "hub.log", field: "key"),
      Place(dataset: "lake.log", field: "token"),
    ]
    #expect(try answer(dataset: "lake.log", field: "badge", .upstream).1 == chain)
    #expect(try answer(dataset: "lake.log", field: "token", .upstream).1 == chain)
    #expect(try answer(dataset: "gate.log", field: "token", .downstream).1 == chain)
    #expect(try answer(field: "badge").1 == chain)
    #expect(try answer(dataset: "lake.log", field: "badge").1 == [chain[2]])
  }

  @Test func anotherFieldOfTheSameDatasetIsNoPartOfIt() throws {
    let places = try answer(dataset: "lake.log", field: "shift", .upstream).1
    #expect(Set(places.map(\.field)) == ["shift"])
    #expect(Set(places.map(\.dataset)) == ["roster.plan", "lake.log"])
  }

  @Test func countsOnlyThePeopleAskedAbout() throws {
    let (answer, _) = try answer(field: "shift", people: "night")
    #expect(answer.entries.allSatisfy { $0.persons.map(\.count) == [CountInterval(exactly: 20)] })
  }

  @Test(arguments: [(0, 1, 2), (1, 2, 1), (2, 3, 0), (9, 3, 0)])
  func saysHowMuchLiesBeyondADepth(depth: Int, within: Int, beyond: Int) throws {
    let (answer, places) = try answer(
      dataset: "gate.log", field: "badge", .downstream, depth: depth)
    #expect(places.count == within)
    #expect(answer.datasetsBeyond == beyond)
    #expect(answer.isComplete == (beyond == 0))
  }

  @Test func aDatasetFedFromItselfHasALoop() throws {
    let (answer, _) = try answer(dataset: "lake.log", field: "shift")
    let entry = try #require(answer.entries.first)
    #expect(entry.arrivals.contains { $0.from == entry.dataset })
  }
}
