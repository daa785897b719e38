import IncidentFindings
import Lowering
import Reports
import YearSimulation

/// The parts of the page in reading order: what happened, who is affected, how; what else may happen; what was
/// published; what must be done.
extension IncidentPage {
  /// A section with the files that have the same content.
  struct Part {
    var section: ReportPage.Section
    var files: [Attachment] = []

    init(_ section: ReportPage.Section) {
      self.section = section
    }

    /// Adds a text file.
    mutating func add(_ name: String, _ what: String, _ text: String) {
      files.append(Attachment(name: name, what: what, bytes: text.utf8))
    }
  }

  /// All parts except method and limits.
  var parts: [Part] {
    get throws {
      let summary = SummarySection(
        analysis: analysis?.analysis, points: points.answer, outlook: try? outlook?.get(),
        comparison: comparison,
        severity: severity, duties: duties, plain: plain)
      return try [
        Part(summary.section), peoplePart, servicesPart, picturePart, pointsPart, outlookPart,
        comparisonPart, recordPart, severityPart, dutiesPart,
      ].compactMap { $0 }
    }
  }

  // MARK: - The incident

  private var peoplePart: Part? {
    get throws {
      guard let analysis else { return nil }
      var part = Part(PeopleSection(report: analysis, plain: plain).section)
      part.add(
        "analysis.json", "the incident: people, fields, services and claims",
        try analysis.json.text())
      part.add("fields.csv", "every class and field with its status", analysis.fieldsTable.text)
      return part
    }
  }

  private var servicesPart: Part? {
    guard let analysis,
      let section = ServicesSection(analysis: analysis.analysis, plain: plain).section
    else { return nil }
    var part = Part(section)
    part.add("services.csv", "every service with its state", analysis.servicesTable.text)
    return part
  }

  private var picturePart: Part? {
    guard let picture else { return nil }
    let details = ElementDetails(
      report: analysis, points: points, lineage: lowered.exposure.lineage, naming: plain.naming)
    var part = Part(
      DiagramSection(picture: picture, details: details, naming: plain.naming).section)
    part.files = drawings.map(\.file)
    return part
  }

  // MARK: - What may happen

  private var pointsPart: Part {
    get throws {
      let body = HTMLRenderer.ofSections.renderFolding(points.document)
      var part = Part(.init(id: "points", heading: "Single points of failure", body: body))
      part.add("points.json", "every event and organization examined alone", try points.json.text())
      part.add("points.csv", "the same as a table", points.table.text)
      return part
    }
  }

  private var outlookPart: Part? {
    get throws {
      guard let outlook else { return nil }
      if case .success(let report) = outlook, report.simulation.classes.isEmpty,
        report.simulation.services.isEmpty
      {
        return nil
      }
      let isDrawnElsewhere = comparison.map { !$0.drawnClasses.isEmpty } ?? false
      let section = OutlookSection(
        outlook: outlook, naming: plain.naming, isDrawnElsewhere: isDrawnElsewhere)
      var part = Part(section.section)
      guard case .success(let report) = outlook else { return part }
      part.add("simulation.json", "what a year may bring", try report.json.text())
      part.add("curves.csv", "every step of its exceedance curves", report.curves)
      part.files += section.charts.files("its curve")
      return part
    }
  }

  private var comparisonPart: Part? {
    get throws {
      guard let comparison else { return nil }
      let section = ComparisonSection(
        report: comparison, scenario: analysis?.analysis.scenario)
      var part = Part(section.section)
      part.add("comparison.json", "the architectures side by side", try comparison.json.text())
      part.add("measures.csv", "the same figures as a table", comparison.measuresTable.text)
      guard !comparison.drawnClasses.isEmpty else { return part }
      part.add(
        "comparison-curves.csv", "every step of all their exceedance curves", comparison.curves)
      part.files += section.charts.files("their curves")
      return part
    }
  }

  // MARK: - Claims, severity and duties

  private var recordPart: Part? {
    guard let analysis, let section = RecordSection(report: analysis).section else { return nil }
    var part = Part(section)
    part.add("claims.csv", "every claim with its verdict", analysis.claimsTable.text)
    return part
  }

  private var severityPart: Part? {
    get throws {
      guard let severity else { return nil }
      var part = Part(.init(id: "severity", heading: "Severity", document: severity.document))
      part.add("severity.json", "how severe it is, with reasons", try severity.json.text())
      part.add("severity.csv", "every factor with its value", severity.table.text)
      return part
    }
  }

  private var dutiesPart: Part? {
    get throws {
      guard let duties else { return nil }
      var part = Part(
        .init(id: "duties", heading: "Notification duties", document: duties.document))
      part.add("duties.csv", "who must notify which parties, one duty per line", duties.csv.text)
      part.add("duties.json", "the same, with the rules", try duties.json.text())
      return part
    }
  }
}
