import Lowering
import PointAnalysis
import TopologyModel

/// Describes events, organizations, access rules and flows as points of failure, in the words of a picture. It only
/// reads the answer.
struct PointMarks {
  /// The state that fleet members must share to be drawn as one.
  struct State: Hashable {
    var isForExposure = false
    var isForAvailability = false
    var chokes: [String] = []
  }

  let points: SinglePoints
  private let topology: Topology
  private let targets: [String]
  private var ranks: [PointSubject: Int] = [:]
  private var chokesOfEvents: [BasicEvent: [Int]] = [:]
  private var chokesOfOrganizations: [PointSubject: [Int]] = [:]
  private var chokesOfRules: [Reference<AccessRule>: [Int]] = [:]
  private var chokesOfFlows: [Reference<Flow>: [Int]] = [:]
  /// Ids of the single points, without organizations, that take each service down; fleets appear once.
  private(set) var pointsOfServices: [Reference<Service>: [String]] = [:]

  /// - Complexity: O(findings + choke points).
  init(_ points: SinglePoints, _ chokePoints: [ChokePoints], in topology: Topology) {
    self.points = points
    self.topology = topology
    targets = chokePoints.map { topology.words(of: $0.target) }
    for (rank, finding) in points.points.enumerated() {
      ranks[finding.subject] = rank
      guard finding.subject.kind != .organization else { continue }
      let id = topology.member(of: finding.subject)?.declared ?? topology.id(of: finding.subject)
      for service in finding.down where pointsOfServices[service]?.last != id {
        pointsOfServices[service, default: []].append(id)
      }
    }
    for (target, choke) in chokePoints.enumerated() {
      let events = Set(
        choke.events + choke.secrets.map(BasicEvent.theft)
          + choke.systems.map(BasicEvent.intrusion))
      for event in events { chokesOfEvents[event, default: []].append(target) }
      for organization in choke.organizations {
        chokesOfOrganizations[organization, default: []].append(target)
      }
      for rule in choke.rules { chokesOfRules[rule, default: []].append(target) }
      for flow in choke.flows { chokesOfFlows[flow, default: []].append(target) }
    }
  }

  func state(of subject: PointSubject) -> State {
    let finding = ranks[subject].map { points.points[$0] }
    return State(
      isForExposure: finding?.isExposurePoint ?? false,
      isForAvailability: finding?.isAvailabilityPoint ?? false, chokes: chokes(subject))
  }

  func chokes(_ rule: Reference<AccessRule>) -> [String] { words(chokesOfRules[rule]) }

  func chokes(_ flow: Reference<Flow>) -> [String] { words(chokesOfFlows[flow]) }

  private func chokes(_ subject: PointSubject) -> [String] {
    switch subject {
    case .event(let event): words(chokesOfEvents[event])
    case .organization: words(chokesOfOrganizations[subject])
    }
  }

  private func words(_ chosen: [Int]?) -> [String] { (chosen ?? []).map { targets[$0] } }

  /// The mark of a node: the worst of several members of a fleet, with its number.
  func mark(of subjects: [PointSubject]) -> DiagramModel.PointMark? {
    let ranked = subjects.compactMap { subject in ranks[subject].map { (rank: $0, subject) } }
    guard let worst = ranked.min(by: { $0.rank < $1.rank }) else { return nil }
    let finding = points.points[worst.rank]
    let number = ranked.count > 1 ? topology.member(of: worst.1)?.number : nil
    let state = state(of: worst.1)
    var exposes = finding.classes.filter { $0.reaches(points.threshold) }
      .map { topology.words(of: $0) }
    if let number, !exposes.isEmpty { exposes[0] += " (worst: [\(number)])" }
    return DiagramModel.PointMark(
      isForExposure: state.isForExposure, isForAvailability: state.isForAvailability,
      exposes: exposes,
      exposesBelow: finding.classes.filter { !$0.reaches(points.threshold) }
        .map { topology.words(of: $0) },
      takesDown: topology.labels(of: finding.down), chokes: state.chokes)
  }
}

extension Topology {
  /// For example `31 % of insured: 20M`, `all transport-patients: at most 49`, `insured: at most 7M`.
  func words(of reach: ClassReach) -> String {
    let name = shortName(of: reach.personClass)
    let count = CountWording.text(reach.persons)
    if reach.isWhole { return reach.persons == .unknown ? "all \(name)" : "all \(name): \(count)" }
    guard reach.persons.low > 0 else { return "\(name): \(count)" }
    if let share = reach.share { return "\(Self.percent(share)) of \(name): \(count)" }
    // Of a class without an upper bound nothing is known but the greatest share.
    guard let most = reach.mostShare, most < 1 else { return "\(name): \(count)" }
    return "at most \(Self.percent(most)) of \(name): \(count)"
  }

  /// An organization examined alone; a fleet is examined member by member.
  func subjects(of organization: Reference<Organization>) -> [PointSubject] {
    guard let count = organizations[organization].count else {
      return [.organization(organization, member: nil)]
    }
    return (0..<count).map { .organization(organization, member: $0 + 1) }
  }

  /// A percentage with as many digits as it takes to be more than 0, rounded down so that less than all is never
  /// called 100 %.
  static func percent(_ share: Double) -> String {
    let percent = share * 100
    if percent >= 10 || percent == percent.rounded() { return "\(Int(saturating: percent)) %" }
    return percent >= 0.1 ? "\((percent * 10).rounded(.down) / 10) %" : "under 0.1 %"
  }

  /// A class's label if it is short, otherwise its id, which a note explains.
  func shortName(of group: Reference<PeopleGroup>) -> String {
    guard let label = groups[group].label, !hasLongName(group) else { return groups[group].id }
    return label
  }

  /// Whether a class's label is too long to repeat in every box.
  func hasLongName(_ group: Reference<PeopleGroup>) -> Bool {
    (groups[group].label ?? "").reduce(0) { $0 + DOTText.columns(of: $1) } > 24
  }

  /// For example `Social security number (NIR) of insured`.
  func words(of target: ExposureTarget) -> String {
    let field = target.field.map { fields[$0].label ?? fields[$0].id }
    let people = target.people.map { part in
      switch part {
      case .group(let group): shortName(of: group)
      case .cohort(let cohort): cohorts[cohort].label ?? cohorts[cohort].id
      }
    }
    guard let people else { return field ?? "anybody" }
    return "\(field ?? "any field") of \(people)"
  }

  /// Labels of services; members of a fleet appear once with their number.
  func labels(of chosen: [Reference<Service>]) -> [String] {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for service in chosen {
      let entry = services[service]
      let label = entry.label ?? entry.member?.declared ?? entry.id
      if counts[label] == nil { order.append(label) }
      counts[label, default: 0] += 1
    }
    return order.map { label in
      let count = counts[label] ?? 1
      return count > 1 ? "\(label) ×\(count)" : label
    }
  }
}
