package import ArchitectureAnalysis
import PointAnalysis
import TopologyLanguage
import TopologyModel
import YearSimulation

/// The best controls as a document and as JSON, with the variant to paste.
package struct HardeningReport: Sendable {
  let plan: HardeningPlan
  let naming: Naming
  let variant: String?
  /// Whether the hardened architecture is a variant of the file by itself.
  private let isVariant: Bool

  /// Creates a report on a plan. `variant` is the architecture to harden; nil for the base file.
  package init(_ plan: HardeningPlan, naming: Naming, variant: String?, isVariant: Bool = true) {
    self.isVariant = isVariant
    self.plan = plan
    self.naming = naming
    self.variant = variant
  }

  var topology: Topology { naming.topology }

  // MARK: - Document

  /// The report as a document.
  package var document: ReportDocument {
    var document = ReportDocument()
    document.heading(1, .init(topology.title.isEmpty ? "Topology" : topology.title))
    document.paragraph(headline)
    var premises: [ReportDocument.Line] = []
    if let variant { premises.append("Hardened architecture: \(variant)") }
    premises.append(.init(search))
    if let split = naming.evenSplitsOfFile() { premises.append(.init(split, .open)) }
    if let fewest = plan.fewest {
      let names = fewest.controls.map(\.summary).joined(separator: "; ")
      premises.append(
        "Fewer controls do the same at a cost of \(fewest.cost) instead of \(plan.cost): \(names).")
    }
    document.list(premises)
    guard !plan.steps.isEmpty else { return document }
    addSteps(to: &document)
    addFront(to: &document)
    addCandidates(to: &document)
    document.heading(2, "Variant to paste into the file")
    document.code(yaml)
    if !topology.variants.isEmpty {
      document.paragraph(
        "The file already has variants: put '\(variantID)' under the existing 'variants:' and omit that line."
      )
    }
    if let variant, isVariant {
      document.paragraph(
        "These are changes to the variant '\(variant)': merge them into its 'change'.")
    }
    return document
  }

  var after: HardeningMeasure { plan.steps.last?.after ?? plan.before }

  private var headline: ReportDocument.Line {
    guard !plan.steps.isEmpty else {
      return .init(
        plan.isLimited
          ? "No control that was tried helps." : "No single available control helps.", .bad)
    }
    let count = plan.steps.count
    let controls = "\(count) control\(count == 1 ? "" : "s")"
    let verb = count == 1 ? "s" : ""
    let lead = ReportDocument.Line(controls, .good)
    if let incident = plan.question.incident {
      if after.persons == .zero {
        return lead
          + .init(" would have spared everybody of '\(incident)': \(people(plan.before)).")
      }
      return lead
        + .init(
          " would have reduced the people of '\(incident)' from \(people(plan.before)) to \(people(after))."
        )
    }
    switch plan.goal {
    case .worst where people(plan.before) == people(after) && plan.before.worst == after.worst:
      return .init("The worst single event does not change", .bad)
        + .init(
          ": \(event(plan.before)). \(controls) that reduce\(verb) the next worst events or keep\(verb) services up:"
        )
    case .worst:
      return lead
        + .init(
          " reduce\(verb) the worst single event from \(event(plan.before)) to \(event(after)).")
    case .expected where year(plan.before) == year(after):
      return .init("The expected number of people exposed in a year does not change", .bad)
        + .init(
          ": \(year(after)). \(controls) that reduce\(verb) the worst single events or keep\(verb) services up:"
        )
    case .expected, .tail:
      let what =
        plan.goal == .tail
        ? "people exposed in the worst year of a hundred" : "people exposed in a year"
      return lead
        + .init(
          " reduce\(verb) the \(plan.goal == .tail ? "number" : "expected number") of \(what) from \(year(plan.before)) to \(year(after))."
        )
    }
  }

  private var search: String {
    let drawn = CountWording.number(HardeningMeasure.trials)
    let byTier = plan.question.measure == nil ? ", the gravest tier first" : ""
    let goal =
      if plan.question.incident != nil {
        "people exposed in the incident\(byTier)"
      } else {
        switch plan.goal {
        case .worst:
          "people known to be exposed by the worst single event\(byTier), then by the next worst, then services stopped"
        case .expected:
          "expected people in a year\(byTier) (\(drawn) years drawn, the same for every change, or exact where few events matter)"
        case .tail:
          "people in the worst year of a hundred\(byTier), then expected people (\(drawn) years drawn, the same for every change, or exact where few events matter)"
        }
      }
    let leftOut =
      plan.goal == .worst && plan.question.incident == nil
      ? "; controls without effect on the relevant events were skipped" : ""
    let text =
      switch plan.method {
      case .exact(let combinations):
        "Exact: all \(CountWording.number(combinations)) combinations of \(CountWording.number(plan.candidates)) candidates were evaluated."
      case .greedy(let evaluated):
        "Greedy: the best next of \(CountWording.number(plan.candidates)) candidates was added step by step (\(CountWording.number(evaluated)) changes evaluated\(leftOut)). Another combination may be better."
      case .limited(let evaluated, let untried):
        "The limit of work was reached after \(CountWording.number(evaluated)) changes: \(CountWording.number(untried)) of \(CountWording.number(plan.candidates)) candidates were never tried, and others not in every company, so that something else may be better; --effort raises the limit, and --only asks for less."
      }
    let spent =
      plan.cost < plan.budget && !plan.isLimited
      ? " No further control improves this measure." : ""
    let unweighed =
      plan.unweighed > 0
      ? " \(plan.unweighed) more could not be evaluated, because the likelihood that their new secrets are stolen is unknown; use --assume."
      : ""
    return "Measure to reduce: \(goal). \(text)\(unweighed)\(spent)"
  }

  private func addSteps(to document: inout ReportDocument) {
    let isOfIncident = plan.question.incident != nil
    var columns: [ReportDocument.Table.Column] = [.init("control", wraps: true)]
    if hasCosts { columns.append(.init("cost", numeric: true)) }
    if !isOfIncident { columns.append(.init("worst single event", wraps: true)) }
    columns.append(.init("people", wraps: true))
    if plan.goal != .worst, !isOfIncident { columns.append(.init("a year", wraps: true)) }
    if plan.goal == .tail, !isOfIncident { columns.append(.init("worst of 100", wraps: true)) }
    if !isOfIncident {
      columns += [.init("points", numeric: true), .init("stops", numeric: true)]
    }
    func row(_ name: String, _ cost: String, _ measure: HardeningMeasure) -> [ReportDocument.Line] {
      var cells: [ReportDocument.Line] = [.init(name)]
      if hasCosts { cells.append(.init(cost)) }
      if !isOfIncident { cells.append(.init(measure.worst ?? "none")) }
      cells.append(.init(measure.persons == .zero ? "nobody" : people(measure)))
      if plan.goal != .worst, !isOfIncident {
        cells.append(.init(plan.goal == .tail ? expected(measure) : year(measure)))
      }
      if plan.goal == .tail, !isOfIncident { cells.append(.init(year(measure))) }
      guard !isOfIncident else { return cells }
      return cells + [.init("\(measure.singlePoints)"), .init("\(measure.stops)")]
    }
    let steps = plan.steps.enumerated().map { index, step in
      row("\(index + 1). \(step.control.summary)", "\(step.cost)", step.after)
    }
    document.table(columns, [row("as is", "0", plan.before)] + steps)
    let gravity =
      plan.before.tiers.count > 1
      ? " A tier counts people of whom something at least as grave comes out." : ""
    document.paragraph(
      .init(
        isOfIncident
          ? "People of all classes are added up.\(gravity)"
          : "People of all classes are added up.\(gravity) Points: events that alone expose at least 20% of a class or take a service down. Stops: pairs of such an event and a service that it takes down.",
        .faint))
  }

  /// The notation of the number of people, by tier.
  func people(_ measure: HardeningMeasure) -> String {
    let gravity = GravityWording.text(measure.tiers)
    return CountWording.text(measure.persons) + (gravity.isEmpty ? "" : ": \(gravity)")
  }

  private func event(_ measure: HardeningMeasure) -> String {
    guard let worst = measure.worst else { return "nobody" }
    let gravity = GravityWording.text(measure.tiers)
    let people = "\(CountWording.text(measure.persons)) people"
    return gravity.isEmpty ? "\(people) (\(worst))" : "\(people), \(gravity) (\(worst))"
  }

  private func expected(_ measure: HardeningMeasure) -> String {
    let low = Estimate(value: (measure.expected ?? 0).rounded(), standardError: 0)
    let high = measure.expectedMost.map { Estimate(value: $0.rounded(), standardError: 0) }
    return EstimateWording.people(low, high)
  }

  /// The figure of a year that is reduced, with the graver tiers, which come first.
  /// - Parameter unit: What follows the number of all.
  func year(_ measure: HardeningMeasure, _ unit: String = "") -> String {
    let all =
      plan.goal == .tail
      ? CountWording.number(Int(saturating: (measure.tail ?? 0).rounded())) : expected(measure)
    let tiers = GravityWording.text(
      measure.years.map { year in
        let people = Int(
          saturating: (plan.goal == .tail ? year.tail ?? 0 : year.expected).rounded())
        return (year.tier, CountInterval(exactly: people))
      })
    return tiers.isEmpty ? all + unit : "\(all)\(unit): \(tiers)"
  }

  /// Whether something costs other than 1.
  var hasCosts: Bool {
    plan.ranked.contains { $0.cost != 1 } || plan.steps.contains { $0.cost != 1 }
  }

  /// An id that no variant of the file has.
  private var variantID: String {
    let taken = Set(topology.variants.map(\.id))
    var id = "hardened"
    var number = 2
    while taken.contains(id) {
      id = "hardened-\(number)"
      number += 1
    }
    return id
  }

  /// The variant as it would be written in the file.
  private var yaml: String {
    let label = plan.steps.map(\.control.summary).joined(separator: "; ")
    return """
      variants:
        \(variantID):
          label: "\(label.replacing("\"", with: "'"))"
          change:
      \(plan.change.yaml(indent: 6).trimmingSuffix { $0 == "\n" })
      """
  }
}
