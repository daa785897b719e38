import Lowering
import PointAnalysis
import Propagation
import TopologyModel

/// For each target: choke points, sets that reach it, sets whose prevention closes every way, likelihood.
extension PointsReport {
  func addTargets(to document: inout ReportDocument) {
    for index in answer.attackSets.indices {
      let choke = answer.chokePoints[index]
      document.heading(2, .init("Ways to \(naming.target(choke.target))"), .detail)
      let open = answer.openContent[index]
      guard choke.isReachable else {
        document.paragraph(
          open.isOpen
            ? .init("No possible event is known to reach it; ", .open) + .init(openLine(open))
            : .init("No possible event reaches it.", .good))
        continue
      }
      if choke.isOpen {
        document.paragraph(
          .init("It is reached without any event: an access rule is open to everyone.", .bad))
        continue
      }
      document.list(
        (open.isOpen ? [.init("More ways may exist: ", .open) + .init(openLine(open))] : [])
          + [chokeLine(choke, open)] + attackLines(answer.attackSets[index])
          + hardeningLines(answer.attackSets[index], open)
          + likelihoodLines(answer.likelihoods[index], open))
      addAttackSets(answer.attackSets[index], answer.likelihoods[index], to: &document)
      addImportance(answer.likelihoods[index], to: &document)
    }
  }

  // MARK: - Choke points

  /// What the file does not list and what may be the target.
  private func openLine(_ open: OpenContent) -> String {
    guard !open.datasets.isEmpty else {
      return "the file does not list what can be read of these people."
    }
    let names = naming.folded(
      open.datasets.map { (topology.datasets[$0].id, topology.datasets[$0].member) })
    return "the file does not list what \(naming.listed(names, most: 4)) may hold of it."
  }

  private func chokeLine(_ choke: ChokePoints, _ open: OpenContent) -> ReportDocument.Line {
    let every = open.isOpen ? "every known way" : "every way"
    guard !choke.isEmpty else {
      return .init("No choke point: ", .strong)
        + .init("no single event, organization, secret, rule, flow or system is on \(every).")
    }
    return .init("Choke points (\(every) passes through each of them): ", .strong)
      + .init(chokeWords(choke).joined(separator: "; "), .bad)
  }

  /// What is on every way, by kind; empty if nothing is.
  func chokeWords(_ choke: ChokePoints) -> [String] {
    var words: [String] = []
    func add(_ kind: String, _ ids: [String]) {
      if !ids.isEmpty { words.append("\(kind) \(naming.listed(ids, most: 6))") }
    }
    add(
      "event", naming.folded(choke.events.map { (topology.id(of: $0), topology.member(of: $0)) }))
    add(
      "organization",
      naming.folded(choke.organizations.map { (topology.id(of: $0), topology.member(of: $0)) }))
    add(
      "secret",
      naming.folded(choke.secrets.map { (topology.secrets[$0].id, topology.secrets[$0].member) }))
    add("access rule", choke.rules.map(naming.ruleID))
    add(
      "flow",
      naming.folded(choke.flows.map { (topology.flows[$0].id, topology.flows[$0].member) }))
    // Intrusions that are choke points say the same of their systems.
    let entered = Set(choke.events)
    let systems = choke.systems.filter { !entered.contains(.intrusion($0)) }
    add("zone", choke.zones.map { topology.zones[$0].id })
    add(
      systems.contains { opensZone($0) } ? "system" : "control of",
      naming.folded(systems.map { (topology.systems[$0].id, topology.systems[$0].member) }))
    return words
  }

  /// Whether one gets into a zone by a rule of a system, without control of it.
  private func opensZone(_ system: Reference<System>) -> Bool {
    topology.systems[system].access.contains { !topology.accessRules[$0].enters.isEmpty }
  }

  // MARK: - Sets

