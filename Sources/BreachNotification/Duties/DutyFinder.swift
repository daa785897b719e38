import IncidentFindings
import Lowering
import TopologyModel

/// Applies the rules of the laws to the organizations that must notify.
struct DutyFinder {
  private let analysis: IncidentAnalysis
  private let concerns: ConcernTable
  private let question: DutyQuestion
  private let incident: Incident?
  private let risk: RiskJudgement
  private(set) var duties: [Duty] = []
  private var assumed: Set<Reference<Organization>> = []
  private var unknown: [String: Set<Reference<Organization>>] = [:]
  private var notYet: [String: Set<Reference<Organization>>] = [:]
  private var authorities: [String: Set<Reference<Organization>>] = [:]
  private var notADay: [String: Set<Reference<Organization>>] = [:]
  private var tooEarly: [String: Set<Reference<Organization>>] = [:]

  init(_ analysis: IncidentAnalysis, _ concerns: ConcernTable, _ question: DutyQuestion) {
    self.analysis = analysis
    self.concerns = concerns
    self.question = question
    incident = analysis.scenario.incident.map { analysis.lowered.topology.incidents[$0] }
    risk = RiskJudgement(analysis)
  }

  private var topology: Topology { analysis.lowered.topology }

  mutating func find() {
    for (link, concern) in concerns.links.sorted(by: { $0.key < $1.key }) {
      add(.processor, link.from, .organization(link.to), concern)
    }
    for (party, concern) in concerns.controllers.sorted(by: { $0.key < $1.key }) {
      add(.controller, party, nil, concern)
    }
    for (party, concern) in operators.sorted(by: { $0.key < $1.key }) {
      add(.operatorOfSystems, party, nil, concern)
    }
    let order = NotificationLaw.all.flatMap { law in law.rules.map(\.id) }
    let rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    // Within a rule, the order is by organization with the duty, then by recipient.
    duties = duties.enumerated().sorted {
      (rank[$0.element.rule.id] ?? 0, $0.offset) < (rank[$1.element.rule.id] ?? 0, $1.offset)
    }.map(\.element)
  }

  /// The organizations whose systems were breached or stopped, or whose services are lost or degraded, be it because
  /// a supplier's systems stopped. Those who use these services are concerned as well.
  private var operators: [Party: BreachConcern] {
    var result = concerns.operators
    let touched = analysis.controlled + analysis.scenario.stopped
    for party in touched.compactMap(topology.holder) where result[party] == nil {
      result[party] = BreachConcern()
    }
    for party in analysis.servicesLost.compactMap({ topology.provider(of: $0) })
    where result[party] == nil {
      result[party] = BreachConcern()
    }
    for party in result.keys {
      for service in analysis.servicesLost(by: party) {
        result[party]?.addServed(topology.services[service].serves, in: topology)
      }
    }
    return result
  }

  private mutating func add(
    _ obliged: NotificationRule.Obliged, _ party: Party, _ next: Duty.Addressee?,
    _ concern: BreachConcern
  ) {
    let persons = concern.persons(analysis.lowered.people)
    let records = concern.records(analysis.lowered.people)
    for law in laws(of: party.organization, as: obliged) {
      for rule in law.rules where rule.obliged == obliged {
        let addressee: Duty.Addressee =
          switch rule.addressee {
          case .nextInChain: next ?? .people
          case .authority: .authority(authority(of: party.organization, law.id))
          case .people: .people
          }
        let aware = aware(party.organization)
        let end = deadline(rule, of: law, aware)
        let judged = risk.judge(rule, concern, persons, of: party)
        duties.append(
          Duty(
            law: law, rule: rule, obliged: party, addressee: addressee, aware: aware,
            deadline: end?.moment, deadlineRules: end?.rules ?? [], concern: concern,
            persons: persons,
            records: records, status: judged.status, reasons: judged.reasons))
      }
    }
  }

  private mutating func aware(_ organization: Reference<Organization>) -> NotificationMoment? {
    guard let written = question.aware(organization, of: incident) else { return nil }
    let moment = NotificationMoment(written)
    if moment == nil { notADay[written, default: []].insert(organization) }
    if let date = incident?.date, DateOrder.isBefore(written, date) {
      tooEarly[written, default: []].insert(organization)
      return nil
    }
    return moment
  }

