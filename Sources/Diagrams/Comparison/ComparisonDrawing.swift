/// Draws architectures side by side in three steps: measures the boxes of all architectures, lays out what they
/// have in common, and draws each architecture in that layout.
struct ComparisonDrawing {
  let model: DiagramModel
  let palette: Palette
  let detail: DiagramDetail
  /// One drawing per architecture; element names differ only in the prefix.
  var panels: [Drawing]
  /// The elements of the drawings, in the order of the panels.
  let contents: [(clusters: [DOTCluster], nodes: [DOTNode])]
  let captions: [DOTNode]
  /// Every line of any architecture, and whether the layout reverses it.
  let edges: [(key: ComparisonUnion.EdgeKey, isReversed: Bool)]

  /// - Parameter model: A comparison whose architectures all have the same things in the same order.
  init(_ model: DiagramModel, palette: Palette, detail: DiagramDetail) {
    self.model = model
    self.palette = palette
    self.detail = detail
    var panels = model.panels.indices.map { index in
      Drawing(
        model.panels[index].model, palette: palette, detail: detail,
        prefix: Self.prefix(index), isComparison: true)
    }
    contents = panels.indices.map { panels[$0].contents() }
    captions = panels.indices.map { index in
      panels[index].caption(of: model.panels[index], isFirst: index == 0)
    }
    self.panels = panels
    // Existing elements come before the empty places of other architectures, and the path before the rest.
    let all = model.panels.flatMap(\.model.edges)
    let present = all.filter { $0.change != .absent }
    var seen: Set<ComparisonUnion.EdgeKey> = []
    let ordered = (present.filter(\.isOnPath) + present).filter {
      seen.insert(ComparisonUnion.EdgeKey($0)).inserted
    }
    let directions = panels.first?.directions(
      of: ordered, turnsCircles: ordered.count <= Drawing.labelledEdges)
    edges = zip(ordered, directions ?? []).map {
      (key: ComparisonUnion.EdgeKey($0), isReversed: $1)
    }
  }

  static func prefix(_ index: Int) -> String { "p\(index + 1)-" }

  /// A name without its panel's prefix, common to all panels.
  static func common(_ name: String) -> String {
    String(name.drop { $0 != "-" }.dropFirst())
  }

  /// The annotations of all elements.
  var annotations: [String: SVGAnnotation] {
    panels.reduce(into: [:]) { $0.merge($1.annotations) { first, _ in first } }
  }

  /// The header of the picture, for all architectures together.
  var header: DOTTable {
    var all = DiagramModel(
      title: model.title, subtitle: model.subtitle, notes: model.notes, view: .comparison)
    for panel in model.panels.map(\.model) {
      all.organizations += panel.organizations
      all.systems += panel.systems
      all.secrets += panel.secrets
      all.people += panel.people
      all.services += panel.services
      all.stubs += panel.stubs
      all.causes += panel.causes
      all.edges += panel.edges
    }
    return Drawing(all, palette: palette, detail: detail, isComparison: true).headerTable()
  }

  // MARK: - Measuring

  /// Every box of every architecture on its own, with captions and headings of frames.
  var measured: DOTGraph {
    var graph = Drawing.emptyGraph(palette: palette)
    for index in panels.indices {
      let (clusters, nodes) = contents[index]
      graph.nodes += nodes + clusters.flatMap(\.nodes) + [captions[index]]
      graph.nodes += clusters.map { cluster in
        DOTNode(
          name: "heading " + cluster.name,
          attributes: ["label": cluster.attributes["label"] ?? "", "margin": 0])
      }
    }
    return graph
  }

  // MARK: - The common layout

  /// The minimum size of each box over all architectures, by its common name.
  private func sizes(_ measures: LayoutPlaces, _ name: String) -> LayoutPlaces.Place {
    var size = LayoutPlaces.Place(x: 0, y: 0, width: 1, height: 1)
    for index in panels.indices {
      let own =
        name.hasPrefix("heading ")
        ? "heading " + Self.prefix(index) + name.dropFirst("heading ".count)
        : Self.prefix(index) + name
      guard let place = measures.nodes[own] else { continue }
      // The layout works in whole points.
      size.width = max(size.width, place.width.rounded(.up))
      size.height = max(size.height, place.height.rounded(.up))
    }
    return size
  }

  /// The things and lines of all architectures as empty boxes.
  func union(_ measures: LayoutPlaces) -> DOTGraph {
    var graph = Drawing.emptyGraph(palette: palette)
    graph.attributes = graph.attributes.merging(["pad": 0, "nodesep": 0.12, "ranksep": 0.25])
    guard let (clusters, nodes) = contents.first, let drawing = panels.first else { return graph }
    func empty(_ node: DOTNode) -> DOTNode {
      let name = Self.common(node.name)
      let size = sizes(measures, name)
      return DOTNode(
        name: name,
        attributes: [
          "shape": "box", "fixedsize": "true", "label": "", "margin": 0,
          "width": .number(size.width / 72), "height": .number(size.height / 72),
        ])
    }
    graph.nodes = nodes.map(empty)
    graph.clusters = clusters.map { cluster in
      let name = Self.common(cluster.name)
      let size = sizes(measures, "heading " + name)
      return DOTCluster(
        name: name,
        attributes: [
          "margin": 7, "labelloc": "t", "labeljust": "l",
          "label": .table(
            DOTTable(
              ["BORDER": 0, "CELLBORDER": 0, "CELLPADDING": 0, "CELLSPACING": 0],
              rows: [
                .cell(
                  DOTCell(
                    [
                      "WIDTH": .number(size.width),
                      "HEIGHT": .number(size.height), "FIXEDSIZE": "TRUE",
                    ], DOTRun(" ")))
              ])),
        ], nodes: cluster.nodes.map(empty))
    }
    graph.edges = edges.enumerated().compactMap { index, edge in
      guard let (tail, head) = ends(of: edge, in: drawing) else { return nil }
      return DOTEdge(
        tail: DOTEndpoint(node: Self.common(tail), port: nil, side: .right),
        head: DOTEndpoint(node: Self.common(head), port: nil, side: .left),
        attributes: ["id": .text(Self.line(index)), "arrowsize": 0.7])
    }
    graph.edges += Drawing.rows(
      of: graph.nodes.map(\.name) + graph.clusters.flatMap { $0.nodes.map(\.name) },
      frames: graph.clusters.map { $0.nodes.map(\.name) }, edges: graph.edges)
    return graph
  }

  static func line(_ index: Int) -> String { "line\(index)" }

  func ends(
    of edge: (key: ComparisonUnion.EdgeKey, isReversed: Bool), in drawing: Drawing
  ) -> (tail: String, head: String)? {
    guard let from = drawing.places[edge.key.from]?.node, let to = drawing.places[edge.key.to]?.node
    else { return nil }
    return edge.isReversed ? (tail: to, head: from) : (tail: from, head: to)
  }
}

extension DOTAttributes {
  /// The value of the last attribute with this name.
  subscript(name: StaticString) -> DOTValue? {
    entries.last { $0.name.description == name.description }?.value
  }
}
