/// A format that can be written.
package enum ExportFormat: String, CaseIterable, Sendable {
  case csv
  case mermaid
  case graphml
  case gexf
  case openlineage
  case opengraph
  case dpv
  case stix
  case cyclonedx
  case openPSA = "open-psa"

  /// What `exposure export --help` says of it.
  package var summary: String {
    switch self {
    case .csv: "every table, into a folder"
    case .mermaid: "a flowchart for GitHub, GitLab and wikis"
    case .graphml: "GraphML: a flat graph for networkx, igraph, Gephi, Cytoscape, yEd"
    case .gexf: "GEXF: the same graph for Gephi"
    case .openlineage: "OpenLineage: datasets and flows as events"
    case .opengraph: "OpenGraph for BloodHound with its definition, into a folder"
    case .dpv: "DPV 2.2: register of processing, and the breach, as JSON-LD"
    case .stix: "STIX 2.1: organizations, systems, accounts and the incident"
    case .cyclonedx: "CycloneDX 1.6: systems as services with data flows"
    case .openPSA: "Open-PSA: a fault tree of one target, for solvers such as SCRAM"
    }
  }

  /// Whether it is several files, so that `-o` names a folder.
  package var isFolder: Bool { self == .csv || self == .opengraph }

  /// Whether it says what an incident does.
  package var saysWhatHappens: Bool {
    ![.openlineage, .cyclonedx, .openPSA].contains(self)
  }

  private var exporter: any FormatExporter.Type {
    switch self {
    case .csv: CSVExporter.self
    case .mermaid: MermaidExporter.self
    case .graphml: GraphMLExporter.self
    case .gexf: GEXFExporter.self
    case .openlineage: OpenLineageExporter.self
    case .opengraph: OpenGraphExporter.self
    case .dpv: DPVExporter.self
    case .stix: STIXExporter.self
    case .cyclonedx: CycloneDXExporter.self
    case .openPSA: OpenPSAExporter.self
    }
  }

  /// Writes a topology. The same request gives the same bytes.
  /// - Throws: `ExportFailure` if the format cannot hold it.
  package func export(_ request: ExportRequest) throws -> ExportedFiles {
    try exporter.export(request)
  }
}