  /// Calculates periods that start at the deadline of another rule.
  private func deadline(
    _ rule: NotificationRule, of law: NotificationLaw, _ aware: NotificationMoment?
  ) -> (moment: NotificationMoment, rules: [PeriodRule])? {
    guard let before = law.rules.first(where: { $0.id == rule.after }) else {
      return aware.flatMap { law.calendar.end(of: rule.period, from: $0) }
    }
    return deadline(before, of: law, aware).flatMap {
      law.calendar.end(of: rule.period, from: $0.moment)
    }
  }

  // MARK: - Laws and authorities

  private mutating func laws(
    of organization: Reference<Organization>, as obliged: NotificationRule.Obliged
  ) -> [NotificationLaw] {
    var ids = question.laws
    if ids.isEmpty {
      ids = topology.organizations[organization].laws.map(\.law)
      if ids.isEmpty {
        ids = [DutyQuestion.assumedLaw]
        let rules = NotificationLaw.law(DutyQuestion.assumedLaw)?.rules ?? []
        if rules.contains(where: { $0.obliged == obliged }) { assumed.insert(organization) }
      }
    }
    return ids.compactMap { id in
      guard let law = NotificationLaw.law(id) else {
        unknown[id, default: []].insert(organization)
        return nil
      }
      if let date = incident?.date, DateOrder.isBefore(date, law.since) {
        notYet[id, default: []].insert(organization)
        return nil
      }
      return law
    }
  }

  private mutating func authority(
    of organization: Reference<Organization>, _ law: String
  ) -> Reference<Organization>? {
    let entry = topology.organizations[organization]
    let own = entry.laws.first { $0.law == law }?.authority
    // `supervised-by` names the data protection authority; other laws have other authorities.
    let found = own ?? (law == "nis2" ? nil : entry.supervisedBy)
    if found == nil { authorities[law, default: []].insert(organization) }
    return found
  }

  // MARK: - Notes

  func notes(_ concerns: ConcernTable) -> [DutyNote] {
    var notes: [DutyNote] = []
    if !assumed.isEmpty {
      notes.append(.lawAssumed(assumed.sorted(), law: DutyQuestion.assumedLaw))
    }
    for (law, who) in unknown.sorted(by: { $0.key < $1.key }) {
      notes.append(.lawUnknown(law, who.sorted()))
    }
    for (law, who) in notYet.sorted(by: { $0.key < $1.key }) {
      let since = NotificationLaw.law(law)?.since ?? ""
      notes.append(.lawNotYet(law, since: since, who.sorted()))
    }
    if !concerns.uncontrolled.isEmpty {
      notes.append(.controllerUnsaid(topology.highest(concerns.uncontrolled)))
    }
    if !concerns.partlyUncontrolled.isEmpty {
      notes.append(.controllerPartlyUnsaid(topology.highest(concerns.partlyUncontrolled)))
    }
    let joint = Set(duties.filter { $0.rule.obliged == .controller }.map(\.obliged.organization))
      .filter { topology.organizations[$0].role == .jointController }
    if !joint.isEmpty { notes.append(.jointControllers(joint.sorted())) }
    for (holder, controllers) in concerns.unlinked.sorted(by: { $0.key < $1.key }) {
      notes.append(.chainUnsaid(holder, controllers.sorted()))
    }
    if !concerns.ownerless.isEmpty { notes.append(.holderUnsaid(concerns.ownerless.sorted())) }
    let unprovided = analysis.servicesLost.filter { topology.provider(of: $0) == nil }
    if !unprovided.isEmpty { notes.append(.providerUnsaid(unprovided)) }
    for (law, who) in authorities.sorted(by: { $0.key < $1.key }) {
      notes.append(.authorityUnsaid(who.sorted(), law: law))
    }
    for (written, who) in notADay.sorted(by: { $0.key < $1.key }) {
      notes.append(.awareNotADay(written, who.sorted()))
    }
    for (written, who) in tooEarly.sorted(by: { $0.key < $1.key }) {
      notes.append(.awareBefore(written, date: incident?.date ?? "", who.sorted()))
    }
    for dataset in analysis.datasetsRead {
      notes += analysis.keptTooLong(in: dataset).map { .keptTooLong(dataset, $0) }
    }
    return notes
  }
}
