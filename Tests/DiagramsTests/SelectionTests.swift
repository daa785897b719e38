@testable import Diagrams
import Foundation
import IncidentFindings
import Lowering
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// What a reader asks to see is what the picture shows.
@Suite struct SelectionTests {
  private static let text = """
    title: Two ways
    organizations: { a: {}, b: {}, c: {} }
    people: { class: { groups: { here: {}, there: {} } } }
    cohorts: { both: { of: [here, there] } }
    fields: { name: { identifies: alone }, colour: {} }
    systems:
      first: { organization: a, datasets: { all: { people: class, fields: [name, colour] } } }
      second: { organization: b, datasets: { some: { people: there, fields: [name, colour] } } }
      third: { organization: c, datasets: { few: { people: here, fields: colour } } }
    flows:
      colours: { from: first.all, to: second.some, fields: colour, people: there }
      of-here: { from: first.all, to: third.few, fields: colour, people: here }
    """

  private func lineage(_ change: (inout DiagramOptions) -> Void) throws -> (
    model: DiagramModel, messages: [String]
  ) {
    let file = SourceFile(name: "ways.yaml", text: Self.text)
    let loaded = TopologyLoader().load(file: file).topology
    let model = DiagramModel.lineage(of: LoweredTopology(try #require(loaded)))
    var options = DiagramOptions()
    change(&options)
    return DiagramSelection(options).apply(to: model)
  }

  @Test func aFlowThatDoesNotCarryTheFieldGoes() throws {
    let (model, messages) = try lineage { $0.field = "name" }
    #expect(model.systems.map(\.id) == ["first", "second"])
    #expect(model.edges.isEmpty)
    #expect(messages.count == 1 && messages[0].contains("2 lines"))
  }

  @Test(arguments: [
    ("here", ["first", "third"], 1), ("there", ["first", "second"], 1),
    ("class", ["first", "second", "third"], 2), ("both", ["first", "second", "third"], 2),
  ])
  func whoIsInALargerGroupIsThereToo(people: String, systems: [String], flows: Int) throws {
    let (model, _) = try lineage { $0.people = people }
    #expect(model.systems.map(\.id) == systems)
    #expect(model.edges.count { !$0.joinsFields } == flows)
  }

  @Test func aFleetIsFoundByItsNameAndItsMembers() throws {
    let file = ProjectFolder.root.appendingPathComponent("graphs/decentralized-stores.yaml")
    let loaded = TopologyLoader().load(path: file.path, variant: "login-per-store").topology
    let topology = try #require(loaded)
    let lowered = LoweredTopology(topology)
    let analysis = IncidentAnalysis(lowered, Scenario(Reference(0), in: topology))
    let model = DiagramModel.exposure(of: analysis)
    #expect(model.systems.count { $0.fleet?.id == "store" } == 2)
    #expect(model.nodes(named: "store").count == 2)
    for id in ["store[1]", "store[17]", "store[17].rights", "login[3]"] {
      #expect(model.nodes(named: id).count == 1, "\(id)")
    }
    #expect(model.nodes(named: "store.rights").count == 2)
    for id in ["store[99]", "store[0]", "store[x]", "sto", "store[1].nothing"] {
      #expect(model.nodes(named: id).isEmpty, "\(id)")
    }
  }

  @Test func aFieldIsKeptUnderAnyOfItsNames() throws {
    let text = """
      title: Renamed
      people: { staff: {} }
      fields: { badge: {}, key: {}, token: {}, shift: {} }
      systems:
        gate: { datasets: { log: { people: staff, fields: [badge, shift] } } }
        hub: { datasets: { log: { people: staff, fields: [] } } }
        lake: { datasets: { log: { people: staff, fields: [] } } }
        roster: { datasets: { plan: { people: staff, fields: [shift] } } }
      flows:
        one: { from: gate.log, to: hub.log, becomes: { badge: key } }
        two: { from: hub.log, to: lake.log, fields: [key], becomes: { key: token }, via: roster }
      """
    let file = SourceFile(name: "renamed.yaml", text: text)
    let lowered = LoweredTopology(try #require(TopologyLoader().load(file: file).topology))
    for name in ["badge", "key", "token"] {
      var options = DiagramOptions()
      options.field = name
      let (model, messages) = DiagramSelection(options).apply(to: .lineage(of: lowered))
      let fields = model.systems.flatMap { $0.datasets.flatMap { $0.fields.map(\.id) } }
      #expect(fields == ["badge", "key", "token"], "asked for \(name)")
      #expect(messages.contains { $0.hasPrefix("Only what carries \(name), under any name.") })
    }
  }
}
