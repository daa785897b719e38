/// Draws a model as DOT in one visual grammar.
///
/// Systems are boxes inside their organization's frame, secrets have a folded corner, people are rounded,
/// services are ellipses (octagons when down), stubs are folders. What the intruder controls is filled dark with a
/// double mark, the path of the compromise is a thick line, and each state has a sign and a word in addition to
/// its color.
struct Drawing {
  let model: DiagramModel
  let palette: Palette
  let detail: DiagramDetail
  /// A prefix for all names, so that several drawings can share one graph.
  let prefix: String
  var annotations: [String: SVGAnnotation] = [:]
  var places: [DiagramModel.Endpoint: DOTEndpoint] = [:]
  /// The frame that contains a thing, by its id.
  let frames: [DiagramModel.Endpoint: String]
  /// Whether this is one architecture among several, drawn compactly.
  let isComparison: Bool
  /// Whether a single line replaces what otherwise takes several.
  var isShort: Bool { isComparison && detail == .organization }
  private var names: Set<String> = []

  /// With more nodes and lines than this, positions are good instead of optimal.
  static let carefulSize = 200

  static let font: StaticString = "DejaVu Sans"
  /// Font size in points. Small text is still legible when a picture of 1,900 points fills a screen.
  static let textSize = 11.0
  static let smallSize = 10.0

  init(
    _ model: DiagramModel, palette: Palette, detail: DiagramDetail, prefix: String = "",
    isComparison: Bool = false
  ) {
    self.isComparison = isComparison
    self.model = model
    self.palette = palette
    self.detail = detail
    self.prefix = prefix
    let known = Set(model.organizations.filter { $0.rows == nil }.map(\.id))
    var frames: [DiagramModel.Endpoint: String] = [:]
    for system in model.systems {
      guard let frame = system.organization, known.contains(frame) else { continue }
      frames[.system(system.id)] = frame
      for dataset in system.datasets {
        frames[.dataset(dataset.id)] = frame
        for field in dataset.fields { frames[.field(dataset: dataset.id, field: field.id)] = frame }
      }
    }
    for secret in model.secrets {
      if let frame = secret.organization, known.contains(frame) {
        frames[.secret(secret.id)] = frame
      }
    }
    for stub in model.stubs {
      if let frame = stub.organization, known.contains(frame) { frames[.stub(stub.id)] = frame }
    }
    self.frames = frames
  }

  /// The complete picture: header, things and edges.
  mutating func graph() -> DOTGraph {
    var graph = Self.emptyGraph(palette: palette)
    var (clusters, nodes) = contents()
    let drawn = edges()
    for index in clusters.indices {
      guard let organization = annotations[clusters[index].name]?.id else { continue }
      clusters[index].nodes += drawn.framedLabels[organization] ?? []
    }
    graph.clusters = clusters
    nodes += drawn.labels
    graph.nodes = nodes
    graph.edges = drawn.edges
    let size = nodes.count + clusters.reduce(0) { $0 + $1.nodes.count } + drawn.edges.count
    if size > Self.carefulSize {
      // Optimal placement has no time bound; two rounds per node come close.
      graph.attributes = graph.attributes.merging(["nslimit": 2, "nslimit1": 2])
    }
    if model.view == .singlePoints || model.view == .lineage {
      graph.edges += Self.rows(
        of: nodes.map(\.name) + clusters.flatMap { $0.nodes.map(\.name) },
        frames: graph.clusters.map { $0.nodes.map(\.name) }, edges: drawn.edges)
    }
    graph.clusters = withZones(graph.clusters)
    graph.ranks = [strays(among: drawn.edges), stolenSecrets]
    if let bands = drawn.bands {
      let frame = bands.frame
      graph.ranks += bands.ranks(of: nodes.map(\.name), labels: drawn.labelsAcross)
      graph.nodes += frame.nodes
      graph.edges += frame.edges
      graph.edgeDefaults = graph.edgeDefaults.inserting("constraint", "true", before: "dir")
    }
    // The label of the whole graph is the only place that no edge can cross.
    graph.attributes.set("label", .table(headerTable()))
    return graph
  }

