import ArchitectureAnalysis
import Lowering
import TopologyModel
import YearSimulation

/// How much worse the parts may become before the split is worse than the whole.
extension ComparisonReport {
  func addBreakEvens(to document: inout ReportDocument) {
    guard !comparison.breakEvens.isEmpty else { return }
    document.heading(2, "Break-even")
    let found = comparison.breakEvens.filter { !$0.classes.isEmpty }
    if !found.isEmpty {
      document.paragraph(
        "How many times likelier all events that occur only in the other architecture may become before a year is worse than with \(wording.name(base)).\(byUpperBounds(found))"
      )
      addFactors(found, to: &document)
      addSharedCauses(found, to: &document)
    }
    let none = comparison.breakEvens.filter(\.classes.isEmpty).map {
      wording.name(comparison.architectures[$0.architecture])
    }
    if !none.isEmpty {
      document.paragraph(
        "No relevant event occurs only there, so there is nothing to make likelier: \(MeasureWording.listed(none))."
      )
    }
    if found.contains(where: { $0.classes.contains { !$0.isExact } }) {
      let trials = min(
        comparison.question.breakEvenTrials, comparison.question.simulation.trials)
      document.paragraph(
        "Where years are drawn, each step of the search draws \(CountWording.number(trials)). ± is one standard error."
      )
    }
  }

  private func byUpperBounds(_ found: [BreakEven]) -> String {
    found.contains { $0.classes.contains(where: \.isByUpperBounds) }
      ? " Counts that are intervals enter with their upper bounds." : ""
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
        .init("architecture", wraps: true), .init("people"), .init("own events", wraps: true),
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
    case .always: return "always worse"
    case .unknown: return "unknown: no upper bound"
    }
  }

  // MARK: - A shared cause

  private func addSharedCauses(_ found: [BreakEven], to document: inout ReportDocument) {
    let concerned = found.flatMap { entry in
      entry.classes.filter { !$0.sensitivity.isEmpty }.map { (entry.architecture, $0) }
    }
    guard let shares = concerned.first?.1.sensitivity.map(\.share) else { return }
    document.paragraph(
      "The same if a share of their likelihood is one common cause that strikes all of them at once while each stays as likely as before: the worst year of 100, and the probability that at least as many people as \(wording.name(base)) can expose at all are exposed at once."
    )
    let rows = concerned.flatMap { index, limits -> [[ReportDocument.Line]] in
      let name = "\(wording.name(comparison.architectures[index])), \(limits.personClass)"
      let worst = limits.sensitivity.map {
        $0.p99.map {
          CountWording.number(Int(saturating: EstimateWording.significant(Double($0), digits: 3)))
        }
          ?? "no bound"
      }
      let everyone = limits.sensitivity.map { EstimateWording.percent($0.everyone) }
      return [
        [.init("\(name): worst year of 100")] + worst.map { .init($0) },
        [.init("at least as many at once")] + everyone.map { .init($0) },
      ]
    }
    document.table(
      [.init("shared", wraps: true)]
        + shares.map { .init(EstimateWording.percent($0), numeric: true) }, rows)
    document.list(concerned.map { .init(sentence($0.0, $0.1)) })
  }

  /// The shared portion at which the advantage is gone.
  private func sentence(_ index: Int, _ limits: BreakEven.ClassLimits) -> String {
    let name = "\(wording.name(comparison.architectures[index])) (\(limits.personClass))"
    let reference = limits.p99OfBase.map { CountWording.number($0) } ?? "no bound"
    switch limits.sharedCause {
    case .upTo(let share):
      return
        "\(name): if \(EstimateWording.percent(share)) or more is shared, the worst year of 100 is as bad as with \(wording.name(base)), \(reference)"
    case .never:
      return "\(name): the worst year of 100 is milder even if all of it is shared"
    case .always, .unknown, nil:
      let naming = Naming(comparison.architectures[index].lowered.topology)
      let names = naming.events(limits.carriers)
      let by =
        names.isEmpty
        ? "" : ": because of \(naming.listed(names, most: 3))"
      return "\(name): the worst year of 100 is already as bad, without any sharing\(by)"
    }
  }
}
