extension Drawing {
  /// Draws the edges between visible things, with parallel edges as one weighted line, and a node for each label.
  /// Graphviz keeps nodes apart and routes lines around them, but it does not do this for edge labels.
  mutating func edges() -> DrawnEdges {
    var drawn = DrawnEdges()
    let edges = model.edges.mergingParallels
    let isSmall = edges.count <= Self.labelledEdges
    // The path comes first, so that it runs from left to right.
    let ordered = edges.filter(\.isOnPath) + edges.filter { !$0.isOnPath }
    let directions = directions(of: ordered, turnsCircles: isSmall)
    if isSmall, model.view == .lineage, frames.isEmpty, !isComparison {
      drawn.bands = PageBands(
        zip(ordered, directions).compactMap { edge, isReversed in
          guard let from = places[edge.from]?.node, let to = places[edge.to]?.node else {
            return nil
          }
          return isReversed ? (to, from) : (from, to)
        })
    }
    for (edge, isReversed) in zip(ordered, directions) {
      guard var from = places[edge.from], var to = places[edge.to] else { continue }
      let isTurned = drawn.bands?.isTurned(from.node, to.node) ?? false
      if edges.count > Self.portedEdges || drawn.bands?.isAcross(from.node, to.node) ?? false {
        (from.port, to.port) = (nil, nil)
      }
      draw(
        edge, from: from, to: to, isReversed: isReversed != isTurned, hasLabel: isSmall,
        into: &drawn)
    }
    return drawn
  }

  /// Whether the layout reverses each edge.
  /// - Parameter turnsCircles: Whether cycles are broken here. In a cycle one edge must point back; this makes it a
  ///   later edge instead of one that Graphviz picks. Frames are laid out as wholes, so cycles of frames count.
  /// - Complexity: O(edges), or O(edges²) if cycles are broken.
  func directions(of edges: [DiagramModel.Edge], turnsCircles: Bool) -> [Bool] {
    var orderOfFrames = Precedence()
    var orderOfNodes = Precedence()
    return edges.map { edge in
      // A service comes after what it needs, although the arrow points to what it needs.
      var isReversed = edge.kind == .needs && isService(edge.from)
      guard turnsCircles, let from = places[edge.from], let to = places[edge.to] else {
        return isReversed
      }
      let ends = [edge.from, edge.to].map { end in
        frames[end].map { "frame \($0)" } ?? places[end]?.node ?? ""
      }
      func turned(_ pair: [String]) -> (String, String) {
        isReversed ? (pair[1], pair[0]) : (pair[0], pair[1])
      }
      if !orderOfFrames.add(turned(ends)) { isReversed.toggle() }
      if !orderOfNodes.add(turned([from.node, to.node])) { isReversed.toggle() }
      return isReversed
    }
  }

  /// With more edges than this, visible labels would be a wall of text; each edge keeps its title.
  static let labelledEdges = 120

  /// With more edges than this, edges end at boxes instead of rows, which lays out faster.
  static let portedEdges = 1_000

  /// Edges and the nodes of their labels; those inside an organization's frame are listed by its id.
  struct DrawnEdges {
    var edges: [DOTEdge] = []
    var labels: [DOTNode] = []
    var framedLabels: [String: [DOTNode]] = [:]
    /// Bands below one another, if what is drawn would be a strip.
    var bands: PageBands?
    /// The labels of lines between two bands, with the box that the line leads to.
    var labelsAcross: [(name: String, at: String)] = []
  }

