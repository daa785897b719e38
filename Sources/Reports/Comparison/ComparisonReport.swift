package import ArchitectureAnalysis
import Lowering
import Propagation
import TopologyModel
import YearSimulation

/// Architectures side by side as a document: one column per architecture, one row per measure.
package struct ComparisonReport: Sendable {
  package let comparison: Comparison
  /// Whether every row marks what is better or worse.
  let isMarked: Bool
  let wording: MeasureWording

  /// Creates a report on a comparison. `marksDifferences` marks what is better or worse than the base.
  package init(_ comparison: Comparison, marksDifferences: Bool) {
    self.comparison = comparison
    isMarked = marksDifferences
    wording = MeasureWording(comparison)
  }

  package var base: Architecture { comparison.architectures[comparison.base] }

  /// The report as a document.
  package var document: ReportDocument {
    var document = ReportDocument()
    let title = base.lowered.topology.title
    document.heading(
      1, .init(title.isEmpty ? "Comparison of architectures" : "\(title): comparison"))
    for index in comparison.architectures.indices where index != comparison.base {
      add(answer: index, to: &document)
    }
    let facts = facts
    if !facts.isEmpty { document.heading(2, "Method", .detail) }
    document.list(facts)
    let classes = comparison.classes.filter { !comparison.measures(of: $0).isEmpty }
    for id in classes {
      let weight: ReportDocument.Weight = id == classes.first ? .answer : .detail
      addTable(label(of: id), weight, comparison.measures(of: id), to: &document)
    }
    addTable(
      "Single points, services, concentration", .answer, comparison.measures(of: nil),
      to: &document)
    addIncident(to: &document)
    addReach(to: &document)
    addBreakEvens(to: &document)
    return document
  }

  /// What one architecture changes and what it does not, for the class with the most people expected.
  private func add(answer index: Int, to document: inout ReportDocument) {
    let architecture = comparison.architectures[index]
    let shared = (drawnClasses + comparison.classes).first {
      base.personClass($0) != nil && architecture.personClass($0) != nil
    }
    let whom = shared.map { comparison.classes.count > 1 ? " (\(label(of: $0)))" : "" }
    document.paragraph(
      .init(wording.name(architecture), .strong) + .init(", compared with ")
        + .init(wording.name(base), .strong)
        + .init(whom ?? ": no class of people in common."))
    guard let shared else { return }
    let kinds: [Measure.Kind] = [
      .incident, .expected, .any, .everyone, .quantile(0.99), .worstEvent,
    ]
    let lines = kinds.compactMap { wording.change($0, of: shared, to: index) }
    document.list(
      lines.isEmpty
        ? ["In neither architecture does any event expose anybody."] : lines.map { .init($0) })
  }

  private var facts: [ReportDocument.Line] {
    var lines: [ReportDocument.Line] = []
    lines += years
    for architecture in comparison.architectures where !architecture.missing.isEmpty {
      let naming = Naming(architecture.lowered.topology)
      lines.append(
        .init("No yearly figures for \(wording.name(architecture)): ", .open)
          + .init(
            "likelihoods are missing for \(naming.listed(naming.events(architecture.missing), most: 6))"
          ) + .commandHint("; --assume 5% sets one"))
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
          "Assumed \(EstimateWording.percent(assumption)) a year where the files give no likelihood: ",
          .open)
          + .init(assumed.joined(separator: "; ")))
    }
    return lines + evenSplits + incidentFacts
  }

  /// What each architecture assumes of sizes, said once for those that assume the same.
  private var evenSplits: [ReportDocument.Line] {
    let said = comparison.architectures.map {
      Naming($0.lowered.topology).evenSplitsOfFile()
    }
    let sentences = Set(said.compactMap { $0 }).sorted()
    if sentences.count == 1, said.allSatisfy({ $0 != nil }) { return [.init(sentences[0], .open)] }
    return sentences.map { sentence in
      let names = zip(comparison.architectures, said).filter { $0.1 == sentence }
        .map { wording.name($0.0) }
      return .init("\(names.joined(separator: ", ")): \(sentence)", .open)
    }
  }

  /// How the years were computed.
  private var years: [ReportDocument.Line] {
    let simulations = comparison.architectures.compactMap(\.simulation)
    guard !simulations.isEmpty else { return [] }
    let isSampled = simulations.contains { simulation in
      simulation.classes.contains { $0.hits != nil }
        || simulation.services.contains { $0.down.hits != nil }
    }
    guard isSampled else { return ["Years: exact, no sampling"] }
    let options = comparison.question.simulation
    return [
      "Years: exact where few events matter; otherwise \(CountWording.number(options.trials)) drawn with seed \(options.seed). An event with the same id strikes in the same years in every architecture. ± is one standard error; differences within three standard errors count as none"
    ]
  }

  /// Why an incident is played in no architecture, or not in all.
  private var incidentFacts: [ReportDocument.Line] {
    guard let id = comparison.question.incident else {
      let known = base.lowered.topology.incidents.map(\.id)
      guard known.count > 1 else { return [] }
      return [
        .init(
          "No incident is played: \(wording.name(base)) has several (\(known.joined(separator: ", ")))"
        ) + .commandHint("; choose one with --incident")
      ]
    }
    let without = comparison.architectures.filter { $0.incident == nil }
    return without.isEmpty
      ? [] : ["\(MeasureWording.listed(without.map(wording.name))) has no incident '\(id)'"]
  }

  package func label(of id: String) -> String {
    let topology = comparison.architectures.first { $0.personClass(id) != nil }?.lowered.topology
    return topology?.groups.first { $0.id == id }?.label ?? id
  }

  // MARK: - Tables

  /// With more columns than this, several tables are used, each with the base.
  private static let mostColumns = 5

  private func addTable(
    _ heading: String, _ weight: ReportDocument.Weight, _ measures: [Measure],
    to document: inout ReportDocument
  ) {
    guard !measures.isEmpty else { return }
    document.heading(2, .init(heading), weight)
    let all = comparison.architectures.indices
    guard all.count > Self.mostColumns else {
      addTable(measures, Array(all), to: &document)
      return
    }
    let others = all.filter { $0 != comparison.base }
    for start in stride(from: 0, to: others.count, by: Self.mostColumns - 1) {
      let part = others[start..<min(start + Self.mostColumns - 1, others.count)]
      addTable(measures, [comparison.base] + part, to: &document)
    }
  }

  private func addTable(
    _ measures: [Measure], _ shown: [Int], to document: inout ReportDocument
  ) {
    let columns =
      [ReportDocument.Table.Column("", wraps: true)]
      + shown.map {
        .init(wording.heading(comparison.architectures[$0]), numeric: true, wraps: true)
      }
    document.table(
      columns,
      measures.map { measure in
        [.init(wording.name(measure))] + shown.map { cell(measure, $0) }
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
