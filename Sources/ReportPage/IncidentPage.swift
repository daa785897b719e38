import Diagrams
public import IncidentFindings
public import Lowering
public import PointAnalysis
public import Reports
public import SourceText
import TopologyModel
public import YearSimulation

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

  /// A picture beside the page.
  public struct Drawing: Sendable {
    /// The SVG.
    public var file: Attachment
    /// What was folded or left out in it, in sentences.
    public var messages: [String]

    /// A picture.
    public init(file: Attachment, messages: [String]) {
      self.file = file
      self.messages = messages
    }
  }

  let plain: PlainNaming
  private let variant: String?
  let analysis: AnalysisReport?
  let points: PointsReport
  let lowered: LoweredTopology

  /// What a year may bring, or what is missing for one; nil: nothing is said of it.
  public var outlook: Result<SimulationReport, MissingLikelihoods>?
  /// The architectures of the file; nil: there is only one.
  public var comparison: ComparisonReport?
  /// How severe the incident is; nil: nothing is said of it.
  public var severity: SeverityReport?
  /// Who must tell whom; nil: nothing is said of it.
  public var duties: DutiesReport?
  /// Pictures; the first is shown on the page.
  public var drawings: [Drawing] = []
  /// Sentences on what the report leaves out.
  public var limits: [String] = []

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
    plain = PlainNaming(naming)
    self.variant = variant
    self.analysis = analysis.map { AnalysisReport($0, naming: naming, variant: variant) }
    self.points = PointsReport(points, naming: naming, variant: variant)
  }

  private var naming: Naming { plain.naming }

  /// The files of the report; `index.html` is the last of them.
  /// - Parameters:
  ///   - inputs: The files that the topology was read from.
  ///   - version: The tool's.
  public func files(inputs: SourceFiles, version: String) throws -> [Attachment] {
    let parts = try parts
    let beside = parts.flatMap(\.files)
    var page = ReportPage(
      title: naming.topology.title.isEmpty ? "Topology" : naming.topology.title,
      subtitle: subtitle, description: naming.topology.description ?? "", version: version)
    page.pictureStyle = picture?.style ?? ""
    page.sections = parts.map { part in
      var section = part.section
      section.files = part.files.map(\.name)
      return section
    }
    page.sections.append(
      OriginSection(
        naming: naming, variant: variant, version: version, inputs: inputs.files,
        files: beside.map { ($0.name, $0.what) },
        limits: limits + (analysis?.analysis.notes.map(naming.sentence) ?? [])
      ).section)
    return beside + [Attachment(name: "index.html", what: "the report", bytes: page.text.utf8)]
  }

  var picture: PagePicture? {
    drawings.first.map {
      PagePicture(svg: String(decoding: $0.file.bytes, as: UTF8.self), messages: $0.messages)
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
}
