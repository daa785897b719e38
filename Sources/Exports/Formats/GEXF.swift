import Interchange
import SourceText

/// GEXF 1.3 (gexf.net): the same flat graph as in GraphML, for Gephi, with colors and with ids of edges, without
/// which Gephi merges parallel ones.
enum GEXFExporter: FormatExporter {
  static func export(_ request: ExportRequest) throws -> ExportedFiles {
    let graph = ExportGraph(request)
    var account = graph.account(of: "gexf", request)
    account.version = "1.3"
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">"#,
      "<meta><creator>exposure</creator><description>\(XMLText.escaped(graph.title))</description></meta>",
      #"<graph defaultedgetype="directed" mode="static">"#,
    ]
    lines.append(#"<attributes class="node" mode="static">"#)
    for name in ExportGraph.nodeTexts where name != "label" {
      lines.append(#"<attribute id="\#(name)" title="\#(name)" type="string"/>"#)
    }
    for name in ExportGraph.nodeNumbers {
      lines.append(#"<attribute id="\#(name)" title="\#(name)" type="double"/>"#)
    }
    lines += ["</attributes>", #"<attributes class="edge" mode="static">"#]
    for name in ExportGraph.edgeTexts where name != "label" && name != "kind" {
      lines.append(#"<attribute id="edge-\#(name)" title="\#(name)" type="string"/>"#)
    }
    // `kind` of an edge is a property of GEXF 1.3 itself, which readers of 1.2 do not know.
    lines.append(#"<attribute id="edge-kind" title="kind" type="string"/>"#)
    lines += ["</attributes>", "<nodes>"]
    for node in graph.nodes { lines += xml(node) }
    lines += ["</nodes>", "<edges>"]
    var seen: [String: Int] = [:]
    for edge in graph.edges { lines += xml(edge, &seen) }
    lines += ["</edges>", "</graph>", "</gexf>", ""]
    return ExportedFiles("graph.gexf", lines.joined(separator: "\n"), account)
  }

  private static func xml(_ node: ExportGraph.Node) -> [String] {
    var lines = [
      "<node id=\"\(XMLText.escaped(node.key))\" label=\"\(XMLText.escaped(node.label))\">",
      "<attvalues>",
    ]
    for (name, value) in zip(ExportGraph.nodeTexts, node.texts) where name != "label" {
      lines.append(Self.value(name, value))
    }
    lines += node.numbers.map { Self.value($0, "\($1)") }
    let (red, green, blue) =
      switch node.reached {
      case .yes: (184, 69, 0)
      case .no: (0, 114, 178)
      case .unknown: (106, 92, 166)
      case .notApplicable: (120, 128, 138)
      }
    lines += ["</attvalues>", "<viz:color r=\"\(red)\" g=\"\(green)\" b=\"\(blue)\"/>", "</node>"]
    return lines
  }

  private static func xml(_ edge: ExportGraph.Edge, _ seen: inout [String: Int]) -> [String] {
    // From what it joins, not from its position; numbered where several join the same.
    let name = "\(edge.kind.rawValue) \(edge.from) \(edge.to)"
    let number = seen[name, default: 0] + 1
    seen[name] = number
    let id = number == 1 ? name : "\(name) \(number)"
    var lines = [
      "<edge id=\"\(XMLText.escaped(id))\" source=\"\(XMLText.escaped(edge.from))\" target=\"\(XMLText.escaped(edge.to))\" label=\"\(XMLText.escaped(edge.label))\">",
      "<attvalues>",
    ]
    for (name, value) in zip(ExportGraph.edgeTexts, edge.texts) where name != "label" {
      lines.append(Self.value("edge-\(name)", value))
    }
    return lines + ["</attvalues>", "</edge>"]
  }

  private static func value(_ name: String, _ value: String) -> String {
    "<attvalue for=\"\(name)\" value=\"\(XMLText.escaped(value))\"/>"
  }
}
