import IncidentFindings
import Lowering
import PointAnalysis
package import RequirementChecks
package import TopologyModel

extension Naming {
  /// A requirement as a sentence.
  package func sentence(_ statement: RequirementStatement) -> String {
    switch statement {
    case .neverExposed(let data, let events, let from, let zone):
      let start =
        (from.isEmpty ? "" : " at \(places(from))")
        + (zone.map { " to an intruder in \(topology.zones[$0].id)" } ?? "")
      let sets =
        events == 0
        ? zone.map { "is not open to everyone in \(topology.zones[$0].id)" }
          ?? "is not open to everyone"
        : "is not exposed by \(events == 1 ? "any single event" : "any \(events) events")\(start)"
      return "\(self.data(data)) \(sets)"
    case .peopleAtMost(let data, let most, let scope):
      let where_ =
        switch scope {
        case .oneEvent: "by any single event"
        case .incident(let incident): "in incident '\(topology.incidents[incident].id)'"
        case .year(let share): "in \(percent(1 - share)) of years"
        }
      return "at most \(CountWording.number(most)) people are exposed \(where_): \(self.data(data))"
    case .shareAtMost(let root, let share):
      return
        "no organization holds data of more than \(percent(share)) of \(topology.groups[root].id)"
    case .neverIn(let data, let datasets, let organizations, let countries):
      let names =
        folded(datasets.map { (topology.datasets[$0].id, topology.datasets[$0].member) })
        + organizations.map { organization($0) } + countries
      return "\(self.data(data)) is not in \(listed(names, most: 6))"
    case .encryptedElsewhere(let data):
      return "\(self.data(data)) is encrypted everywhere, with a key kept elsewhere"
    case .survives(let services, let stops):
      let names = folded(
        services.map { (topology.services[$0].id, topology.services[$0].member) })
      let any = stops == 1 ? "any single system stops" : "any \(stops) systems stop"
      return "\(listed(names, most: 4)) \(services.count == 1 ? "runs" : "run") when \(any)"
    case .crossingsDeclared(let zones, let flows):
      let borders =
        zones.isEmpty
        ? "zones"
        : "the border\(zones.count == 1 ? "" : "s") of \(listed(zones.map { topology.zones[$0].id }, most: 4))"
      return flows.isEmpty
        ? "nothing crosses \(borders)"
        : "only \(listed(flows, most: 4)) cross\(flows.count == 1 ? "es" : "") \(borders)"
    case .retentionKept(let day): return "nobody's data is kept too long on \(day)"
    case .notificationPossible:
      return "everybody's data has a controller with authority and contact"
    case .nothingUnknown: return "no content is unlisted"
    }
  }

  private func data(_ data: RequiredData) -> String {
    let kind = data.tier.map { tier in
      switch tier {
      case .simple: "personal data"
      case .behavioural, .financial: "personal data at least \(tier.rawValue)"
      case .sensitive: "sensitive personal data"
      }
    }
    let named = data.fields.map { topology.fields[$0].id }
    let what =
      named.isEmpty ? kind ?? "personal data" : listed((kind.map { [$0] } ?? []) + named, most: 4)
    return data.people.map { "\(what) of \(plainID($0))" } ?? what
  }

  private func plainID(_ part: Cohort.Part) -> String {
    switch part {
    case .group(let group): topology.groups[group].id
    case .cohort(let cohort): topology.cohorts[cohort].id
    }
  }

  private func places(_ targets: [CommonEvent.Target]) -> String {
    let names = folded(
      targets.compactMap { target in
        switch target {
        case .system(let it): (topology.systems[it].id, topology.systems[it].member)
        case .secret(let it): (topology.secrets[it].id, topology.secrets[it].member)
        case .organization(let it): (topology.organizations[it].id, nil)
        case .member: nil
        }
      })
    return listed(names, most: 4)
  }

  private func percent(_ share: Double) -> String {
    let text = "\((share * 1e4).rounded() / 100)"
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "%"
  }

