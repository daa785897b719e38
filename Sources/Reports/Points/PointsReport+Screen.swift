import PointAnalysis
import TopologyModel

/// The answer on one screen: each line a decision, and what is on every way. Everything else is a detail.
extension PointsReport {
  /// The single points, and the ways to each target in one line.
  package var screen: ReportDocument {
    var document = ReportDocument()
    addHead(to: &document)
    let events = answer.points.points.filter { $0.subject.kind != .organization }
    let stopping = events.enumerated().filter {
      $0.element.isAvailabilityPoint && !$0.element.isExposurePoint
    }.sorted { ($1.element.down.count, $0.offset) < ($0.element.down.count, $1.offset) }
    addScreen(
      events.filter(\.isExposurePoint) + stopping.map(\.element), "Single points of failure",
      "event", to: &document)
    addScreen(
      answer.points.points.filter { $0.subject.kind == .organization && $0.isSinglePoint },
      "Organizations, with all their systems at once", "organization", to: &document)
    addWays(to: &document)
    document.paragraph(
      .commandHint(
        "--details: also other events that expose people, the sets of events on each way and what each event contributes, what takes each service down, and concentration.",
        .faint))
    return document
  }

  private func addScreen(
    _ findings: [PointFinding], _ title: String, _ name: String, to document: inout ReportDocument
  ) {
    guard !findings.isEmpty else { return }
    let rows = answer.decisions(of: findings, in: topology)
    // A column that says nothing of any decision is left out.
    let hasLikelihoods = rows.contains { $0.worst.subject.kind != .organization }
    let columns: [(ReportDocument.Table.Column, Bool, (PointDecision) -> ReportDocument.Line)] = [
      (.init(name, wraps: true), true, { self.name($0, true) }),
      (.init("likelihood", wraps: true), hasLikelihoods, { .init(self.likelihood($0)) }),
      (
        .init("exposes", wraps: true), rows.contains { !$0.worst.classes.isEmpty },
        { .init(self.people($0.worst), $0.worst.isExposurePoint ? .exposed : .plain) }
      ),
      (
        .init("takes down", wraps: true), rows.contains { !$0.worst.down.isEmpty },
        { .init(self.services($0.worst.down), .bad) }
      ),
      (
        .init("choke point for", wraps: true), rows.contains { !$0.chokes.isEmpty },
        { row in .init(naming.listed(row.chokes.map(self.target), most: 3), .bad) }
      ),
    ]
    let shown = columns.filter(\.1)
    document.heading(2, .init(title))
    document.table(
      shown.map(\.0), rows.prefix(answer.question.limit).map { row in shown.map { $0.2(row) } })
    addRest(rows.count, to: &document)
  }

  private func target(_ index: Int) -> String {
    naming.target(answer.chokePoints[index].target)
  }

  /// One line for each target: how many sets of events reach it, what is on every way, how likely it is.
  private func addWays(to document: inout ReportDocument) {
    guard !answer.attackSets.isEmpty else { return }
    document.heading(2, "Ways to what is most identifying")
    document.table(
      [
        .init("ways to", wraps: true), .init("smallest sets", wraps: true),
        .init("on every way", wraps: true), .init("in a year", wraps: true),
      ],
      answer.attackSets.indices.map { index in
        let choke = answer.chokePoints[index]
        let open = answer.openContent[index]
        let perhaps = open.isOpen ? "; perhaps more, which the file does not list" : ""
        guard choke.isReachable else {
          return [
            .init(target(index)),
            open.isOpen
              ? .init("none known\(perhaps)", .open) : .init("no event reaches it", .good),
            "", "",
          ]
        }
        guard !choke.isOpen else {
          return [.init(target(index)), .init("open to everyone", .bad), "", ""]
        }
        let words = chokeWords(choke)
        return [
          .init(target(index)),
          .init(SetWording.sizes(answer.attackSets[index].counts, of: "event") + perhaps),
          words.isEmpty ? "nothing" : .init(words.joined(separator: "; "), .bad),
          .init(inAYear(answer.likelihoods[index])),
        ]
      })
  }

  private func inAYear(_ likelihood: TargetLikelihood) -> String {
    switch likelihood.answer {
    case .exact(let value): ProbabilityWording.text(value)
    case .estimated(_, let low, let high, _, _):
      "\(ProbabilityWording.text(low)) to \(ProbabilityWording.text(high))"
    case .missing: "unknown"
    }
  }
}
