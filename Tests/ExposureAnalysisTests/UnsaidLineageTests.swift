import Explaining
import Lowering
import SourceText
import Testing
import TopologyLanguage
import TopologyModel

/// What the file leaves open may be what lineage is asked for.
@Suite struct UnsaidLineageTests {
  private static let file = """
    people: { all: { count: 1000, groups: { few: { count: 10 }, many: { count: 500 }, rest: { count: 600 } } } }
    fields: { nir: {}, ssn: {}, tel: {} }
    systems:
      a: { datasets: { people: { people: few }, field: { fields: nir }, said: { people: few, fields: tel } } }
      b: { datasets: { all: { people: all, fields: [] }, nir: { people: all, fields: [] }, tel: { people: all, fields: [] } } }
      c: { datasets: { ssn: { people: all, fields: [] }, last: { people: all, fields: [] } } }
    flows:
      all: { from: a.people, to: b.all }
      nir: { from: a.people, to: b.nir, fields: nir }
      tel: { from: a.people, to: b.tel, fields: tel }
      ssn: { from: b.all, to: c.ssn, fields: nir, becomes: { nir: ssn } }
      last: { from: a.said, to: c.last, certainty: possible }
    """

  private func answer(
    field: String? = nil, people: String? = nil, dataset: String? = nil,
    _ direction: LineageQuery.Direction? = nil
  ) throws -> (answer: LineageAnswer, perhaps: [String]) {
    let loaded = TopologyLoader().load(file: SourceFile(name: "t.yaml", text: Self.file))
    let topology = try #require(loaded.topology)
    let query = LineageQuery(
      field: field.flatMap { id in topology.fields.references.first { topology.fields[$0].id == id }
      },
      people: people.map { id in topology.groups.references.filter { topology.groups[$0].id == id }
      },
      datasets: dataset.map { id in
        topology.datasets.references.filter { topology.datasets[$0].id == id }
      },
      direction: direction)
    let answer = LineageAnswer(query, of: LoweredTopology(topology))
    let perhaps = answer.perhaps.map { perhaps in
      let field = perhaps.cell.field.map { topology.fields[$0].id } ?? "?"
      let group = perhaps.cell.group.map { topology.groups[$0].id } ?? "?"
      return "\(topology.datasets[perhaps.dataset].id) \(field) \(group)"
    }
    return (answer, perhaps)
  }

  /// It flows as a field does: all of it by a flow without fields, otherwise what the flow names, under its new name.
  @Test(arguments: [
    ("nir", ["a.people ? few", "a.field nir ?", "b.all ? few", "b.nir nir few", "c.ssn ssn few"]),
    ("ssn", ["a.people ? few", "b.all ? few", "c.ssn ssn few"]),
    ("tel", ["a.people ? few", "b.all ? few", "b.tel tel few"]),
  ])
  func flowsAsAField(_ field: String, _ expected: [String]) throws {
    let (answer, perhaps) = try answer(field: field)
    #expect(perhaps == expected)
    #expect(answer.entries.isEmpty == (field != "tel"))
  }

  @Test(arguments: [
    ("c.ssn", LineageQuery.Direction.upstream, ["a.people ? few", "b.all ? few", "c.ssn ssn few"]),
    ("a.field", .downstream, ["a.field nir ?"]),
    ("b.all", .downstream, ["b.all ? few", "c.ssn ssn few"]),
  ])
  func isFollowedFromADataset(
    _ dataset: String, _ direction: LineageQuery.Direction, _ expected: [String]
  ) throws {
    #expect(try answer(dataset: dataset, direction).perhaps == expected)
  }

  /// Of whom the file does not say, it may be of anybody; otherwise of those whom the counts allow.
  @Test func isOfThoseWhoMayBeAmongThem() throws {
    let (answer, perhaps) = try answer(field: "tel", people: "many")
    #expect(
      perhaps == [
        "a.people ? few", "a.said tel few", "b.all ? few", "b.tel tel few", "c.last tel few",
      ])
    #expect(answer.perhaps.allSatisfy { $0.persons == CountInterval(low: 0, high: 10) })
    #expect(answer.entries.isEmpty)
    #expect(try self.answer(field: "nir", people: "many").perhaps.contains("a.field nir ?"))
  }
}
