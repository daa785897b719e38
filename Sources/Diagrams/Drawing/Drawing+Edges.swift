extension Drawing {
  /// The edges between things that are drawn, parallel ones as one line with its weight, and a node for
  /// each label. dot lets no node overlap another and leads lines around nodes, which it does not do for
  /// the labels of edges.
  mutating func edges() -> DrawnEdges {
    var drawn = DrawnEdges()
    let edges = model.edges.mergingParallels
    let isSmall = edges.count <= Self.labelledEdges
    // The path comes first, so that it runs from left to right whatever else there is.
    let ordered = edges.filter(\.isOnPath) + edges.filter { !$0.isOnPath }
    let directions = directions(of: ordered, turnsCircles: isSmall)
    for (edge, isReversed) in zip(ordered, directions) {
      guard var from = places[edge.from], var to = places[edge.to] else { continue }
      if edges.count > Self.portedEdges { (from.port, to.port) = (nil, nil) }
      draw(
        edge, from: from, to: to, isReversed: isReversed, hasLabel: isSmall, into: &drawn)
    }
    return drawn
  }

  /// For each edge whether the layout has it the other way round.
  /// - Parameter turnsCircles: In a circle something has to point back; later edges do, rather than any the
  ///   layout picks. It places frames as wholes, so circles of frames count as well.
  /// - Complexity: O(edges), or O(edges²) where circles are turned.
  func directions(of edges: [DiagramModel.Edge], turnsCircles: Bool) -> [Bool] {
    var orderOfFrames = Precedence()
    var orderOfNodes = Precedence()
    return edges.map { edge in
      // A service stands after what it needs, although the arrow points at what is needed.
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

  /// Beyond this many edges a label on each is a wall of text; each still has its title.
  static let labelledEdges = 120

  /// Beyond this many edges they end at a box as a whole, which the layout does faster.
  static let portedEdges = 1_000

  /// Edges and the nodes of their labels, those in an organization's frame by its id.
  struct DrawnEdges {
    var edges: [DOTEdge] = []
    var labels: [DOTNode] = []
    var framedLabels: [String: [DOTNode]] = [:]
  }

  private mutating func draw(
    _ edge: DiagramModel.Edge, from: DOTEndpoint, to: DOTEndpoint, isReversed: Bool,
    hasLabel: Bool, into drawn: inout DrawnEdges
  ) {
    // Lines leave on the right and arrive on the left: they cross neither a frame's heading nor a box.
    // Between two frames the layout may put the ends side by side, and then this would make loops.
    let isFree = !hasLabel || (!edge.isOnPath && joinsTwoFrames(edge))
    // What begins and ends at one box stays beside it; led round from the right to the left it would run
    // through its neighbours.
    let isLoop = from.node == to.node
    let tail = (isReversed ? to : from).at(isFree && !isLoop ? nil : .right)
    let head = (isReversed ? from : to).at(isLoop ? .right : isFree ? nil : .left)
    let look = look(of: edge, isReversed: isReversed)
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

  /// How a line looks.
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

  /// What is written on an edge: its label, and how many it stands for where that is not told by it.
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

  /// Notes what a line stands for; the name that its element gets.
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

  /// The frame that both ends are in, so that their label is too; nil: not the same one.
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

  /// Wider the more it stands for, in few steps so that the path stays the strongest line.
  private func width(of edge: DiagramModel.Edge) -> Double {
    switch edge.weight {
    case ...1: 1.1
    case ...9: 1.6
    default: 2.2
    }
  }

  /// - Parameter isReversed: The layout has it the other way round, so the arrow is at its tail.
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

  /// What an edge of this kind says, from its tail to its head.
  func words(for kind: DiagramModel.Edge.Kind) -> String {
    switch kind {
    case .event: "The intruder starts here"
    case .access: "Opens"
    case .reads: "Shows the dataset to whoever gets in"
    case .flow: "Data moves"
    case .via: "Data crosses without being kept"
    case .keeps: "Keeps the secret"
    case .needs: "Cannot run without it"
    case .about: "Is about these people"
    case .becomes: "Becomes, or lets one derive"
    case .hits: "Strikes there"
    }
  }
}

/// Which node stands before which, without circles.
private struct Precedence {
  private var after: [String: Set<String>] = [:]

  /// Puts one node before another.
  /// - Returns: Whether it could: not when the second already stands before the first.
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
