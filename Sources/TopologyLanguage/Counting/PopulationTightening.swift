import Population
public import SourceText
public import TopologyModel

/// Narrows the sizes of groups and cohorts to what they imply about one another.
///
/// Applies these rules until nothing changes. A cohort counts as an exhaustive parent of its parts.
/// - child.high ≤ parent.high, and parent.low ≥ max child.low.
/// - Disjoint: parent.low ≥ Σ child.low, and child.high ≤ parent.high − Σ other children's low.
/// - Exhaustive: parent.high ≤ Σ child.high, and child.low ≥ parent.low − Σ other children's high.
///
/// For example, at least 33M in all and 20M at one operator imply at least 13M at the other. Every rule is
/// sound: no population that satisfies the file is excluded. An empty interval is an error.
/// So are counts of a class with cohorts that these rules accept and no population satisfies (`PeopleProver`).
public enum PopulationTightening {
  /// Tightening stops after this many rounds even if sizes still change. Only counts in a circle of cohorts
  /// that nearly contradict each other take so long. The sizes are then sound but not the narrowest.
  public static let mostRounds = 10_000

  /// Tightens the sizes in `topology`.
  /// - Returns: An error for contradictory counts, a warning if `mostRounds` was reached.
  /// - Complexity: O(rounds × (groups + parts)), where rounds is about the depth of the group forest.
  public static func tighten(_ topology: inout Topology) -> [Diagnostic] {
    var work = Work(topology)
    let settled = work.run()
    if let found = work.contradiction {
      let disagreement = PeopleProver(
        PeopleStructure(topology, of: work.root(of: found.node), stated: true)
      ).smallestContradiction()
      return [disagreement.map { describe($0, topology) } ?? describe(found, topology)]
    }
    var tooLarge: [Diagnostic] = []
    // Of a class without such cohorts the intervals of the groups say all.
    for root in work.classesWithCohorts {
      let prover = PeopleProver(PeopleStructure(topology, of: root, stated: true))
      switch prover.isSatisfiable() {
      case true?: continue
      case false?:
        if let found = prover.smallestContradiction() { return [describe(found, topology)] }
      case nil: break
      }
      tooLarge.append(
        Diagnostic(
          code: "counts-not-exact", severity: .warning,
          "cohorts of '\(topology.groups[root].id)' overlap in too many ways to count exactly; numbers of its people may be wider than necessary",
          at: topology.groups[root].position, length: topology.groups[root].id.count))
    }
    for index in topology.groups.indices {
      topology.groups[index].untightened = topology.groups[index].size
      topology.groups[index].size = work.sizes[index]
    }
    for index in topology.cohorts.indices {
      topology.cohorts[index].untightened = topology.cohorts[index].size
      topology.cohorts[index].size = work.sizes[topology.groups.count + index]
    }
    guard !settled else { return tooLarge }
    return tooLarge + [
      Diagnostic(
        code: "counts-not-settled", severity: .warning,
        "counts of people were still narrowing after \(mostRounds) rounds; bounds may be wider than necessary",
        at: topology.cohorts.first?.position)
    ]
  }

  /// Two counts that cannot both be true, and the rule that proves it.
  struct Contradiction {
    var node: Int
    var size: CountInterval
    /// The union (a parent or a cohort) whose rule emptied the interval.
    var union: Int
    var rule: String
  }

  /// A parent with its children, or a cohort with its parts.
  struct Union {
    var whole: Int
    var parts: [Int]
    var disjoint: Bool
    var exhaustive: Bool
  }

  private struct Work {
    var sizes: [CountInterval]
    var unions: [Union] = []
    /// The node of each cohort, with the node of its class.
    var cohortRoots: [(cohort: Int, root: Int)] = []
    var contradiction: Contradiction?
    private let roots: [Reference<PeopleGroup>]
    private var changed = false

