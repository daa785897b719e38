public import IncidentFindings
import Lowering
public import Population
public import TopologyModel

/// What a breach means for an organization that must report it: whose data, which data, where, how many people.
public struct BreachConcern: Sendable {
  /// The organizations whose systems were breached, sorted.
  public internal(set) var holders: [Party] = []
  /// Fields that were read.
  public internal(set) var fields: Set<Reference<DataField>> = []
  /// Datasets from which something was read, with the groups.
  private(set) var read: [Reference<Dataset>: Set<Reference<PeopleGroup>>] = [:]
  /// Datasets that were made unavailable.
  private(set) var unavailable: [Reference<Dataset>: Set<Reference<PeopleGroup>>] = [:]
  /// Datasets that were reached but are encrypted, with the key out of reach.
  private(set) var unintelligible: [Reference<Dataset>: Set<Reference<PeopleGroup>>] = [:]
  /// Where something was read that the file does not list.
  private(set) var unlisted: Set<UnlistedReading.Place> = []
  /// Where something was read of people in several groups at once.
  private(set) var overlapPlaces: Set<UnlistedReading.Place> = []
  /// Who they are.
  private var overlaps: Set<PeopleOverlap> = []
  /// Whether counts force somebody to be among them.
  private var isForced = false
  /// Whether some of that may be of anybody.
  private var isOfAnybody = false
  private var open = GroupScope()
  /// Who uses services that are lost or degraded.
  private var served = GroupScope()
  /// Whether the file does not say who uses some of them.
  private var hasUnknownUsers = false
  /// Of whom something was read that the file does not list.
  private var perhaps = GroupScope()
  private var hidden = GroupScope()

  init(at holder: Party? = nil) {
    holders = holder.map { [$0] } ?? []
  }

  /// Whether nothing was read or made unavailable, so that all data reached is unintelligible.
  public var isUnintelligible: Bool {
    read.isEmpty && unavailable.isEmpty && unlisted.isEmpty && overlaps.isEmpty
  }

  /// Whether it is unknown if anything of people was read: nothing was put out of action, and the file does not
  /// list what was read, or there may be nobody of whom it was.
  var isUnknown: Bool {
    read.isEmpty && unavailable.isEmpty && !isForced && !(unlisted.isEmpty && overlaps.isEmpty)
  }

  /// Groups whose data was read or made unavailable, or who use services that are lost or degraded. If all data is
  /// unintelligible, the groups whose data was reached.
  public var groups: Set<Reference<PeopleGroup>> { scope.groups.union(perhaps.groups) }

  /// The same without those of whom the file does not say for sure that something was read.
  public var settledGroups: Set<Reference<PeopleGroup>> { scope.groups }

  private var scope: GroupScope {
    var scope = isUnintelligible ? hidden : open
    scope.merge(served)
    return scope
  }

  /// - Parameter users: Who uses a service that is lost or degraded; none if the file does not say.
  mutating func addServed(_ users: [Holder], in topology: Topology) {
    hasUnknownUsers = hasUnknownUsers || users.isEmpty
    let parts = users.compactMap { user -> Cohort.Part? in
      switch user {
      case .organization: nil
      case .group(let group): .group(group)
      case .cohort(let cohort): .cohort(cohort)
      }
    }
    for group in topology.groups(naming: parts) { served.add(group, less: []) }
  }

  mutating func addUnlisted(_ share: ControllerTable.Share?, at place: UnlistedReading.Place) {
    unlisted.insert(place)
    if let share {
      perhaps.add(share.group, less: Set(share.less))
    } else {
      isOfAnybody = true
    }
  }

  /// - Parameter isForced: Whether counts force somebody to be in the overlap.
  mutating func addOverlap(
    _ people: PeopleOverlap, _ share: ControllerTable.Share, isForced: Bool,
    at place: UnlistedReading.Place
  ) {
    overlapPlaces.insert(place)
    overlaps.insert(people)
    perhaps.add(share.group, less: Set(share.less))
    self.isForced = self.isForced || isForced
  }

  mutating func addRead(_ share: ControllerTable.Share, from dataset: Reference<Dataset>) {
    open.add(share.group, less: Set(share.less))
    read[dataset, default: []].insert(share.group)
  }

  mutating func addUnavailable(_ share: ControllerTable.Share, of dataset: Reference<Dataset>) {
    open.add(share.group, less: Set(share.less))
    unavailable[dataset, default: []].insert(share.group)
  }

  /// - Parameter share: nil: of people whom the file does not name.
  mutating func addUnintelligible(_ share: ControllerTable.Share?, of dataset: Reference<Dataset>) {
    unintelligible[dataset, default: []].formUnion(share.map { [$0.group] } ?? [])
    if let share { hidden.add(share.group, less: Set(share.less)) }
  }

  /// - Complexity: O(size of the other).
  mutating func merge(_ other: BreachConcern) {
    for holder in other.holders where !holders.contains(holder) { holders.append(holder) }
    holders.sort()
    fields.formUnion(other.fields)
    open.merge(other.open)
    hidden.merge(other.hidden)
    perhaps.merge(other.perhaps)
    served.merge(other.served)
    hasUnknownUsers = hasUnknownUsers || other.hasUnknownUsers
    unlisted.formUnion(other.unlisted)
    isOfAnybody = isOfAnybody || other.isOfAnybody
    overlapPlaces.formUnion(other.overlapPlaces)
    overlaps.formUnion(other.overlaps)
    isForced = isForced || other.isForced
    Self.merge(&read, other.read)
    Self.merge(&unavailable, other.unavailable)
    Self.merge(&unintelligible, other.unintelligible)
  }

