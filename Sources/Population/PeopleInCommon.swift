package import TopologyModel

/// Counts the people that groups asked about have in common with others.
extension PeopleCounter {
  /// How many people of a class are both in one of some groups and in a union: the least and the greatest number over
  /// all populations that satisfy the file.
  ///
  /// Groups of other classes count nobody. Beyond the budget: at least those in what the union has wholly of the groups;
  /// at most as many as are in the groups, or in what of the union may have somebody in common with them.
  /// - Complexity: one programme (see `PeopleProgramme`), or none where either contains the other.
  package func common(
    _ asked: [Reference<PeopleGroup>], _ union: PeopleUnion, in root: Reference<PeopleGroup>
  ) -> CountInterval {
    let asked = asked.filter { roots[$0.index] == root }
    let near = near(asked, union)
    guard !near.groups.isEmpty || !near.overlaps.isEmpty else { return .zero }
    let whole = whole(near.groups)
    if asked.allSatisfy({ whole[$0.index] }) { return self.union(of: asked, in: root) }
    let selection = GroupSelection(asked, in: topology)
    if near.overlaps.isEmpty, near.groups.allSatisfy(selection.covers) {
      return self.union(of: near.groups, in: root)
    }
    if let exact = count([PeopleUnion(asked), near], in: root, where: { $0[0] && $0[1] }) {
      return exact
    }
    let inside = near.groups.flatMap(selection.parts) + asked.filter { whole[$0.index] }
    let cover = PeopleUnion(
      inside + near.groups.filter { !selection.meets($0) }, overlaps: near.overlaps)
    let bounds = [
      self.union(of: asked, in: root).high,
      self.union(of: cover.cover(in: topology), in: root).high,
    ]
    return CountInterval(
      low: self.union(of: inside, in: root).low, high: bounds.compactMap { $0 }.min())
  }

  /// Whether everybody of a class in some groups is in a union, in every population that satisfies the file.
  /// - Complexity: as `common`.
  package func isInside(
    _ asked: [Reference<PeopleGroup>], _ union: PeopleUnion, in root: Reference<PeopleGroup>
  ) -> Bool {
    let asked = asked.filter { roots[$0.index] == root }
    let near = near(asked, union)
    guard !near.groups.isEmpty || !near.overlaps.isEmpty else { return asked.isEmpty }
    let whole = whole(near.groups)
    if asked.allSatisfy({ whole[$0.index] }) { return true }
    guard self.union(of: asked, in: root).high != 0 else { return false }
    let others = count([PeopleUnion(asked), near], in: root, where: { $0[0] && !$0[1] })
    return others?.high == 0
  }

  /// What of a union may have somebody in common with some groups.
  private func near(_ asked: [Reference<PeopleGroup>], _ union: PeopleUnion) -> PeopleUnion {
    PeopleUnion(
      topology.highest(union.groups.filter { mayOverlap($0, asked) }),
      overlaps: union.overlaps.filter { $0.allSatisfy { mayOverlap($0, asked) } })
  }
}
