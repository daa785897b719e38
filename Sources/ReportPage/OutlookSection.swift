import Lowering
import Reports
import TopologyModel
import YearSimulation

/// What a year may bring; or which likelihoods the file would have to say.
struct OutlookSection {
  /// The year, or what is missing for one.
  let outlook: Result<SimulationReport, MissingLikelihoods>
  let naming: Naming
  /// Whether a comparison on the same page draws these curves beside others.
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

  /// The answers, the curves, and what they rest on folded.
  private func years(_ report: SimulationReport) -> String {
    let page = HTMLRenderer.ofSections()
    var (answers, details) = (ReportDocument(), ReportDocument())
    for block in report.document.blocks {
      if case .heading(1, _) = block {
        continue  // Its title is the page's.
      } else if case .paragraph = block, details.blocks.isEmpty {
        answers.blocks.append(block)
      } else if case .list(let facts) = block, details.blocks.isEmpty {
        details.heading(2, "How these figures were found")
        details.list(facts)
      } else {
        details.blocks.append(block)
      }
    }
    var pointer = ReportDocument()
    if isDrawnElsewhere, !report.drawnClasses.isEmpty {
      pointer.paragraph(
        .init(
          "The curves stand in the comparison, beside those of the other architectures.", .faint)
      )
    }
    return page.render(answers)
      + (isDrawnElsewhere ? page.render(pointer) : charts.markup)
      + page.render(details) { _, _ in false }
  }

  private func words(_ missing: MissingLikelihoods) -> String {
    var document = ReportDocument()
    document.paragraph(
      .init("No year is simulated: ", .open)
        + .init("the file does not say how likely these are in a year, and none is made up."))
    document.list(naming.missing(missing.events).map { .init($0) })
    return HTMLRenderer.ofSections().render(document)
  }
}

extension Naming {
  /// Events by what they are, fleets folded, one a line.
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
