import TopologyModel

extension PeopleProver {
  /// The fewest statements that cannot all stand.
  package struct Disagreement: Sendable {
    /// Why they cannot.
    package var proof: PeopleProof
    /// Whether no fewer statements disagree; else only that none of these can be left out.
    package var isSmallest: Bool
  }

  /// The fewest statements of which no population satisfies all; nil when one satisfies the whole class, or beyond the
  /// budget.
  ///
  /// A statement is a count, or that something is disjoint, exhaustive or split evenly. From every set of statements that
  /// disagree each *correction* (what has to go so that the rest can stand) takes at least one. So the smallest set that
  /// takes one from every correction known is no larger than the smallest that disagrees: if it disagrees itself, it is
  /// the answer, and if it does not, it leads to another correction (Ignatiev, Previti, Liffiton and Marques-Silva,
  /// "Smallest MUS Extraction with Minimal Hitting Set Dualization", 2015).
  /// - Complexity: at most `mostAsked` programmes, and `SmallestContradiction.mostChoices` choices among the corrections,
  ///   whose number may be exponential.
  package func smallestContradiction(mostAsked: Int = 400) -> Disagreement? {
    guard let first = contradiction() else { return nil }
    var search = SmallestContradiction(structure, mostAsked: mostAsked)
    let size = Set(first.terms.map(\.part)).count + first.assumptions.count
    guard let found = search.run(below: size) else {
      return Disagreement(proof: first, isSmallest: !search.isExhausted)
    }
    guard let proof = PeopleProver(search.only(found)).contradiction() else {
      return Disagreement(proof: first, isSmallest: false)
    }
    return Disagreement(proof: proof, isSmallest: true)
  }
}

/// The search for the fewest statements that disagree.
private struct SmallestContradiction {
  private enum Statement {
    case count(Int)
    /// The counts of all parts of a group split evenly.
    case parts(of: Int)
    case disjointGroup(Int)
    case exhaustive(Int)
    case disjointCohort(Int)
  }

  /// The maximum number of choices; the sets that take one from every correction may be exponentially many.
  static let mostChoices = 1_000_000

  private let structure: PeopleStructure
  private var statements: [Statement] = []
  private var open: Int
  private var choices = 0
  /// Whether a programme was too large, or there were too many to ask or to choose.
  private(set) var isExhausted = false

  init(_ structure: PeopleStructure, mostAsked: Int) {
    self.structure = structure
    open = mostAsked
    for (place, group) in structure.groups.enumerated() {
      let isPart = group.parent >= 0 && structure.groups[group.parent].isSplitEvenly
      if group.size != .unknown, !isPart { statements.append(.count(place)) }
      guard !group.children.isEmpty else { continue }
      if group.isSplitEvenly { statements.append(.parts(of: place)) }
      if group.disjoint, group.children.count > 1 { statements.append(.disjointGroup(place)) }
      if group.exhaustive { statements.append(.exhaustive(place)) }
    }
    for (index, cohort) in structure.cohorts.enumerated() {
      if cohort.size != .unknown { statements.append(.count(structure.groups.count + index)) }
      if cohort.disjoint { statements.append(.disjointCohort(index)) }
    }
  }

  /// The class with some statements alone.
  func only(_ chosen: Set<Int>) -> PeopleStructure {
    var result = structure
    for place in 0..<(structure.groups.count + structure.cohorts.count) {
      result.setSize(place, .unknown)
    }
    for place in result.groups.indices {
      (result.groups[place].disjoint, result.groups[place].exhaustive) = (false, false)
    }
    for place in result.cohorts.indices { result.cohorts[place].disjoint = false }
    for index in chosen {
      switch statements[index] {
      case .count(let place): result.setSize(place, structure.size(place))
      case .parts(let place):
        for child in structure.groups[place].children {
          result.setSize(child, structure.size(child))
        }
      case .disjointGroup(let place): result.groups[place].disjoint = true
      case .exhaustive(let place): result.groups[place].exhaustive = true
      case .disjointCohort(let index): result.cohorts[index].disjoint = true
      }
    }
    return result
  }

  /// Whether some statements can stand; nil where that cannot be asked any more.
  private mutating func canStand(_ chosen: Set<Int>) -> Bool? {
    open -= 1
    guard open >= 0, let can = PeopleProver(only(chosen)).isSatisfiable() else {
      isExhausted = true
      return nil
    }
    return can
  }

  /// The fewest that disagree, fewer than a number; nil if there are none, or the search ended (`isExhausted`).
  mutating func run(below size: Int) -> Set<Int>? {
    var corrections: [[Int]] = []
    while true {
      guard let chosen = fewest(from: corrections, below: size) else { return nil }
      guard let can = canStand(chosen) else { return nil }
      if !can { return chosen }
      var standing = chosen
      guard grow(&standing, by: statements.indices.filter { !chosen.contains($0) }[...]) else {
        return nil
      }
      corrections.append(statements.indices.filter { !standing.contains($0) })
    }
  }

  /// Adds as many statements as can stand together, many at a time; false where the search ended.
  private mutating func grow(_ standing: inout Set<Int>, by others: ArraySlice<Int>) -> Bool {
    guard !others.isEmpty else { return true }
    guard let can = canStand(standing.union(others)) else { return false }
    if can {
      standing.formUnion(others)
      return true
    }
    guard others.count > 1 else { return true }
    let middle = (others.startIndex + others.endIndex) / 2
    return grow(&standing, by: others[..<middle]) && grow(&standing, by: others[middle...])
  }

  /// The fewest statements, fewer than a number, that take one from every correction; nil if that takes more, or the
  /// search ended.
  private mutating func fewest(from corrections: [[Int]], below size: Int) -> Set<Int>? {
    func extend(_ chosen: Set<Int>, _ left: Int) -> Set<Int>? {
      guard let missed = corrections.first(where: { chosen.isDisjoint(with: $0) }) else {
        return chosen
      }
      guard left > 0, !isExhausted else { return nil }
      choices += missed.count
      isExhausted = choices > Self.mostChoices
      for statement in missed {
        if let found = extend(chosen.union([statement]), left - 1) { return found }
      }
      return nil
    }
    for count in 0..<max(1, size) {
      if let found = extend([], count) { return found }
    }
    return nil
  }
}