  private mutating func draw(
    _ edge: DiagramModel.Edge, from: DOTEndpoint, to: DOTEndpoint, isReversed: Bool,
    hasLabel: Bool, into drawn: inout DrawnEdges
  ) {
    // Lines leave on the right and arrive on the left, so that they cross no heading and no box.
    // Between frames this could produce loops, because the layout may put both ends side by side.
    let isAcross = drawn.bands?.isAcross(from.node, to.node) ?? false
    let isFree = !hasLabel || isAcross || (!edge.isOnPath && joinsTwoFrames(edge))
    // What begins and ends at one box stays beside it; led round from the right to the left it would run
    // through its neighbours.
    let isLoop = from.node == to.node
    let tail = (isReversed ? to : from).at(isFree && !isLoop ? nil : .right)
    let head = (isReversed ? from : to).at(isLoop ? .right : isFree ? nil : .left)
    var look = look(of: edge, isReversed: isReversed)
    if isAcross { look.set("constraint", "false") }
    let text = hasLabel || !edge.chokes.isEmpty ? labelText(of: edge) : ""
    guard !text.isEmpty else {
      let name = annotate(edge, from: from, to: to)
      drawn.edges.append(
        DOTEdge(tail: tail, head: head, attributes: DOTAttributes(id: name).merging(look)))
      return
    }
    let label = label(text, of: edge, from: from, to: to)
    if let frame = frame(around: edge) {
      drawn.framedLabels[frame, default: []].append(label)
    } else {
      drawn.labels.append(label)
    }
    if isAcross { drawn.labelsAcross.append((label.name, head.node)) }
    let middle = DOTEndpoint(node: label.name, port: nil)
    let first = annotate(edge, from: from, to: to)
    let second = annotate(edge, from: from, to: to)
    drawn.edges.append(
      DOTEdge(
        tail: tail, head: middle,
        attributes: DOTAttributes(id: first).merging(look).merging(["arrowhead": "none"])))
    drawn.edges.append(
      DOTEdge(
        tail: middle, head: head,
        attributes: DOTAttributes(id: second).merging(look).merging(["arrowtail": "none"])))
  }

  /// The style of a line.
  func look(of edge: DiagramModel.Edge, isReversed: Bool) -> DOTAttributes {
    var look = style(of: edge.kind, isReversed: isReversed)
    if edge.isOnPath {
      look = look.merging([
        "color": .color(palette.exposed.line), "penwidth": 3.2, "arrowsize": 0.9, "weight": 6,
      ])
    } else if !edge.chokes.isEmpty {
      look = look.merging(["color": .color(palette.critical.line), "penwidth": 3.2])
    } else {
      look.set("penwidth", .number(width(of: edge)))
    }
    return look
  }

  private mutating func label(
    _ text: String, of edge: DiagramModel.Edge, from: DOTEndpoint, to: DOTEndpoint
  ) -> DOTNode {
    let name = annotate(edge, from: from, to: to)
    let ink =
      edge.isOnPath
      ? palette.exposed.ink : edge.chokes.isEmpty ? palette.muted : palette.critical.ink
    return DOTNode(
      name: name,
      attributes: [
        "id": .text(name),
        "label": .table(
          DOTTable(
            ["BORDER": 0, "CELLBORDER": 0, "CELLPADDING": 1, "CELLSPACING": 0],
            rows: [
              .cell(
                DOTCell(
                  [:],
                  lines: DOTText.wrapped(text, width: 22, lines: 4).map {
                    [
                      DOTRun(
                        $0, color: ink, size: Self.smallSize,
                        isBold: edge.isOnPath || !edge.chokes.isEmpty)
                    ]
                  }))
            ])),
      ])
  }

