import Lowering
import Population
import TopologyModel

/// Counts the people of a requirement among exposed groups; equal sets of groups once.
final class RequiredPeople {
  private let data: RequiredData
  private let lowered: LoweredTopology
  private var known: [Set<Reference<PeopleGroup>>: CountInterval] = [:]

  init(_ data: RequiredData, _ lowered: LoweredTopology) {
    self.data = data
    self.lowered = lowered
  }

  /// How many are in the groups; those in `perhaps` raise only the upper bound.
  func people(
    _ groups: Set<Reference<PeopleGroup>>, perhaps: Set<Reference<PeopleGroup>>
  ) -> CountInterval {
    var people = people(groups)
    if !perhaps.isEmpty { people.high = self.people(groups.union(perhaps)).high }
    return people
  }

  private func people(_ groups: Set<Reference<PeopleGroup>>) -> CountInterval {
    guard !groups.isEmpty else { return .zero }
    if let found = known[groups] { return found }
    let result: CountInterval
    if let part = data.people {
      result = lowered.people.within(part, of: groups.sorted())
    } else {
      let byClass = Dictionary(grouping: groups) { lowered.people.roots[$0.index] }
      result = byClass.sorted { $0.key < $1.key }.reduce(CountInterval.zero) { sum, entry in
        sum
          + lowered.people.union(
            of: lowered.topology.highest(entry.value), in: entry.key)
      }
    }
    known[groups] = result
    return result
  }
}
