import Diagrams
import Interchange
import TopologyModel

/// A Mermaid flowchart for GitHub, GitLab and wikis: what an incident exposes, or without one where data is.
enum MermaidExporter: FormatExporter {
  static func export(_ request: ExportRequest) throws -> ExportedFiles {
    var account = ImportAccount(format: "mermaid")
    let topology = request.topology
    let variant = request.variant.map { id in
      topology.variants.first { $0.id == id }?.label ?? id
    }
    let model: DiagramModel =
      if let analysis = request.analysis {
        .exposure(of: analysis, variant: variant)
      } else {
        .lineage(of: request.lowered, variant: variant)
      }
    let picture: DiagramPicture
    do {
      picture = try DiagramRenderer.mermaid(model)
    } catch {
      throw ExportFailure("\(error)", help: "draw an SVG with 'exposure diagram'")
    }
    let text = String(decoding: picture.bytes, as: UTF8.self)
    account.made = [
      ("lines", text.split(separator: "\n").count { $0.contains("|\"") }),
      ("characters", text.utf16.count),
    ]
    account.leaveOut(request, possibleFlows: "their arrows are dotted and their labels say so")
    for message in picture.messages { account.note("folded", message) }
    return ExportedFiles("graph.mmd", text, account)
  }
}
