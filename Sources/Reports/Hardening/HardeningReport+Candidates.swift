import ArchitectureAnalysis
import PointAnalysis
import TopologyModel

/// What each candidate does, and what more money buys.
extension HardeningReport {
  /// The maximum number of candidates listed.
  private static let mostListed = 12

  func addCandidates(to document: inout ReportDocument) {
    guard !plan.ranked.isEmpty else { return }
    document.heading(2, "Candidates")
    var columns: [ReportDocument.Table.Column] = [.init("control", wraps: true)]
    if hasCosts { columns.append(.init("cost", numeric: true)) }
    columns += [
      .init("alone leaves", wraps: true), .init("in company", wraps: true),
      .init("if", wraps: true),
    ]
    document.table(
      columns,
      plan.ranked.prefix(Self.mostListed).map { candidate in
        var cells: [ReportDocument.Line] = [
          .init(candidate.control.summary, candidate.isChosen ? .strong : .plain)
        ]
        if hasCosts { cells.append(.init("\(candidate.cost)")) }
        return cells + [
          .init(left(candidate.alone)), .init(inCompany(candidate)),
          .init(candidate.control.assumption),
        ]
      })
    var notes = [
      "Alone: what is left with this control and no other. In company: what is left without it, of the chosen ones; with it in addition, of the others."
    ]
    let rest = plan.ranked.count - Self.mostListed
    if rest > 0 {
      notes.append("\(CountWording.number(rest)) more do something alone; --format json lists all.")
    }
    let idle = plan.candidates - plan.ranked.count - plan.unweighed
    if idle > 0 {
      notes.append(
        "\(CountWording.number(idle)) \(idle == 1 ? "candidate" : "candidates") alone \(idle == 1 ? "changes" : "change") nothing that is measured, or only lesser events."
      )
    }
    document.paragraph(.init(notes.joined(separator: " "), .faint))
  }

  func addFront(to document: inout ReportDocument) {
    guard plan.front.count > 2 else { return }
    document.heading(2, "What more would buy")
    document.table(
      [
        .init("cost", numeric: true), .init("leaves", wraps: true), .init(lead),
        .init("controls", wraps: true),
      ],
      plan.front.map { offer in
        let names = offer.controls.map(\.summary)
        return [
          .init("\(offer.cost)"), .init(left(offer.after)), .init(bar(offer.after)),
          .init(names.isEmpty ? "as is" : names.joined(separator: "; ")),
        ]
      })
  }

  /// What is measured, in a few words.
  private func left(_ measure: HardeningMeasure) -> String {
    if plan.question.incident == nil, plan.goal != .worst {
      return year(measure, " a year") + (measure.worst.map { " (\($0))" } ?? "")
    }
    if measure.persons == .zero { return "nobody" }
    return people(measure) + (measure.worst.map { " (\($0))" } ?? "")
  }

  private func inCompany(_ candidate: HardeningPlan.Candidate) -> String {
    guard let company = candidate.company else { return "not evaluated" }
    let chosen = plan.steps.last?.after ?? plan.before
    if left(company) == left(chosen) {
      return candidate.isChosen ? "nothing more without it" : "no less with it"
    }
    return candidate.isChosen ? "without it \(left(company))" : "with it \(left(company))"
  }

  /// The leading number as a bar, of what there is without any control.
  private func bar(_ measure: HardeningMeasure) -> String {
    let (whole, part) = (amount(plan.before), amount(measure))
    guard whole > 0 else { return "" }
    let length = Int(saturating: (part / whole * 20).rounded(.up))
    return String(repeating: "█", count: min(20, length))
      + String(repeating: "·", count: 20 - min(20, length))
  }

  /// What the bars show.
  private var lead: String {
    guard let place = leadingTier else { return isOfYears ? "people a year" : "people" }
    let tier = plan.before.tiers[place].tier.rawValue
    return isOfYears ? "\(tier), a year" : tier
  }

  private var isOfYears: Bool { plan.question.incident == nil && plan.goal != .worst }

  /// The gravest tier of which somebody is exposed without any control; nil where tiers are not told apart.
  private var leadingTier: Int? {
    guard plan.before.tiers.count > 1, plan.question.measure == nil else { return nil }
    return isOfYears
      ? plan.before.years.firstIndex { amount($0) > 0 }
      : plan.before.tiers.firstIndex { $0.persons.low > 0 }
  }

  private func amount(_ year: TierYear) -> Double {
    plan.goal == .tail ? year.tail ?? 0 : year.expected
  }

  /// The leading number.
  private func amount(_ measure: HardeningMeasure) -> Double {
    if isOfYears {
      if let leadingTier { return amount(measure.years[leadingTier]) }
      return (plan.goal == .tail ? measure.tail : measure.expected) ?? 0
    }
    guard let place = leadingTier, place < measure.tiers.count else {
      return Double(measure.persons.low)
    }
    return Double(measure.tiers[place].persons.low)
  }

  // MARK: - JSON

  func json(_ candidate: HardeningPlan.Candidate) -> JSONValue {
    [
      "name": .string(candidate.control.name),
      "summary": .string(candidate.control.summary),
      "assumption": .string(candidate.control.assumption),
      "cost": .integer(candidate.cost),
      "chosen": .boolean(candidate.isChosen),
      "alone": json(candidate.alone),
      "in-company": candidate.company.map(json) ?? .null,
    ]
  }

  func json(_ offer: HardeningPlan.Offer) -> JSONValue {
    [
      "cost": .integer(offer.cost),
      "controls": .strings(offer.controls.map(\.name).sorted()),
      "after": json(offer.after),
    ]
  }
}
