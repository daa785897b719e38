import Population
import TopologyModel

/// Counts the people of a class by which of some contents they have, each of which some people surely have and others
/// may have.
struct JointCount {
  private let people: PeopleCounter
  private let root: Reference<PeopleGroup>
  /// Only people in this group or cohort are counted; nil: the whole class.
  private let part: Cohort.Part?
  private let settled: [PeopleUnion]
  /// Those who surely have it are among them.
  private let possible: [PeopleUnion]

  init(
    _ people: PeopleCounter, in root: Reference<PeopleGroup>, within part: Cohort.Part? = nil,
    settled: [PeopleUnion], possible: [PeopleUnion]
  ) {
    self.people = people
    self.root = root
    self.part = part
    self.settled = settled
    self.possible = possible
  }

  /// Bounds of the people who pass a test, given for each content whether they have it and whether they may; nil beyond
  /// the budget.
  /// - Parameter test: With `isLeast`, who passes in any case; otherwise who may pass.
  func bounds(_ test: (_ sure: [Bool], _ may: [Bool], _ isLeast: Bool) -> Bool) -> CountInterval? {
    let isOpen = settled != possible
    func bounds(_ isLeast: Bool) -> CountInterval? {
      people.count(isOpen ? settled + possible : settled, in: root, within: part) { inSets in
        let sure = Array(inSets.prefix(settled.count))
        let may = isOpen ? zip(sure, inSets.dropFirst(settled.count)).map { $0 || $1 } : sure
        return test(sure, may, isLeast)
      }
    }
    guard let low = bounds(true), let high = isOpen ? bounds(false) : low else { return nil }
    return CountInterval(low: low.low, high: high.high)
  }

  /// Bounds of those who have so many of the contents; nil beyond the budget.
  func bounds(having numbers: ClosedRange<Int>) -> CountInterval? {
    bounds { sure, may, isLeast in
      let (fewest, most) = (sure.count { $0 }, may.count { $0 })
      return isLeast
        ? fewest >= numbers.lowerBound && most <= numbers.upperBound
        : most >= numbers.lowerBound && fewest <= numbers.upperBound
    }
  }

  /// Bounds of those who have just the contents in a set of bits; nil beyond the budget.
  func bounds(ofJust mask: Int) -> CountInterval? {
    bounds { sure, may, isLeast in
      settled.indices.allSatisfy { index in
        // At least: surely these, and the others not possibly. At most: the other way round.
        mask >> index & 1 == 1
          ? (isLeast ? sure : may)[index] : !(isLeast ? may : sure)[index]
      }
    }
  }

  /// What can be said of those without the budget: not more than have any of the contents or, where they must have
  /// all, any single one.
  func widerBounds(having numbers: ClosedRange<Int>) -> CountInterval {
    func most(_ union: PeopleUnion) -> Int? { people.count(union, in: root, within: part).high }
    if numbers.lowerBound == possible.count {
      return CountInterval(low: 0, high: possible.compactMap(most).min())
    }
    return CountInterval(low: 0, high: most(any))
  }

  /// The people who may have any of the contents.
  var any: PeopleUnion {
    possible.reduce(into: PeopleUnion([])) { $0.formUnion($1) }
  }
}
