package import Diagrams
package import IncidentFindings
package import Lowering
package import PointAnalysis
package import Reports
package import SourceText
import TopologyModel
package import YearSimulation

/// All answers about one topology as a page, with accompanying files.
package struct IncidentPage: Sendable {
  /// An accompanying file.
  package struct Attachment: Sendable {
    /// Its name, without a folder.
    package var name: String
    /// A short description of its content.
    package var what: String
    /// Its bytes.
    package var bytes: [UInt8]

    /// Creates a file.
    package init(name: String, what: String, bytes: some Sequence<UInt8>) {
      self.name = name
      self.what = what
      self.bytes = Array(bytes)
    }
  }

  /// An accompanying picture.
  package struct Drawing: Sendable {
    /// The SVG.
    package var file: Attachment
    /// What was folded or omitted in it, in sentences.
    package var messages: [String]
    /// What it draws.
    package var elements: [DrawnElement]

    /// Creates a picture.
    package init(file: Attachment, messages: [String], elements: [DrawnElement]) {
      self.file = file
      self.messages = messages
      self.elements = elements
    }
  }

  let plain: PlainNaming
  private let variant: String?
  let analysis: AnalysisReport?
  let points: PointsReport
  let lowered: LoweredTopology

  /// The simulated year, or the missing likelihoods; nil if not included.
  package var outlook: Result<SimulationReport, MissingLikelihoods>?
  /// The comparison of architectures; nil if there is only one.
  package var comparison: ComparisonReport?
  /// The severity of the incident; nil if not included.
  package var severity: SeverityReport?
  /// The notification duties; nil if not included.
  package var duties: DutiesReport?
  /// The pictures; the first is shown on the page.
  package var drawings: [Drawing] = []
  /// Sentences on what the report omits.
  package var limits: [String] = []

  /// Creates a page.
  /// - Parameters:
  ///   - lowered: The topology.
  ///   - analysis: The incident; nil if there is none.
  ///   - points: Single points of failure of the same topology.
  ///   - naming: Names of the same topology.
  ///   - variant: The architecture; nil for the base file.
  package init(
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

  /// What the numbers of the incident, or of the whole file where there is none, hang on.
  private var notes: [String] {
    let ofIncident = analysis?.analysis.notes.map(naming.sentence) ?? []
    return ofIncident
      + [naming.evenSplitsOfFile()].compactMap { $0 }.filter { !ofIncident.contains($0) }
  }

  /// The files of the report; the last is `index.html`.
  /// - Parameters:
  ///   - inputs: The files that the topology was read from.
  ///   - version: The program's version.
  package func files(inputs: SourceFiles, version: String) throws -> [Attachment] {
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
        limits: limits + notes
      ).section)
    return beside + [Attachment(name: "index.html", what: "the report", bytes: page.text.utf8)]
  }

  var picture: PagePicture? {
    drawings.first.map {
      PagePicture(
        svg: String(decoding: $0.file.bytes, as: UTF8.self), messages: $0.messages,
        elements: $0.elements)
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
