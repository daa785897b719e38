import ArchitectureAnalysis
import Lowering
import TopologyModel
import YearSimulation

/// How much worse the parts may be before the whole is.
extension ComparisonReport {
  func addBreakEvens(to document: inout ReportDocument) {
    guard !comparison.breakEvens.isEmpty else { return }
    document.heading(2, "Break-even")
    let found = comparison.breakEvens.filter { !$0.classes.isEmpty }
    if !found.isEmpty {
      document.paragraph(
        "How many times likelier the events that only the other architecture has may be, all alike, before a year is worse than with \(wording.name(base)).\(byUpperBounds(found))"
      )
      addFactors(found, to: &document)
      addSharedCauses(found, to: &document)
    }
    let none = comparison.breakEvens.filter(\.classes.isEmpty).map {
      wording.name(comparison.architectures[$0.architecture])
    }
    if !none.isEmpty {
      document.paragraph(
        "No event that matters is only there, so nothing can be made likelier: \(MeasureWording.listed(none))."
      )
    }
    if found.contains(where: { $0.classes.contains { !$0.isExact } }) {
      let trials = min(
        comparison.question.breakEvenTrials, comparison.question.simulation.trials)
      document.paragraph(
        "Where years are drawn, \(CountWording.number(trials)) for each step of the search; ± is one standard error."
      )
    }
  }

  private func byUpperBounds(_ found: [BreakEven]) -> String {
    found.contains { $0.classes.contains(where: \.isByUpperBounds) }
      ? " Where counts are intervals, by their upper bounds." : ""
  }

  private func addFactors(_ found: [BreakEven], to document: inout ReportDocument) {
    let rows = found.flatMap { entry in
      let architecture = comparison.architectures[entry.architecture]
      let naming = Naming(architecture.lowered.topology)
      return entry.classes.map { limits -> [ReportDocument.Line] in
        [
          .init(wording.name(architecture)), .init(limits.personClass),
          .init(naming.listed(naming.events(limits.events), most: 3)), .init(factor(limits.mean)),
          .init(factor(limits.p99)),
        ]
      }
    }
    document.table(
      [
        .init("architecture", wraps: true), .init("people"), .init("its own events", wraps: true),
        .init("by expected people", wraps: true), .init("by the worst year of 100", wraps: true),
      ], rows)
  }

  private func factor(_ bound: BreakEven.Bound) -> String {
    switch bound.limit {
    case .upTo(let value):
      let error = bound.standardError.map {
        $0 > 0 ? " ± \(EstimateWording.significantText($0, digits: 1))" : ""
      }
      return "× \(EstimateWording.number(value))\(error ?? " ± more")"
    case .never: return "never worse"
    case .always: return "worse at any"
    case .unknown: return "unknown: no upper bound"
    }
  }

  // MARK: - A cause that they share

  private func addSharedCauses(_ found: [BreakEven], to document: inout ReportDocument) {
    let concerned = found.flatMap { entry in
      entry.classes.filter { !$0.sensitivity.isEmpty }.map { (entry.architecture, $0) }
    }
    guard let shares = concerned.first?.1.sensitivity.map(\.share) else { return }
    document.paragraph(
      "And if a share of their likelihood is one cause that strikes all of them at once, each staying as likely as it is: the worst year of 100, and how likely as many are exposed at once as \(wording.name(base)) can expose at all."
    )
    let rows = concerned.flatMap { index, limits -> [[ReportDocument.Line]] in
      let name = "\(wording.name(comparison.architectures[index])), \(limits.personClass)"
      let worst = limits.sensitivity.map {
        $0.p99.map { CountWording.number(Int(EstimateWording.significant(Double($0), digits: 3))) }
          ?? "no bound"
      }
      let everyone = limits.sensitivity.map { EstimateWording.percent($0.everyone) }
      return [
        [.init("\(name): worst year of 100")] + worst.map { .init($0) },
        [.init("as many at once")] + everyone.map { .init($0) },
      ]
    }
    document.table(
      [.init("shared", wraps: true)]
        + shares.map { .init(EstimateWording.percent($0), numeric: true) }, rows)
    document.list(concerned.map { .init(sentence($0.0, $0.1)) })
  }

  /// At which share the advantage is gone.
  private func sentence(_ index: Int, _ limits: BreakEven.ClassLimits) -> String {
    let name = "\(wording.name(comparison.architectures[index])) (\(limits.personClass))"
    let reference = limits.p99OfBase.map { CountWording.number($0) } ?? "no bound"
    switch limits.sharedCause {
    case .upTo(let share):
      return
        "\(name): from \(EstimateWording.percent(share)) shared on, the worst year of 100 is as bad as with \(wording.name(base)), \(reference)"
    case .never:
      return "\(name): the worst year of 100 is milder even when all of it is shared"
    case .always, .unknown, nil:
      let naming = Naming(comparison.architectures[index].lowered.topology)
      let names = naming.events(limits.carriers)
      let by =
        names.isEmpty
        ? "" : ": \(naming.listed(names, most: 3)) \(names.count == 1 ? "carries" : "carry") it"
      return "\(name): the worst year of 100 is as bad already, with nothing more shared\(by)"
    }
  }
}
