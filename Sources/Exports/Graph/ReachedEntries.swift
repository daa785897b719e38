import IncidentFindings
import Lowering
import TopologyModel

/// What an incident reaches, entry by entry, as three-valued answers. Without an incident everything is unknown.
struct ReachedEntries {
  private let analysis: IncidentAnalysis?
  private let topology: Topology
  private let controlled: Set<Reference<System>>
  private let secrets: Set<Reference<Secret>>
  private let read: Set<Reference<Dataset>>
  private let states: [Reference<Service>: Claim.State]
  private let exposed: GroupMarks
  private let unknown: GroupMarks
  private let persons: [Reference<PeopleGroup>: CountInterval]
  private let entered: Set<Reference<Organization>>

  init(_ topology: Topology, _ analysis: IncidentAnalysis?) {
    self.topology = topology
    self.analysis = analysis
    controlled = Set(analysis?.controlled ?? [])
    secrets = Set(analysis?.secrets ?? [])
    read = Set(analysis?.datasetsRead ?? [])
    states = Dictionary(
      (analysis?.services ?? []).map { ($0.service, $0.state) }, uniquingKeysWith: { $1 })
    exposed = GroupMarks(analysis?.people.flatMap(\.groups) ?? [], in: topology)
    unknown = GroupMarks(analysis?.people.flatMap(\.unknown) ?? [], in: topology)
    persons = Dictionary(
      (analysis?.people ?? []).map { ($0.personClass, $0.persons) }, uniquingKeysWith: { $1 })
    entered = Set(analysis?.scenario.entered ?? [])
  }

  private func answer(_ holds: Bool) -> ExportGraph.Answer {
    analysis == nil ? .unknown : holds ? .yes : .no
  }

  func answer(_ system: Reference<System>) -> ExportGraph.Answer {
    answer(controlled.contains(system))
  }

  func answer(_ secret: Reference<Secret>) -> ExportGraph.Answer {
    answer(secrets.contains(secret))
  }

  func answer(_ dataset: Reference<Dataset>) -> ExportGraph.Answer {
    answer(read.contains(dataset))
  }

  /// An organization is reached where one of its systems is controlled; where it has none and is entered, what is
  /// reached is unknown.
  func answer(_ organization: Reference<Organization>, _ systems: [Reference<System>])
    -> ExportGraph.Answer
  {
    if entered.contains(organization) { return .yes }
    return answer(systems.contains(where: controlled.contains))
  }

  /// Whether something of somebody in the group is exposed.
  func answer(_ group: Reference<PeopleGroup>) -> ExportGraph.Answer {
    guard analysis != nil else { return .unknown }
    if exposed.isRelated(group, in: topology) { return .yes }
    return unknown.isRelated(group, in: topology) ? .unknown : .no
  }

  func answer(_ groups: [Reference<PeopleGroup>]) -> ExportGraph.Answer {
    let answers = groups.map(answer)
    return answers.contains(.yes) ? .yes : answers.contains(.unknown) ? .unknown : answer(false)
  }

  /// Of how many people of a class something is exposed; nil for a group within a class, or without an incident.
  func exposedPeople(_ group: Reference<PeopleGroup>) -> CountInterval? {
    persons[group]
  }

  func state(_ service: Reference<Service>) -> String {
    states[service]?.rawValue ?? "unknown"
  }
}

/// Groups, to be asked whether others are at, above or below one of them.
private struct GroupMarks {
  private let groups: Set<Reference<PeopleGroup>>
  private let above: Set<Reference<PeopleGroup>>

  /// - Complexity: O(groups × depth).
  init(_ groups: [Reference<PeopleGroup>], in topology: Topology) {
    self.groups = Set(groups)
    above = Set(groups.flatMap { Array(topology.path(from: $0)) })
  }

  /// - Complexity: O(depth).
  func isRelated(_ group: Reference<PeopleGroup>, in topology: Topology) -> Bool {
    above.contains(group) || topology.isGroup(group, atOrBelowAnyOf: groups)
  }
}
