public import ExposureAnalysis
import Propagation
import TopologyModel

/// Architectures side by side, as a document: a column an architecture, a row a measure.
public struct ComparisonReport: Sendable {
  let comparison: Comparison
  /// Whether better and worse are marked in every row.
  let isMarked: Bool
  let wording: MeasureWording

  /// A report on a comparison; `marksDifferences` marks in every row what is better and worse than the base.
  public init(_ comparison: Comparison, marksDifferences: Bool) {
    self.comparison = comparison
    isMarked = marksDifferences
    wording = MeasureWording(comparison)
  }

  var base: Architecture { comparison.architectures[comparison.base] }

  /// The document.
  public var document: ReportDocument {
    var document = ReportDocument()
    let title = base.lowered.topology.title
    document.heading(1, .init(title.isEmpty ? "Architectures compared" : "\(title): compared"))
    for index in comparison.architectures.indices where index != comparison.base {
      document.paragraph(answer(index))
    }
    document.list(facts)
    for id in comparison.classes { add(id, to: &document) }
    addTable("Single points, services, concentration", comparison.measures(of: nil), to: &document)
    addIncident(to: &document)
    addBreakEvens(to: &document)
    return document
  }

  /// What one architecture changes and what it does not, in one sentence.
  private func answer(_ index: Int) -> ReportDocument.Line {
    let architecture = comparison.architectures[index]
    var parts: [String] = []
    for id in comparison.classes where base.outlook(id)?.tail != nil {
      let kinds: [Measure.Kind] = [.incident, .expected, .any, .quantile(0.99), .worstEvent]
      parts += kinds.compactMap { wording.change($0, of: id, to: index) }
      break
    }
    if parts.isEmpty {
      parts = comparison.classes.compactMap { wording.change(.worstEvent, of: $0, to: index) }
        .prefix(1).map { $0 }
    }
    let name = wording.name(architecture)
    return .init(name, .strong)
      + .init(" against \(wording.name(base)): \(parts.joined(separator: "; ")).")
  }

  private var facts: [ReportDocument.Line] {
    var lines: [ReportDocument.Line] = []
    if comparison.architectures.contains(where: { $0.simulation != nil }) {
      let options = comparison.question.simulation
      lines.append(
        "Years: exact where few events matter, otherwise \(CountWording.number(options.trials)) drawn, seed \(options.seed), an event by its id the same years in every architecture; differences within three standard errors count as none"
      )
    }
    for architecture in comparison.architectures where !architecture.missing.isEmpty {
      let naming = Naming(architecture.lowered.topology)
      lines.append(
        .init("\(wording.name(architecture)) has no year: ", .open)
          + .init(
            "no likelihood for \(naming.listed(naming.events(architecture.missing), most: 6)); --assume 5% sets one"
          ))
    }
    let assumed = comparison.architectures.compactMap { architecture -> String? in
      guard let likelihoods = architecture.simulation?.likelihoods, !likelihoods.assumed.isEmpty
      else { return nil }
      let naming = Naming(architecture.lowered.topology)
      return
        "\(wording.name(architecture)): \(naming.listed(naming.events(likelihoods.assumed), most: 6))"
    }
    if let assumption = comparison.question.simulation.assumption, !assumed.isEmpty {
      lines.append(
        .init(
          "Assumed \(EstimateWording.percent(assumption)) a year where the files do not say: ",
          .open)
          + .init(assumed.joined(separator: "; ")))
    }
    return lines
  }

  func label(of id: String) -> String {
    let topology = comparison.architectures.first { $0.personClass(id) != nil }?.lowered.topology
    return topology?.groups.first { $0.id == id }?.label ?? id
  }

  // MARK: - Tables

  private func add(_ id: String, to document: inout ReportDocument) {
    addTable(label(of: id), comparison.measures(of: id), to: &document)
  }

  private func addTable(
    _ heading: String, _ measures: [Measure], to document: inout ReportDocument
  ) {
    guard !measures.isEmpty else { return }
    document.heading(2, .init(heading))
    let columns =
      [ReportDocument.Table.Column("", wraps: true)]
      + comparison.architectures.map { .init(wording.heading($0), numeric: true, wraps: true) }
    document.table(
      columns,
      measures.map { measure in
        [.init(wording.name(measure.kind))]
          + measure.values.indices.map { cell(measure, $0) }
      })
  }

  private func cell(_ measure: Measure, _ index: Int) -> ReportDocument.Line {
    guard let value = measure.values[index] else { return .init("–", .faint) }
    var line = ReportDocument.Line(wording.text(value, measure.notes[index]))
    guard isMarked, let mark = measure.marks[index] else { return line }
    switch mark {
    case .better: line = line + .init(" better", .good)
    case .worse: line = line + .init(" worse", .bad)
    case .open: line = line + .init(" open", .open)
    case .same: break
    }
    return line
  }
}
