import IncidentFindings
package import Lowering
package import TopologyModel

/// People who are in several groups at once, in words.
extension Naming {
  /// Such as "those in both a and b".
  package func overlap(_ people: PeopleOverlap) -> String {
    let names = people.groups.map { topology.groups[$0].id }
    let some = people.isExact ? "" : "some of "
    guard let last = names.last, names.count > 1 else { return some + (names.first ?? "") }
    if names.count == 2 { return "\(some)those in both \(names[0]) and \(last)" }
    return "\(some)those in all of \(names.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// Groups, then overlaps, with fleets folded; at most `most` of each, then the number of others.
  package func people(
    _ groups: [Reference<PeopleGroup>], _ overlaps: [PeopleOverlap], most: Int = 6
  ) -> String {
    var words: [String] = []
    if !groups.isEmpty { words.append(self.groups(groups, most: most)) }
    if !overlaps.isEmpty { words.append(listed(overlaps.map(overlap), most: most)) }
    return words.joined(separator: "; ")
  }

  /// Each overlap as the ids of its groups; nil for none.
  package func json(_ overlaps: [PeopleOverlap]) -> JSONValue? {
    guard !overlaps.isEmpty else { return nil }
    return .array(overlaps.map { .strings($0.groups.map { topology.groups[$0].id }.sorted()) })
  }
}
