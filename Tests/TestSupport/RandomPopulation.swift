import SourceText
public import TopologyModel

/// People as bit sets of the groups they are in.
public struct RandomPopulation {
  /// The file's content, with counts that are true of the people.
  public var topology: Topology
  /// For each group its members.
  public var members: [Set<Int>]

  /// Random people in a random forest with random flags, made to satisfy the flags, then counts that
  /// are true of them: exact, loose or not given.
  public init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var groups: [PeopleGroup] = []
    var members: [Set<Int>] = []
    let here = SourcePosition(file: 0, line: 1, column: 1)
    func group() -> PeopleGroup { PeopleGroup(id: "g\(groups.count)", position: here) }
    let all = Int.random(in: 5...40, using: &random)
    groups.append(group())
    members.append(Set(0..<all))
    var open = [0]
    while let parent = open.popLast(), groups.count < 10 {
      let count = Int.random(in: 0...3, using: &random)
      guard count > 0 else { continue }
      let disjoint = Bool.random(using: &random)
      let exhaustive = Bool.random(using: &random)
      groups[parent].disjoint = disjoint
      groups[parent].exhaustive = exhaustive
      var parts = [Set<Int>](repeating: [], count: count)
      for person in members[parent].sorted() {
        var places = (0..<count).filter { _ in Bool.random(using: &random) }
        if disjoint { places = places.prefix(1).map { $0 } }
        if exhaustive, places.isEmpty { places = [Int.random(in: 0..<count, using: &random)] }
        for place in places { parts[place].insert(person) }
      }
      for part in parts {
        var child = group()
        child.parent = Reference(parent)
        groups[parent].children.append(Reference(groups.count))
        open.append(groups.count)
        groups.append(child)
        members.append(part)
      }
    }
    var topology = Topology()
    func loose(_ size: Int) -> CountInterval {
      switch Int.random(in: 0...4, using: &random) {
      case 0: return .unknown
      case 1: return CountInterval(exactly: size)
      case 2:
        return CountInterval(low: max(0, size - Int.random(in: 0...5, using: &random)), high: nil)
      case 3: return CountInterval(low: 0, high: size + Int.random(in: 0...5, using: &random))
      default:
        return CountInterval(
          low: max(0, size - Int.random(in: 0...5, using: &random)),
          high: size + Int.random(in: 0...5, using: &random))
      }
    }
    for index in groups.indices { groups[index].size = loose(members[index].count) }
    topology.groups = groups
    topology.numberGroups()
    for index in 0..<Int.random(in: 0...2, using: &random) where groups.count > 2 {
      let parts = Array(1..<groups.count).shuffled(using: &random)
        .prefix(Int.random(in: 2...3, using: &random))
      var cohort = Cohort(id: "c\(index)", position: here)
      cohort.of = parts.map { .group(Reference($0)) }
      let union = parts.reduce(into: Set<Int>()) { $0.formUnion(members[$1]) }
      cohort.disjoint = union.count == parts.reduce(0) { $0 + members[$1].count }
      cohort.size = loose(union.count)
      topology.cohorts.append(cohort)
    }
    self.topology = topology
    self.members = members
  }
}
