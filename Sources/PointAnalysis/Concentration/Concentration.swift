public import Lowering
import Population
public import TopologyModel

/// How concentrated people's data is: at direct processors, at ultimate processors, and among the clients of
/// each processor.
///
/// People are counted once per organization and class, then added up over the classes. At the ultimate
/// processors, organizations with systems hit by one common event count as one, under the event's name.
public struct Concentration: Sendable {
  /// An organization, or several hit by one event, with the number of people counted there.
  public struct Holder: Sendable {
    /// The organizations; more than one if a common event joins them.
    public let organizations: [PointSubject]
    /// The event that joins them.
    public let event: Reference<CommonEvent>?
    /// The number of people.
    public let people: CountInterval
  }

  /// Holders with their indices.
  public struct Distribution: Sendable {
    /// Ordered by lower bound, then upper bound, largest first; then by name.
    public let holders: [Holder]
    /// The indices; nil if nobody's data is held.
    public let indices: ConcentrationIndices?
    /// The indices over holders with an upper bound only; nil if all or none have one.
    public let bounded: ConcentrationIndices?
    /// The number of holders without an upper bound.
    public let unbounded: Int

    init(_ holders: [Holder], in topology: Topology) {
      self.holders = holders.sorted { left, right in
        if left.people != right.people { return left.people.isMore(than: right.people) }
        return topology.sortKey(of: left.organizations[0])
          < topology.sortKey(of: right.organizations[0])
      }
      let counts = self.holders.map(\.people)
      indices = ConcentrationIndices(counts)
      let known = counts.filter { $0.high != nil }
      unbounded = counts.count - known.count
      bounded = unbounded == 0 ? nil : ConcentrationIndices(known)
    }
  }

  /// At the direct processors, over all classes.
  public let direct: Distribution
  /// At the ultimate processors, over all classes.
  public let ultimate: Distribution
  /// The same by class, for classes whose data is held.
  public let classes:
    [(personClass: Reference<PeopleGroup>, direct: Distribution, ultimate: Distribution)]
  /// The controllers whose people each organization holds, for organizations with several controllers.
  public let clients: [(processor: PointSubject, controllers: Distribution)]

  /// Determines who holds whose data.
  /// - Complexity: O(groups held × organizations holding each), plus one count per organization and class.
  public init(_ lowered: LoweredTopology) {
    let topology = lowered.topology
    let chains = ProcessorChains(lowered)
    let joined = JoinedOrganizations(topology)
    var tally = Tally(lowered)
    var direct: [[PointSubject]: Tally.Groups] = [:]
    var ultimate: [[PointSubject]: Tally.Groups] = [:]
    for group in chains.groups {
      for node in chains.direct(group) { direct[[node], default: []].insert(group) }
      for node in chains.ultimate(group) {
        ultimate[joined.joined(with: node), default: []].insert(group)
      }
    }
    func distribution(
      _ held: [[PointSubject]: Tally.Groups], of root: Reference<PeopleGroup>?
    ) -> Distribution {
      let holders = held.compactMap { nodes, groups -> Holder? in
        tally.people(groups, of: root).map {
          Holder(organizations: nodes, event: joined.event(nodes), people: $0)
        }
      }
      return Distribution(holders, in: topology)
    }
    self.direct = distribution(direct, of: nil)
    self.ultimate = distribution(ultimate, of: nil)
    let held = Set(chains.groups.map { lowered.people.roots[$0.index] }).sorted()
    classes = held.map { ($0, distribution(direct, of: $0), distribution(ultimate, of: $0)) }
    clients = Self.clients(chains, &tally)
  }

  private static func clients(
    _ chains: ProcessorChains, _ tally: inout Tally
  ) -> [(processor: PointSubject, controllers: Distribution)] {
    let topology = chains.topology
    var found: [PointSubject: [PointSubject: Tally.Groups]] = [:]
    for group in topology.groups.references {
      guard let controller = chains.controller(group) else { continue }
      // A group split across a fleet is represented by its parts, each for its member.
      if case .organization(let organization, nil) = controller,
        topology.organizations[organization].count != nil
      {
        continue
      }
      for holder in chains.holders(group) where holder != controller {
        found[holder, default: [:]][controller, default: []].insert(group)
      }
    }
    let several = found.filter { $0.value.count > 1 }
    let processors = several.keys.sorted { topology.sortKey(of: $0) < topology.sortKey(of: $1) }
    return processors.map { processor in
      let holders = (several[processor] ?? [:]).compactMap { controller, groups in
        tally.people(groups, of: nil).map {
          Holder(organizations: [controller], event: nil, people: $0)
        }
      }
      return (processor, Distribution(holders, in: topology))
    }
  }
}

/// Counts people of sets of groups, over classes.
private struct Tally {
  typealias Groups = Set<Reference<PeopleGroup>>

  private let people: PeopleCounter
  private var alike: AlikeGroupsIndex
  private var counted: [AlikeGroups: CountInterval] = [:]

  init(_ lowered: LoweredTopology) {
    people = lowered.people
    alike = AlikeGroupsIndex(people)
  }

  /// The people of a class, or of all classes together; nil if none of the groups is in it.
  mutating func people(_ groups: Groups, of root: Reference<PeopleGroup>?) -> CountInterval? {
    var byClass: [Reference<PeopleGroup>: [Reference<PeopleGroup>]] = [:]
    for group in groups.sorted() { byClass[people.roots[group.index], default: []].append(group) }
    let asked = root.map { [$0] } ?? byClass.keys.sorted()
    var counts: [CountInterval] = []
    for root in asked {
      if let groups = byClass[root] { counts.append(count(groups, root)) }
    }
    guard !counts.isEmpty else { return nil }
    return counts.reduce(.zero, +)
  }

  private mutating func count(
    _ groups: [Reference<PeopleGroup>], _ root: Reference<PeopleGroup>
  ) -> CountInterval {
    let key = alike.key(of: groups, in: root)
    if let known = counted[key] { return known }
    let count = people.union(of: groups, in: root)
    counted[key] = count
    return count
  }
}

/// Organizations joined by common events that hit their systems, directly or through a third organization.
private struct JoinedOrganizations {
  private var parts: [PointSubject: [PointSubject]] = [:]
  private var events: [[PointSubject]: Reference<CommonEvent>] = [:]

  init(_ topology: Topology) {
    for event in topology.events.references {
      let hit = Set(
        topology.events[event].hits.compactMap(\.system).compactMap(topology.organization(of:)))
      guard hit.count > 1 else { continue }
      let all = Set(hit.flatMap { parts[$0] ?? [$0] })
        .sorted { topology.sortKey(of: $0) < topology.sortKey(of: $1) }
      let first = all.compactMap { parts[$0].flatMap { events[$0] } }.min() ?? event
      for node in all { parts[node] = all }
      events[all] = first
    }
  }

  func joined(with node: PointSubject) -> [PointSubject] { parts[node] ?? [node] }
  func event(_ nodes: [PointSubject]) -> Reference<CommonEvent>? { events[nodes] }
}
