@testable import Population
import TopologyModel

/// Multiplies a proof out, knowing only its counts and the assumptions that it names: for every kind of person, told
/// apart by the counts and the sets asked about that they are in, the factors add up to no more than they may.
///
/// Kinds are put together from the leaves up, so that classes of any size can be checked.
struct ProofByKinds {
  private let structure: PeopleStructure

  init(_ structure: PeopleStructure) { self.structure = structure }

  func holds(_ proof: PeopleProof, _ question: PeopleQuestion?) -> Bool {
    let sign = proof.isLeast ? 1 : -1
    let isTrue = proof.terms.allSatisfy { term in
      let size = structure.size(place(term.part))
      return term.count == (term.isLower ? size.low : size.high)
        && term.factor.signum() == (term.isLower == proof.isLeast ? 1 : -1)
    }
    let isSound = kinds(proof, question).allSatisfy { kind in
      let sum = proof.terms.enumerated().reduce(0) {
        $0 + (kind.contains([$1.0]) ? $1.1.factor : 0)
      }
      let mask = (question?.sets ?? []).indices.reduce(0) {
        kind.contains([-1, $1]) ? $0 | 1 << $1 : $0
      }
      return sign * sum <= sign * proof.divisor * (question?.weights[mask] ?? 0)
    }
    let sum = proof.terms.reduce(0) { $0 + $1.factor * $1.count }
    guard let value = proof.value else { return isTrue && isSound && sum > 0 }
    let rest = sign * (sum - proof.divisor * value)
    return isTrue && isSound && rest <= 0 && rest > -proof.divisor
  }

  /// What there can be: of each person the counts of the proof (by index), the sets asked about (-1, set), and the parts
  /// of cohorts that the proof assumes to be disjoint (-2, cohort, part).
  private func kinds(_ proof: PeopleProof, _ question: PeopleQuestion?) -> Set<Set<[Int]>> {
    var marks = [Set<[Int]>](repeating: [], count: structure.groups.count)
    for (index, term) in proof.terms.enumerated() {
      for group in groups(term.part) { marks[group].insert([index]) }
    }
    for (index, set) in (question?.sets ?? []).enumerated() {
      for group in set { marks[group].insert([-1, index]) }
    }
    for case .disjoint(.cohort(let cohort)) in proof.assumptions {
      for (part, groups) in structure.cohorts[index(cohort)].parts.enumerated() {
        for group in groups { marks[group].insert([-2, index(cohort), part]) }
      }
    }
    var inside = [Set<Set<[Int]>>](repeating: [], count: structure.groups.count)
    for place in structure.groups.indices.reversed() {
      let group = structure.groupReferences[place]
      let isDisjoint = proof.assumptions.contains(.disjoint(.group(group)))
      var some: Set<Set<[Int]>> = []
      for child in structure.groups[place].children {
        let both = isDisjoint ? [] : some.flatMap { one in inside[child].map { one.union($0) } }
        some = some.union(inside[child]).union(both)
      }
      let isFull = proof.assumptions.contains(.exhaustive(group))
      if !isFull || structure.groups[place].children.isEmpty { some.insert([]) }
      inside[place] = Set(some.map { $0.union(marks[place]) }.filter(isAllowed))
    }
    return inside.first ?? []
  }

  private func isAllowed(_ kind: Set<[Int]>) -> Bool {
    let cohorts = kind.filter { $0[0] == -2 }.map { $0[1] }
    return Set(cohorts).count == cohorts.count
  }

  private func groups(_ part: TopologyModel.Cohort.Part) -> [Int] {
    switch part {
    case .group: [place(part)]
    case .cohort(let cohort): structure.cohorts[index(cohort)].parts.flatMap { $0 }
    }
  }

  private func index(_ cohort: Reference<TopologyModel.Cohort>) -> Int {
    structure.cohortReferences.firstIndex(of: cohort) ?? 0
  }

  private func place(_ part: TopologyModel.Cohort.Part) -> Int {
    switch part {
    case .group(let group): structure.groupReferences.firstIndex(of: group) ?? 0
    case .cohort(let cohort): structure.groups.count + index(cohort)
    }
  }
}
