import IncidentFindings
import Lowering
import Population
import TopologyModel

/// People of a class with some fields exposed, certainly or perhaps.
struct ExposedPeople {
  /// Fields that are exposed for just these people; empty for all people of the class with any field exposed.
  private(set) var fields: [Reference<DataField>] = []
  let groups: [Reference<PeopleGroup>]
  let overlaps: [PeopleOverlap]
  private let perhaps: [Reference<PeopleGroup>]

  private init(
    _ groups: [Reference<PeopleGroup>], _ overlaps: [PeopleOverlap],
    _ perhaps: [Reference<PeopleGroup>]
  ) {
    self.groups = groups
    self.overlaps = overlaps
    self.perhaps = perhaps
  }

  /// Those of a class, and those of each of its exposed fields that came out of others.
  static func all(of finding: ClassFinding) -> [ExposedPeople] {
    guard finding.isReached else { return [] }
    var sets = [ExposedPeople(finding.groups, finding.overlaps, finding.unknown)]
    for field in finding.fields where field.status == .exposed {
      let concerned = ExposedPeople(field.groups, field.overlaps, field.unknown)
      let known = sets.firstIndex {
        $0.groups == concerned.groups && $0.overlaps == concerned.overlaps
          && $0.perhaps == concerned.perhaps
      }
      if let known, known == 0 { continue }
      if known == nil { sets.append(concerned) }
      sets[known ?? sets.count - 1].fields.append(field.field)
    }
    return sets
  }

  /// People for whom it is certain.
  var settled: PeopleUnion { PeopleUnion(groups, overlaps: overlaps.map(\.groups)) }
  /// These, and people for whom it may be so.
  var possible: PeopleUnion {
    PeopleUnion(groups + perhaps, overlaps: overlaps.map(\.groups))
  }
  /// Whether it may be so of others.
  var isOpen: Bool { !perhaps.isEmpty }

  func persons(_ people: PeopleCounter, in root: Reference<PeopleGroup>) -> CountInterval {
    CountInterval(
      low: people.count(settled, in: root).low, high: people.count(possible, in: root).high)
  }
}
