package import ArchitectureAnalysis
import TopologyLanguage
import TopologyModel
import YearSimulation

/// The best controls as a document and as JSON, with the variant to paste.
package struct HardeningReport: Sendable {
  private let plan: HardeningPlan
  private let naming: Naming
  private let variant: String?

  /// Creates a report on a plan. `variant` is the architecture to harden; nil for the base file.
  package init(_ plan: HardeningPlan, naming: Naming, variant: String?) {
    self.plan = plan
    self.naming = naming
    self.variant = variant
  }

  private var topology: Topology { naming.topology }

  // MARK: - Document

  /// The report as a document.
  package var document: ReportDocument {
    var document = ReportDocument()
    document.heading(1, .init(topology.title.isEmpty ? "Topology" : topology.title))
    document.paragraph(headline)
    var premises: [ReportDocument.Line] = []
    if let variant { premises.append("Hardened architecture: \(variant)") }
    premises.append(.init(search))
    document.list(premises)
    guard !plan.steps.isEmpty else { return document }
    addSteps(to: &document)
    document.heading(2, "Variant to paste into the file")
    document.code(yaml)
    if !topology.variants.isEmpty {
      document.paragraph(
        "The file already has variants: put '\(variantID)' under the existing 'variants:' and omit that line."
      )
    }
    if let variant {
      document.paragraph(
        "These are changes to the variant '\(variant)': merge them into its 'change'.")
    }
    return document
  }

  private var after: HardeningMeasure { plan.steps.last?.after ?? plan.before }

  private var headline: ReportDocument.Line {
    guard !plan.steps.isEmpty else {
      return .init("No single available control helps.", .bad)
    }
    let count = plan.steps.count
    let lead = ReportDocument.Line(
      "\(count) control\(count == 1 ? "" : "s")", .good)
    switch plan.goal {
    case .worst where plan.before.persons == after.persons && plan.before.worst == after.worst:
      return .init("The worst single event does not change", .bad)
        + .init(
          ": \(people(plan.before)). \(count) control\(count == 1 ? "" : "s") that reduce\(count == 1 ? "s" : "") the next worst events or keep\(count == 1 ? "s" : "") services up:"
        )
    case .worst:
      let text =
        " reduce\(count == 1 ? "s" : "") the worst single event from \(people(plan.before)) to \(people(after))."
      return lead + .init(text)
    case .expected where expected(plan.before) == expected(after):
      return .init("The expected number of people exposed in a year does not change", .bad)
        + .init(
          ": \(expected(after)). \(count) control\(count == 1 ? "" : "s") that reduce\(count == 1 ? "s" : "") the worst single events or keep\(count == 1 ? "s" : "") services up:"
        )
    case .expected:
      let text =
        " reduce\(count == 1 ? "s" : "") the expected number of people exposed in a year from \(expected(plan.before)) to \(expected(after))."
      return lead + .init(text)
    }
  }

  private var search: String {
    let goal =
      plan.goal == .worst
      ? "people known to be exposed by the worst single event, then by the next worst, then services stopped"
      : "expected people in a year (\(CountWording.number(HardeningMeasure.trials)) years drawn, the same for every change, or exact where few events matter)"
    let leftOut =
      plan.goal == .worst
      ? "; controls without effect on the relevant events were skipped" : ""
    let text =
      switch plan.method {
      case .exact(let combinations):
        "Exact: all \(CountWording.number(combinations)) combinations of \(CountWording.number(plan.candidates)) candidates were evaluated."
      case .greedy(let evaluated):
        "Greedy: the best next of \(CountWording.number(plan.candidates)) candidates was added step by step (\(CountWording.number(evaluated)) changes evaluated\(leftOut)). Another combination may be better."
      }
    let spent =
      plan.steps.count < plan.budget
      ? " No further control improves this measure." : ""
    let unweighed =
      plan.unweighed > 0
      ? " \(plan.unweighed) more could not be evaluated, because the likelihood that their new secrets are stolen is unknown; use --assume."
      : ""
    return "Measure to reduce: \(goal). \(text)\(unweighed)\(spent)"
  }

  private func addSteps(to document: inout ReportDocument) {
    let isExpected = plan.goal == .expected
    var columns: [ReportDocument.Table.Column] = [
      .init("control", wraps: true), .init("worst single event", wraps: true),
      .init("people", wraps: true),
    ]
    if isExpected { columns.append(.init("a year", numeric: true)) }
    columns += [.init("points", numeric: true), .init("stops", numeric: true)]
    func row(_ name: String, _ measure: HardeningMeasure) -> [ReportDocument.Line] {
      var cells: [ReportDocument.Line] = [
        .init(name), .init(measure.worst ?? "none"),
        .init(measure.worst == nil ? "nobody" : CountWording.text(measure.persons)),
      ]
      if isExpected { cells.append(.init(expected(measure))) }
      return cells + [.init("\(measure.singlePoints)"), .init("\(measure.stops)")]
    }
    let steps = plan.steps.enumerated().map { index, step in
      row("\(index + 1). \(step.control.summary)", step.after)
    }
    document.table(columns, [row("as is", plan.before)] + steps)
    document.paragraph(
      .init(
        "People of all classes are added up. Points: events that alone expose at least 20% of a class or take a service down. Stops: pairs of such an event and a service that it takes down.",
        .faint))
  }

  private func people(_ measure: HardeningMeasure) -> String {
    guard let worst = measure.worst else { return "nobody" }
    return "\(CountWording.text(measure.persons)) people (\(worst))"
  }

  private func expected(_ measure: HardeningMeasure) -> String {
    let low = Estimate(value: (measure.expected ?? 0).rounded(), standardError: 0)
    let high = measure.expectedMost.map { Estimate(value: $0.rounded(), standardError: 0) }
    return EstimateWording.people(low, high)
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

  // MARK: - JSON

  /// The plan as JSON, schema `exposure.hardening/1`.
  package var json: JSONValue {
    let method: JSONValue =
      switch plan.method {
      case .exact(let combinations): ["exact": true, "evaluated": .integer(combinations)]
      case .greedy(let evaluated): ["exact": false, "evaluated": .integer(evaluated)]
      }
    return [
      "schema": "exposure.hardening/1",
      "title": .string(topology.title),
      "variant": .optional(variant),
      "by": .string(plan.goal.rawValue),
      "budget": .integer(plan.budget),
      "candidates": .integer(plan.candidates),
      "method": method,
      "unweighed": .integer(plan.unweighed),
      "before": json(plan.before),
      "steps": .array(
        plan.steps.map { step in
          [
            "kind": .string(step.control.kind.rawValue),
            "subject": .string(step.control.subject),
            "summary": .string(step.control.summary),
            "after": json(step.after),
          ]
        }),
      "after": json(after),
      "change": json(plan.change),
    ]
  }

  private func json(_ measure: HardeningMeasure) -> JSONValue {
    [
      "worst": .optional(measure.worst),
      "persons": .count(measure.persons),
      "expected": measure.expected.map(JSONValue.number) ?? .null,
      "expected-most": measure.expectedMost.map(JSONValue.number) ?? .null,
      "single-points": .integer(measure.singlePoints),
      "stops": .integer(measure.stops),
    ]
  }

  private func json(_ change: TopologyChange) -> JSONValue {
    switch change {
    case .null: .null
    case .word(let word): .string(word)
    case .number(let number): .integer(number)
    case .decimal(let number): .number(number)
    case .flag(let flag): .boolean(flag)
    case .list(let values): .array(values.map(json))
    case .map(let entries):
      .object(
        Dictionary(
          entries.map { ($0.key, json($0.value)) }, uniquingKeysWith: { $1 }))
    }
  }
}