  /// The label of an edge, and how many edges it stands for if the label does not show it.
  private func labelText(of edge: DiagramModel.Edge) -> String {
    let choke = edge.chokes.map { "⋈ every way to \($0)" }.joined(separator: "; ")
    return [ownText(of: edge), choke].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func ownText(of edge: DiagramModel.Edge) -> String {
    let stands = edge.weight > 1 && !edge.label.contains(DiagramModel.Edge.labelSeparator)
    guard stands else { return edge.label }
    if edge.label.isEmpty {
      return edge.kind == .flow || edge.kind == .via ? "\(edge.weight) flows" : "×\(edge.weight)"
    }
    return "\(edge.label) ×\(edge.weight)"
  }

  /// Records what a line stands for and returns the name of its element.
  mutating func annotate(
    _ edge: DiagramModel.Edge, from: DOTEndpoint, to: DOTEndpoint
  ) -> String {
    let name = name("edge", "\(edge.kind)-\(from.node)-\(to.node)")
    let tail = annotations[from.node]?.title ?? ""
    let head = annotations[to.node]?.title ?? ""
    annotations[name] = SVGAnnotation(
      kind: "edge", id: "\(from.node) \(to.node)", title: "\(tail) → \(head)",
      description: [
        sentence(words(for: edge.kind)), sentence(edge.label),
        edge.weight > 1 ? "Stands for \(edge.weight)." : "",
        edge.isOnPath ? "On the path of the compromise." : "",
        edge.chokes.map { sentence("Every way goes through it to " + $0) }.joined(separator: " "),
        describe(edge.change),
      ].filter { !$0.isEmpty }.joined(separator: " "))
    return name
  }

  /// The frame that contains both ends and therefore the label; nil if they are in different frames.
  private func frame(around edge: DiagramModel.Edge) -> String? {
    guard let from = frames[edge.from], from == frames[edge.to] else { return nil }
    return from
  }

  private func joinsTwoFrames(_ edge: DiagramModel.Edge) -> Bool {
    guard let from = frames[edge.from], let to = frames[edge.to] else { return false }
    return from != to
  }

  private func isService(_ endpoint: DiagramModel.Endpoint) -> Bool {
    if case .service = endpoint { true } else { false }
  }

  /// Wider if the line stands for more edges, in few steps, so that the path remains the strongest line.
  private func width(of edge: DiagramModel.Edge) -> Double {
    switch edge.weight {
    case ...1: 1.1
    case ...9: 1.6
    default: 2.2
    }
  }

  /// - Parameter isReversed: Whether the layout reverses the edge, so that the arrow is drawn at its tail.
  private func style(of kind: DiagramModel.Edge.Kind, isReversed: Bool) -> DOTAttributes {
    let (line, arrow): (StaticString, StaticString) =
      switch kind {
      case .event, .access, .flow: ("solid", "normal")
      case .reads: ("solid", "vee")
      case .via: ("dotted", "normal")
      case .keeps: ("dashed", "odot")
      case .needs: ("dashed", "odiamond")
      case .about: ("solid", "dot")
      case .becomes: ("dashed", "normal")
      case .hits: ("dashed", "vee")
      }
    return isReversed
      ? ["style": .keyword(line), "dir": "back", "arrowtail": .keyword(arrow)]
      : ["style": .keyword(line), "arrowhead": .keyword(arrow)]
  }

  /// The meaning of an edge of this kind, from tail to head.
  func words(for kind: DiagramModel.Edge.Kind) -> String {
    switch kind {
    case .event: "The intruder starts here"
    case .access: "Opens"
    case .reads: "Shows the dataset to anyone who gets in"
    case .flow: "Data moves"
    case .via: "Data crosses without being kept"
    case .keeps: "Stores the secret"
    case .needs: "Cannot run without it"
    case .about: "Is about these people"
    case .becomes: "Becomes, or reveals"
    case .hits: "Strikes there"
    }
  }
}

/// An order of nodes without cycles.
private struct Precedence {
  private var after: [String: Set<String>] = [:]

  /// Puts one node before another.
  /// - Returns: Whether this was possible; false if the second node already comes before the first.
  /// - Complexity: O(pairs so far).
  mutating func add(_ pair: (first: String, second: String)) -> Bool {
    let (first, second) = pair
    guard first != second else { return true }
    var seen: Set<String> = [second]
    var open = [second]
    while let node = open.popLast() {
      if node == first { return false }
      for next in after[node] ?? [] where seen.insert(next).inserted { open.append(next) }
    }
    after[first, default: []].insert(second)
    return true
  }
}
