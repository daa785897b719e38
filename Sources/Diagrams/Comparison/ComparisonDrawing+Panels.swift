import SourceText

/// Draws the architectures in their common layout.
extension ComparisonDrawing {
  /// Space between panels, and between a panel's frame and its content, in points.
  private static let gap = 18.0
  private static let inset = 10.0
  /// The size of a screen that shows the picture without scrolling.
  private static let screen = (width: 1_900.0, height: 860.0)

  /// The lines of one architecture: its own, and as faint lines those that only the first has.
  private mutating func lines(of index: Int) -> [(line: Int, edge: DOTEdge)] {
    var own: [ComparisonUnion.EdgeKey: DiagramModel.Edge] = [:]
    for edge in model.panels[index].model.edges { own[ComparisonUnion.EdgeKey(edge)] = edge }
    return edges.enumerated().compactMap { line, edge in
      guard let mine = own[edge.key], let (tail, head) = ends(of: edge, in: panels[index]),
        let from = panels[index].places[mine.from], let to = panels[index].places[mine.to]
      else { return nil }
      var look = panels[index].look(of: mine, isReversed: edge.isReversed)
      if mine.change == .absent {
        look = look.merging([
          "style": "dotted", "penwidth": 1, "arrowhead": "none", "arrowtail": "none",
        ])
      }
      let name = panels[index].annotate(mine, from: from, to: to)
      return (
        line: line,
        edge: DOTEdge(
          tail: DOTEndpoint(node: tail, port: nil, side: .right),
          head: DOTEndpoint(node: head, port: nil, side: .left),
          attributes: DOTAttributes(id: name).merging(look))
      )
    }
  }

  /// The graph before layout, with a frame for each architecture.
  mutating func unplaced() -> DOTGraph {
    var graph = Drawing.emptyGraph(palette: palette)
    graph.attributes.set("label", .table(header))
    for index in panels.indices {
      var panel = frame(of: index)
      panel.clusters = contents[index].clusters
      panel.nodes = [captions[index]] + contents[index].nodes
      graph.clusters.append(panel)
      graph.edges += lines(of: index).map(\.edge)
    }
    return graph
  }

  /// The frame around an architecture.
  private mutating func frame(of index: Int) -> DOTCluster {
    let panel = model.panels[index]
    let name = panels[index].name("architecture", panel.id)
    panels[index].annotations[name] = SVGAnnotation(
      kind: "architecture", id: panel.id, title: "Architecture: " + XMLText.printable(panel.label),
      description: ([panel.figure] + panel.figures).map(XMLText.printable).joined(separator: "; ")
        + ".")
    return DOTCluster(
      name: name,
      attributes: [
        "id": .text(name), "style": "rounded", "pencolor": .color(palette.panel.line),
        "penwidth": index == 0 ? 2 : 1, "margin": 10, "label": "",
      ])
  }

  /// The scale at which a screen shows the whole picture; 1 is one point per pixel.
  func scale(_ layout: LayoutPlaces) -> Double {
    let width = layout.width + 2 * Self.inset + Self.gap
    // Leaves room for about three lines of caption.
    let height = layout.height + 3 * Self.inset + Self.gap + 50
    return Self.columns(panels.count, width: width, height: height).scale
  }

  /// Each architecture in the common layout, in the arrangement that a screen shows largest.
  mutating func placed(_ layout: LayoutPlaces, _ measures: LayoutPlaces) -> DOTGraph {
    var graph = Drawing.emptyGraph(palette: palette)
    graph.attributes.set("label", .table(header))
    let captions = captions.map { measures.nodes[$0.name] }
    let captionHeight = captions.map { $0?.height ?? 0 }.max() ?? 0
    let captionWidth = captions.map { $0?.width ?? 0 }.max() ?? 0
    let width = max(layout.width, captionWidth) + 2 * Self.inset
    let height = layout.height + captionHeight + 3 * Self.inset
    let columns = Self.columns(panels.count, width: width + Self.gap, height: height + Self.gap)
      .count
    for index in panels.indices {
      // The lower left corner of the panel.
      let left = Double(index % columns) * (width + Self.gap)
      let bottom = -Double(index / columns) * (height + Self.gap)
      let (dx, dy) = (
        left + Self.inset - layout.bounds[0],
        bottom + height - captionHeight - 2 * Self.inset - layout.bounds[3]
      )
      var panel = frame(of: index)
      panel.attributes.set(
        "bb", .text(LayoutPlaces.moved([0, 0, width, height], left, bottom)))
      panel.nodes = contents[index].nodes.map { place($0, layout, dx, dy) }
      var caption = self.captions[index]
      let size = measures.nodes[caption.name]
      caption.attributes.set(
        "pos",
        .text(
          LayoutPlaces.moved(
            [Self.inset + (size?.width ?? 0) / 2, height - Self.inset - (size?.height ?? 0) / 2],
            left, bottom)))
      panel.nodes.append(caption)
      panel.clusters = contents[index].clusters.map { cluster in
        var cluster = cluster
        cluster.nodes = cluster.nodes.map { place($0, layout, dx, dy) }
        if let frame = layout.frames["cluster_" + Self.common(cluster.name)] {
          cluster.attributes.set("bb", .text(LayoutPlaces.moved(frame.bounds, dx, dy)))
          cluster.attributes.set("lp", .text(heading(of: cluster, in: frame, measures, dx, dy)))
        }
        return cluster
      }
      graph.clusters.append(panel)
      graph.edges += lines(of: index).compactMap { line, edge in
        guard let course = layout.edges[Self.line(line)] else { return nil }
        var edge = edge
        edge.attributes.set("pos", .text(LayoutPlaces.moved(course: course, dx, dy)))
        return edge
      }
    }
    return graph
  }

