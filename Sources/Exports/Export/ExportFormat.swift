/// A format that can be written.
package enum ExportFormat: String, CaseIterable, Sendable {
  case csv
  case mermaid
  case graphml
  case gexf

  /// What `exposure export --help` says of it.
  package var summary: String {
    switch self {
    case .csv: "every table, into a folder"
    case .mermaid: "a flowchart for GitHub, GitLab and wikis"
    case .graphml: "GraphML: a flat graph for networkx, igraph, Gephi, Cytoscape, yEd"
    case .gexf: "GEXF: the same graph for Gephi"
    }
  }

  /// Whether it is several files, so that `-o` names a folder.
  package var isFolder: Bool { self == .csv }

  /// Whether it says what an incident does.
  package var saysWhatHappens: Bool { true }

  private var exporter: any FormatExporter.Type {
    switch self {
    case .csv: CSVExporter.self
    case .mermaid: MermaidExporter.self
    case .graphml: GraphMLExporter.self
    case .gexf: GEXFExporter.self
    }
  }

  /// Writes a topology. The same request gives the same bytes.
  /// - Throws: `ExportFailure` if the format cannot hold it.
  package func export(_ request: ExportRequest) throws -> ExportedFiles {
    try exporter.export(request)
  }
}
