public import TopologyModel

/// What a breach means for whoever has to speak of it: whose data, which, where, and how many people.
public struct BreachConcern: Sendable {
  /// Whose systems it happened at; sorted.
  public internal(set) var holders: [Party] = []
  /// Groups whose data were read or put out of action.
  public internal(set) var groups: Set<Reference<PeopleGroup>> = []
  /// Fields that were read.
  public internal(set) var fields: Set<Reference<DataField>> = []
  /// Datasets that something was read from, with whose it was.
  public internal(set) var read: [Reference<Dataset>: Set<Reference<PeopleGroup>>] = [:]
  /// Datasets that were put out of action.
  public internal(set) var unavailable: [Reference<Dataset>: Set<Reference<PeopleGroup>>] = [:]
  /// Datasets that were reached, encrypted, with the key out of reach.
  public internal(set) var unintelligible: Set<Reference<Dataset>> = []

  /// Whether nothing was read or put out of action: all that was reached is unintelligible.
  public var isUnintelligible: Bool { read.isEmpty && unavailable.isEmpty }

  mutating func merge(_ other: BreachConcern) {
    for holder in other.holders where !holders.contains(holder) { holders.append(holder) }
    holders.sort()
    groups.formUnion(other.groups)
    fields.formUnion(other.fields)
    read.merge(other.read) { $0.union($1) }
    unavailable.merge(other.unavailable) { $0.union($1) }
    unintelligible.formUnion(other.unintelligible)
  }
}

extension BreachConcern {
  /// How many people, over all classes.
  /// - Complexity: one union for each class.
  public func persons(_ people: PeopleCounter) -> CountInterval {
    people.sum(of: groups)
  }

  /// How many records, counting one for each person in each dataset concerned. Whether a dataset holds
  /// several for a person the file does not say.
  /// - Complexity: one union for each class and dataset; none where one dataset holds all the people.
  func records(_ people: PeopleCounter, persons: CountInterval) -> CountInterval {
    let datasets = read.merging(unavailable) { $0.union($1) }
    if datasets.count == 1, datasets.values.first == groups { return persons }
    return datasets.values.reduce(.zero) { sum, groups in
      let found = people.sum(of: groups)
      let high = sum.high.flatMap { left in found.high.map { left + $0 } }
      return CountInterval(low: sum.low + found.low, high: high)
    }
  }
}

extension PeopleCounter {
  /// How many people several groups are together, class by class: classes have no person in common.
  func sum(of groups: Set<Reference<PeopleGroup>>) -> CountInterval {
    let byClass = Dictionary(grouping: groups) { roots[$0.index] }
    return byClass.reduce(.zero) { sum, entry in
      let found = union(of: topology.highest(entry.value), in: entry.key)
      let high = sum.high.flatMap { left in found.high.map { left + $0 } }
      return CountInterval(low: sum.low + found.low, high: high)
    }
  }
}
