package import IncidentFindings
import Lowering
package import TopologyModel

/// The sections on services, claims and notes.
extension AnalysisReport {
  func addServices(to document: inout ReportDocument) {
    guard !analysis.services.isEmpty else { return }
    document.heading(2, "Services")
    let rows = foldedServices.map { services, finding -> [ReportDocument.Line] in
      let emphasis: ReportDocument.Emphasis =
        switch finding.state {
        case .up: .good
        case .degraded: .open
        case .down: .bad
        }
      let why =
        finding.because.isEmpty
        ? "" : "\(naming.systems(finding.because, most: 4)) out of service"
      return [.init(services), .init(finding.state.rawValue, emphasis), .init(why)]
    }
    document.table(
      [.init("service", wraps: true), .init("state"), .init("reason", wraps: true)], rows)
  }

  /// Services by name, members of a fleet that fare alike as one; each with the finding of the first.
  private var foldedServices: [(name: String, finding: ServiceFinding)] {
    struct Key: Hashable {
      var service: String
      var state: String
      var because: [String]
    }
    var order: [Key] = []
    var members: [Key: [ServiceFinding]] = [:]
    for finding in analysis.services {
      // Each member of a fleet may stop because of its own system.
      let key = Key(
        service: topology.services[finding.service].declaredID, state: finding.state.rawValue,
        because: finding.because.map { topology.systems[$0].declaredID })
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(finding)
    }
    return order.compactMap { key in
      guard let findings = members[key], var first = findings.first else { return nil }
      guard findings.count > 1 else { return (naming.service(first.service), first) }
      first.because = Set(findings.flatMap(\.because)).sorted()
      let service = topology.services[first.service]
      let label = service.label.map { "\($0) (\(key.service))" } ?? key.service
      return ("\(label) ×\(findings.count)", first)
    }
  }

  package func addClaims(to document: inout ReportDocument) {
    guard let incident = analysis.scenario.incident, !analysis.claims.isEmpty else { return }
    let claims = topology.incidents[incident].claims
    document.heading(2, "Published claims")
    document.table(
      [
        .init("claim", wraps: true), .init("source", wraps: true), .init("verdict"),
        .init("graph", wraps: true),
      ],
      analysis.claims.map { finding in
        let claim = claims[finding.claim]
        let emphasis: ReportDocument.Emphasis =
          switch finding.verdict {
          case _ where finding.supersededBy != nil: .faint
          case .consistent: .good
          case .open: .open
          case .contradicted: .bad
          }
        return [
          .init(naming.claim(claim)), .init(naming.source(claim.source)),
          .init(naming.verdict(finding), emphasis), .init(naming.answer(finding, of: claim)),
        ]
      })
  }

  /// What is known to have been taken, which is at most what was within reach: one number is never the other.
  package func addTaken(to document: inout ReportDocument) {
    guard let incident = analysis.scenario.incident, !analysis.taken.isEmpty else { return }
    let entries = topology.incidents[incident].taken
    document.heading(2, "Known to have been taken")
    document.table(
      [
        .init("people", wraps: true), .init("fields", wraps: true),
        .init("taken, at least", numeric: true), .init("within reach, at most", numeric: true),
        .init("source", wraps: true),
      ],
      analysis.taken.map { finding in
        let entry = entries[finding.taken]
        let fields = entry.fields.isEmpty ? "not stated" : naming.allIDs(entry.fields)
        let reached = CountWording.text(CountInterval(low: 0, high: finding.reach.high))
        let isOutside = finding.isMoreThanReached || !finding.notReached.isEmpty
        return [
          .init(naming.people(entry.people)), .init(fields), .init(naming.taken(entry)),
          .init(isOutside ? "\(reached), less than taken" : reached, isOutside ? .bad : .plain),
          .init(naming.source(entry.source)),
        ]
      })
  }

  /// The records of what was read, as far as the file says how many there are.
  package func addRecords(to document: inout ReportDocument) {
    guard analysis.records.contains(where: \.isStated) else { return }
    document.heading(2, "Records")
    document.table(
      [.init("dataset", wraps: true), .init("records within reach", numeric: true)],
      analysis.records.map { finding in
        [
          .init(topology.datasets[finding.dataset].id),
          .init(finding.isStated ? CountWording.text(finding.records) : "unknown"),
        ]
      })
  }

  func addNotes(to document: inout ReportDocument) {
    guard !analysis.notes.isEmpty else { return }
    document.heading(2, "Notes")
    document.list(analysis.notes.map { .init(naming.sentence($0)) })
  }
}

