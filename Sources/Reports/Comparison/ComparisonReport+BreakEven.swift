import ExposureAnalysis
import TopologyModel

/// How much worse the parts may be before the whole is.
extension ComparisonReport {
  func addBreakEvens(to document: inout ReportDocument) {
    let found = comparison.breakEvens.filter { !$0.classes.isEmpty }
    guard !found.isEmpty else { return }
    document.heading(2, "Break-even")
    document.paragraph(
      "How many times likelier the events that only the other architecture has may be before a year is worse than with \(wording.name(base)), and which share of their likelihood may be one cause that they all share before the worst year of 100 is as bad."
    )
    var rows: [[ReportDocument.Line]] = []
    for entry in found {
      let architecture = comparison.architectures[entry.architecture]
      let naming = Naming(architecture.lowered.topology)
      for limits in entry.classes {
        rows.append([
          .init(wording.name(architecture)),
          .init(naming.listed(naming.events(entry.events), most: 3)), .init(limits.personClass),
          .init(factor(limits.mean)), .init(factor(limits.p99)), .init(shared(limits)),
        ])
      }
    }
    document.table(
      [
        .init("architecture", wraps: true), .init("its own events", wraps: true),
        .init("people"), .init("by expected people", wraps: true),
        .init("by the worst year of 100", wraps: true), .init("shared cause", wraps: true),
      ], rows)
    if found.contains(where: { $0.classes.contains { !$0.isExact } }) {
      let trials = min(
        comparison.question.breakEvenTrials, comparison.question.simulation.trials)
      document.paragraph(
        "Where years are drawn, \(CountWording.number(trials)) for each step of the search: factors carry about two digits."
      )
    }
  }

  private func factor(_ limit: BreakEven.Limit) -> String {
    switch limit {
    case .upTo(let value): "× \(EstimateWording.number(value))"
    case .never: "never worse"
    case .always: "worse at any"
    }
  }

  private func shared(_ limits: BreakEven.ClassLimits) -> String {
    switch limits.sharedCause {
    case .upTo(let share): EstimateWording.percent(share)
    case .never: "none: better even then"
    case .always: "0 %"
    case nil:
      limits.p99AsIs == limits.p99OfBase ? "no better as it is" : "–"
    }
  }
}
