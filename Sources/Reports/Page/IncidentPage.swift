public import ExposureAnalysis
public import SourceText
import TopologyModel

/// Everything the tool has to say of one topology, as a page and the files beside it.
public struct IncidentPage: Sendable {
  /// A file beside the page.
  public struct Attachment: Sendable {
    /// Its name, without a folder.
    public var name: String
    /// What it holds, in a few words.
    public var what: String
    /// Its bytes.
    public var bytes: [UInt8]

    /// A file.
    public init(name: String, what: String, bytes: some Sequence<UInt8>) {
      self.name = name
      self.what = what
      self.bytes = Array(bytes)
    }
  }

  private let naming: Naming
  private let variant: String?
  private let analysis: AnalysisReport?
  private let points: PointsReport
  private let lowered: LoweredTopology

  /// What a year may bring; nil: nothing to say.
  public var outlook: SimulationReport?
  /// Further parts, which stand behind the record.
  public var sections: [ReportPage.Section] = []
  /// Sentences on what the report leaves out.
  public var limits: [String] = []
  /// Further files beside the page.
  public var attachments: [Attachment] = []
  /// The picture on the page; nil: none.
  public var picture: PagePicture?

  /// What was found.
  /// - Parameters:
  ///   - lowered: The topology that was asked.
  ///   - analysis: The incident; nil when there is none to speak of.
  ///   - points: Single points of failure of the same topology.
  ///   - naming: The words of the same topology.
  ///   - variant: The architecture; nil for the file as written.
  public init(
    _ lowered: LoweredTopology, analysis: IncidentAnalysis?, points: PointsAnswer, naming: Naming,
    variant: String?
  ) {
    self.lowered = lowered
    self.naming = naming
    self.variant = variant
    self.analysis = analysis.map { AnalysisReport($0, naming: naming, variant: variant) }
    self.points = PointsReport(points, naming: naming, variant: variant)
  }

  /// The files of the report; `index.html` is the last of them.
  /// - Parameters:
  ///   - inputs: The files that the topology was read from.
  ///   - version: The tool's.
  public func files(inputs: SourceFiles, version: String) throws -> [Attachment] {
    let beside = try attachments + tables
    let page = page(inputs: inputs, version: version, beside: beside)
    return beside + [Attachment(name: "index.html", what: "the report", bytes: page.text.utf8)]
  }

  // MARK: - The page

  private func page(inputs: SourceFiles, version: String, beside: [Attachment]) -> ReportPage {
    let topology = naming.topology
    var page = ReportPage(
      title: topology.title.isEmpty ? "Topology" : topology.title, subtitle: subtitle,
      description: topology.description ?? "", version: version)
    page.sections.append(
      SummarySection(analysis: analysis?.analysis, points: points.answer, naming: naming).section)
    if let analysis { page.sections.append(PeopleSection(report: analysis).section) }
    if let picture {
      let details = ElementDetails(
        report: analysis, points: points, lineage: lowered.exposure.lineage, naming: naming)
      page.sections.append(
        DiagramSection(picture: picture, details: details, naming: naming).section)
      page.pictureStyle = picture.style
    }
    page.sections.append(
      ReportPage.Section(
        id: "points", heading: "Single points of failure", document: points.document))
    if let outlook { page.sections.append(OutlookSection(report: outlook).section) }
    if let analysis { page.sections += record(of: analysis) }
    page.sections += sections
    page.sections.append(
      OriginSection(
        naming: naming, variant: variant, version: version, inputs: inputs.files,
        files: beside.map { ($0.name, $0.what) },
        limits: limits + (analysis?.analysis.notes.map(naming.sentence) ?? [])
      ).section)
    return page
  }

  /// Services and claims.
  private func record(of report: AnalysisReport) -> [ReportPage.Section] {
    var (services, claims) = (ReportDocument(), ReportDocument())
    report.addServices(to: &services)
    report.addClaims(to: &claims)
    return [("services", "Services", services), ("record", "Claims against the record", claims)]
      .compactMap { id, heading, document in
        guard !document.blocks.isEmpty else { return nil }
        // Its own heading says the same.
        var document = document
        document.blocks.removeFirst()
        return ReportPage.Section(id: id, heading: heading, document: document)
      }
  }

  private var subtitle: String {
    let topology = naming.topology
    var parts: [String] = []
    if let incident = analysis?.analysis.scenario.incident {
      let entry = topology.incidents[incident]
      parts += [entry.label ?? entry.id] + [entry.date].compactMap { $0 }
    }
    if let variant {
      parts.append(topology.variants.first { $0.id == variant }?.label ?? variant)
    }
    return parts.joined(separator: " · ")
  }

  // MARK: - Files beside it

  private var tables: [Attachment] {
    get throws {
      var files: [Attachment] = []
      func add(_ name: String, _ what: String, _ text: String) {
        files.append(Attachment(name: name, what: what, bytes: text.utf8))
      }
      if let analysis {
        add("analysis.json", "people, fields, services and claims", try analysis.json.text())
        add("fields.csv", "every class and field with its status", analysis.fieldsTable.text)
        if !analysis.analysis.services.isEmpty {
          add("services.csv", "every service with its state", analysis.servicesTable.text)
        }
        if !analysis.analysis.claims.isEmpty {
          add("claims.csv", "every claim with its verdict", analysis.claimsTable.text)
        }
      }
      if let outlook {
        add("simulation.json", "what a year may bring", try outlook.json.text())
        add("curves.csv", "every step of the exceedance curves", outlook.curves)
      }
      add("points.json", "every event and organization alone", try points.json.text())
      add("points.csv", "the same as a table", points.table.text)
      return files
    }
  }
}
