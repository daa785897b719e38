import Interchange
import SourceText

/// GraphML 1.1 (graphml.graphdrawing.org): a flat graph with the parent as an attribute, or for yEd nested with
/// graphics.
///
/// Readers drop what is nested, take missing texts for empty and missing truth values for false, and refuse a key
/// with two types: so every text is written on every node, every truth value is a text, and edges have no ids,
/// which some take for names.
enum GraphMLExporter: FormatExporter {
  static func export(_ request: ExportRequest) throws -> ExportedFiles {
    let graph = ExportGraph(request)
    var account = graph.account(of: "graphml", request)
    account.version = "1.1"
    var document = GraphMLDocument(graph: graph, isForYEd: request.isForYEd)
    return ExportedFiles("graph.graphml", document.text(), account)
  }
}

/// One file.
private struct GraphMLDocument {
  let graph: ExportGraph
  let isForYEd: Bool
  private var lines: [String] = []

  init(graph: ExportGraph, isForYEd: Bool) {
    self.graph = graph
    self.isForYEd = isForYEd
  }

  mutating func text() -> String {
    lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:y="http://www.yworks.com/xml/graphml" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd">"#,
    ]
    for name in ExportGraph.nodeTexts { addKey("node", name, "string") }
    for name in ExportGraph.nodeNumbers { addKey("node", name, "double") }
    for name in ExportGraph.edgeTexts { addKey("edge", name, "string") }
    if isForYEd { lines.append(#"<key id="graphics" for="node" yfiles.type="nodegraphics"/>"#) }
    lines.append(#"<graph id="exposure" edgedefault="directed">"#)
    if isForYEd { addNested(nil) } else { for node in graph.nodes { add(node, inside: nil) } }
    for edge in graph.edges where !isForYEd || edge.kind != .contains { add(edge) }
    lines += ["</graph>", "</graphml>", ""]
    return lines.joined(separator: "\n")
  }

  private mutating func addKey(_ domain: String, _ name: String, _ type: String) {
    lines.append(
      #"<key id="\#(domain)-\#(name)" for="\#(domain)" attr.name="\#(name)" attr.type="\#(type)"/>"#
    )
  }

  private mutating func add(_ node: ExportGraph.Node, inside: [ExportGraph.Node]?) {
    let group = inside == nil ? "" : #" yfiles.foldertype="group""#
    lines.append("<node id=\"\(XMLText.escaped(node.key))\"\(group)>")
    addData("node", ExportGraph.nodeTexts, node.texts)
    for (name, value) in node.numbers {
      lines.append("<data key=\"node-\(name)\">\(value)</data>")
    }
    if isForYEd { lines.append("<data key=\"graphics\">\(Self.graphics(node))</data>") }
    if let inside {
      lines.append(
        "<graph id=\"\(XMLText.escaped(node.key)):\" edgedefault=\"directed\">")
      for node in inside { addWithChildren(node) }
      lines.append("</graph>")
    }
    lines.append("</node>")
  }

  private mutating func addNested(_ parent: String?) {
    for node in children[parent ?? ""] ?? [] { addWithChildren(node) }
  }

  private mutating func addWithChildren(_ node: ExportGraph.Node) {
    add(node, inside: children[node.key])
  }

  /// What stands within what: systems in their organizations, datasets and access rules in their systems.
  private lazy var children: [String: [ExportGraph.Node]] = Dictionary(grouping: graph.nodes) {
    $0.kind == .people ? "" : $0.parent ?? ""
  }

  private mutating func add(_ edge: ExportGraph.Edge) {
    lines.append(
      "<edge source=\"\(XMLText.escaped(edge.from))\" target=\"\(XMLText.escaped(edge.to))\">")
    addData("edge", ExportGraph.edgeTexts, edge.texts)
    lines.append("</edge>")
  }

  private mutating func addData(_ domain: String, _ names: [String], _ values: [String]) {
    for (name, value) in zip(names, values) {
      lines.append("<data key=\"\(domain)-\(name)\">\(XMLText.escaped(value))</data>")
    }
  }

  /// A box with the label; yEd lays out itself.
  private static func graphics(_ node: ExportGraph.Node) -> String {
    let color = node.reached == .yes ? "#FDE4D2" : node.reached == .no ? "#DDEFF9" : "#F4F6F8"
    let shape =
      switch node.kind {
      case .secret: "hexagon"
      case .people, .cohort: "ellipse"
      case .service: "octagon"
      case .event, .leak: "diamond"
      default: "roundrectangle"
      }
    return """
      <y:ShapeNode><y:Fill color="\(color)" transparent="false"/>\
      <y:NodeLabel>\(XMLText.escaped(node.label))</y:NodeLabel><y:Shape type="\(shape)"/></y:ShapeNode>
      """
  }
}
