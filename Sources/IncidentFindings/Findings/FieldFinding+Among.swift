package import Lowering
import Population
package import TopologyModel

extension FieldFinding {
  /// The finding for those of its people who are in one of some groups of the class, with their number and status.
  /// - Complexity: O(groups of both × depth), and one programme for each count.
  package func among(
    _ asked: [Reference<PeopleGroup>], in lowered: LoweredTopology
  ) -> FieldFinding {
    let topology = lowered.topology
    var formed = Overlaps(topology)
    var result = self
    (result.groups, result.overlaps, result.unknown) = ([], [], [])
    func parts(_ people: [PeopleOverlap]) -> [PeopleOverlap] {
      people.flatMap { formed.passed($0, through: asked) }
    }
    let whole = groups.map { PeopleOverlap([$0]) }
    for part in parts((status == .unknown ? [] : whole) + overlaps) {
      if part.isExact, part.groups.count == 1 {
        result.groups.append(part.groups[0])
      } else if part.isExact {
        result.overlaps.append(part)
      } else {
        result.unknown.append(part.groups[0])
      }
    }
    for part in parts((status == .unknown ? whole : []) + unknown.map { PeopleOverlap([$0]) }) {
      result.unknown.append(topology.smallest(of: part.groups))
    }
    let settled = Set(result.groups)
    result.groups = topology.highest(settled)
    result.overlaps = OverlapSurvey.widest(
      Set(result.overlaps), outside: result.groups, in: topology)
    result.unknown = topology.highest(
      result.unknown.filter { !topology.isGroup($0, atOrBelowAnyOf: settled) })
    guard let root = asked.first.map({ topology.tree.roots[$0.index] }) else { return result }
    let union = PeopleUnion(result.groups, overlaps: result.overlaps.map(\.groups))
    let all = PeopleUnion(
      topology.highest(union.groups + result.unknown), overlaps: union.overlaps)
    let persons = lowered.people.count(union, in: root)
    result.persons = CountInterval(
      low: persons.low, high: lowered.people.count(all, in: root).high)
    if result.groups.isEmpty, persons.low == 0 {
      if persons.high == 0 { result.overlaps = [] }
      result.status =
        !result.overlaps.isEmpty ? .possible : result.unknown.isEmpty ? .safe : .unknown
      if result.status == .unknown { swap(&result.groups, &result.unknown) }
    }
    return result
  }
}
