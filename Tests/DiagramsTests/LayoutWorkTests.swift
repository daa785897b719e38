@testable import Diagrams
import Testing

/// What is too much for the layout library is known before it is started, so that no clock decides what a picture shows.
@Suite struct LayoutWorkTests {
  private func graph(_ nodes: Int, _ edges: [(Int, Int)]) -> DOTGraph {
    var graph = DOTGraph()
    graph.nodes = (0..<nodes).map { DOTNode(name: "n\($0)", attributes: [:]) }
    graph.edges = edges.map {
      DOTEdge(
        tail: DOTEndpoint(node: "n\($0)"), head: DOTEndpoint(node: "n\($1)"), attributes: [:])
    }
    return graph
  }

  /// A box has a place, and an edge one for each column that it crosses; one that leads back crosses as many.
  @Test(arguments: [
    (3, [], 3), (3, [(0, 1), (1, 2)], 5), (3, [(0, 1), (1, 2), (0, 2)], 7),
    (3, [(0, 1), (1, 2), (2, 0)], 7), (2, [(0, 0), (0, 1)], 3), (4, [(0, 1), (0, 1)], 6),
  ])
  func placesAreCounted(_ nodes: Int, _ edges: [(Int, Int)], _ places: Int) {
    #expect(LayoutWork(of: graph(nodes, edges)).places == places)
  }

  @Test func boxesInFramesCount() {
    var framed = graph(0, [(0, 1)])
    framed.clusters = [
      DOTCluster(
        name: "a", attributes: [:],
        clusters: [
          DOTCluster(name: "b", attributes: [:], nodes: [DOTNode(name: "n1", attributes: [:])])
        ], nodes: [DOTNode(name: "n0", attributes: [:])])
    ]
    #expect(LayoutWork(of: framed).places == 3)
  }

  /// A long chain is no recursion.
  @Test func aLongChainIsCounted() {
    let chain = graph(100_000, (1..<100_000).map { ($0 - 1, $0) })
    #expect(LayoutWork(of: chain).places == 199_999)
  }

  /// Data that flows from everywhere to everywhere: few boxes, and lines that take minutes.
  private static func everywhere(_ systems: Int) -> DiagramModel {
    var model = SampleModels.grid(organizations: 6, systems: systems / 6)
    let datasets = model.systems.flatMap { $0.datasets.map(\.id) }
    model.edges = datasets.flatMap { from in
      datasets.filter { $0 != from }.map { to in
        DiagramModel.Edge(from: .dataset(from), to: .dataset(to), kind: .flow)
      }
    }
    return model
  }

  @Test func tooManyLinesAreFoldedAndSaid() throws {
    var options = DiagramOptions()
    options.detail = .dataset
    options.maximumNodes = 200
    let picture = try DiagramRenderer().render(
      Self.everywhere(60), format: .svg, options: options)
    #expect(picture.messages.contains(DiagramRenderer.tooMuchWork))
    // DOT is no layout: everything is in it.
    let dot = try DiagramRenderer().render(Self.everywhere(60), format: .dot, options: options)
    #expect(!dot.messages.contains(DiagramRenderer.tooMuchWork) && dot.detail == .dataset)
    let few = try DiagramRenderer().render(Self.everywhere(12), format: .svg, options: options)
    #expect(!few.messages.contains(DiagramRenderer.tooMuchWork))
  }
}