  /// What is wrong, as a sentence.
  package func sentence(_ detail: RequirementViolation.Detail) -> String {
    switch detail {
    case .exposed(let cell, let set):
      "\(cause(set)) \(set.count > 1 ? "expose" : "exposes") \(fieldInFull(cell.field)) of \(group(cell.group))"
    case .unlistedRead(let set):
      "\(cause(set)) \(set.count > 1 ? "read" : "reads") something that the file does not list"
    case .mayBeOfTier(let cell, let set):
      "\(cause(set)) \(set.count > 1 ? "expose" : "exposes") \(fieldInFull(cell.field)) of \(group(cell.group)), and the file does not say what kind of data it is"
    case .people(let count, let set): "\(cause(set)): \(CountWording.text(count))"
    case .peopleInIncident(let count, let incident):
      "in incident '\(topology.incidents[incident].id)': \(CountWording.text(count))"
    case .peopleInYear(let range):
      "more people are exposed in \(percent(range.lowerBound)) to \(percent(range.upperBound)) of years"
    case .likelihoodsMissing(let events):
      "the yearly likelihood is missing for \(listed(events.map { topology.id(of: $0) }, most: 3))"
    case .share(let holder, let count, let size):
      "\(topology.id(of: holder)) holds data of \(CountWording.text(count)), of \(CountWording.text(size)) in all"
    case .held(let carried, let flow):
      "\(dataset(carried.dataset)) holds \(field(carried.field)) of \(group(carried.group))"
        + (flow.map { ", brought by flow '\(topology.flows[$0].id)'" } ?? "")
    case .heldUngraded(let carried):
      "\(dataset(carried.dataset)) holds \(field(carried.field)), and the file does not say what kind of data it is"
    case .mayBeHeld(let dataset):
      "\(self.dataset(dataset)) may hold it: the file does not list its content"
    case .countryUnknown(let dataset):
      "the country of \(topology.systems[topology.datasets[dataset].system].id) is not given, where \(self.dataset(dataset)) is"
    case .unencrypted(let carried):
      "\(dataset(carried.dataset)) holds \(field(carried.field)) unencrypted"
    case .keyThere(let carried, let key):
      "an intruder into the system of \(dataset(carried.dataset)) gets its key, \(topology.secrets[key].id)"
    case .mayNeedEncryption(let carried):
      "\(dataset(carried.dataset)) holds \(field(carried.field)), not safely encrypted, and the file does not say what kind of data it is"
    case .stopped(let service, let set):
      "\(topology.services[service].id) is down without \(systems(set))"
    case .crossing(let flow, let from, let to):
      "flow '\(topology.flows[flow].id)' \(topology.flows[flow].certainty == .certain ? "leads" : "may lead") \(way(from, to)) and is not listed"
    case .shownAcross(let rule, let dataset, let from, let to):
      "access '\(topology.accessRules[rule].id)' of \(system(topology.accessRules[rule].system)) shows \(self.dataset(dataset)) \(way(from, to)), and no listed flow does"
    case .kept(let dataset, let kept):
      "\(self.dataset(dataset)) keeps \(groups(kept.groups)) after \(kept.until)"
        + (kept.because.map { ": \($0)" } ?? "")
    case .controllerUnknown(let group):
      "nobody is named who decides over data of \(self.group(group))"
    case .authorityUnknown(let it): "\(organization(it)) has no authority to notify (supervised-by)"
    case .contactUnknown(let it): "\(organization(it)) has no contact for people"
    case .unlisted(let dataset):
      "\(self.dataset(dataset)) holds something that the file does not list"
    case .systemsUnlisted(let it): "the file has no system of \(organization(it))"
    }
  }

  private func way(_ from: Reference<Zone>?, _ to: Reference<Zone>?) -> String {
    "from \(zone(from)) to \(zone(to))"
  }

  private func zone(_ zone: Reference<Zone>?) -> String {
    zone.map { topology.zones[$0].id } ?? "no zone"
  }

  private func cause(_ set: [BasicEvent]) -> String {
    set.isEmpty ? "no event at all" : set.map { event($0) }.joined(separator: " and ")
  }

  /// What identifies a violation of a requirement across versions of a file: names without numbers and lines.
  func fingerprint(_ violation: RequirementViolation) -> String {
    let detail: [String] =
      switch violation.detail {
      case .exposed(let cell, let set):
        ["exposed", topology.fields[cell.field].id, topology.groups[cell.group].id] + ids(set)
      case .mayBeOfTier(let cell, let set):
        ["tier", topology.fields[cell.field].id, topology.groups[cell.group].id] + ids(set)
      case .unlistedRead(let set): ["unlisted-read"] + ids(set)
      case .people(_, let set): ["people"] + ids(set)
      case .peopleInIncident(_, let incident): ["incident", topology.incidents[incident].id]
      case .peopleInYear: ["year"]
      case .likelihoodsMissing: ["likelihoods"]
      case .share(let holder, _, _): ["share", topology.id(of: holder)]
      case .held(let carried, _):
        ["held", topology.datasets[carried.dataset].id, topology.fields[carried.field].id]
      case .heldUngraded(let carried), .mayNeedEncryption(let carried):
        ["tier", topology.datasets[carried.dataset].id, topology.fields[carried.field].id]
      case .crossing(let flow, let from, let to):
        ["crossing", topology.flows[flow].id] + [from, to].map(zone)
      case .shownAcross(let rule, let dataset, let from, let to):
        ["crossing", topology.accessRules[rule].id, topology.datasets[dataset].id]
          + [from, to].map(zone)
      case .mayBeHeld(let it), .countryUnknown(let it), .unlisted(let it):
        ["dataset", topology.datasets[it].id]
      case .unencrypted(let carried): ["encryption", topology.datasets[carried.dataset].id]
      case .keyThere(let carried, let key):
        ["key-there", topology.datasets[carried.dataset].id, topology.secrets[key].id]
      case .stopped(let service, let set):
        ["stopped", topology.services[service].id] + set.map { topology.systems[$0].id }
      case .kept(let dataset, let kept): ["kept", topology.datasets[dataset].id, kept.until]
      case .controllerUnknown(let it): ["controller", topology.groups[it].id]
      case .authorityUnknown(let it): ["authority", topology.organizations[it].id]
      case .contactUnknown(let it): ["contact", topology.organizations[it].id]
      case .systemsUnlisted(let it): ["organization", topology.organizations[it].id]
      }
    return ([violation.element.kind, violation.element.id] + detail)
      .joined(separator: Baseline.separator)
  }

  private func ids(_ set: [BasicEvent]) -> [String] { set.map { topology.id(of: $0) }.sorted() }
}
