extension Topology {
  /// The groups across fleets whose parts are assumed to be alike, in the order of the file.
  package var evenSplits: [Reference<PeopleGroup>] {
    groups.references.filter { groups[$0].isSplitEvenly }
  }

  /// The class of a group, or of all parts of a cohort.
  /// - Complexity: O(1) for a group, O(cohorts of cohorts) for a cohort.
  public func personClass(of part: Cohort.Part) -> Reference<PeopleGroup> {
    var part = part
    // Cohorts of cohorts have no cycles, because the loader rejects them.
    while case .cohort(let cohort) = part {
      guard let first = cohorts[cohort].of.first else { return Reference(0) }
      part = first
    }
    guard case .group(let group) = part else { return Reference(0) }
    return tree.roots[group.index]
  }

  /// The class of every cohort.
  /// - Complexity: O(cohorts × depth of the forest), for chains of cohorts of any length.
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

  /// A group and its ancestors, nearest first.
  public func path(from group: Reference<PeopleGroup>) -> GroupPath {
    GroupPath(from: group, in: groups)
  }

  /// Whether `group` is `ancestor` or one of its descendants.
  /// - Complexity: O(1).
  public func isGroup(
    _ group: Reference<PeopleGroup>, atOrBelow ancestor: Reference<PeopleGroup>
  ) -> Bool {
    tree.isGroup(group, atOrBelow: ancestor)
  }

  /// Whether two groups are equal or one is an ancestor of the other.
  /// - Complexity: O(1).
  public func areRelated(
    _ first: Reference<PeopleGroup>, _ second: Reference<PeopleGroup>
  ) -> Bool {
    tree.areRelated(first, second)
  }

  /// The topmost groups: those without an ancestor in `groups`. In the order of the file, without repetition.
  /// - Complexity: O(n log n) for n groups.
  public func highest(
    _ groups: some Sequence<Reference<PeopleGroup>>
  ) -> [Reference<PeopleGroup>] {
    tree.highest(groups)
  }

  /// Whether `group` is one of `ancestors` or a descendant of one.
  /// - Complexity: O(depth).
  package func isGroup(
    _ group: Reference<PeopleGroup>, atOrBelowAnyOf ancestors: Set<Reference<PeopleGroup>>
  ) -> Bool {
    path(from: group).contains(where: ancestors.contains)
  }

  /// The lowest common ancestor of two groups in different branches; nil if one is at or above the other, or if
  /// they are of different classes.
  /// - Complexity: O(depth).
  package func fork(
    of first: Reference<PeopleGroup>, and second: Reference<PeopleGroup>
  ) -> Reference<PeopleGroup>? {
    guard !areRelated(first, second) else { return nil }
    return path(from: first).first { isGroup(second, atOrBelow: $0) }
  }

  /// The groups that `parts` name, in order and without repetition; a cohort stands for its parts.
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

  /// The person classes: the groups without a parent.
  public var personClasses: [Reference<PeopleGroup>] {
    groups.references.filter { groups[$0].parent == nil }
  }

  // MARK: - What fields are about

  /// Whether a field says something about a person, not about an organization or a thing. Only such fields count
  /// people, carry a severity and make a duty due.
  /// - Complexity: O(1).
  public func isAboutPeople(_ field: Reference<DataField>) -> Bool {
    fields[field].about == .person
  }

  /// Whether what is read may be about a person. Content that the file does not list, so that its field is nil,
  /// may be.
  /// - Complexity: O(1).
  public func mayBeAboutPeople(_ field: Reference<DataField>?) -> Bool {
    field.map(isAboutPeople) ?? true
  }
}