  /// Frames, and nodes outside any frame. Edges are drawn after them.
  mutating func contents() -> (clusters: [DOTCluster], nodes: [DOTNode]) {
    var nodes: [DOTNode] = []
    if model.hasIntruder { nodes.append(intruder()) }
    var inside: [String: [DOTNode]] = [:]
    func place(_ node: DOTNode, _ thing: DiagramModel.Endpoint) {
      if let frame = frames[thing] {
        inside[frame, default: []].append(node)
      } else {
        nodes.append(node)
      }
    }
    for secret in model.secrets { place(draw(secret), .secret(secret.id)) }
    for system in model.systems { place(draw(system), .system(system.id)) }
    for stub in model.stubs { place(draw(stub), .stub(stub.id)) }
    var clusters: [DOTCluster] = []
    for organization in model.organizations {
      if organization.rows != nil {
        nodes.append(drawAsBox(organization))
      } else if let members = inside[organization.id] {
        clusters.append(frame(around: members, of: organization))
      }
    }
    for cause in model.causes { nodes.append(draw(cause)) }
    for people in model.people { nodes.append(draw(people)) }
    for service in model.services { nodes.append(draw(service)) }
    return (clusters, nodes)
  }

  /// The things that the intruder starts with share a column.
  private var stolenSecrets: [String] {
    model.secrets.filter { secret in
      frames[.secret(secret.id)] == nil
        && model.edges.contains { $0.from == .intruder && $0.to == .secret(secret.id) }
    }.compactMap { places[.secret($0.id)]?.node }
  }

  /// Services without lines are placed with the other affected things, not at the start.
  private func strays(among edges: [DOTEdge]) -> [String] {
    let joined = Set(edges.flatMap { [$0.tail.node, $0.head.node] })
    let concerned = model.people.compactMap { places[.people($0.id)]?.node }
    let services = model.services.compactMap { places[.service($0.id)]?.node }
    guard let companion = (concerned + services).first(where: joined.contains) else { return [] }
    return [companion] + services.filter { !joined.contains($0) }
  }

  static func emptyGraph(palette: Palette) -> DOTGraph {
    var graph = DOTGraph()
    graph.attributes = [
      "id": "exposure", "rankdir": "LR", "bgcolor": .color(palette.background),
      "fontname": .keyword(font), "fontsize": .number(textSize), "fontcolor": .color(palette.ink),
      "nodesep": 0.22, "ranksep": 0.36, "pad": 0.25, "labelloc": "t", "labeljust": "l",
      "outputorder": "edgesfirst", "splines": "true", "charset": "UTF-8",
    ]
    graph.nodeDefaults = [
      "shape": "plain", "fontname": .keyword(font), "fontsize": .number(textSize),
      "fontcolor": .color(palette.ink), "margin": "0.12,0.06",
    ]
    // All attributes that an edge can have, in alphabetical order: where Graphviz routes an edge between
    // neighbors, it copies the attributes in that order and reads them by their old positions.
    graph.edgeDefaults = [
      "arrowhead": "normal", "arrowsize": 0.7, "arrowtail": "normal",
      "color": .color(palette.edge), "dir": "forward", "fontcolor": .color(palette.muted),
      "fontname": .keyword(font), "fontsize": .number(smallSize), "headport": "", "id": "",
      "penwidth": 1, "style": "solid", "tailport": "", "weight": 1,
    ]
    return graph
  }

  /// A stable, unique name for DOT and SVG, made of letters, digits, `-` and `_`.
  mutating func name(_ kind: String, _ id: String) -> String {
    var base = prefix + kind + "-"
    for scalar in id.unicodeScalars.prefix(80) {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9") ~= scalar)
      base.unicodeScalars.append(isPlain ? scalar : "_")
    }
    var name = base
    var number = 2
    while !names.insert(name).inserted {
      name = "\(base)-\(number)"
      number += 1
    }
    return name
  }
}