    init(_ topology: Topology) {
      roots = topology.tree.roots
      sizes = topology.groups.map(\.size) + topology.cohorts.map(\.size)
      for (index, group) in topology.groups.enumerated() where !group.children.isEmpty {
        unions.append(
          Union(
            whole: index, parts: group.children.map(\.index), disjoint: group.disjoint,
            exhaustive: group.exhaustive))
      }
      let classes = topology.cohortClasses()
      for (index, cohort) in topology.cohorts.enumerated() {
        let node = topology.groups.count + index
        let parts = cohort.of.map { part in
          switch part {
          case .group(let group): group.index
          case .cohort(let other): topology.groups.count + other.index
          }
        }
        unions.append(
          Union(whole: node, parts: parts, disjoint: cohort.disjoint, exhaustive: true))
        cohortRoots.append((node, classes[index].index))
      }
      classesWithCohorts = Set(
        topology.cohorts.indices.filter { topology.cohorts[$0].isStatement }.map { classes[$0] }
      ).sorted()
    }

    /// The class of a group, or of a cohort by its place after the groups.
    func root(of node: Int) -> Reference<PeopleGroup> {
      Reference(cohortRoots.first { $0.cohort == node }?.root ?? roots[node].index)
    }

    /// The classes across which cohorts cut that say something, in the order of the file.
    private(set) var classesWithCohorts: [Reference<PeopleGroup>] = []

    /// Whether the sizes stopped changing.
    mutating func run() -> Bool {
      for index in sizes.indices where sizes[index].isEmpty {
        contradiction = Contradiction(
          node: index, size: sizes[index], union: index, rule: "its own count is empty")
        return true
      }
      for _ in 0..<mostRounds {
        changed = false
        // Down the forest and up again, so that a chain settles in one round.
        for union in unions {
          apply(union)
          if contradiction != nil { return true }
        }
        for union in unions.reversed() {
          apply(union)
          if contradiction != nil { return true }
        }
        for (cohort, root) in cohortRoots {
          lower(cohort, to: sizes[root].high, by: root, "a cohort is at most as large as its class")
          if contradiction != nil { return true }
        }
        if !changed { return true }
      }
      return false
    }

    private mutating func apply(_ union: Union) {
      let whole = union.whole
      for part in union.parts {
        lower(part, to: sizes[whole].high, by: whole, "a part is at most as large as the whole")
      }
      var lows = 0
      var largestLow = 0
      for part in union.parts {
        lows = CountInterval.sum(lows, sizes[part].low) ?? CountInterval.beyond
        largestLow = max(largestLow, sizes[part].low)
      }
      raise(
        whole, to: union.disjoint ? lows : largestLow, by: whole,
        union.disjoint
          ? "disjoint parts add up" : "the whole is at least as large as each part")
      if union.disjoint, let high = sizes[whole].high {
        for part in union.parts {
          lower(
            part, to: high - (lows - sizes[part].low), by: whole,
            "disjoint parts cannot exceed the whole")
          if contradiction != nil { return }
        }
      }
      guard union.exhaustive else { return }
      // Upper bounds may just have been lowered; only lower bounds change below. What cannot be summed has no effect.
      let unbounded = union.parts.count { sizes[$0].high == nil }
      let sum = union.parts.reduce(Int?(0)) { CountInterval.sum($0, sizes[$1].high ?? 0) }
      guard let highs = sum else { return }
      if unbounded == 0 {
        lower(whole, to: highs, by: whole, "exhaustive parts make up the whole")
        if contradiction != nil { return }
      }
      for part in union.parts {
        let own = sizes[part].high
        guard unbounded == (own == nil ? 1 : 0) else { continue }
        raise(
          part, to: sizes[whole].low - (highs - (own ?? 0)), by: whole,
          "exhaustive parts make up the whole, so this part must cover what the others cannot")
        if contradiction != nil { return }
      }
    }

    private mutating func raise(_ node: Int, to low: Int, by union: Int, _ rule: String) {
      guard contradiction == nil, low > sizes[node].low else { return }
      sizes[node].low = low
      note(node, union, rule)
    }

    private mutating func lower(_ node: Int, to high: Int?, by union: Int, _ rule: String) {
      guard contradiction == nil, let high, sizes[node].high.map({ high < $0 }) ?? true else {
        return
      }
      sizes[node].high = high
      note(node, union, rule)
    }

    private mutating func note(_ node: Int, _ union: Int, _ rule: String) {
      changed = true
      if sizes[node].isEmpty {
        contradiction = Contradiction(node: node, size: sizes[node], union: union, rule: rule)
      }
    }
  }
}
