@testable import Diagrams
import IncidentFindings
import Lowering
import PointAnalysis
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// Architectures side by side: the same things at the same places, whatever is in them.
@Suite struct ComparisonTests {
  @Test(arguments: DiagramDetail.allCases)
  func theSameThingsAreAtTheSamePlaces(detail: DiagramDetail) throws {
    var options = DiagramOptions()
    options.detail = detail
    let folded = ComparisonFolding(SampleModels.comparison, messages: [], options: options).folded
    var drawing = ComparisonDrawing(folded.model, palette: .light, detail: folded.detail)
    func places(_ graph: DOTGraph) throws -> LayoutPlaces {
      try LayoutPlaces(json: GraphvizRenderer.render(graph.text, .places).bytes)
    }
    let measures = try places(drawing.measured)
    let layout = try places(drawing.union(measures))
    // No box is smaller than what is written in it.
    for (name, size) in measures.nodes where !name.hasPrefix("heading") {
      guard let place = layout.nodes[ComparisonDrawing.common(name)] else { continue }
      #expect(
        place.width > size.width - 0.1 && place.height > size.height - 0.1,
        "\(name): \(size) in \(place)")
    }
    let graph = drawing.placed(layout, measures)
    let panels = graph.clusters.map(positions)
    let base = try #require(panels.first)
    #expect(panels.count == 3 && base.count > 5)
    for panel in panels.dropFirst() {
      #expect(panel.keys.sorted() == base.keys.sorted())
      for (name, place) in panel {
        let other = try #require(base[name])
        #expect(abs(place.x - other.x) < 0.1 && abs(place.y - other.y) < 0.1, "\(name)")
      }
    }
    for (name, place) in layout.nodes {
      for (other, its) in layout.nodes where other != name {
        let isApart =
          abs(place.x - its.x) > (place.width + its.width) / 2 - 1
          || abs(place.y - its.y) > (place.height + its.height) / 2 - 1
        #expect(isApart, "\(name) lies over \(other)")
      }
    }
    let drawn = try GraphvizRenderer.drawn(graph.text, .placedSVG)
    #expect(drawn.warnings == [])
  }

  /// Where the boxes of a panel are, from its lower left corner, by their common names.
  private func positions(_ panel: DOTCluster) -> [String: (x: Double, y: Double)] {
    func numbers(_ attributes: DOTAttributes, _ name: StaticString) -> [Double] {
      guard case .text(let text)? = attributes[name] else { return [] }
      return text.split(separator: ",").compactMap { Double($0) }
    }
    let corner = numbers(panel.attributes, "bb")
    var positions: [String: (x: Double, y: Double)] = [:]
    for node in panel.nodes + panel.clusters.flatMap(\.nodes) {
      let place = numbers(node.attributes, "pos")
      guard place.count == 2, !node.name.contains("caption") else { continue }
      positions[ComparisonDrawing.common(node.name)] = (place[0] - corner[0], place[1] - corner[1])
    }
    return positions
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func nothingDisappearsSilently(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var model = DiagramModel(title: "Random", view: .comparison)
    for index in 0..<Int.random(in: 2...4, using: &generator) {
      var panel = SampleModels.random(&generator)
      panel.view = .exposure
      model.panels.append(.init(id: "a\(index)", label: "A \(index)", figure: "", model: panel))
    }
    var options = DiagramOptions()
    if Bool.random(using: &generator) {
      options.maximumNodes = Int.random(in: 1...60, using: &generator)
    }
    if Bool.random(using: &generator) {
      options.detail = DiagramDetail.allCases.randomElement(using: &generator)
    }
    let folded = ComparisonFolding(model, messages: [], options: options).folded
    let first = try #require(folded.model.panels.first?.model)
    for (given, panel) in zip(model.panels.map(\.model), folded.model.panels.map(\.model)) {
      #expect(panel.systems.map(\.id) == first.systems.map(\.id))
      #expect(panel.organizations.map(\.id) == first.organizations.map(\.id))
      #expect(panel.secrets.map(\.id) == first.secrets.map(\.id))
      #expect(panel.services.map(\.id) == first.services.map(\.id))
      #expect(panel.people.map(\.id) == first.people.map(\.id))
      #expect(panel.stubs.map(\.id) == first.stubs.map(\.id))
      // Here a system can be at home elsewhere in another architecture; it is then at two places.
      let own = Set(given.systems.map { "\($0.label) \($0.organization ?? "")" })
      for system in panel.systems {
        let isHere = own.contains("\(system.label) \(system.organization ?? "")")
        #expect(isHere == (system.change != .absent), "\(system.id)")
      }
      let present = panel.presentEndpoints
      #expect(panel.edges.allSatisfy { present.contains($0.from) && present.contains($0.to) })
      let drawn = Set(panel.systems.filter { $0.change != .absent }.map(\.label))
      let hidden = Set(panel.stubs.flatMap(\.hidden))
      let boxes = panel.organizations.filter { $0.rows != nil }
      let names = Set(boxes.flatMap { [$0.label] + $0.detail.components(separatedBy: "; ") })
      for system in given.systems where !drawn.contains(system.label) {
        let home = given.organizations.first { $0.id == system.organization }?.label ?? "?"
        #expect(
          hidden.contains(system.label) || hidden.contains(home) || names.contains(home),
          "\(system.label) of \(home)")
      }
      if panel.systems.count < own.count { #expect(!folded.messages.isEmpty) }
    }
    #expect(
      folded.messages.allSatisfy { text in folded.model.notes.contains { $0.contains(text) } })
  }

  @Test func changesAreAgainstTheFirst() {
    let completed = ComparisonUnion.completed(SampleModels.comparison.panels.map(\.model))
    let changes = ComparisonChanges(base: completed[0])
    let same = changes.marked(completed[0])
    #expect(same.systems.allSatisfy { $0.change == nil } && same.edges == completed[0].edges)
    let notHosted = changes.marked(completed[1])
    func change(_ id: String, in model: DiagramModel) -> DiagramModel.Change? {
      model.systems.first { $0.id == id }?.change
    }
    #expect(change("viamedis-core", in: notHosted) == .better)
    #expect(change("pacifica-system", in: notHosted) == .worse)
    #expect(change("viasante-system", in: notHosted) == nil)
    #expect(notHosted.edges.count { $0.change == .absent } > 0)
    #expect(notHosted.edges.count { $0.change == .added } == 1)
    let factor = changes.marked(completed[2])
    #expect(factor.secrets.first { $0.id == "code" }?.change == .added)
    #expect(factor.services.first { $0.id == "doctor" }?.change == .absent)
    #expect(factor.people.first { $0.id == "insured" }?.change == .better)
  }

  /// What the file no longer lists may be exposed as before: that is neither better nor worse.
  @Test(arguments: ["fields: null", "people: null", "fields: []"])
  func lessCertainIsNotBetter(_ change: String) throws {
    let text = """
      organizations: { o: {} }
      people: { r: { count: 100 } }
      fields: { nir: {}, tel: {} }
      systems: { s: { organization: o, datasets: { d: { people: r, fields: nir } } } }
      incidents: { i: { intruded: s } }
      variants: { v: { change: { systems: { s: { datasets: { d: { \(change) } } } } } } }
      """
    let source = TopologyLoader().source(file: SourceFile(name: "t.yaml", text: text))
    let panels = try [nil, "v"].map { variant in
      let lowered = LoweredTopology(try #require(source.load(variant: variant).topology))
      let scenario = Scenario(Reference(0), in: lowered.topology)
      return ComparedArchitecture(
        id: variant ?? "as-written", lowered: lowered,
        incident: IncidentAnalysis(lowered, scenario),
        points: SinglePoints(lowered, entry: EntrySet(lowered.topology)))
    }
    let completed = ComparisonUnion.completed(
      DiagramModel.comparison(of: panels).panels.map(\.model))
    let marked = ComparisonChanges(base: completed[0]).marked(completed[1])
    let isSafe = change == "fields: []"
    #expect(marked.systems.map(\.change) == [isSafe ? .better : .otherwise])
    // Nothing here is about them where nothing is held.
    #expect(marked.people.map(\.change) == [isSafe ? .absent : .otherwise])
  }

  @Test func whatIsAskedForIsSelectedInEach() throws {
    var options = DiagramOptions()
    options.field = "reimbursements"
    let picture = try DiagramRenderer().render(
      SampleModels.comparison, format: .dot, options: options)
    #expect(picture.messages.contains { $0.hasPrefix("As it was: Only what carries") })
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
