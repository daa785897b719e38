import Lowering
import Population
import Propagation
import TopologyModel

/// What one world exposes, in the form of the findings.
struct WorldReach {
  /// Classes with exposed people, or with people whose unlisted data is read, in the order of the file. The latter raise
  /// only upper bounds.
  var classes: [ClassReach] = []
  /// The topmost exposed groups of each of these classes.
  var groups: [Reference<PeopleGroup>: [Reference<PeopleGroup>]] = [:]
  /// Exposed fields, sorted by id.
  var fields: [Reference<DataField>] = []
  /// Fields that are derivable but not exposed for some class, sorted by id.
  var derivable: [Reference<DataField>] = []
}

/// Converts the facts of a world to people and fields. Sets of groups with the same count are counted once.
final class WorldReachReader {
  /// The facts to evaluate in each world: what is exposed, then what is known.
  let targets: [ClauseProgram.Fact]
  private let cells: [FieldOfGroup]
  /// What may be exposed, behind these.
  private let perhaps: [UnlistedCell]
  /// What is exposed of people in several groups at once, behind these.
  private let overlaps: [FieldOfOverlap]
  private let exposedCount: Int
  private let lowered: LoweredTopology
  private var counted: [[AlikeGroups]: ClassReach] = [:]
  /// For each class, the position of every group in its forest.
  private var nodes: [Reference<PeopleGroup>: [Reference<PeopleGroup>: Int]] = [:]

  /// The number of people in sets of groups, cached by equivalent sets.
  private struct AlikeGroups: Hashable {
    var root: Reference<PeopleGroup>
    var node: Int
    var count: Int
  }

  init(_ lowered: LoweredTopology) {
    self.lowered = lowered
    let exposed = lowered.exposure.exposed.sorted { $0.value < $1.value }
    let known = lowered.exposure.known.sorted { $0.value < $1.value }
    exposedCount = exposed.count
    let perhaps = lowered.exposure.perhaps.sorted { $0.value < $1.value }
    let overlaps = lowered.exposure.overlapsExposed.sorted { $0.value < $1.value }
    self.perhaps = perhaps.map(\.key)
    self.overlaps = overlaps.map(\.key)
    targets =
      exposed.map(\.value) + known.map(\.value) + perhaps.map(\.value) + overlaps.map(\.value)
    cells = exposed.map(\.key) + known.map(\.key)
  }

  /// What a world exposes, given the targets that hold in it, as ascending indices.
  func reach(_ held: [Int]) -> WorldReach {
    let topology = lowered.topology
    let roots = lowered.people.roots
    var persons: [Reference<PeopleGroup>: Set<Reference<PeopleGroup>>] = [:]
    var exposed: Set<FieldOfGroup> = []
    var derivable: Set<FieldOfGroup> = []
    var others: [Reference<PeopleGroup>: Set<Reference<PeopleGroup>>] = [:]
    var both: [Reference<PeopleGroup>: Set<[Reference<PeopleGroup>]>] = [:]
    for index in held {
      guard index < cells.count + perhaps.count else {
        let cell = overlaps[index - cells.count - perhaps.count]
        guard topology.fields[cell.field].about == .person else { continue }
        let root = roots[cell.people.groups[0].index]
        if cell.people.isExact {
          both[root, default: []].insert(cell.people.groups)
          if isForced(cell.people) { exposed.insert(FieldOfGroup(cell.field, root)) }
        } else {
          others[root, default: []].insert(cell.people.groups[0])
        }
        continue
      }
      guard index < cells.count else {
        let cell = perhaps[index - cells.count]
        guard topology.mayBeAboutPeople(cell.field) else { continue }
        for group in cell.group.map({ [$0] }) ?? topology.personClasses {
          others[roots[group.index], default: []].insert(group)
        }
        continue
      }
      let cell = cells[index]
      let root = roots[cell.group.index]
      let ofClass = FieldOfGroup(cell.field, root)
      if index < exposedCount {
        exposed.insert(ofClass)
        if topology.isAboutPeople(cell.field) {
          persons[root, default: []].insert(cell.group)
        }
      } else {
        derivable.insert(ofClass)
      }
    }
    derivable.subtract(exposed)
    var reach = WorldReach()
    for root in Set(persons.keys).union(others.keys).union(both.keys).sorted() {
      let groups = topology.highest(persons[root] ?? [])
      reach.groups[root] = groups
      var found = count(groups, root)
      if let both = both[root] {
        let overlaps = both.sorted { $0.lexicographicallyPrecedes($1) }
        found = ClassReach(PeopleUnion(groups, overlaps: overlaps), of: root, in: lowered.people)
      }
      if let others = others[root] {
        let all = PeopleUnion(
          topology.highest(others.union(groups)), overlaps: both[root].map(Array.init) ?? [])
        found.persons.high = lowered.people.count(all, in: root).high
      }
      reach.classes.append(found)
    }
    reach.fields = sorted(exposed)
    reach.derivable = sorted(derivable)
    return reach
  }

