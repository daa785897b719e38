public import IncidentFindings
public import Lowering
public import PointAnalysis
public import SourceText
public import TopologyModel

/// Whether one requirement holds in one architecture.
public struct RequirementFinding: Sendable {
  /// Whether a requirement holds.
  public enum Verdict: String, CaseIterable, Sendable {
    /// It holds, whatever the file leaves open.
    case met
    /// The file neither proves nor refutes it.
    case open
    /// It does not hold.
    case violated
  }

  /// The requirement's index in the topology.
  public let requirement: Int
  /// Where it does not hold, worst first.
  public let violations: [RequirementViolation]
  /// What leaves it open.
  public let openings: [RequirementViolation]
  /// Whether there are more violations than were looked into.
  public let isCut: Bool
  /// A limit that was reached, so that the answer is not complete; nil if none.
  public let limit: String?

  /// The verdict.
  public var verdict: Verdict {
    if !violations.isEmpty { return .violated }
    return openings.isEmpty && limit == nil ? .met : .open
  }

  /// Creates a finding.
  /// - Parameter isCut: Whether there are more violations than these.
  init(
    _ requirement: Int, violations: [RequirementViolation] = [],
    openings: [RequirementViolation] = [], isCut: Bool = false, limit: String? = nil
  ) {
    self.requirement = requirement
    self.violations = violations
    self.openings = openings
    self.isCut = isCut
    let cut = isCut ? "only the first \(violations.count) violations were looked into" : nil
    let limits = [limit, cut].compactMap { $0 }
    self.limit = limits.isEmpty ? nil : limits.joined(separator: "; ")
  }
}

/// One place where a requirement does not hold, or may not.
public struct RequirementViolation: Sendable {
  /// What is wrong.
  public enum Detail: Hashable, Sendable {
    /// These events together expose a field of a group.
    case exposed(FieldOfGroup, by: [BasicEvent])
    /// By these events something of unknown content is read.
    case unlistedRead(by: [BasicEvent])
    /// These events together expose a field of a group of which the file does not say what kind of data it is.
    case mayBeOfTier(FieldOfGroup, by: [BasicEvent])
    /// So many people are exposed by these events.
    case people(CountInterval, by: [BasicEvent])
    /// So many people are exposed in the incident.
    case peopleInIncident(CountInterval, Reference<Incident>)
    /// More people are exposed in a year with this probability.
    case peopleInYear(ClosedRange<Double>)
    /// The events without a yearly likelihood.
    case likelihoodsMissing([BasicEvent])
    /// An organization holds data of so many people of the class.
    case share(PointSubject, CountInterval, of: CountInterval)
    /// A dataset holds a field of a group; brought by a flow, or listed.
    case held(Carried, by: Reference<Flow>?)
    /// A dataset holds a field of which the file does not say what kind of data it is.
    case heldUngraded(Carried)
    /// A dataset may hold it, because the file does not list its content.
    case mayBeHeld(Reference<Dataset>)
    /// The country of a system with the data is not known.
    case countryUnknown(Reference<Dataset>)
    /// A dataset is not encrypted.
    case unencrypted(Carried)
    /// A dataset that is not encrypted holds a field of which the file does not say what kind of data it is.
    case mayNeedEncryption(Carried)
    /// An intruder into the dataset's system has the key.
    case keyThere(Carried, Reference<Secret>)
    /// A service is down when these systems stop.
    case stopped(Reference<Service>, without: [Reference<System>])
    /// A flow that is not listed leads from one zone into another; nil: a system in no zone.
    case crossing(Reference<Flow>, from: Reference<Zone>?, to: Reference<Zone>?)
    /// An access rule shows a dataset of another zone.
    case shownAcross(
      Reference<AccessRule>, Reference<Dataset>, from: Reference<Zone>?, to: Reference<Zone>?)
    /// A dataset holds groups after the end of their retention period.
    case kept(Reference<Dataset>, Retention.Kept)
    /// Nobody is named who decides over these people's data.
    case controllerUnknown(Reference<PeopleGroup>)
    /// A controller has no authority to notify.
    case authorityUnknown(Reference<Organization>)
    /// A controller has no contact for people.
    case contactUnknown(Reference<Organization>)
    /// A dataset holds something that the file does not list.
    case unlisted(Reference<Dataset>)
    /// The file has no system of an organization that an incident or an event names.
    case systemsUnlisted(Reference<Organization>)
  }

  /// What is wrong.
  public let detail: Detail
  /// The element to blame.
  public let element: BlamedElement
  /// The shortest proof; nil if the detail says it all.
  public let proof: Proof?

  init(_ detail: Detail, at element: BlamedElement, proof: Proof? = nil) {
    self.detail = detail
    self.element = element
    self.proof = proof
  }
}

/// The element of a topology that a violation is about: what to look at first.
public struct BlamedElement: Hashable, Sendable {
  /// The kind, as named in reports: `system`, `access rule`, `dataset` …
  public let kind: String
  /// The id as written in the file.
  public let id: String
  /// Where it is written.
  public let position: SourcePosition
}

extension Topology {
  func element(_ system: Reference<System>) -> BlamedElement {
    BlamedElement(
      kind: "system", id: systems[system].declaredID, position: systems[system].position)
  }

  func element(_ dataset: Reference<Dataset>) -> BlamedElement {
    BlamedElement(
      kind: "dataset", id: datasets[dataset].declaredID, position: datasets[dataset].position)
  }

  func element(_ flow: Reference<Flow>) -> BlamedElement {
    BlamedElement(kind: "flow", id: flows[flow].declaredID, position: flows[flow].position)
  }

  func element(_ rule: Reference<AccessRule>) -> BlamedElement {
    let system = systems[accessRules[rule].system].declaredID
    return BlamedElement(
      kind: "access rule", id: "\(system).\(accessRules[rule].id)",
      position: accessRules[rule].position)
  }

  func element(_ service: Reference<Service>) -> BlamedElement {
    BlamedElement(
      kind: "service", id: services[service].declaredID, position: services[service].position)
  }

  func element(_ group: Reference<PeopleGroup>) -> BlamedElement {
    BlamedElement(
      kind: "people", id: groups[group].declaredID, position: groups[group].position)
  }

  func element(_ organization: Reference<Organization>) -> BlamedElement {
    BlamedElement(
      kind: "organization", id: organizations[organization].id,
      position: organizations[organization].position)
  }

  func element(_ event: BasicEvent) -> BlamedElement {
    switch event {
    case .intrusion(let system): element(system)
    case .theft(let secret):
      BlamedElement(
        kind: "secret", id: secrets[secret].declaredID, position: secrets[secret].position)
    case .common(let event):
      BlamedElement(kind: "event", id: events[event].id, position: events[event].position)
    }
  }

  /// What a proof rests on last: the rule, dataset, flow, inference or leak that gives the data away.
  func element(_ proof: Proof) -> BlamedElement? {
    for step in proof.steps.reversed() {
      switch step.reason {
      case .shown(let rule, _): return element(rule)
      case .readInFull(let dataset): return element(dataset)
      case .exposedInTransit(let flow), .crossing(let flow, _): return element(flow)
      default: continue
      }
    }
    return nil
  }
}
