/// What is remembered of a person on the way up the tree: for each tracker that is hit, by what.
///
/// A tracker is a cohort with a count or with parts that do not overlap, or a set asked about. Two symbols of a tracker
/// in one person that differ, or that each stand for one group alone, say that the person is in two parts of a cohort
/// that do not overlap: there is no such person.
struct PersonLabel: Hashable, Comparable {
  /// Ascending by tracker.
  private(set) var marks: [Trackers.Mark] = []

  static let none = PersonLabel()

  static func < (left: PersonLabel, right: PersonLabel) -> Bool {
    left.marks.lexicographicallyPrecedes(right.marks)
  }

  func has(_ tracker: Int) -> Bool { marks.contains { $0.tracker == tracker } }

  /// The label of a person who has both; nil when there can be none.
  func merged(with other: PersonLabel) -> PersonLabel? {
    if other.marks.isEmpty { return self }
    if marks.isEmpty { return other }
    var result: [Trackers.Mark] = []
    var (i, j) = (0, 0)
    while i < marks.count, j < other.marks.count {
      let (first, second) = (marks[i], other.marks[j])
      if first.tracker == second.tracker {
        guard first.symbol == second.symbol, first.symbol != Trackers.oneGroup else { return nil }
        result.append(first)
        i += 1
        j += 1
      } else if first.tracker < second.tracker {
        result.append(first)
        i += 1
      } else {
        result.append(second)
        j += 1
      }
    }
    return PersonLabel(marks: result + marks[i...] + other.marks[j...])
  }

  /// The label without trackers that nothing further up can change.
  func without(_ closed: [Int]) -> PersonLabel {
    closed.isEmpty ? self : without { closed.contains($0.tracker) }
  }

  func without(_ isLeftOut: (Trackers.Mark) -> Bool) -> PersonLabel {
    PersonLabel(marks: marks.filter { !isLeftOut($0) })
  }

  init() {}

  init(marks: [Trackers.Mark]) {
    self.marks = marks
  }
}

/// The trackers of a class and a question, and where in the tree each begins and ends.
struct Trackers {
  struct Mark: Hashable, Comparable {
    var tracker: Int
    var symbol: Int

    static func < (left: Mark, right: Mark) -> Bool {
      (left.tracker, left.symbol) < (right.tracker, right.symbol)
    }
  }

  /// The mark of a set of which only membership counts.
  static let member = 0
  /// The mark of a part of a disjoint cohort that is one group.
  static let oneGroup = 1

  /// For each group what being in it says; nil when it says that there is nobody.
  private(set) var marks: [PersonLabel?]
  /// For each group the cohorts, as trackers, of which nothing is further up.
  private(set) var closing: [[Int]]
  /// Cohorts by tracker; sets asked about come after them.
  let cohorts: [Int]
  let sets: Int

  /// - Parameter isTracked: Which cohorts to follow.
  /// - Complexity: O((groups + parts) × depth).
  init(
    _ structure: PeopleStructure, _ question: PeopleQuestion?,
    where isTracked: (PeopleStructure.Cohort) -> Bool
  ) {
    marks = structure.groups.map { _ in PersonLabel.none }
    closing = structure.groups.map { _ in [] }
    cohorts = structure.cohorts.indices.filter { isTracked(structure.cohorts[$0]) }
    sets = question?.sets.count ?? 0
    for (tracker, cohort) in cohorts.enumerated() {
      mark(tracker, structure.cohorts[cohort])
      let groups = structure.cohorts[cohort].parts.flatMap { $0 }
      if let top = Self.lowestAbove(groups, in: structure) { closing[top].append(tracker) }
    }
    for (index, groups) in (question?.sets ?? []).enumerated() {
      for group in Set(groups).sorted() {
        add(Mark(tracker: cohorts.count + index, symbol: 0), group)
      }
    }
    // Inside a group of a set everybody is in it: marks further down say nothing more.
    var above: [Set<Int>] = []
    for (place, group) in structure.groups.enumerated() {
      let known = group.parent < 0 ? [] : above[group.parent]
      guard let label = marks[place] else {
        above.append(known)
        continue
      }
      let plain = label.marks.filter { $0.symbol == Self.member }.map(\.tracker)
      if !known.isEmpty, plain.contains(where: known.contains) {
        marks[place] = label.without(plain.filter(known.contains))
      }
      above.append(plain.isEmpty ? known : known.union(plain))
    }
  }

  /// The combination of sets asked about that a label says, bit by bit.
  func combination(_ label: PersonLabel) -> Int {
    label.marks.reduce(0) {
      $1.tracker < cohorts.count ? $0 : $0 | 1 << ($1.tracker - cohorts.count)
    }
  }

  private mutating func mark(_ tracker: Int, _ cohort: PeopleStructure.Cohort) {
    guard cohort.disjoint else {
      for group in Set(cohort.parts.flatMap { $0 }).sorted() {
        add(Mark(tracker: tracker, symbol: Self.member), group)
      }
      return
    }
    for (index, part) in cohort.parts.enumerated() {
      let groups = Set(part)
      let symbol = groups.count == 1 ? Self.oneGroup : index + 2
      for group in groups.sorted() { add(Mark(tracker: tracker, symbol: symbol), group) }
    }
  }

  private mutating func add(_ mark: Mark, _ group: Int) {
    marks[group] = marks[group].flatMap { $0.merged(with: PersonLabel(marks: [mark])) }
  }

  /// The lowest group that is at or above all of some.
  private static func lowestAbove(_ groups: [Int], in structure: PeopleStructure) -> Int? {
    guard var top = groups.first else { return nil }
    for group in groups {
      // Groups come after those above them, so the later of two is never the higher.
      var other = group
      while top != other {
        if top > other {
          top = structure.groups[top].parent
        } else {
          other = structure.groups[other].parent
        }
      }
    }
    return top
  }
}
