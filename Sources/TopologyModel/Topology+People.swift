extension Topology {
  /// The root of the forest that a group, or all parts of a cohort, belong to.
  /// - Complexity: O(depth).
  public func personClass(of part: Cohort.Part) -> Reference<PeopleGroup> {
    var part = part
    // Cohorts of cohorts form no circle: the loader has refused those.
    while case .cohort(let cohort) = part {
      guard let first = cohorts[cohort].of.first else { return Reference(0) }
      part = first
    }
    guard case .group(var group) = part else { return Reference(0) }
    while let parent = groups[group].parent { group = parent }
    return group
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

  /// Whether `group` is `ancestor` or below it.
  /// - Complexity: O(depth).
  public func isGroup(
    _ group: Reference<PeopleGroup>, atOrBelow ancestor: Reference<PeopleGroup>
  ) -> Bool {
    var current: Reference<PeopleGroup>? = group
    while let here = current {
      if here == ancestor { return true }
      current = groups[here].parent
    }
    return false
  }

  /// Whether one of two groups is the other or above it.
  package func areRelated(_ first: Reference<PeopleGroup>, _ second: Reference<PeopleGroup>) -> Bool
  {
    isGroup(first, atOrBelow: second) || isGroup(second, atOrBelow: first)
  }

  /// Of some groups those that are not below another of them, in the order of the file.
  /// - Complexity: O(groups × depth).
  public func highest(_ groups: some Sequence<Reference<PeopleGroup>>) -> [Reference<PeopleGroup>] {
    let all = Set(groups)
    return all.sorted().filter { group in
      var above = self.groups[group].parent
      while let here = above {
        if all.contains(here) { return false }
        above = self.groups[here].parent
      }
      return true
    }
  }

  /// Whether `group` is one of `ancestors` or below one.
  /// - Complexity: O(depth).
  package func isGroup(
    _ group: Reference<PeopleGroup>, atOrBelowAnyOf ancestors: Set<Reference<PeopleGroup>>
  ) -> Bool {
    var current: Reference<PeopleGroup>? = group
    while let here = current {
      if ancestors.contains(here) { return true }
      current = groups[here].parent
    }
    return false
  }

  /// The lowest group above two others that have different groups below it over them; nil when one is the
  /// other or above it, or when they are of different classes.
  /// - Complexity: O(depth²).
  package func fork(
    of first: Reference<PeopleGroup>, and second: Reference<PeopleGroup>
  ) -> Reference<PeopleGroup>? {
    guard !areRelated(first, second) else { return nil }
    var above = groups[first].parent
    while let here = above {
      if isGroup(second, atOrBelow: here) { return here }
      above = groups[here].parent
    }
    return nil
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
