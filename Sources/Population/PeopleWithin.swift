public import TopologyModel

extension PeopleCounter {
  /// How many people of a group or a cohort T are in the union of `groups`: what a claim about T counts.
  ///
  /// The least and the greatest number of people in both. Beyond the budget: size(T) when T is wholly in the union;
  /// otherwise the union of what is wholly in it at or below T, whose high is that only if everything else in
  /// `groups` is declared disjoint from T, else size(T).high.
  /// - Complexity: as `union`, and O(groups² × depth) in the worst case beyond the budget.
  public func within(
    _ part: Cohort.Part, of groups: some Sequence<Reference<PeopleGroup>>
  ) -> CountInterval {
    let root = topology.personClass(of: part)
    let scope = groups.filter { roots[$0.index] == root }
    guard !scope.isEmpty else { return .zero }
    let whole = whole(scope)
    let size = topology.size(part)
    let parts = topology.groups(naming: [part])
    // Not its size: that of a cohort which only names a union is narrowed step by step, which is not always enough.
    if !hasCohorts(root), whole[topology.node(part)] { return union(of: parts, in: root) }
    let isInside = scope.allSatisfy { group in
      parts.contains { topology.isGroup(group, atOrBelow: $0) }
    }
    if isInside { return union(whole: whole, in: root) }
    if let exact = answers.bounds([topology.highest(scope), parts], in: root, { .all($0) }) {
      return exact
    }
    let inside = topology.groups.references.filter { group in
      whole[group.index] && parts.contains { topology.isGroup(group, atOrBelow: $0) }
    }
    var result = union(of: inside, in: root)
    let insideSet = Set(inside)
    let outside = scope.filter { !insideSet.contains($0) }
    if outside.contains(where: { group in parts.contains { !isApart(group, $0) } }) {
      result.high = nil
    }
    if let limit = size.high { result.high = min(result.high ?? limit, limit) }
    return result
  }

  /// Whether two groups are declared disjoint: they are under different children of a disjoint group
  /// or cohort, and under no common one.
  package func isApart(_ first: Reference<PeopleGroup>, _ second: Reference<PeopleGroup>) -> Bool {
    apart.areApart(first, second)
  }

  /// Whether somebody of a group may be in one of some others: they are of its class, and not declared
  /// disjoint.
  package func mayOverlap(
    _ group: Reference<PeopleGroup>, _ others: [Reference<PeopleGroup>]
  ) -> Bool {
    others.contains { roots[$0.index] == roots[group.index] && !isApart(group, $0) }
  }
}
