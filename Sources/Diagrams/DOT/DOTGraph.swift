/// The value of a DOT attribute.
enum DOTValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  /// Untrusted text: quoted, escaped, shown as written.
  case text(String)
  /// A Graphviz keyword or list, written in this program.
  case keyword(StaticString)
  case number(Double)
  case color(Color)
  case table(DOTTable)

  init(stringLiteral value: StaticString) { self = .keyword(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
  init(floatLiteral value: Double) { self = .number(value) }

  /// The shortest decimal that reads back as the same number.
  static func format(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
  }

  func write(to output: inout String) {
    switch self {
    case .text(let text): output += DOTText.quoted(text)
    case .keyword(let word): output += "\"\(word)\""
    case .number(let number): output += Self.format(number)
    case .color(let color): output += "\"\(color.hexadecimal)\""
    case .table(let table):
      output += "<"
      table.write(to: &output)
      output += ">"
    }
  }
}

/// Attributes in insertion order.
struct DOTAttributes: ExpressibleByDictionaryLiteral {
  struct Entry {
    var name: StaticString
    var value: DOTValue
  }

  var entries: [Entry] = []

  init(dictionaryLiteral elements: (StaticString, DOTValue)...) {
    entries = elements.map { Entry(name: $0.0, value: $0.1) }
  }

  /// Only an id, for the SVG element.
  init(id: String) { entries = [Entry(name: "id", value: .text(id))] }

  mutating func set(_ name: StaticString, _ value: DOTValue) {
    entries.append(Entry(name: name, value: value))
  }

  /// With another attribute before one that there is.
  func inserting(_ name: StaticString, _ value: DOTValue, before next: StaticString)
    -> DOTAttributes
  {
    var result = self
    let place = entries.firstIndex { $0.name.description == next.description } ?? entries.count
    result.entries.insert(Entry(name: name, value: value), at: place)
    return result
  }

  func merging(_ other: DOTAttributes) -> DOTAttributes {
    var result = self
    result.entries += other.entries
    return result
  }

  /// ` [a=1, b="x"]`, or nothing if empty.
  func write(to output: inout String) {
    guard !entries.isEmpty else { return }
    output += " ["
    for (index, entry) in entries.enumerated() {
      if index > 0 { output += ", " }
      output += "\(entry.name)="
      entry.value.write(to: &output)
    }
    output += "]"
  }

  /// ` A="1" B="x"`, for elements of HTML-like labels.
  func writeMarkup(to output: inout String) {
    for entry in entries {
      output += " \(entry.name)=\""
      switch entry.value {
      case .text(let text): output += DOTText.markup(text)
      case .keyword(let word): output += "\(word)"
      case .number(let number): output += DOTValue.format(number)
      case .color(let color): output += color.hexadecimal
      case .table: assertionFailure("a table cannot be an attribute of a cell")
      }
      output += "\""
    }
  }
}

/// A node. Its name is unique in the graph.
struct DOTNode {
  var name: String
  var attributes: DOTAttributes
}

/// An end of an edge: a node, or a port of its table.
struct DOTEndpoint: Hashable {
  enum Side: String {
    case left = "w"
    case right = "e"
  }

  var node: String
  var port: String?
  /// The side of the node; nil lets the layout choose.
  var side: Side?

  func at(_ side: Side?) -> DOTEndpoint {
    DOTEndpoint(node: node, port: port, side: side)
  }
}

/// An edge from tail to head.
struct DOTEdge {
  var tail: DOTEndpoint
  var head: DOTEndpoint
  var attributes: DOTAttributes
}

/// A frame around nodes and other frames.
struct DOTCluster {
  var name: String
  var attributes: DOTAttributes
  var clusters: [DOTCluster] = []
  var nodes: [DOTNode] = []
}

/// A directed graph in DOT; statements are written in this order.
struct DOTGraph {
  var attributes: DOTAttributes = [:]
  var nodeDefaults: DOTAttributes = [:]
  var edgeDefaults: DOTAttributes = [:]
  var clusters: [DOTCluster] = []
  var nodes: [DOTNode] = []
  var edges: [DOTEdge] = []
  /// Sets of nodes that share a rank.
  var ranks: [[String]] = []

  /// The names of all frames, each before those inside it, in the order in which they are written.
  var frames: [String] {
    func names(_ clusters: [DOTCluster]) -> [String] {
      clusters.flatMap { [$0.name] + names($0.clusters) }
    }
    return names(clusters)
  }

  /// The graph as DOT, one statement per line, with a final line break.
  var text: String {
    var output = "digraph \"exposure\" {\n"
    for (keyword, defaults) in [
      ("graph", attributes), ("node", nodeDefaults), ("edge", edgeDefaults),
    ] where !defaults.entries.isEmpty {
      output += "  \(keyword)"
      defaults.write(to: &output)
      output += "\n"
    }
    for node in nodes { Self.write(node, indent: "  ", to: &output) }
    for cluster in clusters { Self.write(cluster, indent: "  ", to: &output) }
    for rank in ranks where rank.count > 1 {
      output += "  { rank=same;"
      for name in rank { output += " \(DOTText.quoted(name));" }
      output += " }\n"
    }
    for edge in edges {
      output += "  "
      Self.write(edge.tail, to: &output)
      output += " -> "
      Self.write(edge.head, to: &output)
      edge.attributes.write(to: &output)
      output += "\n"
    }
    return output + "}\n"
  }

  private static func write(_ node: DOTNode, indent: String, to output: inout String) {
    output += indent + DOTText.quoted(node.name)
    node.attributes.write(to: &output)
    output += "\n"
  }

  private static func write(_ cluster: DOTCluster, indent: String, to output: inout String) {
    output += "\(indent)subgraph \(DOTText.quoted("cluster_" + cluster.name)) {\n"
    output += "\(indent)  graph"
    cluster.attributes.write(to: &output)
    output += "\n"
    for node in cluster.nodes { write(node, indent: indent + "  ", to: &output) }
    for inner in cluster.clusters { write(inner, indent: indent + "  ", to: &output) }
    output += "\(indent)}\n"
  }

  private static func write(_ endpoint: DOTEndpoint, to output: inout String) {
    output += DOTText.quoted(endpoint.node)
    if let port = endpoint.port { output += ":" + DOTText.quoted(port) }
    if let side = endpoint.side { output += ":" + side.rawValue }
  }
}