extension Naming {
  func organizations(_ count: CountInterval) -> String {
    let number = count == .unknown ? "any number of" : CountWording.text(count)
    return "\(number) organization\(number == "1" ? "" : "s")"
  }

  /// One secret, or those of a fleet.
  private func secrets(_ secrets: [Reference<Secret>]) -> String {
    secrets.count == 1
      ? secret(secrets[0])
      : listed(
        folded(secrets.map { (topology.secrets[$0].id, topology.secrets[$0].member) }), most: 4)
  }

  /// A note as a sentence.
  package func sentence(_ note: AnalysisNote) -> String {
    switch note {
    case .unlisted(let reading): return sentence(reading)
    case .overlapsLimited:
      return
        "People may be in several groups at once in more ways than are followed one by one (\(OverlapLimits.mostOverlaps) overlaps of up to \(OverlapLimits.mostGroups) groups): upper bounds may be wider than necessary."
    case .evenSplit(let groups): return evenSplit(groups)
    case .unrelatedLeak(let leak, let groups):
      let name = topology.leaks[leak].label ?? topology.leaks[leak].id
      return
        "The earlier leak '\(name)' could not be combined with the data of \(self.groups(groups)): the file does not say whether its people are among them."
    case .keptTooLong(let dataset, let kept): return sentence(dataset, kept)
    case .unexplainedReach(let systems):
      return
        "The file does not explain how the intruder got to \(self.systems(systems, most: 4)): nothing else that happened leads into reach. It happened, so what follows is counted."
    case .lastChanged(let secret, let date, let isBefore):
      let after =
        isBefore == false ? ", after the incident: the stolen value no longer opens anything" : ""
      return "\(self.secret(secret)) was last changed \(date)\(after)."
    case .notValid(let secrets, let period):
      let isOne = secrets.count == 1
      return
        "\(self.secrets(secrets)) \(isOne ? "was" : "were") not valid on the day of the incident (valid \(period.text)), so \(isOne ? "it opens" : "they open") nothing."
    case .outlived(let secrets, let granted):
      let because = granted.because.map { " (\($0))" } ?? ""
      let source = granted.source.map { ", according to \(self.source($0))" } ?? ""
      return
        "\(self.secrets(secrets)) still worked, although the reason for having it ended on \(granted.until)\(because)\(source)."
    }
  }

  /// What was read without being listed, as a sentence.
  func sentence(_ reading: UnlistedReading) -> String {
    let place =
      switch reading.place {
      case .dataset(let it): "in \(topology.datasets[it].declaredID)"
      case .flow(let it): "in transit by '\(topology.flows[it].declaredID)'"
      case .organization(let it):
        "in \(organization(it)): the file describes no system of it, so it may have held anything"
      }
    if let overlap = reading.overlap, let field = reading.cell.field {
      return
        "\(self.field(field)) of \(self.overlap(overlap)) was read \(place): the topology does not say who these are."
    }
    guard case .organization = reading.place else {
      let groups = reading.cell.group.map { topology.groups[$0].declaredID }
      switch (reading.cell.field, groups) {
      case (nil, let groups?):
        return
          "It is unknown what was read about \(groups) \(place): the file does not list the fields."
      case (let field?, nil):
        return
          "It is unknown whose \(self.field(field)) was read \(place): the file does not name the people."
      case (let field?, let groups?):
        let isClaimed = topology.flows.contains {
          $0.certainty == .possible && reading.place == .dataset($0.to)
        }
        let reason =
          isClaimed
          ? "a flow that is only possible brings it"
          : "the file does not list the content of what it comes from"
        return
          "It is unknown whether \(self.field(field)) of \(groups) was read \(place): \(reason)."
      case (nil, nil):
        return
          "It is unknown what was read \(place), and about which people: the file lists neither."
      }
    }
    return "What was read \(place)."
  }

  /// The id of a group or a cohort.
  package func id(_ part: Cohort.Part) -> String {
    switch part {
    case .group(let group): topology.groups[group].id
    case .cohort(let cohort): topology.cohorts[cohort].id
    }
  }

  func allIDs(_ fields: [Reference<DataField>]) -> String {
    fields.map { topology.fields[$0].id }.joined(separator: ", ")
  }

  func name(_ target: CommonEvent.Target) -> (id: String, member: FleetMember?) {
    switch target {
    case .system(let system): (topology.systems[system].id, topology.systems[system].member)
    case .secret(let secret): (topology.secrets[secret].id, topology.secrets[secret].member)
    case .organization(let organization): (topology.organizations[organization].id, nil)
    case .member(_, let of): name(of)
    }
  }
}
