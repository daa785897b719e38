@testable import Diagrams
import IncidentFindings
import Lowering
import SourceText
import Testing
import TopologyLanguage
import TopologyModel

/// What the file does not list is in pictures what it is in answers: something that may be a field, and no field.
@Suite struct UnlistedPictureTests {
  private static func lowered(_ text: String) throws -> LoweredTopology {
    let file = SourceFile(name: "t.yaml", text: text)
    return LoweredTopology(try #require(TopologyLoader().load(file: file).topology))
  }

  private static let lineage = """
    people: { all: { count: 100, groups: { some: {} } } }
    fields: { nir: {}, name: {}, tel: {} }
    systems:
      a: { datasets: { any: { people: all }, nir: { fields: nir }, name: { people: all, fields: name } } }
      b: { datasets: { nir: { people: some, fields: [] }, name: { people: some, fields: [] }, tel: { people: some, fields: [] } } }
    flows:
      nir: { from: a.any, to: b.nir, fields: nir }
      name: { from: a.any, to: b.name, fields: name }
      tel: { from: a.name, to: b.tel, certainty: possible, becomes: { name: tel } }
    """

  @Test(arguments: [
    ("nir", ["a.any", "a.nir", "b.nir"], [["a.any", "b.nir"]]),
    (
      "name", ["a.any", "a.name", "b.name", "b.tel"], [["a.any", "b.name"], ["a.name", "b.tel"]]
    ),
    ("tel", ["a.any", "a.name", "b.tel"], [["a.name", "b.tel"]]),
  ])
  func aFieldIsKeptWhereItMayBe(
    _ field: String, _ datasets: [String], _ flows: [[String]]
  ) throws {
    var options = DiagramOptions()
    options.field = field
    let selection = DiagramSelection(options)
    let (model, messages) = selection.apply(to: .lineage(of: try Self.lowered(Self.lineage)))
    #expect(model.systems.flatMap { $0.datasets.map(\.id) } == datasets)
    let ends = model.edges.filter { !$0.joinsFields }.map { edge in
      [edge.from, edge.to].map { if case .dataset(let id) = $0 { id } else { "" } }
    }
    #expect(ends == flows)
    #expect(messages.first?.contains("carries or may carry \(field)") == true)
  }

  /// Counts force some people into another group: what is held of that group is about them, too.
  @Test func whatIsOfOthersAmongWhomTheyAreIsKept() throws {
    let lowered = try Self.lowered(
      """
      people: { all: { count: 1000, groups: { few: { count: 10 }, many: { count: 500 }, apart: { disjoint: true, groups: { left: {}, right: {} } } } } }
      cohorts: { both: { of: [few, many], count: 505 } }
      fields: { nir: {}, tel: {} }
      systems:
        b: { datasets: { t: { people: few, fields: nir } } }
        m: { datasets: { t: { people: many, fields: tel } } }
        l: { datasets: { t: { people: left, fields: tel } } }
        r: { datasets: { t: { people: right, fields: tel } } }
      """)
    func kept(_ people: String) throws -> [String] {
      var model = DiagramModel.lineage(of: lowered)
      let group = try #require(lowered.topology.groups.firstIndex { $0.id == people })
      model.notePeople(beside: .group(Reference(group)), in: lowered)
      var options = DiagramOptions()
      options.people = people
      let (selected, messages) = DiagramSelection(options).apply(to: model)
      #expect(messages.allSatisfy { $0.contains("what is or may be about \(people)") })
      return selected.systems.flatMap { $0.datasets.map(\.id) }.sorted()
    }
    #expect(try kept("many") == ["b.t", "l.t", "m.t", "r.t"])
    #expect(try kept("left") == ["b.t", "l.t", "m.t"])
  }

  /// The arrow of content that the file does not list is there at every level of detail.
  @Test(arguments: [DiagramDetail.field, .dataset])
  func itsArrowsAreDrawn(_ detail: DiagramDetail) throws {
    var options = DiagramOptions()
    options.detail = detail
    let model = DiagramModel.lineage(of: try Self.lowered(Self.lineage))
    let folded = DiagramFolding(model, messages: [], options: options).folded.model
    #expect(folded.edges.count == 3)
  }

  @Test func itIsNotCountedAsAField() throws {
    var options = DiagramOptions()
    options.field = "nir"
    let lowered = try Self.lowered(Self.lineage)
    let (_, messages) = DiagramSelection(options).apply(to: .lineage(of: lowered))
    #expect(messages.first?.contains("3 datasets, 1 field of a dataset,") == true)
    let fields = DiagramModel.lineage(of: lowered).systems[0].datasets.map(\.fields)
    let drawing = Drawing(DiagramModel(title: "", view: .lineage), palette: .light, detail: .system)
    #expect(
      fields.map { drawing.summary(of: $0).joined().map(\.text).joined() }
        == ["unlisted content", "unlisted content", "1 field"])
  }

  @Test func anOrganizationWithoutSystemsIsEntered() throws {
    let lowered = try Self.lowered(
      """
      organizations: { quiet: {}, other: {}, host: {} }
      people: { all: { count: 100 } }
      fields: { name: {} }
      systems: { s: { organization: host, datasets: { d: { people: all, fields: name } } } }
      incidents: { i: { intruded: quiet } }
      """)
    let analysis = IncidentAnalysis(lowered, Scenario(Reference(0), in: lowered.topology))
    let model = DiagramModel.exposure(of: analysis)
    let boxes = model.organizations.filter { $0.rows != nil }
    #expect(boxes.map(\.id) == ["quiet"])
    #expect(boxes.flatMap { $0.rows ?? [] }.map(\.exposure) == [.unknown])
    let starts = model.edges.filter { $0.from == .intruder }
    #expect(starts.map(\.to) == [.organization("quiet")])
    #expect(model.notes.contains { $0.contains("no systems here: other") })
  }

  /// Three systems of one, of three and of two of a fleet's members are more than three boxes.
  @Test func fleetsAreCountedByTheirMembers() throws {
    let lowered = try Self.lowered(
      """
      organizations: { host: {}, shops: { count: 4 } }
      people: { all: { count: 100 } }
      fields: { name: {} }
      secrets: { key: { each: shops } }
      systems:
        hub: { organization: host, datasets: { d: { people: all, fields: name } } }
        till: { organization: shops, secrets: key, datasets: { d: { people: all, fields: name } } }
        back: { organization: shops }
      """)
    var options = DiagramOptions()
    options.detail = .organization
    let (model, _, messages) = DiagramFolding(
      .lineage(of: lowered), messages: [], options: options
    ).folded
    #expect(messages.contains { $0.contains("its 9 systems are not drawn") })
    #expect(model.organizations.map(\.detail) == ["", "8 systems"])
  }
}