  private static func merge(
    _ datasets: inout [Reference<Dataset>: Set<Reference<PeopleGroup>>],
    _ others: [Reference<Dataset>: Set<Reference<PeopleGroup>>]
  ) {
    for (dataset, groups) in others { datasets[dataset, default: []].formUnion(groups) }
  }

  /// The number of people over all classes.
  /// - Complexity: one union per class.
  public func persons(_ people: PeopleCounter) -> CountInterval {
    var settled = scope.count(scope.groups, people)
    if hasUnknownUsers { settled.high = nil }
    guard !unlisted.isEmpty || !overlaps.isEmpty else { return settled }
    var all = scope
    all.merge(perhaps)
    var most = isOfAnybody || hasUnknownUsers ? nil : all.count(all.groups, people).high
    guard !overlaps.isEmpty else { return CountInterval(low: settled.low, high: most) }
    // People who are left out of a group of their own may still be counted: for at most that is no harm.
    if unlisted.isEmpty, !hasUnknownUsers, let both = union(scope.groups, people).high {
      most = min(most ?? both, both)
    }
    let least = max(settled.low, union(scope.whole, people).low)
    return CountInterval(low: least, high: most)
  }

  /// How many are in some groups or in one of the overlaps, over all classes.
  private func union(
    _ groups: Set<Reference<PeopleGroup>>, _ people: PeopleCounter
  ) -> CountInterval {
    let exact = Dictionary(grouping: overlaps.filter(\.isExact)) {
      people.roots[$0.groups[0].index]
    }
    let byClass = Dictionary(grouping: groups) { people.roots[$0.index] }
    let isExact = overlaps.allSatisfy(\.isExact)
    let sum = Set(byClass.keys).union(exact.keys).reduce(CountInterval.zero) { sum, root in
      let union = PeopleUnion(
        people.topology.highest(byClass[root] ?? []),
        overlaps: (exact[root] ?? []).sorted().map(\.groups))
      return sum + people.count(union, in: root)
    }
    return CountInterval(low: sum.low, high: isExact ? sum.high : nil)
  }

  /// The number of records: of each affected dataset as many as the file says, all of them if these people are all
  /// that it lists. A dataset of which it does not say so has an unknown number.
  /// - Complexity: O(datasets × groups).
  func records(_ people: PeopleCounter) -> CountInterval {
    let datasets = isUnintelligible ? unintelligible : read.merging(unavailable) { $0.union($1) }
    var result = CountInterval(low: 0, high: unlisted.isEmpty && overlaps.isEmpty ? 0 : nil)
    for (dataset, groups) in datasets {
      let entry = people.topology.datasets[dataset]
      guard let records = entry.records else {
        result.high = nil
        continue
      }
      let listed = people.topology.groups(naming: entry.people)
      let isWhole =
        !listed.isEmpty
        && listed.allSatisfy { people.topology.isGroup($0, atOrBelowAnyOf: groups) }
      result = result + CountInterval(low: isWhole ? records.low : 0, high: records.high)
    }
    return result
  }
}

/// Groups, some of which count only without certain subgroups.
private struct GroupScope {
  private(set) var groups: Set<Reference<PeopleGroup>> = []
  private var less: [Reference<PeopleGroup>: Set<Reference<PeopleGroup>>] = [:]

  mutating func add(_ group: Reference<PeopleGroup>, less new: Set<Reference<PeopleGroup>>) {
    if groups.insert(group).inserted {
      if !new.isEmpty { less[group] = new }
    } else if let old = less[group] {
      let left = old.intersection(new)
      less[group] = left.isEmpty ? nil : left
    }
  }

  mutating func merge(_ other: GroupScope) {
    for group in other.groups { add(group, less: other.less[group] ?? []) }
  }

  /// Those that count with all of their subgroups.
  var whole: Set<Reference<PeopleGroup>> { groups.filter { less[$0] == nil } }

  /// The number of people in the groups, without the excluded ones.
  func count(_ groups: Set<Reference<PeopleGroup>>, _ people: PeopleCounter) -> CountInterval {
    let whole = groups.filter { less[$0] == nil }
    if whole.count == groups.count { return people.sum(of: groups) }
    let partial = groups.subtracting(whole)
    if whole.isEmpty, partial.count == 1, let group = partial.first {
      return people.rest(of: group, without: less[group] ?? [])
    }
    // Together they are at least the largest of them, and at most what they are with the excluded ones.
    let lows = partial.map { people.rest(of: $0, without: less[$0] ?? []).low }
    return CountInterval(
      low: max(people.sum(of: whole).low, lows.max() ?? 0), high: people.sum(of: groups).high)
  }
}

extension PeopleCounter {
  /// The number of people in several groups, class by class, because classes are disjoint.
  /// - Complexity: one union per class; O(cohorts) for a single group of a class without exclusions.
  func sum(of groups: Set<Reference<PeopleGroup>>) -> CountInterval {
    // A single group is as large as its tightened size says; only cohorts can add information.
    if groups.count == 1, let group = groups.first,
      !cohorts.contains(where: { $0.root == roots[group.index] })
    {
      return topology.groups[group].size
    }
    let byClass = Dictionary(grouping: groups) { roots[$0.index] }
    return byClass.reduce(.zero) { sum, entry in
      sum + union(of: topology.highest(entry.value), in: entry.key)
    }
  }

  /// The number of people of a group who are in none of some of its subgroups.
  func rest(
    of group: Reference<PeopleGroup>, without others: Set<Reference<PeopleGroup>>
  ) -> CountInterval {
    let all = topology.groups[group].size
    let taken = sum(of: others)
    let high = all.high.map { max(0, $0 - taken.low) }
    let low = taken.high.map { max(0, all.low - $0) } ?? 0
    return CountInterval(low: min(low, high ?? low), high: high)
  }
}
