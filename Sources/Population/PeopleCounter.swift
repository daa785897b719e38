package import Propagation
public import TopologyModel

/// Counts the people of unions of groups, with bounds that no population satisfying the file leaves.
///
/// Groups form a forest; cohorts are unions that cut across it. Of a set of groups S first comes W, the
/// groups and cohorts *wholly* in it: S, everything below a member, the parts of a member that is a
/// cohort, and every exhaustive group and every cohort all of whose parts are members. These are positive
/// clauses, and the engine evaluates them.
public struct PeopleCounter: Sendable {
  /// The topology whose sizes, tightened by the loader, are counted.
  public let topology: Topology
  /// What is wholly in a union of groups, as clauses over groups and then cohorts.
  package let wholly: LeastFixpoint
  /// For each class (by its root's index) its groups, parents before children.
  private let members: [Reference<PeopleGroup>: [Int]]
  /// What counting needs of each group, in one place: it is asked thousands of times.
  private let shapes: [Shape]
  /// For each group the root of its class.
  package let roots: [Reference<PeopleGroup>]
  /// For each cohort its class, the groups it names, and what is wholly in it.
  package let cohorts: [CohortScope]

  private struct Shape: Sendable {
    var size: CountInterval
    var children: [Int]
    var isDisjoint: Bool
    var isExhaustive: Bool
  }

  package struct CohortScope: Sendable {
    package var root: Reference<PeopleGroup>
    var named: [Reference<PeopleGroup>]
    var covered: [Int]
  }

  /// Prepares the classes and cohorts of a topology without fleets.
  /// - Complexity: O(groups + cohorts × parts).
  public init(_ topology: Topology) {
    self.topology = topology
    var builder = ClauseProgramBuilder()
    let nodes = topology.groups.count + topology.cohorts.count
    for _ in 0..<nodes { _ = builder.fact() }
    func union(_ whole: Int, _ parts: [Int], exhaustive: Bool) {
      for part in parts { builder.clause(UInt32(part), from: UInt32(whole)) }
      guard exhaustive, !parts.isEmpty else { return }
      let body = parts.map { UInt32($0) }
      builder.clause(UInt32(whole), atLeast: Set(body).count, of: body)
    }
    var roots: [Reference<PeopleGroup>] = []
    var members: [Reference<PeopleGroup>: [Int]] = [:]
    for (index, group) in topology.groups.enumerated() {
      let root = group.parent.map { roots[$0.index] } ?? Reference(index)
      roots.append(root)
      members[root, default: []].append(index)
      union(index, group.children.map(\.index), exhaustive: group.exhaustive)
    }
    for (index, cohort) in topology.cohorts.enumerated() {
      let parts = cohort.of.map { topology.node($0) }
      union(topology.groups.count + index, parts, exhaustive: true)
    }
    let wholly = LeastFixpoint(builder.build())
    self.wholly = wholly
    self.roots = roots
    self.members = members
    shapes = topology.groups.map { group in
      Shape(
        size: group.size, children: group.children.map(\.index), isDisjoint: group.disjoint,
        isExhaustive: group.exhaustive)
    }
    cohorts = topology.cohorts.references.map { cohort in
      let named = topology.groups(naming: [.cohort(cohort)])
      let whole = wholly.evaluate(assuming: named.map { UInt32($0.index) })
      return CohortScope(
        root: topology.personClass(of: .cohort(cohort)), named: named,
        covered: topology.groups.indices.filter { whole.holds(UInt32($0)) })
    }
  }

  /// The groups and cohorts wholly in the union of `groups`, by node: groups first, then cohorts.
  package func whole(_ groups: some Sequence<Reference<PeopleGroup>>) -> [Bool] {
    let world = wholly.evaluate(assuming: groups.map { UInt32($0.index) })
    return (0..<UInt32(topology.groups.count + topology.cohorts.count)).map { world.holds($0) }
  }

  /// How many people of a class the union of `groups` has.
  ///
  ///     U(S) = F(root); low ≥ size(C).low for every cohort C in W;
  ///     high ≤ size(C).high + F(root, leaving out what is wholly in C).high for every cohort C of the class
  ///
  /// - Complexity: O(groups × (1 + cohorts of the class)).
  public func union(
    of groups: some Sequence<Reference<PeopleGroup>>, in root: Reference<PeopleGroup>
  ) -> CountInterval {
    union(whole: whole(groups), in: root)
  }

  package func union(whole: [Bool], in root: Reference<PeopleGroup>) -> CountInterval {
    var result = forest(root, whole) ?? .zero
    for (index, cohort) in cohorts.enumerated() where cohort.root == root {
      let node = topology.groups.count + index
      if whole[node] { result.low = max(result.low, topology.cohorts[index].size.low) }
      guard let limit = topology.cohorts[index].size.high,
        cohort.covered.contains(where: { whole[$0] })
      else { continue }
      var rest = whole
      for group in cohort.covered { rest[group] = false }
      if let others = CountInterval.sum(limit, (forest(root, rest) ?? .zero).high) {
        result.high = min(result.high ?? Int.max, others)
      }
    }
    if let high = result.high { result.high = max(result.low, high) }
    return result
  }

  /// F(root): the size of the union of the groups in `whole`, by the forest alone; nil for nobody.
  ///
  ///     F(n) = size(n)                                     when n is in W
  ///     F(n) = [Σ low, Σ high] of the children's F         when the children are disjoint
  ///     F(n) = [max low, Σ high]                           otherwise
  ///     then high ≤ size(n).high, and where the children are exhaustive
  ///     low ≥ size(n).low − Σ left(c), left(c) = 0 for a child in W, else size(c).high − F(c).low
  private func forest(_ root: Reference<PeopleGroup>, _ whole: [Bool]) -> CountInterval? {
    let members = members[root] ?? []
    guard members.contains(where: { whole[$0] }) else { return nil }
    var counted = [CountInterval?](repeating: nil, count: shapes.count)
    // Parents stand before children, so backwards every child is counted before its parent.
    for index in members.reversed() {
      if whole[index] {
        counted[index] = shapes[index].size
      } else if !shapes[index].children.isEmpty {
        counted[index] = part(of: shapes[index], counted, whole)
      }
    }
    return counted[root.index]
  }

  /// F of a group that is not wholly in the union; nil when nothing of it is.
  private func part(
    of shape: Shape, _ counted: [CountInterval?], _ whole: [Bool]
  ) -> CountInterval? {
    var result: CountInterval?
    var left: Int? = 0
    for child in shape.children {
      if let part = counted[child] {
        let before = result ?? .zero
        var sum = before + part
        if !shape.isDisjoint { sum.low = max(before.low, part.low) }
        result = sum
      }
      if shape.isExhaustive, !whole[child] {
        left = CountInterval.sum(
          left, shapes[child].size.high.map { $0 - (counted[child]?.low ?? 0) })
      }
    }
    guard var result else { return nil }
    if shape.isExhaustive, let left { result.low = max(result.low, shape.size.low - left) }
    if let limit = shape.size.high { result.high = min(result.high ?? limit, limit) }
    return result
  }
}

extension Topology {
  /// Groups first, then cohorts: one numbering for both.
  func node(_ part: Cohort.Part) -> Int {
    switch part {
    case .group(let group): group.index
    case .cohort(let cohort): groups.count + cohort.index
    }
  }

  /// The size of a group or a cohort.
  package func size(_ part: Cohort.Part) -> CountInterval {
    switch part {
    case .group(let group): groups[group].size
    case .cohort(let cohort): cohorts[cohort].size
    }
  }
}
