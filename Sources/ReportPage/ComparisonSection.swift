import ArchitectureAnalysis
import Lowering
import Reports
import TopologyModel

/// The section that compares the architectures of the file: changes, exceedance curves in one chart, figures, the
/// incident in each architecture, and the break-even.
struct ComparisonSection {
  let report: ComparisonReport
  /// What happened according to the page; nil if there is no incident.
  let scenario: Scenario?

  private var comparison: Comparison { report.comparison }

  var section: ReportPage.Section {
    let page = HTMLRenderer.ofSections
    var (answers, details) = (ReportDocument(), ReportDocument())
    for block in report.document.blocks {
      if details.blocks.isEmpty, !isPart(block) {
        answers.blocks.append(block)
      } else {
        details.blocks.append(block)
      }
    }
    for note in notes { answers.paragraph(.init(note, .open)) }
    return ReportPage.Section(
      id: "comparison", heading: "Comparison of architectures",
      body: page.render(answers) + charts.markup
        + page.renderFolding(details))
  }

  /// The curves of every architecture, one chart per class.
  var charts: PageCharts {
    PageCharts(
      prefix: "exceedance",
      entries: report.drawnClasses.compactMap { id in
        ExceedanceChart(comparison, personClass: id).map { .init(personClass: id, chart: $0) }
      })
  }

  /// Why something is missing.
  private var notes: [String] {
    var notes: [String] = []
    if report.drawnClasses.isEmpty {
      notes.append(
        comparison.architectures.contains { $0.simulation != nil }
          ? "There is no curve, because nobody can be exposed in a year."
          : "There are no curves and no yearly figures, because likelihoods are missing; the section “A year ahead” lists them."
      )
    }
    guard let scenario else { return notes }
    let topology = report.base.lowered.topology
    let played = comparison.question.incident.flatMap { name in
      topology.incidents.firstIndex { $0.id == name }.map {
        Scenario(Reference($0), in: topology)
      }
    }
    if played == nil {
      notes.append(
        "The events assumed in this report are not played in the other architectures; only incidents of the file are."
      )
    } else if played != scenario {
      notes.append(
        "The incident is played as written in the file, without the additional events assumed in this report."
      )
    }
    return notes
  }

  private func isPart(_ block: ReportDocument.Block) -> Bool {
    if case .heading(2, _, _) = block { true } else { false }
  }
}
