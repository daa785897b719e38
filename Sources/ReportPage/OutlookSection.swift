import Lowering
import Reports
import TopologyModel
import YearSimulation

/// What a year may bring, or which likelihoods the file lacks.
struct OutlookSection {
  /// The simulated year, or the missing likelihoods.
  let outlook: Result<SimulationReport, MissingLikelihoods>
  let naming: Naming
  /// Whether a comparison on the same page draws these curves together with others.
  let isDrawnElsewhere: Bool

  var section: ReportPage.Section {
    let body =
      switch outlook {
      case .success(let report): years(report)
      case .failure(let missing): words(missing)
      }
    return ReportPage.Section(id: "year", heading: "A year ahead", body: body)
  }

  /// The curves.
  var charts: PageCharts {
    guard case .success(let report) = outlook else {
      return PageCharts(prefix: "year", entries: [])
    }
    return PageCharts(
      prefix: "year",
      entries: report.drawnClasses.compactMap { id in
        ExceedanceChart(report, personClass: id).map { .init(personClass: id, chart: $0) }
      })
  }

  /// The answers and curves, with their basis folded.
  private func years(_ report: SimulationReport) -> String {
    let page = HTMLRenderer.ofSections
    var (answers, details) = (ReportDocument(), ReportDocument())
    for block in report.document.blocks {
      if case .heading(1, _, _) = block {
        continue  // The page has its own title.
      } else if case .paragraph = block, details.blocks.isEmpty {
        answers.blocks.append(block)
      } else if case .list(let facts) = block, details.blocks.isEmpty {
        details.heading(2, "Method", .detail)
        details.list(facts)
      } else {
        details.blocks.append(block)
      }
    }
    var pointer = ReportDocument()
    if isDrawnElsewhere, !report.drawnClasses.isEmpty {
      pointer.paragraph(
        .init(
          "The section “Comparison of architectures” shows the curves together with those of the other architectures.",
          .faint)
      )
    }
    return page.render(answers)
      + (isDrawnElsewhere ? page.render(pointer) : charts.markup)
      + page.renderFolding(details)
  }

  private func words(_ missing: MissingLikelihoods) -> String {
    var document = ReportDocument()
    document.paragraph(
      .init("No year is simulated: ", .open)
        + .init("the file gives no likelihood for these events, and none is assumed."))
    document.list(naming.missing(missing.events).map { .init($0) })
    return HTMLRenderer.ofSections.render(document)
  }
}

extension Naming {
  /// Events by kind, with fleets folded, one per line.
  func missing(_ events: [BasicEvent]) -> [String] {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for event in events {
      let name =
        topology.member(of: event).map { member in
          switch event {
          case .intrusion: "intrusion into \(member.declared)"
          case .theft: "theft of \(member.declared)"
          case .common: member.declared
          }
        } ?? self.event(event)
      if counts[name] == nil { order.append(name) }
      counts[name, default: 0] += 1
    }
    return order.map { name in
      let count = counts[name] ?? 1
      return count == 1 ? name : "\(name) ×\(CountWording.number(count))"
    }
  }
}
