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
  /// Exact numbers, each worked out once.
  package let answers: PeopleAnswers
  /// For each group the root of its class.
  package let roots: [Reference<PeopleGroup>]
  /// Which groups have nobody in common.
  let apart: ApartGroups
  /// For each cohort its class, the groups it names, and what is wholly in it.
  package let cohorts: [CohortScope]

  package struct CohortScope: Sendable {
    package var root: Reference<PeopleGroup>
    var named: [Reference<PeopleGroup>]
    var covered: [Int]
    /// Whether it narrows any number; a mere name for a union does not.
    package var isStatement: Bool
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
    answers = PeopleAnswers(topology)
    apart = ApartGroups(topology)
    cohorts = topology.cohorts.references.map { cohort in
      let named = topology.groups(naming: [.cohort(cohort)])
      let whole = wholly.evaluate(assuming: named.map { UInt32($0.index) })
      return CohortScope(
        root: topology.personClass(of: .cohort(cohort)), named: named,
        covered: topology.groups.indices.filter { whole.holds(UInt32($0)) },
        isStatement: topology.cohorts[cohort].isStatement)
    }
  }

  /// The groups and cohorts wholly in the union of `groups`, by node: groups first, then cohorts.
  package func whole(_ groups: some Sequence<Reference<PeopleGroup>>) -> [Bool] {
    let world = wholly.evaluate(assuming: groups.map { UInt32($0.index) })
    return (0..<UInt32(topology.groups.count + topology.cohorts.count)).map { world.holds($0) }
  }

  /// How many people of a class the union of `groups` has: the least and the greatest number over all populations
  /// that satisfy the file, as far as the budget reaches (`isExact(in:)`).
  ///
  /// - Complexity: O(groups) for a class without cohorts; see `PeopleProgramme` for others.
  public func union(
    of groups: some Sequence<Reference<PeopleGroup>>, in root: Reference<PeopleGroup>
  ) -> CountInterval {
    union(whole: whole(groups), in: root)
  }

  package func union(whole: [Bool], in root: Reference<PeopleGroup>) -> CountInterval {
    let members = members[root] ?? []
    if hasCohorts(root) {
      let groups = members.filter { whole[$0] }.map { Reference<PeopleGroup>($0) }
      if let exact = answers.bounds(union: topology.highest(groups), in: root) { return exact }
    }
    return answers.forest(of: root, self).union(whole: whole)
  }

  /// Whether a cohort that says something cuts across the groups of a class.
  package func hasCohorts(_ root: Reference<PeopleGroup>) -> Bool {
    cohorts.contains { $0.root == root && $0.isStatement }
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
