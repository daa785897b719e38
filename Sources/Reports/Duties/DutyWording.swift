public import BreachNotification
public import IncidentFindings
import TopologyModel

extension Naming {
  /// Label and id of an organization or of one of its members.
  public func party(_ party: Party) -> String {
    guard let member = party.member else { return organization(party.organization) }
    return "\(topology.organizations[party.organization].id)[\(member)]"
  }

  /// The label of an organization or the id of one of its members.
  public func name(_ party: Party) -> String {
    party.member == nil
      ? topology.organizations[party.organization].label
        ?? topology.organizations[party.organization].id : topology.id(of: party)
  }

  /// Who is told, in words.
  public func addressee(_ addressee: Duty.Addressee) -> String {
    switch addressee {
    case .organization(let party): name(party)
    case .authority(let authority): authority.map { name(Party($0)) } ?? "the authority"
    case .people: "the people concerned"
    }
  }

  /// How long the obliged have, or the latest moment.
  public func deadline(_ duty: Duty) -> String {
    if let deadline = duty.deadline { return deadline.text }
    return switch duty.rule.period {
    case .withoutUndueDelay: "without delay"
    case .hours(let hours): "\(hours) h after knowing"
    case .days(let days): "\(days) days after knowing"
    case .months(let months): "\(months) month\(months == 1 ? "" : "s") after that"
    }
  }

  /// Why a duty has its status, in words.
  public func sentence(_ reason: Duty.Reason) -> String {
    switch reason {
    case .dataRead: return "data were read"
    case .contentUnlisted(let places):
      let names = places.map { place -> (id: String, member: FleetMember?) in
        switch place {
        case .dataset(let it): (topology.datasets[it].id, topology.datasets[it].member)
        case .flow(let it): (topology.flows[it].id, topology.flows[it].member)
        case .organization(let it): (topology.organizations[it].id, nil)
        }
      }
      return
        "what was read is not listed (\(listed(folded(names), most: 4))): find out whether it is data of people"
    case .dataUnavailable: return "data were put out of action"
    case .unintelligible(let datasets):
      return "\(self.datasets(datasets)) encrypted, key out of reach: unintelligible"
    case .pseudonyms(let fields):
      let names = fields.map { topology.fields[$0].id }
      return
        "only pseudonyms were read (\(listed(names, most: 4))): unintelligible without what maps them"
    case .severity(let group, let levels):
      return "severity for \(name(group)): \(ScoreWording.text(levels))"
    case .servicesLost(let services):
      let names = folded(
        services.map { (topology.services[$0].id, topology.services[$0].member) })
      return "services lost or degraded: \(listed(names, most: 4))"
    case .peopleConcerned(let count): return "\(CountWording.people(count)) concerned"
    }
  }

  /// A note as a sentence.
  public func sentence(_ note: DutyNote) -> String {
    switch note {
    case .lawAssumed(let who, let law):
      return
        "The file does not say which laws \(organizations(who)) \(verb(who, "is", "are")) subject to ('subject-to'): the \(law.uppercased()) was assumed."
    case .lawUnknown(let law, let who):
      let known = NotificationLaw.all.map(\.id).joined(separator: ", ")
      return "No rules are known for '\(law)' (\(organizations(who))); known are \(known)."
    case .lawNotYet(let law, let since, let who):
      return
        "\(law.uppercased()) applies since \(since), after this incident: no duty from it for \(organizations(who))."
    case .controllerUnsaid(let groups):
      return "Nobody is said to control the data of \(self.groups(groups, most: 4)) ('controller')."
    case .controllerPartlyUnsaid(let groups):
      return
        "Nobody is said to control the data of those of \(self.groups(groups, most: 4)) who are in no group below with a 'controller'."
    case .awareNotADay(let written, let who):
      return
        "\(organizations(who)) \(verb(who, "is", "are")) said to know since \(written): no day, so no period runs from it."
    case .awareBefore(let written, let date, let who):
      return
        "\(organizations(who)) \(verb(who, "is", "are")) said to know since \(written), before the incident (\(date)): one of the two dates cannot be right, so no period runs from it."
    case .jointControllers(let who):
      return
        "\(organizations(who)) \(verb(who, "decides", "decide")) jointly with others: each is obliged here; which of them notifies, their arrangement says (GDPR 26)."
    case .chainUnsaid(let holder, let controllers):
      return
        "Nothing says that \(party(holder)) acts for \(organizations(controllers)) ('acts-for'), whose data it held: no duty towards them is derived."
    case .holderUnsaid(let systems):
      return "It is not said whose systems these are: \(self.systems(systems, most: 4))."
    case .authorityUnsaid(let who, let law):
      let keys = law == "nis2" ? "'subject-to'" : "'subject-to' or 'supervised-by'"
      return
        "The file names no authority for \(organizations(who)) under \(law.uppercased()) (\(keys))."
    case .keptTooLong(let dataset, let kept): return sentence(dataset, kept)
    }
  }

  /// What was held after there was a reason to, as a sentence.
  func sentence(_ dataset: Reference<Dataset>, _ kept: Retention.Kept) -> String {
    let because = kept.because.map { " (\($0))" } ?? ""
    let source = kept.source.map { ", says \(self.source($0))" } ?? ""
    return
      "\(self.dataset(dataset)) still held \(groups(kept.groups, most: 4)), whom it had a reason to hold until \(kept.until)\(because)\(source)."
  }

  func datasets(_ datasets: [Reference<Dataset>]) -> String {
    listed(
      folded(datasets.map { (topology.datasets[$0].id, topology.datasets[$0].member) }), most: 4)
  }

  private func organizations(_ who: [Reference<Organization>]) -> String {
    listed(who.map { topology.organizations[$0].id }, most: 6)
  }

  private func verb(_ who: [Reference<Organization>], _ one: String, _ many: String) -> String {
    who.count == 1 ? one : many
  }
}
