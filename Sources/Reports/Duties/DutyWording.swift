package import BreachNotification
package import IncidentFindings
import TopologyModel

extension Naming {
  /// Label and id of an organization or of one of its members.
  package func party(_ party: Party) -> String {
    guard let member = party.member else { return organization(party.organization) }
    return "\(topology.organizations[party.organization].id)[\(member)]"
  }

  /// The label of an organization, or the id of one of its members.
  package func name(_ party: Party) -> String {
    party.member == nil
      ? topology.organizations[party.organization].label
        ?? topology.organizations[party.organization].id : topology.id(of: party)
  }

  /// The recipient of a notification.
  package func addressee(_ addressee: Duty.Addressee) -> String {
    switch addressee {
    case .organization(let party): name(party)
    case .authority(let authority): authority.map { name(Party($0)) } ?? "the authority"
    case .people: "the people affected"
    }
  }

  /// The period, or the latest moment.
  package func deadline(_ duty: Duty) -> String {
    if let deadline = duty.deadline { return deadline.text }
    return switch duty.rule.period {
    case .withoutUndueDelay: "without delay"
    case .hours(let hours): "\(hours) h after awareness"
    case .days(let days): "\(days) days after awareness"
    case .months(let months): "\(months) month\(months == 1 ? "" : "s") after that"
    }
  }

  private func places(_ places: [UnlistedReading.Place]) -> String {
    let names = places.map { place -> (id: String, member: FleetMember?) in
      switch place {
      case .dataset(let it): (topology.datasets[it].id, topology.datasets[it].member)
      case .flow(let it): (topology.flows[it].id, topology.flows[it].member)
      case .organization(let it): (topology.organizations[it].id, nil)
      }
    }
    return listed(folded(names), most: 4)
  }

  /// The reason for a duty's status.
  package func sentence(_ reason: Duty.Reason) -> String {
    switch reason {
    case .dataRead: return "data was read"
    case .contentUnlisted(let places):
      return
        "the file does not list all that was read (\(self.places(places))): find out whether it is personal data"
    case .readOfOverlap(let places):
      return
        "data of people who are in several groups at once was read (\(self.places(places))): find out who they are"
    case .dataUnavailable: return "data was made unavailable"
    case .unintelligible(let datasets):
      return "\(self.datasets(datasets)) encrypted, key out of reach: unintelligible"
    case .pseudonyms(let fields):
      let names = fields.map { topology.fields[$0].id }
      return
        "only pseudonyms were read (\(listed(names, most: 4))): unintelligible without the mapping"
    case .severity(let group, let levels):
      return "severity for \(name(group)): \(ScoreWording.text(levels))"
    case .servicesLost(let services):
      let names = folded(
        services.map { (topology.services[$0].id, topology.services[$0].member) })
      return "services lost or degraded: \(listed(names, most: 4))"
    case .peopleConcerned(let count): return "\(CountWording.people(count)) affected"
    }
  }

  /// A note as a sentence.
  package func sentence(_ note: DutyNote) -> String {
    switch note {
    case .lawAssumed(let who, let law):
      return
        "The file does not say which laws apply to \(organizations(who)) ('subject-to'); \(law.uppercased()) was assumed."
    case .lawUnknown(let law, let who):
      let known = NotificationLaw.all.map(\.id).joined(separator: ", ")
      return "The law '\(law)' (\(organizations(who))) is not supported; supported: \(known)."
    case .lawNotYet(let law, let since, let who):
      return
        "\(law.uppercased()) applies since \(since), after this incident; no duty for \(organizations(who))."
    case .controllerUnsaid(let groups):
      return
        "The file names no controller for the data of \(self.groups(groups, most: 4)) ('controller')."
    case .controllerPartlyUnsaid(let groups):
      return
        "The file names no controller for people in \(self.groups(groups, most: 4)) who are in none of its subgroups with a 'controller'."
    case .awareNotADay(let written, let who):
      return
        "\(organizations(who)) \(verb(who, "was", "were")) aware since \(written), which is not a full date, so no deadline is calculated."
    case .awareBefore(let written, let date, let who):
      return
        "\(organizations(who)) \(verb(who, "was", "were")) aware since \(written), before the incident (\(date)). One of the two dates must be wrong, so no deadline is calculated."
    case .jointControllers(let who):
      return
        "\(organizations(who)) \(verb(who, "is a joint controller", "are joint controllers")): each has the duty here; their arrangement determines who notifies (GDPR 26)."
    case .chainUnsaid(let holder, let controllers):
      return
        "The file does not say that \(party(holder)) acts for \(organizations(controllers)) ('acts-for'), although it holds their data; no duty toward them is derived."
    case .holderUnsaid(let systems):
      return "The file does not say who owns these systems: \(self.systems(systems, most: 4))."
    case .providerUnsaid(let services):
      let names = folded(
        services.map { (topology.services[$0].id, topology.services[$0].member) })
      return
        "The file does not say who provides these services, which are lost or degraded: \(listed(names, most: 4)) ('organization')."
    case .authorityUnsaid(let who, let law):
      let keys = law == "nis2" ? "'subject-to'" : "'subject-to' or 'supervised-by'"
      return
        "The file names no \(law.uppercased()) authority for \(organizations(who)) (\(keys))."
    case .keptTooLong(let dataset, let kept): return sentence(dataset, kept)
    }
  }

  /// Data held longer than permitted, as a sentence.
  func sentence(_ dataset: Reference<Dataset>, _ kept: Retention.Kept) -> String {
    let because = kept.because.map { " (\($0))" } ?? ""
    let source = kept.source.map { ", according to \(self.source($0))" } ?? ""
    return
      "\(self.dataset(dataset)) still held \(groups(kept.groups, most: 4)), although the reason for holding them ended on \(kept.until)\(because)\(source)."
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
