package import TopologyModel

extension PeopleCounter {
  /// Classes of more groups are not counted again without an assumption: what names its parts is said to hang on it.
  private static let mostGroups = 1_000

  /// The groups whose assumed even split a number of people hangs on, in the order of the file.
  ///
  /// A number of all parts of a group is the group's own count. One of some parts hangs on their sizes, unless the other
  /// counts of the class imply it as well: then it is the same where the parts may be of any size.
  /// - Parameter part: The people among whom they are counted; nil for the class.
  /// - Complexity: two programmes for each group across a fleet of which some parts are in the union.
  package func evenSplits(
    of union: PeopleUnion, in root: Reference<PeopleGroup>, within part: Cohort.Part? = nil
  ) -> [Reference<PeopleGroup>] {
    let scope = part.map { topology.groups(naming: [$0]) } ?? []
    var named: [Reference<PeopleGroup>: Set<Reference<PeopleGroup>>] = [:]
    for group in union.groups + union.overlaps.joined() + scope {
      guard let parent = topology.groups[group].parent, topology.groups[parent].isSplitEvenly
      else { continue }
      named[parent, default: []].insert(group)
    }
    let whole = Set(union.groups)
    return named.keys.sorted().filter { parent in
      guard !topology.isGroup(parent, atOrBelowAnyOf: whole) || !scope.isEmpty else { return false }
      return hangs(union, in: root, within: scope, on: parent)
    }
  }

  /// Whether a number changes where the parts of a group may be of any size.
  private func hangs(
    _ union: PeopleUnion, in root: Reference<PeopleGroup>, within scope: [Reference<PeopleGroup>],
    on parent: Reference<PeopleGroup>
  ) -> Bool {
    let structure = answers.structure(of: root)
    let asked = [union] + (scope.isEmpty ? [] : [PeopleUnion(scope)])
    guard structure.groups.count <= Self.mostGroups,
      let question = question(asked, in: structure, where: { $0.allSatisfy { $0 } }),
      let assumed = answers.bounds(question, in: root)
    else { return true }
    var open = structure
    for place in structure.places(topology.groups[parent].children) {
      open.setSize(place, .unknown)
    }
    return PeopleProver(open).bounds(question) != assumed
  }
}
