@testable import Diagrams
import Foundation
import Lowering
import SourceText
import Testing
import TopologyLanguage

/// Looked at field by field, an arrow joins exactly the fields that move.
@Suite struct FieldArrowTests {
  private static let text = """
    title: Columns
    people: { staff: {} }
    fields: { mail: {}, born: {}, pay: {}, age: {} }
    systems:
      source: { datasets: { t: { people: staff, fields: [mail, born, pay] } } }
      letters: { datasets: { t: { people: staff, fields: [pay] } } }
      counts: { datasets: { t: { people: staff, fields: [] } } }
    flows:
      send: { from: source.t, to: letters.t, fields: [mail] }
      count: { from: source.t, to: counts.t, fields: [born], becomes: { born: age } }
      tidy: { from: letters.t, to: letters.t }
    """

  private func folded(_ detail: DiagramDetail) throws -> DiagramModel {
    let file = SourceFile(name: "columns.yaml", text: Self.text)
    let lowered = LoweredTopology(try #require(TopologyLoader().load(file: file).topology))
    var options = DiagramOptions()
    options.detail = detail
    return DiagramFolding(.lineage(of: lowered), messages: [], options: options).folded.model
  }

  private func field(_ dataset: String, _ field: String) -> DiagramModel.Endpoint {
    .field(dataset: dataset, field: field)
  }

  @Test func joinsTheFieldsThatMove() throws {
    let edges = try folded(.field).edges
    #expect(
      Set(edges.map { [$0.from, $0.to] }) == [
        [field("source.t", "mail"), field("letters.t", "mail")],
        [field("source.t", "born"), field("counts.t", "age")],
        [field("letters.t", "mail"), field("letters.t", "mail")],
        [field("letters.t", "pay"), field("letters.t", "pay")],
      ])
    #expect(edges.filter { $0.kind == .becomes }.map(\.to) == [field("counts.t", "age")])
  }

  @Test func joinsDatasetsWhereFieldsAreNotDrawn() throws {
    let edges = try folded(.dataset).edges
    #expect(
      Set(edges.map { [$0.from, $0.to] }) == [
        [.dataset("source.t"), .dataset("letters.t")],
        [.dataset("source.t"), .dataset("counts.t")],
        [.dataset("letters.t"), .dataset("letters.t")],
      ])
  }

  @Test func aLoopStaysAtItsBox() throws {
    var drawing = Drawing(try folded(.dataset), palette: .light, detail: .dataset)
    let lines = drawing.graph().text.split(separator: "\n")
    let loops = lines.filter { line in
      let ends = line.split(separator: " -> ", maxSplits: 1)
      guard ends.count == 2 else { return false }
      let node = { (text: Substring) in
        text.trimmingPrefix(while: { $0 == " " }).prefix { $0 != ":" && $0 != " " }
      }
      return node(ends[0]) == node(ends[1])
    }
    #expect(!loops.isEmpty)
    #expect(loops.allSatisfy { $0.components(separatedBy: ":e").count == 3 })
  }
}