  private func attackLines(_ sets: AttackSets) -> [ReportDocument.Line] {
    let sizes = SetWording.sizes(sets.counts, of: "event")
    let known = ReportDocument.Line("Minimal attack sets: ", .strong) + .init(sizes)
    var text = "; \(SetWording.completeness(sets.attack, order: sets.order))"
    if sets.sorting == .probability {
      text +=
        sets.missing.isEmpty
        ? "; the most probable first"
        : "; the smallest first, because there is no likelihood for \(naming.events(sets.missing, most: 6))"
    }
    return [known + .init(text)]
  }

  private func hardeningLines(_ sets: AttackSets, _ open: OpenContent) -> [ReportDocument.Line] {
    let every = open.isOpen ? "every known way" : "every way"
    let lead = ReportDocument.Line("To close \(every) by preventing events: ", .strong)
    let smallest = sets.hardeningSets(limit: 1)
    let completeness = hardeningCompleteness(sets)
    guard let first = smallest.first else {
      guard !sets.hardening.isExhaustive else {
        return [lead + .init("no set of events closes \(every).")]
      }
      let alone = SetWording.events(sets.forced.count)
      return [lead + .init("the \(alone) that each reach it alone, and more\(completeness)")]
    }
    var text = "at least \(SetWording.events(first.count))"
    if first.count <= 4 {
      text += ": \(naming.events(first, most: 4))"
    } else if !sets.forced.isEmpty {
      text += ", including the \(CountWording.number(sets.forced.count)) that each reach it alone"
    }
    let total = sets.hardeningCounts.reduce(SetCount(0), +)
    if total > SetCount(1) { text += " (\(SetWording.grouped(total)) minimal sets)" }
    return [lead + .init(text + completeness)]
  }

  private func hardeningCompleteness(_ sets: AttackSets) -> String {
    guard let reached = sets.hardening.completeToOrder else { return "" }
    let sizes = "; searched for sets of up to \(sets.forced.count + reached) events"
    guard case .limitReached(let limit) = sets.hardening.stop else { return sizes }
    return "\(sizes); larger sets were not searched because of \(limit)"
  }

  /// A set with its measures; one that is a single event is its name.
  private func line(_ set: SetWording.Folded) -> ReportDocument.Line {
    guard set.count == 1, set.first.count == 1 else { return .init(set.text + set.measures) }
    return .init(id: set.text, label: naming.label(of: set.first[0])) + .init(set.measures)
  }

  private func addAttackSets(
    _ sets: AttackSets, _ likelihood: TargetLikelihood, to document: inout ReportDocument
  ) {
    let single = sets.counts.count > 1 ? sets.counts[1].exactInt ?? 0 : 0
    let (limit, overflow) = single.addingReportingOverflow(answer.question.limit)
    let listed = sets.listed(limit: overflow ? .max : limit)
    let lines = SetWording.folded(listed, of: likelihood.answer, in: topology)
    document.list(lines.prefix(answer.question.limit).map(line))
    let total = sets.counts.reduce(SetCount(0), +)
    if total > SetCount(UInt64(listed.count)) || lines.count > answer.question.limit {
      document.paragraph(
        .init("Only the first of \(SetWording.grouped(total)) are listed", .faint)
          + .commandHint("; --limit lists more", .faint) + .init(".", .faint))
    }
  }

  // MARK: - Likelihood

  private func likelihoodLines(
    _ likelihood: TargetLikelihood, _ open: OpenContent
  ) -> [ReportDocument.Line] {
    let lead = ReportDocument.Line(
      open.isOpen ? "Likelihood within a year by known ways: " : "Likelihood within a year: ",
      .strong)
    switch likelihood.answer {
    case .exact(let value):
      return [lead + .init("\(ProbabilityWording.text(value)), exact")]
    case .estimated(let value, let low, let high, let trials, let seed):
      let range = "\(ProbabilityWording.text(low)) to \(ProbabilityWording.text(high))"
      let estimate =
        "\(ProbabilityWording.text(value)), estimated from \(CountWording.number(trials)) trials with seed \(seed): \(range) at 95% confidence"
      return [lead + .init(estimate + fromSets(likelihood))]
    case .missing(let events):
      return [
        lead
          + .init("unknown: no likelihood for \(naming.events(events, most: 6))")
          + .commandHint("; use --assume")
      ]
    }
  }