  /// Whether counts force somebody to be in an overlap.
  private func isForced(_ people: PeopleOverlap) -> Bool {
    let root = lowered.people.roots[people.groups[0].index]
    return lowered.people.count(PeopleUnion([], overlaps: [people.groups]), in: root).low > 0
  }

  private func count(
    _ groups: [Reference<PeopleGroup>], _ root: Reference<PeopleGroup>
  ) -> ClassReach {
    // For the members of a fleet, only their number matters.
    let nodes = nodes(of: root)
    var counts: [Int: Int] = [:]
    for group in groups { counts[nodes[group] ?? -1, default: 0] += 1 }
    let key = counts.sorted { $0.key < $1.key }
      .map { AlikeGroups(root: root, node: $0.key, count: $0.value) }
    if let known = counted[key] { return known }
    let reach = ClassReach(groups, of: root, in: lowered.people)
    counted[key] = reach
    return reach
  }

  private func nodes(of root: Reference<PeopleGroup>) -> [Reference<PeopleGroup>: Int] {
    if let known = nodes[root] { return known }
    let forest = PeopleForest(lowered.people, of: root)
    var places: [Reference<PeopleGroup>: Int] = [:]
    for (place, node) in forest.nodes.enumerated() where node.cohort < 0 {
      for member in node.members { places[Reference(member)] = place }
    }
    nodes[root] = places
    return places
  }

  private func sorted(_ cells: Set<FieldOfGroup>) -> [Reference<DataField>] {
    Set(cells.map(\.field)).sorted {
      lowered.topology.fields[$0].id < lowered.topology.fields[$1].id
    }
  }
}

extension ClassReach {
  /// The reach of some groups in their class.
  init(
    _ groups: [Reference<PeopleGroup>], of root: Reference<PeopleGroup>, in people: PeopleCounter
  ) {
    self.init(PeopleUnion(groups), of: root, in: people)
  }

  /// The reach of some groups and overlaps in their class.
  init(_ union: PeopleUnion, of root: Reference<PeopleGroup>, in people: PeopleCounter) {
    let whole = people.whole(union.groups)
    let persons =
      union.overlaps.isEmpty
      ? people.union(whole: whole, in: root) : people.count(union, in: root)
    let size = people.topology.groups[root].size
    // A cohort may show that the class is larger than its own lower bound.
    let low = max(size.low, persons.low)
    let all = size.high ?? low
    func share(_ part: Int, of whole: Int) -> Double? {
      whole == 0 ? nil : min(1, Double(part) / Double(whole))
    }
    self.init(
      personClass: root, persons: persons, share: size.high.flatMap { share(persons.low, of: $0) },
      mostShare: persons.high.flatMap { share($0, of: low) },
      comparedShare: size == .unknown ? nil : share(persons.low, of: all),
      isWhole: whole[root.index])
  }
}