  /// The center of a frame's heading, which is aligned left whatever its width.
  private func heading(
    of cluster: DOTCluster, in frame: LayoutPlaces.Frame, _ measures: LayoutPlaces, _ dx: Double,
    _ dy: Double
  ) -> String {
    let reserved = 72 * (Double(frame.labelWidth) ?? 0)
    let own = measures.nodes["heading " + cluster.name]?.width ?? reserved
    let middle = [frame.label[0] - max(0, reserved - own - 8) / 2, frame.label[1]]
    return LayoutPlaces.moved(middle, dx, dy)
  }

  /// A box at its place in the layout, with its size there.
  private func place(
    _ node: DOTNode, _ layout: LayoutPlaces, _ dx: Double, _ dy: Double
  ) -> DOTNode {
    guard let place = layout.nodes[Self.common(node.name)] else { return node }
    var node = node
    node.attributes.set("pos", .text(LayoutPlaces.moved([place.x, place.y], dx, dy)))
    if node.attributes["shape"] != nil {
      node.attributes.set("width", .number(place.width / 72))
      node.attributes.set("height", .number(place.height / 72))
    } else if case .table(let table)? = node.attributes["label"] {
      node.attributes.set(
        "label", .table(table.stretched(width: place.width, height: place.height)))
    }
    return node
  }

  /// The number of columns at which panels are largest on a screen.
  private static func columns(
    _ count: Int, width: Double, height: Double
  ) -> (count: Int, scale: Double) {
    func scale(_ columns: Int) -> Double {
      let rows = Double((count + columns - 1) / columns)
      return min(screen.width / (Double(columns) * width), screen.height / (rows * height))
    }
    // Full rows count for a tenth. Among equals, prefer more columns, to keep panels side by side.
    func worth(_ columns: Int) -> Double {
      scale(columns) * (count % columns == 0 ? 1.1 : 1)
    }
    let best = (1...max(1, count)).max { worth($0) < worth($1) * 1.000_001 } ?? 1
    return (count: best, scale: scale(best))
  }
}

extension DOTTable {
  /// The table with a minimum size. Content in a single column takes the whole width.
  func stretched(width: Double, height: Double) -> DOTTable {
    func number(_ name: String) -> Double {
      for entry in attributes.entries where entry.name.description == name {
        if case .number(let number) = entry.value { return number }
      }
      return 0
    }
    var result = self
    result.attributes.set("WIDTH", .number(width.rounded(.down)))
    result.attributes.set("HEIGHT", .number(height.rounded(.down)))
    let inside = (width - 2 * number("BORDER") - 2 * number("CELLSPACING")).rounded(.down)
    guard inside > 0, case .cells(var cells)? = rows.first, var cell = cells.first else {
      return result
    }
    if case .table(let inner) = cell.content {
      let innerHeight = (height - 2 * number("BORDER") - 2 * number("CELLSPACING")).rounded(.down)
      cell.content = .table(inner.stretched(width: inside, height: innerHeight))
    } else {
      cell.attributes.set("WIDTH", .number(inside))
    }
    cells[0] = cell
    result.rows[0] = .cells(cells)
    return result
  }
}

extension Drawing {
  /// The heading of one architecture: its name, the main figure, further figures.
  mutating func caption(of panel: DiagramModel.Panel, isFirst: Bool) -> DOTNode {
    let name = name("caption", panel.id)
    annotations[name] = SVGAnnotation(
      kind: "caption", id: panel.id, title: XMLText.printable(panel.label),
      description: ([panel.figure] + panel.figures).map(XMLText.printable).joined(separator: "; ")
        + ".")
    func lines(
      _ text: String, width: Int, size: Double, isBold: Bool, color: Color
    ) -> [[DOTRun]] {
      DOTText.wrapped(text, width: width, lines: 3).map {
        [DOTRun($0, color: color, size: size, isBold: isBold)]
      }
    }
    let changes = isFirst ? "" : counts(of: panel.model)
    let more = panel.figures + (changes.isEmpty ? [] : [changes])
    let width = panel.model.nodeCount > 10 ? 110 : 84
    let isReached =
      panel.model.people.isEmpty || panel.model.people.contains { $0.exposure > .safe }
    let content =
      lines(panel.label, width: width * 2 / 3, size: 14, isBold: true, color: palette.ink)
      + lines(
        panel.figure, width: width * 2 / 3, size: 13, isBold: true,
        color: isReached ? palette.exposed.ink : palette.safe.ink)
      + lines(
        more.joined(separator: " · "), width: width, size: Self.textSize, isBold: false,
        color: palette.muted)
    return DOTNode(
      name: name,
      attributes: [
        "id": .text(name),
        "label": .table(
          DOTTable(
            ["BORDER": 0, "CELLBORDER": 0, "CELLPADDING": 2, "CELLSPACING": 0],
            rows: [.cell(DOTCell(["ALIGN": "LEFT", "BALIGN": "LEFT"], lines: content))])),
      ])
  }

  /// How many boxes changed, and how.
  private func counts(of model: DiagramModel) -> String {
    let changes: [DiagramModel.Change?] =
      model.organizations.map(\.change) + model.systems.map(\.change) + model.secrets.map(\.change)
      + model.people.map(\.change) + model.services.map(\.change) + model.causes.map(\.change)
    return DiagramModel.Change.allCases.compactMap { change in
      let count = changes.count { $0 == change }
      guard count > 0, let tag = tag(of: change) else { return nil }
      let parts = tag.split(separator: " ", maxSplits: 1)
      return "\(parts[0]) \(count) \(parts[1])".replacing(" ", with: "\u{A0}")
    }.joined(separator: " ")
  }
}
