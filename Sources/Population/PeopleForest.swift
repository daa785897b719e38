package import TopologyModel

/// One person class laid out for counting, in one world or in many, from which nodes are wholly exposed.
///
/// Of every group it knows how many are exposed, e, and how many are not, u; both together are its size s:
///
///     wholly exposed: e = s, u = 0          not exposed: e = 0, u = s
///     disjoint children:  e = Σe;  u ≥ Σu, and ≤ Σu where they are exhaustive
///     others:  e in max e.low .. Σ e.high;  u ≤ Σ u.high where they are exhaustive
///     then each of e and u is what the other leaves of s
///
/// Where no cohort cuts across the groups this is exact: with sizes that are narrow, no population has fewer or
/// more. With cohorts the programme of the class (`PeopleProver`) is asked, and where that is too large these
/// intervals, with what cohorts say by themselves, are bounds that may be wider than necessary.
///
/// A node is a group with groups below it, a cohort, or *alike* groups with none below: same parent, same
/// size, in the same cohorts. Of these only how many are exposed matters, so that a fleet of 84 is one node.
/// Exposed children are added up at their parents; what is not exposed is never visited.
package struct PeopleForest: Sendable {
  /// No bound.
  package static let unbounded = Int.max

  package struct Node: Sendable {
    /// Groups, one or alike; a single cohort. Numbered as in `YearProgram.whole`.
    package var members: [Int]
    var low: Int
    var high: Int
    /// Place among `inners`; -1 for groups with none below, and for cohorts.
    package var inner: Int
    /// Place of the parent among `inners`; -1 at the root.
    var parent: Int
    /// Place among `cohorts`; -1 for a group.
    package var cohort: Int
  }

  private struct Inner: Sendable {
    var low: Int
    var high: Int
    var disjoint: Bool
    var exhaustive: Bool
    var parent: Int
    /// The children's bounds together; nil where they are more than can be counted. And how many children have no
    /// upper one.
    var sumOfLows: Int?
    var sumOfHighs: Int?
    var unboundedChildren: Int
  }

  private struct CohortScope: Sendable {
    var low: Int
    var high: Int
    /// For each node whether everything in it is in the cohort.
    var covers: [Bool]
  }

  /// What of a group is exposed, and what is not.
  struct Division {
    var low: Int
    var high: Int
    var restLow: Int
    var restHigh: Int
  }

  /// Room to work in; one for each thread.
  package struct Scratch {
    fileprivate var gathered: [GatheredPeople] = []
    fileprivate var known: [[Int]: CountInterval] = [:]
  }

  /// A node of which some are exposed.
  package struct Entry {
    package var node: Int
    package var count: Int

    /// Memberwise.
    package init(node: Int, count: Int) {
      self.node = node
      self.count = count
    }
  }

  let root: Reference<PeopleGroup>
  /// Groups, parents before children, then cohorts.
  package private(set) var nodes: [Node] = []
  private var inners: [Inner] = []
  private var cohorts: [CohortScope] = []
  /// Asked where cohorts cut across the groups; nil where none do, or where too many combinations would be asked.
  private var exact: PeopleAnswers?

  /// Whether the intervals are the narrowest.
  package var isExact: Bool { cohorts.isEmpty || exact != nil }

  /// The maximum number of combinations of exposed nodes that are counted exactly. If there are more, all are counted
  /// by the rules above, because the answer must not depend on the order in which they come up.
  private static let mostCombinations = 4_096

  package var scratch: Scratch {
    Scratch(gathered: [GatheredPeople](repeating: GatheredPeople(), count: inners.count))
  }

  /// - Complexity: O(groups × cohorts).
  package init(_ counter: PeopleCounter, of root: Reference<PeopleGroup>) {
    self.root = root
    let topology = counter.topology
    let groups = topology.groups.indices.filter { counter.roots[$0] == root }
    let scopes = counter.cohorts.indices.filter {
      counter.cohorts[$0].root == root && counter.cohorts[$0].isStatement
    }
    var covering: [Int: [Int]] = [:]
    for (place, cohort) in scopes.enumerated() {
      for group in counter.cohorts[cohort].covered { covering[group, default: []].append(place) }
    }
    let structure = scopes.isEmpty ? nil : counter.answers.structure(of: root)
    let marks = structure.map { structure in
      let labels = Trackers(structure, nil) { $0.disjoint || $0.size != .unknown }.marks
      return Dictionary(uniqueKeysWithValues: zip(structure.groupReferences.map(\.index), labels))
    }
    layOut(groups, covering, marks ?? [:], in: topology)
    let groupNodes = nodes
    for (place, cohort) in scopes.enumerated() {
      let size = topology.cohorts[cohort].size
      let node = Node(
        members: [topology.groups.count + cohort], low: size.low,
        high: size.high ?? Self.unbounded, inner: -1, parent: -1, cohort: place)
      nodes.append(node)
      let covers = groupNodes.map { covering[$0.members[0], default: []].contains(place) }
      cohorts.append(CohortScope(low: node.low, high: node.high, covers: covers))
    }
    if !cohorts.isEmpty {
      var combinations = 1
      for node in nodes where node.cohort < 0 && combinations <= Self.mostCombinations {
        combinations *= node.members.count + 1
      }
      if combinations <= Self.mostCombinations { exact = counter.answers }
    }
  }

  private mutating func layOut(
    _ groups: [Int], _ covering: [Int: [Int]], _ marks: [Int: PersonLabel?], in topology: Topology
  ) {
    struct Alike: Hashable {
      var parent: Int
      var size: CountInterval
      var cohorts: [Int]
      var marks: PersonLabel??
    }
    var innerOf: [Int: Int] = [:]
    var alike: [Alike: Int] = [:]
    for index in groups {
      let group = topology.groups[index]
      let parent = group.parent.flatMap { innerOf[$0.index] } ?? -1
      let high = group.size.high ?? Self.unbounded
      if parent >= 0 {
        inners[parent].sumOfLows = inners[parent].sumOfLows.flatMap {
          CountInterval.sum($0, group.size.low)
        }
        if high == Self.unbounded {
          inners[parent].unboundedChildren += 1
        } else {
          inners[parent].sumOfHighs = inners[parent].sumOfHighs.flatMap {
            CountInterval.sum($0, high)
          }
        }
      }
      var node = Node(
        members: [index], low: group.size.low, high: high, inner: -1, parent: parent, cohort: -1)
      guard group.children.isEmpty else {
        node.inner = inners.count
        innerOf[index] = inners.count
        inners.append(
          Inner(
            low: group.size.low, high: high, disjoint: group.disjoint,
            exhaustive: group.exhaustive, parent: parent, sumOfLows: 0, sumOfHighs: 0,
            unboundedChildren: 0))
        nodes.append(node)
        continue
      }
      let key = Alike(
        parent: parent, size: group.size, cohorts: covering[index, default: []], marks: marks[index]
      )
      if let known = alike[key] {
        nodes[known].members.append(index)
      } else {
        alike[key] = nodes.count
        nodes.append(node)
      }
    }
  }

  /// What is wholly exposed if `counts` members of each node are: a group below an exposed one, and an exhaustive
  /// group if all of its groups are exposed. Only for a class without cohorts.
  /// - Complexity: O(nodes).
  package func closure(of counts: [Int]) -> [Entry] {
    var counts = counts
    var isWhole = inners.map { _ in false }
    for (index, node) in nodes.enumerated() {
      if node.parent >= 0, isWhole[node.parent] { counts[index] = node.members.count }
      if node.inner >= 0, counts[index] > 0 { isWhole[node.inner] = true }
    }
    var missing = inners.map { !$0.exhaustive }
    for (index, node) in nodes.enumerated().reversed() {
      if node.inner >= 0, !missing[node.inner] { counts[index] = 1 }
      if node.parent >= 0, counts[index] < node.members.count { missing[node.parent] = true }
    }
    return counts.enumerated().compactMap { index, count in
      count > 0 ? Entry(node: index, count: count) : nil
    }
  }

  /// How many people are in the union of what is exposed; `unbounded` where there is no upper bound.
  ///
  /// Not generic: other rooms call it a million times, and a generic function is not specialised across rooms.
  /// - Complexity: O(entries × (1 + cohorts of which some is exposed)).
  package func union(
    of entries: ArraySlice<Entry>, _ scratch: inout Scratch
  ) -> (low: Int, high: Int) {
    guard !entries.isEmpty else { return (0, 0) }
    if let exact {
      var key: [Int] = []
      key.reserveCapacity(entries.count * 2)
      for entry in entries {
        key.append(entry.node)
        key.append(entry.count)
      }
      let known = scratch.known[key] ?? exactUnion(of: entries, exact)
      scratch.known[key] = known
      return (known.low, known.high ?? Self.unbounded)
    }
    return widerUnion(of: entries, &scratch)
  }

  /// Bounds by the three intervals of what is whole in one world, groups and then cohorts.
  func union(whole: [Bool]) -> CountInterval {
    let entries = nodes.enumerated().compactMap { index, node -> Entry? in
      let count = node.members.count { whole[$0] }
      return count > 0 ? Entry(node: index, count: count) : nil
    }
    guard !entries.isEmpty else { return .zero }
    var scratch = scratch
    let (low, high) = widerUnion(of: entries[...], &scratch)
    return CountInterval(low: low, high: high == Self.unbounded ? nil : high)
  }

  /// The same by the programme of the class; where its budget is used up, by the rules above.
  private func exactUnion(of entries: ArraySlice<Entry>, _ exact: PeopleAnswers) -> CountInterval {
    let groups = entries.filter { nodes[$0.node].cohort < 0 }
      .flatMap { nodes[$0.node].members.prefix($0.count) }
    if let bounds = exact.bounds(union: groups.map { Reference($0) }, in: root) { return bounds }
    var scratch = scratch
    let (low, high) = widerUnion(of: entries, &scratch)
    return CountInterval(low: low, high: high == Self.unbounded ? nil : high)
  }

  /// Bounds from the three intervals, and from what each cohort says by itself.
  private func widerUnion(
    of entries: ArraySlice<Entry>, _ scratch: inout Scratch
  ) -> (low: Int, high: Int) {
    var (low, high) = forest(entries, leavingOut: -1, &scratch)
    for (index, cohort) in cohorts.enumerated() {
      var isTouched = false
      for entry in entries {
        // Member by member: a copy of the node would count references to its members.
        let own = nodes[entry.node].cohort
        if own == index {
          low = max(low, cohort.low)
        } else if own < 0, cohort.covers[entry.node] {
          isTouched = true
        }
      }
      guard isTouched, cohort.high != Self.unbounded else { continue }
      let others = forest(entries, leavingOut: index, &scratch).high
      if others != Self.unbounded, let sum = CountInterval.sum(cohort.high, others) {
        high = min(high, sum)
      }
    }
    return (low, max(low, high))
  }

  /// F(root) of what is exposed, leaving out what is wholly in a cohort; -1 leaves nothing out.
  private func forest(
    _ entries: ArraySlice<Entry>, leavingOut cohort: Int,
    _ scratch: inout Scratch
  ) -> (low: Int, high: Int) {
    var result = (low: 0, high: 0)
    for entry in entries {
      let node = entry.node
      if nodes[node].cohort >= 0 { break }
      if cohort >= 0, cohorts[cohort].covers[node] { continue }
      let (inner, parent) = (nodes[node].inner, nodes[node].parent)
      let (low, high) = (nodes[node].low, nodes[node].high)
      if inner >= 0 {
        scratch.gathered[inner].isWhole = true
      } else if parent >= 0 {
        scratch.gathered[parent].addWhole(entry.count, low: low, high: high)
      } else {
        result = (low, high)
      }
    }
    // Parents stand before children, so backwards every child is counted before its parent.
    for index in inners.indices.reversed() {
      let gathered = scratch.gathered[index]
      guard gathered.isWhole || gathered.isTouched else { continue }
      scratch.gathered[index] = GatheredPeople()
      let inner = inners[index]
      if gathered.isWhole {
        if inner.parent >= 0 {
          scratch.gathered[inner.parent].addWhole(1, low: inner.low, high: inner.high)
        } else {
          result = (inner.low, inner.high)
        }
        continue
      }
      let count = Self.count(inner, gathered)
      if inner.parent >= 0 {
        scratch.gathered[inner.parent].addPart(count, of: (inner.low, inner.high))
      } else {
        result = (count.low, count.high)
      }
    }
    return result
  }

  /// A group that is not wholly exposed, from its exposed children.
  private static func count(_ inner: Inner, _ gathered: GatheredPeople) -> Division {
    let low = inner.disjoint ? gathered.sumLow : gathered.maxLow
    let high = gathered.unbounded > 0 ? unbounded : gathered.sumHigh
    var restLow = 0
    if inner.disjoint, let sum = inner.sumOfLows { restLow = sum - gathered.takenLow }
    var restHigh = unbounded
    if inner.exhaustive, inner.unboundedChildren == gathered.takenUnbounded,
      let sum = inner.sumOfHighs
    {
      restHigh = sum - gathered.takenHigh
    }
    var result = Division(low: low, high: high, restLow: restLow, restHigh: restHigh)
    if restHigh != unbounded { result.low = max(low, inner.low - restHigh) }
    if high != unbounded { result.restLow = max(restLow, inner.low - high) }
    if inner.high != unbounded {
      result.high = min(high, inner.high - restLow)
      result.restHigh = min(restHigh, inner.high - low)
    }
    return result
  }
}
