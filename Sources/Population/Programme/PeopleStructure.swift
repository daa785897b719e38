package import TopologyModel

/// One person class as numbers: a tree of groups, each after the one above it, and cohorts that cut across it.
package struct PeopleStructure: Sendable {
  package struct Group: Hashable, Sendable {
    package var parent: Int
    package var children: [Int] = []
    package var disjoint: Bool
    package var exhaustive: Bool
    package var size: CountInterval
    /// Whether the sizes of its children are an assumption: all alike.
    package var isSplitEvenly = false
  }

  package struct Cohort: Hashable, Sendable {
    /// For each part the groups that it means.
    package var parts: [[Int]]
    package var disjoint: Bool
    package var size: CountInterval
  }

  package var groups: [Group]
  package var cohorts: [Cohort]
  /// The groups and cohorts of the topology, in the order of `groups` and `cohorts`.
  package var groupReferences: [Reference<PeopleGroup>]
  package var cohortReferences: [Reference<TopologyModel.Cohort>]
  private var placeOf: [Reference<PeopleGroup>: Int] = [:]

  /// The class below a root.
  /// - Parameter stated: Whether counts are those that the file states, or those that the loader made narrower.
  /// - Complexity: O(groups + cohorts × parts).
  package init(_ topology: Topology, of root: Reference<PeopleGroup>, stated: Bool = false) {
    groupReferences = topology.groups.references.filter { topology.tree.roots[$0.index] == root }
    let classes = topology.cohortClasses()
    cohortReferences = topology.cohorts.references.filter { classes[$0.index] == root }
    groups = []
    cohorts = []
    for (place, reference) in groupReferences.enumerated() {
      let group = topology.groups[reference]
      let parent = group.parent.flatMap { placeOf[$0] } ?? -1
      placeOf[reference] = place
      groups.append(
        Group(
          parent: parent, disjoint: group.disjoint, exhaustive: group.exhaustive,
          size: stated ? group.stated : group.size, isSplitEvenly: group.isSplitEvenly))
      if parent >= 0 { groups[parent].children.append(place) }
    }
    for reference in cohortReferences {
      let cohort = topology.cohorts[reference]
      cohorts.append(
        Cohort(
          parts: cohort.of.map { places(topology.groups(naming: [$0])) },
          disjoint: cohort.disjoint,
          // What follows from the groups anyway would only be one more thing to follow.
          size: stated || !cohort.isStatement ? cohort.stated : cohort.size))
    }
  }

  /// A class from its parts, for tests.
  package init(groups: [Group], cohorts: [Cohort]) {
    self.groups = groups
    self.cohorts = cohorts
    groupReferences = groups.indices.map { Reference($0) }
    cohortReferences = cohorts.indices.map { Reference($0) }
    placeOf = Dictionary(uniqueKeysWithValues: groups.indices.map { (Reference($0), $0) })
    for (place, group) in groups.enumerated() where group.parent >= 0 {
      self.groups[group.parent].children.append(place)
    }
  }

  /// The places of groups; those of other classes are left out.
  package func places(_ references: some Sequence<Reference<PeopleGroup>>) -> [Int] {
    references.compactMap { placeOf[$0] }
  }

  /// The class without anything declared disjoint or exhaustive; nil if nothing is.
  package var withoutDeclarations: PeopleStructure? {
    var result = self
    var isChanged = false
    for place in groups.indices where !groups[place].children.isEmpty {
      let isDisjoint = groups[place].disjoint && groups[place].children.count > 1
      isChanged = isChanged || isDisjoint || groups[place].exhaustive
      result.groups[place].disjoint = false
      result.groups[place].exhaustive = false
    }
    for place in cohorts.indices {
      isChanged = isChanged || cohorts[place].disjoint
      result.cohorts[place].disjoint = false
    }
    return isChanged ? result : nil
  }

  /// The count of a group, or of a cohort: numbered groups first.
  package func size(_ statement: Int) -> CountInterval {
    statement < groups.count
      ? groups[statement].size : cohorts[statement - groups.count].size
  }

  package mutating func setSize(_ statement: Int, _ size: CountInterval) {
    if statement < groups.count {
      groups[statement].size = size
    } else {
      cohorts[statement - groups.count].size = size
    }
  }
}

/// What is asked of the people of a class: how many there are of which a test of memberships holds.
package struct PeopleQuestion: Sendable {
  /// Sets asked about, each a union of groups.
  package var sets: [[Int]]
  /// For each combination of sets (bit i: in set i) how often a person in exactly these counts; 0 for none.
  package var weights: [Int]

  /// - Parameter weight: What a person counts who is in these sets.
  package init(_ sets: [[Int]], weight: (_ inSets: [Bool]) -> Int) {
    self.sets = sets
    weights = (0..<(1 << sets.count)).map { mask in
      weight(sets.indices.map { mask >> $0 & 1 == 1 })
    }
  }

  /// Those in a union of groups.
  package static func union(_ groups: [Int]) -> PeopleQuestion {
    PeopleQuestion([groups]) { $0[0] ? 1 : 0 }
  }

  /// Those in every one of some sets.
  package static func all(_ sets: [[Int]]) -> PeopleQuestion {
    PeopleQuestion(sets) { $0.allSatisfy { $0 } ? 1 : 0 }
  }

  /// People in at least `count` of some sets.
  package static func atLeast(_ count: Int, of sets: [[Int]]) -> PeopleQuestion {
    PeopleQuestion(sets) { $0.count { $0 } >= max(1, count) ? 1 : 0 }
  }

  /// Those in the first set and not in the second.
  package static func difference(_ first: [Int], _ second: [Int]) -> PeopleQuestion {
    PeopleQuestion([first, second]) { $0[0] && !$0[1] ? 1 : 0 }
  }

  /// Memberships added up: who is in three sets counts three times.
  package static func records(_ sets: [[Int]]) -> PeopleQuestion {
    PeopleQuestion(sets) { $0.count { $0 } }
  }
}
