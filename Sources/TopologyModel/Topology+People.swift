extension Topology {
  /// The root of the forest that a group, or all parts of a cohort, belong to.
  /// - Complexity: O(1) for a group, O(cohorts of cohorts) for a cohort.
  public func personClass(of part: Cohort.Part) -> Reference<PeopleGroup> {
    var part = part
    // Cohorts of cohorts form no circle: the loader has refused those.
    while case .cohort(let cohort) = part {
      guard let first = cohorts[cohort].of.first else { return Reference(0) }
      part = first
    }
    guard case .group(let group) = part else { return Reference(0) }
    return tree.roots[group.index]
  }

  /// The class of every cohort.
  /// - Complexity: O(cohorts × depth of the forest), however long cohorts of cohorts go on.
  package func cohortClasses() -> [Reference<PeopleGroup>] {
    var classes = [Reference<PeopleGroup>?](repeating: nil, count: cohorts.count)
    for start in cohorts.indices {
      var chain: [Int] = []
      var next = start
      while classes[next] == nil {
        chain.append(next)
        guard case .cohort(let part)? = cohorts[next].of.first else {
          classes[next] = personClass(of: .cohort(Reference(next)))
          break
        }
        next = part.index
      }
      for cohort in chain { classes[cohort] = classes[next] }
    }
    return classes.map { $0 ?? Reference(0) }
  }

  /// A group and those above it, nearest first.
  public func path(from group: Reference<PeopleGroup>) -> GroupPath {
    GroupPath(from: group, in: groups)
  }

  /// Whether `group` is `ancestor` or below it.
  /// - Complexity: O(1).
  public func isGroup(
    _ group: Reference<PeopleGroup>, atOrBelow ancestor: Reference<PeopleGroup>
  ) -> Bool {
    tree.isGroup(group, atOrBelow: ancestor)
  }

  /// Whether one of two groups is the other or above it.
  /// - Complexity: O(1).
  public func areRelated(
    _ first: Reference<PeopleGroup>, _ second: Reference<PeopleGroup>
  ) -> Bool {
    tree.areRelated(first, second)
  }

  /// The groups of a selection that are not below another of it, in the order of the file, each once.
  /// - Complexity: O(n log n) for n groups.
  public func highest(
    _ groups: some Sequence<Reference<PeopleGroup>>
  ) -> [Reference<PeopleGroup>] {
    tree.highest(groups)
  }

  /// Whether `group` is one of `ancestors` or below one.
  /// - Complexity: O(depth).
  package func isGroup(
    _ group: Reference<PeopleGroup>, atOrBelowAnyOf ancestors: Set<Reference<PeopleGroup>>
  ) -> Bool {
    path(from: group).contains(where: ancestors.contains)
  }

  /// The lowest group above two others that have different groups below it over them; nil when one is the
  /// other or above it, or when they are of different classes.
  /// - Complexity: O(depth).
  package func fork(
    of first: Reference<PeopleGroup>, and second: Reference<PeopleGroup>
  ) -> Reference<PeopleGroup>? {
    guard !areRelated(first, second) else { return nil }
    return path(from: first).first { isGroup(second, atOrBelow: $0) }
  }

  /// The groups that naming `parts` names: a cohort stands for its parts. Without repetition, in order.
  public func groups(naming parts: some Sequence<Cohort.Part>) -> [Reference<PeopleGroup>] {
    var result: [Reference<PeopleGroup>] = []
    var seen: Set<Cohort.Part> = []
    var open = Array(parts.reversed())
    while let part = open.popLast() {
      guard seen.insert(part).inserted else { continue }
      switch part {
      case .group(let group): result.append(group)
      case .cohort(let cohort): open.append(contentsOf: cohorts[cohort].of.reversed())
      }
    }
    return result
  }

  /// The groups without a parent: the person classes.
  public var personClasses: [Reference<PeopleGroup>] {
    groups.references.filter { groups[$0].parent == nil }
  }
}
