import IncidentFindings
import Lowering
import Population
import TopologyModel

/// How many of some people an incident concerns, and how they overlap the groups with data that was read.
///
/// They are concerned where they are in a group with data that was read. Whether they are, the forest says, or the
/// counts: of 60 and 70 among 100 people at least 30 are in both.
struct ConcernedPeople {
  /// Whether and how many.
  struct Answer {
    var concern: AffectedAnswer.Concern
    var persons: CountInterval
    var certain: CountInterval
    var perhaps: [Reference<PeopleGroup>]
  }

  private let groups: [Reference<PeopleGroup>]
  private let selection: GroupSelection
  private let analysis: IncidentAnalysis
  /// The classes of those in question.
  private let roots: [Reference<PeopleGroup>]
  /// Groups beside those in question that have people in common with them in every population that satisfies the file.
  private let forced: Set<Reference<PeopleGroup>>

  /// - Parameter read: Groups with data that was read.
  /// - Complexity: one programme for each class in question, and one for each group read where somebody of other groups
  ///   is surely among those in question.
  init(
    _ groups: [Reference<PeopleGroup>], _ analysis: IncidentAnalysis,
    read: [Reference<PeopleGroup>]
  ) {
    self.groups = groups
    self.analysis = analysis
    let people = analysis.lowered.people
    let selection = GroupSelection(groups, in: analysis.lowered.topology)
    self.selection = selection
    roots = Set(groups.map { people.roots[$0.index] }).sorted()
    let beside = Set(read).filter { !selection.meets($0) && people.mayOverlap($0, groups) }
    let byClass = Dictionary(grouping: beside.sorted()) { people.roots[$0.index] }
    forced = Set(
      byClass.flatMap { root, beside -> [Reference<PeopleGroup>] in
        guard people.common(groups, PeopleUnion(beside), in: root).low > 0 else { return [] }
        return beside.filter { people.common(groups, PeopleUnion([$0]), in: root).low > 0 }
      })
  }

  private var topology: Topology { analysis.lowered.topology }
  private var people: PeopleCounter { analysis.lowered.people }

  /// Whether a group surely has people in common with those in question, as far as the forest and the counts say.
  func meets(_ group: Reference<PeopleGroup>) -> Bool {
    selection.meets(group) || forced.contains(group)
  }

  /// The parts of those in question that are in a group; the group itself where only the counts say that they are.
  func parts(of group: Reference<PeopleGroup>) -> [Reference<PeopleGroup>] {
    let parts = selection.parts(of: group)
    return parts.isEmpty && forced.contains(group) ? [group] : parts
  }

  /// The groups with data that was read, as far as they are those in question.
  var exposed: Set<Reference<PeopleGroup>> {
    forced.union(analysis.people.flatMap(\.groups).flatMap(selection.parts))
  }

  /// How many of those in question are in some groups.
  func count(_ others: [Reference<PeopleGroup>]) -> CountInterval { count(PeopleUnion(others)) }

  private func count(_ union: PeopleUnion) -> CountInterval {
    roots.reduce(.zero) { $0 + people.common(groups, union, in: $1) }
  }

  /// Whether all of those in question are in a union.
  func isEverybody(in union: PeopleUnion) -> Bool {
    !roots.isEmpty && roots.allSatisfy { people.isInside(groups, union, in: $0) }
  }

  /// How certain it is that those in question are in a union.
  func concern(among union: PeopleUnion) -> AffectedAnswer.Concern {
    // Of nobody nothing comes out.
    guard count(PeopleUnion(groups)).high != 0 else { return .none }
    if isEverybody(in: union) { return .all }
    let shared = count(union)
    if shared.low > 0 || union.groups.contains(where: selection.meets) { return .some }
    return shared.high == 0 ? .none : .unknown
  }

  /// Whether something came out of them, and of how many.
  /// - Complexity: a few programmes for each class in question.
  func answer() -> Answer {
    var surely = PeopleUnion([])
    var unknown: [Reference<PeopleGroup>] = []
    for finding in analysis.people where roots.contains(finding.personClass) {
      surely.formUnion(PeopleUnion(finding.groups, overlaps: finding.overlaps.map(\.groups)))
      unknown += finding.unknown
    }
    let certain = count(surely)
    var answer = Answer(
      concern: concern(among: surely), persons: certain, certain: certain, perhaps: [])
    let near = unknown.filter { people.mayOverlap($0, groups) }
    guard answer.concern != .all, count(near).high != 0 else { return answer }
    var perhaps = surely
    perhaps.formUnion(PeopleUnion(near))
    answer.persons.high = count(perhaps).high
    answer.perhaps = topology.highest(
      near.flatMap { group in
        let parts = selection.parts(of: group)
        return parts.isEmpty ? [group] : parts
      })
    if answer.concern == .none { answer.concern = .unknown }
    return answer
  }
}
