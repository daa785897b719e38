package import TopologyModel

/// People described as everybody in some groups, and everybody in all groups of some overlap.
package struct PeopleUnion: Hashable, Sendable {
  package var groups: [Reference<PeopleGroup>]
  /// Each is of those who are in all of its groups.
  package var overlaps: [[Reference<PeopleGroup>]]

  /// Memberwise.
  package init(
    _ groups: some Sequence<Reference<PeopleGroup>>,
    overlaps: some Sequence<[Reference<PeopleGroup>]> = []
  ) {
    self.groups = Array(groups)
    self.overlaps = Array(overlaps)
  }

  /// Adds others.
  package mutating func formUnion(_ other: PeopleUnion) {
    groups = Set(groups).union(other.groups).sorted()
    for overlap in other.overlaps where !overlaps.contains(overlap) { overlaps.append(overlap) }
  }

  /// Groups that together contain everybody, the smallest for each overlap.
  package func cover(in topology: Topology) -> [Reference<PeopleGroup>] {
    topology.highest(groups + overlaps.map { topology.smallest(of: $0) })
  }
}

/// Counts people who are in all of some groups.
extension PeopleCounter {
  /// More sets are not asked about at once.
  private static let mostSets = 16

  /// How many people of a class are in a union, and of a part's people alone where one is given: the least and the
  /// greatest number over all populations that satisfy the file.
  ///
  /// Where overlaps are of too many different groups, or beyond the budget: at least those in the groups, or in any
  /// one of the overlaps; at most those in the groups, or in one group of each overlap.
  /// - Complexity: one programme (see `PeopleProgramme`), or one for each overlap.
  package func count(
    _ union: PeopleUnion, in root: Reference<PeopleGroup>, within part: Cohort.Part? = nil
  ) -> CountInterval {
    func plain(_ groups: [Reference<PeopleGroup>]) -> CountInterval {
      part.map { within($0, of: groups) } ?? self.union(of: groups, in: root)
    }
    let covered = Set(union.groups)
    let others = union.overlaps.filter { overlap in
      !overlap.contains { topology.isGroup($0, atOrBelowAnyOf: covered) }
    }
    guard !others.isEmpty else { return plain(union.groups) }
    let rest = PeopleUnion(union.groups, overlaps: others)
    if let bounds = count([rest], in: root, within: part, where: { $0[0] }) { return bounds }
    var result = plain(rest.cover(in: topology))
    result.low = plain(union.groups).low
    for overlap in others.prefix(64) {
      if let one = count(
        [PeopleUnion([], overlaps: [overlap])], in: root, within: part, where: { $0[0] })
      {
        result.low = max(result.low, one.low)
      }
    }
    return result
  }

  /// How many people of a class pass a test of the unions that they are in; nil beyond the budget.
  /// - Complexity: one programme; see `PeopleProgramme`.
  package func count(
    _ unions: [PeopleUnion], in root: Reference<PeopleGroup>, within part: Cohort.Part? = nil,
    where test: (_ isIn: [Bool]) -> Bool
  ) -> CountInterval? {
    let scope = part.flatMap {
      $0 == .group(root) ? nil : PeopleUnion(topology.groups(naming: [$0]))
    }
    let asked = unions + (scope.map { [$0] } ?? [])
    let question = question(asked, in: answers.structure(of: root)) { isIn in
      (scope == nil || isIn[unions.count]) && test(Array(isIn.prefix(unions.count)))
    }
    return question.flatMap { answers.bounds($0, in: root) }
  }

  /// The question how many people pass a test of the unions that they are in; nil if it is of too many sets.
  package func question(
    _ unions: [PeopleUnion], in structure: PeopleStructure, where test: (_ isIn: [Bool]) -> Bool
  ) -> PeopleQuestion? {
    var sets = unions.map { topology.highest($0.groups) }
    var places: [[Reference<PeopleGroup>]: Int] = [:]
    var terms: [[[Int]]] = []
    for union in unions {
      let factors = OverlapFactors(union.overlaps)
      let place = factors.sets.map { set in
        if let known = places[set] { return known }
        places[set] = sets.count
        sets.append(set)
        return sets.count - 1
      }
      terms.append(factors.terms.map { $0.map { place[$0] } })
    }
    guard sets.count <= Self.mostSets else { return nil }
    return PeopleQuestion(sets.map { structure.places($0.sorted()) }) { inSets in
      let isIn = unions.indices.map { index in
        inSets[index] || terms[index].contains { $0.allSatisfy { inSets[$0] } }
      }
      return test(isIn) ? 1 : 0
    }
  }
}

extension Topology {
  /// The group with the lowest upper bound, the first of several.
  package func smallest(of groups: [Reference<PeopleGroup>]) -> Reference<PeopleGroup> {
    groups.min {
      let (left, right) = (self.groups[$0].size.high ?? .max, self.groups[$1].size.high ?? .max)
      return left != right ? left < right : $0 < $1
    } ?? Reference(0)
  }
}

/// Overlaps over as few sets as can be found: groups that overlap the same others are one set.
private struct OverlapFactors {
  /// Unions of groups.
  private(set) var sets: [[Reference<PeopleGroup>]] = []
  /// For each overlap the places of its sets.
  private(set) var terms: [[Int]] = []

  init(_ overlaps: [[Reference<PeopleGroup>]]) {
    // Symbols are the first groups of the sets that they stand for.
    var members: [Reference<PeopleGroup>: [Reference<PeopleGroup>]] = [:]
    for group in overlaps.joined() { members[group] = [group] }
    var products = Set(overlaps.map { Set($0) })
    var isMerged = true
    while isMerged {
      isMerged = false
      var others: [Reference<PeopleGroup>: Set<Set<Reference<PeopleGroup>>>] = [:]
      for product in products {
        for symbol in product { others[symbol, default: []].insert(product.subtracting([symbol])) }
      }
      var first: [Set<Set<Reference<PeopleGroup>>>: Reference<PeopleGroup>] = [:]
      for symbol in others.keys.sorted() {
        let cofactors = others[symbol] ?? []
        guard let known = first[cofactors] else {
          first[cofactors] = symbol
          continue
        }
        // Two symbols of one product never have the same cofactors: each is in the other's.
        members[known, default: []] += members[symbol] ?? []
        members[symbol] = nil
        products = products.filter { !$0.contains(symbol) }
        isMerged = true
      }
    }
    let symbols = Set(products.joined()).sorted()
    let place = Dictionary(uniqueKeysWithValues: symbols.enumerated().map { ($1, $0) })
    sets = symbols.map { (members[$0] ?? []).sorted() }
    terms = products.map { $0.compactMap { place[$0] }.sorted() }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}
