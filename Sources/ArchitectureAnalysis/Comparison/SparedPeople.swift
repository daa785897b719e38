import IncidentFindings
import Lowering
import Population
import TopologyModel

/// Counts the people of a class with something exposed in one architecture and nothing in another.
enum SparedPeople {
  /// The least and the greatest number; nil where the two architectures do not have the same groups, cohorts and counts,
  /// or beyond the budget. Otherwise these numbers are of one population.
  /// - Complexity: two programmes; see `PeopleProgramme`.
  static func count(
    _ before: ClassFinding?, in first: IncidentAnalysis, after: ClassFinding?,
    in second: IncidentAnalysis
  ) -> CountInterval? {
    guard let before else { return .zero }
    let people = first.lowered.people
    let root = before.personClass
    var places: [Reference<PeopleGroup>: Reference<PeopleGroup>] = [:]
    if let after {
      guard let alike = groups(after, second, as: root, first) else { return nil }
      places = alike
    }
    func translated(_ union: PeopleUnion) -> PeopleUnion {
      PeopleUnion(
        union.groups.compactMap { places[$0] },
        overlaps: union.overlaps.map { $0.compactMap { places[$0] } })
    }
    let was = sets(before)
    let isNow = after.map { sets($0) }.map { (translated($0.settled), translated($0.possible)) }
    func difference(_ one: PeopleUnion, _ other: PeopleUnion) -> CountInterval? {
      people.count([one, other], in: root) { $0[0] && !$0[1] }
    }
    let none = PeopleUnion([])
    guard let low = difference(was.settled, isNow?.1 ?? none)?.low,
      let high = difference(was.possible, isNow?.0 ?? none)
    else { return nil }
    return CountInterval(low: low, high: high.high)
  }

  /// People with something exposed, and people with something exposed or perhaps exposed.
  private static func sets(
    _ finding: ClassFinding
  ) -> (settled: PeopleUnion, possible: PeopleUnion) {
    let overlaps = finding.overlaps.map(\.groups)
    return (
      PeopleUnion(finding.groups, overlaps: overlaps),
      PeopleUnion(finding.groups + finding.unknown, overlaps: overlaps)
    )
  }

  /// The groups of a class as those of the same class in another architecture; nil if these are not alike.
  private static func groups(
    _ finding: ClassFinding, _ second: IncidentAnalysis, as root: Reference<PeopleGroup>,
    _ first: IncidentAnalysis
  ) -> [Reference<PeopleGroup>: Reference<PeopleGroup>]? {
    let left = first.lowered.people.answers.structure(of: root)
    let right = second.lowered.people.answers.structure(of: finding.personClass)
    func ids(_ structure: PeopleStructure, _ analysis: IncidentAnalysis) -> [String] {
      structure.groupReferences.map { analysis.lowered.topology.groups[$0].id }
    }
    guard left.groups == right.groups, left.cohorts == right.cohorts,
      ids(left, first) == ids(right, second)
    else { return nil }
    return Dictionary(uniqueKeysWithValues: zip(right.groupReferences, left.groupReferences))
  }
}
