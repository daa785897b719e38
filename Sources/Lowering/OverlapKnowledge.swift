import TopologyModel

/// Finds for which people inferences and leaks join fields that are known of different groups.
///
/// Starts from what is exposed, and combines for every rule the people of whom each of its fields is known:
/// of those in all of these groups the rule gives its fields.
struct OverlapKnowledge {
  /// People of whom a rule gives its fields, and of whom each of the fields it needs is known.
  struct Conclusion {
    var rule: Int
    /// One for each field that the rule needs.
    var from: [PeopleOverlap]
    var people: PeopleOverlap
  }

  /// The people of whom fields that a rule speaks of may become known, as they were found.
  private(set) var cells: [FieldOfOverlap] = []
  private(set) var conclusions: [Conclusion] = []
  /// Whether there are too many combinations, so that not all are in `conclusions`.
  private(set) var isExhausted = false

  private let rules: [KnowledgeRule]
  private let covering: Bool
  private var known: [Reference<DataField>: PeopleIndex] = [:]
  private var seen: Set<FieldOfOverlap> = []
  private var combinations = 0

  /// - Parameter covering: Whether an overlap is taken as all of one of its groups, for upper bounds alone.
  /// - Complexity: O(combinations × depth), with at most `OverlapLimits.mostCombinations`.
  init(
    _ rules: [KnowledgeRule], from exposed: some Sequence<FieldOfOverlap>, covering: Bool = false,
    _ overlaps: inout Overlaps
  ) {
    self.rules = rules
    self.covering = covering
    var needs: [Reference<DataField>: [Int]] = [:]
    for (index, rule) in rules.enumerated() {
      for field in rule.from { needs[field, default: []].append(index) }
    }
    let spoken = Set(rules.flatMap { $0.from + $0.gives })
    for cell in exposed.sorted() where spoken.contains(cell.field) { add(cell) }
    var next = 0
    while next < cells.count, !isExhausted {
      let cell = cells[next]
      next += 1
      known[cell.field, default: PeopleIndex(overlaps.topology)].add(cell.people)
      for rule in needs[cell.field] ?? [] { combine(rule, cell, &overlaps) }
    }
  }

  private mutating func add(_ cell: FieldOfOverlap) {
    if seen.insert(cell).inserted { cells.append(cell) }
  }

  /// All combinations with what has just become known.
  private mutating func combine(
    _ index: Int, _ cell: FieldOfOverlap, _ overlaps: inout Overlaps
  ) {
    guard let scope = rules[index].scope else {
      extend(index, cell, from: [], cell.people, &overlaps)
      return
    }
    for group in scope {
      if let both = overlaps.meet(cell.people, PeopleOverlap([group])) {
        extend(index, cell, from: [], both, &overlaps)
      }
    }
  }

  private mutating func extend(
    _ index: Int, _ cell: FieldOfOverlap, from: [PeopleOverlap], _ people: PeopleOverlap,
    _ overlaps: inout Overlaps
  ) {
    let fields = rules[index].from
    guard from.count < fields.count else {
      conclude(Conclusion(rule: index, from: from, people: people), &overlaps)
      return
    }
    let field = fields[from.count]
    let others = field == cell.field ? [cell.people] : known[field]?.near(people) ?? []
    for other in others where !isExhausted {
      combinations += 1
      isExhausted = combinations > OverlapLimits.mostCombinations
      if let both = overlaps.meet(people, other) {
        extend(index, cell, from: from + [other], both, &overlaps)
      }
    }
  }

  private mutating func conclude(_ found: Conclusion, _ overlaps: inout Overlaps) {
    var found = found
    if covering { found.people = PeopleOverlap([overlaps.cover(found.people)]) }
    conclusions.append(found)
    let rule = rules[found.rule]
    for field in rule.gives where !rule.from.contains(field) {
      add(FieldOfOverlap(field, found.people))
    }
  }
}

/// People by where they are in the forest, to find those who may overlap some others without asking all.
private struct PeopleIndex {
  private let topology: Topology
  private var people: [Reference<PeopleGroup>: [PeopleOverlap]] = [:]
  /// The groups below each group at or below which there is somebody.
  private var branches: [Reference<PeopleGroup>: [Reference<PeopleGroup>]] = [:]

  init(_ topology: Topology) { self.topology = topology }

  /// - Complexity: O(depth).
  mutating func add(_ overlap: PeopleOverlap) {
    var here = overlap.groups[0]
    var isLinked = people[here] != nil || branches[here] != nil
    while !isLinked, let above = topology.groups[here].parent {
      isLinked = people[above] != nil || branches[above] != nil
      branches[above, default: []].append(here)
      here = above
    }
    people[overlap.groups[0], default: []].append(overlap)
  }

  /// All that are not under other children of a disjoint group, in a fixed order.
  /// - Complexity: O(depth + result), where children are disjoint.
  func near(_ other: PeopleOverlap) -> [PeopleOverlap] {
    var result: [PeopleOverlap] = []
    var open = [topology.tree.roots[other.groups[0].index]]
    while let here = open.popLast() {
      result += people[here] ?? []
      let below = topology.groups[here].disjoint ? branch(of: other, below: here) : nil
      open += below.map { [$0] } ?? branches[here] ?? []
    }
    return result
  }

  /// The group below another that one of an overlap's groups is in.
  private func branch(
    of other: PeopleOverlap, below group: Reference<PeopleGroup>
  ) -> Reference<PeopleGroup>? {
    for inside in other.groups where inside != group && topology.isGroup(inside, atOrBelow: group) {
      return topology.path(from: inside).first { topology.groups[$0].parent == group }
    }
    return nil
  }
}
