import ArchitectureAnalysis
import Lowering
import Reports
import TopologyModel

/// The architectures of the file side by side: what changes, the curves of all of them in one chart, the
/// figures, the incident in each, how much worse the parts may be.
struct ComparisonSection {
  let report: ComparisonReport
  /// What happened according to the page; nil: nothing is said to have happened.
  let scenario: Scenario?
  let labels: [String: String]

  private var comparison: Comparison { report.comparison }

  var section: ReportPage.Section {
    let page = HTMLRenderer.ofSections(labels: labels)
    var (answers, details) = (ReportDocument(), ReportDocument())
    for block in report.document.blocks {
      if details.blocks.isEmpty, !isPart(block) {
        answers.blocks.append(block)
      } else {
        details.blocks.append(block)
      }
    }
    for note in notes { answers.paragraph(.init(note, .open)) }
    // Of the classes the first is shown.
    let classes = Set(comparison.classes.map(report.label))
    let main = details.blocks.lazy.compactMap(heading).first { classes.contains($0) }
    let folded = classes.union(["How this was found"]).subtracting([main].compactMap { $0 })
    return ReportPage.Section(
      id: "comparison", heading: "Architectures compared",
      body: page.render(answers) + charts.markup
        + page.render(details) { _, heading in !folded.contains(heading) })
  }

  /// The curves of every architecture, a chart for each class.
  var charts: PageCharts {
    PageCharts(
      prefix: "exceedance",
      entries: report.drawnClasses.compactMap { id in
        ExceedanceChart(comparison, personClass: id).map { .init(personClass: id, chart: $0) }
      })
  }

  /// Why something is not here.
  private var notes: [String] {
    var notes: [String] = []
    if report.drawnClasses.isEmpty {
      notes.append(
        comparison.architectures.contains { $0.simulation != nil }
          ? "There is no curve: nobody can be exposed in a year."
          : "There is no curve and nothing is said of a year, because likelihoods are missing; the section “A year ahead” names them."
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
        "What is supposed to have happened here is not played in the other architectures: only incidents of the file are."
      )
    } else if played != scenario {
      notes.append(
        "The incident is played as the file has it, without what this report supposes beside it.")
    }
    return notes
  }

  private func isPart(_ block: ReportDocument.Block) -> Bool { heading(block) != nil }

  private func heading(_ block: ReportDocument.Block) -> String? {
    if case .heading(2, let line) = block { line.text } else { nil }
  }
}
