package import TopologyModel

/// One person class laid out for counting in many worlds: the same figures as `PeopleCounter.union`, from which
/// nodes are wholly exposed.
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
    /// The children's upper bounds together; nil where they are more than can be counted. And how many children
    /// have none.
    var sumOfHighs: Int?
    var unboundedChildren: Int
  }

  private struct CohortScope: Sendable {
    var low: Int
    var high: Int
    /// For each node whether everything in it is in the cohort.
    var covers: [Bool]
  }

  /// Room to work in; one for each thread.
  package struct Scratch {
    fileprivate var gathered: [GatheredPeople] = []
  }

  /// A node of which some are exposed.
  package struct Entry {
    var node: Int
    var count: Int

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

  package var scratch: Scratch {
    Scratch(gathered: [GatheredPeople](repeating: GatheredPeople(), count: inners.count))
  }

  /// - Complexity: O(groups × cohorts).
  package init(_ counter: PeopleCounter, of root: Reference<PeopleGroup>) {
    self.root = root
    let topology = counter.topology
    let groups = topology.groups.indices.filter { counter.roots[$0] == root }
    let scopes = counter.cohorts.indices.filter { counter.cohorts[$0].root == root }
    var covering: [Int: [Int]] = [:]
    for (place, cohort) in scopes.enumerated() {
      for group in counter.cohorts[cohort].covered { covering[group, default: []].append(place) }
    }
    layOut(groups, covering, in: topology)
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
  }

  private mutating func layOut(
    _ groups: [Int], _ covering: [Int: [Int]], in topology: Topology
  ) {
    struct Alike: Hashable {
      var parent: Int
      var size: CountInterval
      var cohorts: [Int]
    }
    var innerOf: [Int: Int] = [:]
    var alike: [Alike: Int] = [:]
    for index in groups {
      let group = topology.groups[index]
      let parent = group.parent.flatMap { innerOf[$0.index] } ?? -1
      let high = group.size.high ?? Self.unbounded
      if parent >= 0 {
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
            exhaustive: group.exhaustive, parent: parent, sumOfHighs: 0, unboundedChildren: 0))
        nodes.append(node)
        continue
      }
      let key = Alike(parent: parent, size: group.size, cohorts: covering[index, default: []])
      if let known = alike[key] {
        nodes[known].members.append(index)
      } else {
        alike[key] = nodes.count
        nodes.append(node)
      }
    }
  }

  /// What is wholly exposed when so many members of each node are: a group below one that is, and one that is
  /// exhaustive and all of whose groups are. Only for a class without cohorts.
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
        scratch.gathered[inner.parent].addPart(count, hasBound: inner.high != Self.unbounded)
      } else {
        result = count
      }
    }
    return result
  }

  /// F(n) of a group that is not wholly exposed, from its exposed children.
  private static func count(_ inner: Inner, _ gathered: GatheredPeople) -> (low: Int, high: Int) {
    var low = inner.disjoint ? gathered.sumLow : gathered.maxLow
    if inner.exhaustive, inner.unboundedChildren == gathered.takenUnbounded,
      let sumOfHighs = inner.sumOfHighs
    {
      low = max(low, inner.low - (sumOfHighs - gathered.takenHigh))
    }
    let high = gathered.unbounded > 0 ? unbounded : gathered.sumHigh
    return (low, min(high, inner.high))
  }
}