  /// What the minimal sets say of a probability that is estimated.
  private func fromSets(_ likelihood: TargetLikelihood) -> String {
    guard let bounds = likelihood.fromSets else { return "" }
    let low = ProbabilityWording.text(bounds.range.lowerBound)
    let high = ProbabilityWording.text(bounds.range.upperBound)
    let sets = bounds.isWhole ? "one of the minimal sets" : "one of the sets found"
    let range = low == high ? low : "\(low) to \(high)"
    return "; \(sets) occurs with \(range)"
  }

  private func addImportance(_ likelihood: TargetLikelihood, to document: inout ReportDocument) {
    // A fleet shares one line, ordered by its highest member.
    var rows: [(entry: TargetLikelihood.Entry, count: Int)] = []
    var places: [String: Int] = [:]
    for entry in likelihood.importance {
      let fleet = topology.member(of: entry.event)?.declared
      if let fleet, let place = places[fleet] {
        rows[place].count += 1
        continue
      }
      if let fleet { places[fleet] = rows.count }
      rows.append((entry, 1))
    }
    guard !rows.isEmpty else { return }
    document.table(
      [
        .init("event", wraps: true), .init("likelihood", numeric: true),
        .init("Birnbaum", numeric: true), .init("criticality", numeric: true),
        .init("Fussell–Vesely", numeric: true), .init("achievement", numeric: true),
        .init("reduction", numeric: true),
      ],
      rows.prefix(answer.question.limit).map { entry, count in
        let importance = entry.importance
        let fleet = topology.member(of: entry.event)?.declared
        let name = fleet.map { "\($0) ×\(count)" } ?? topology.id(of: entry.event)
        let label = naming.label(of: entry.event)
        let measures = [
          importance.birnbaum, importance.criticality, importance.fussellVesely,
          importance.riskAchievement, importance.riskReduction,
        ]
        return [
          .init(id: count > 1 ? name : topology.id(of: entry.event), label: label),
          .init(ProbabilityWording.text(importance.eventProbability)),
        ] + measures.map { .init(ProbabilityWording.estimate($0)) }
      })
    let rest = rows.count - answer.question.limit
    if rest > 0 { document.paragraph(.init("and \(counted(rest, "more line"))", .faint)) }
    document.paragraph(.init(Self.measures, .faint))
    if let note = estimationNote(likelihood) { document.paragraph(.init(note, .faint)) }
  }

  /// What the four measures say, in one sentence each.
  static let measures =
    "Birnbaum: how much likelier the target is reached if the event occurs than if it does not. Fussell–Vesely: the share of the likelihood to which ways with the event contribute. Achievement (RAW): how many times as likely the target is if the event occurs for certain. Reduction (RRW): how many times as likely it is as if the event never occurred. Criticality: the share of the likelihood that rests on the event."

  /// Which measures are estimated, and from what; nil if all are exact.
  private func estimationNote(_ likelihood: TargetLikelihood) -> String? {
    guard let examined = likelihood.examined else { return nil }
    guard examined > 0 || likelihood.fromSets != nil else {
      return
        "Fussell–Vesely has bounds, because there are too many minimal sets in all. The other measures are exact."
    }
    let sets =
      "minimal sets of \(counted(examined, "trial")) that reached it, because there are too many minimal sets in all"
    if case .exact = likelihood.answer {
      return
        "Fussell–Vesely is estimated from the \(sets): each range is a 95% confidence interval. The other measures are exact."
    }
    return
      "Estimates: each range is a 95% confidence interval. Fussell–Vesely is estimated from the \(sets)."
  }
}
