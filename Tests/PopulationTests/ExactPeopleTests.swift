@testable import Population
import TestSupport
import Testing
import TopologyModel

/// Least and greatest numbers are those of all populations that satisfy the counts, and come with proofs.
@Suite struct ExactPeopleTests {
  @Test(arguments: (0..<20).map { UInt64($0) * 100 })
  func agreesWithKindsOfPeople(_ first: UInt64) throws {
    for seed in first..<first + 100 {
      var random = RandomClass(seed: seed)
      let structure = random.structure
      let reference = KindsOfPeople(structure)
      let prover = PeopleProver(structure)
      let (a, b, c) = (random.groups(), random.groups(), random.groups())
      let questions: [PeopleQuestion] = [
        .union(a), .all([a, b]), .difference(a, b), .records([a, b, c]),
        .atLeast(2, of: [a, b, c]),
      ]
      for (index, question) in questions.enumerated() {
        let (expected, isChecked) = reference.bounds(question)
        #expect(isChecked, "seed \(seed): the reference is wrong about question \(index)")
        #expect(prover.bounds(question) == expected, "seed \(seed), question \(index)")
        #expect(prover.isSatisfiable() == (expected != nil), "seed \(seed)")
        try prove(question, expected, prover, reference, seed)
      }
    }
  }

  private func prove(
    _ question: PeopleQuestion, _ expected: CountInterval?, _ prover: PeopleProver,
    _ reference: KindsOfPeople, _ seed: UInt64
  ) throws {
    guard let expected else {
      let proof = try #require(prover.contradiction(), "seed \(seed)")
      #expect(IndependentCheck(prover.structure).holds(proof, nil), "seed \(seed)")
      return
    }
    #expect(prover.contradiction() == nil, "seed \(seed)")
    if expected.low > 0 {
      let proof = try #require(prover.proofOfLeast(question), "seed \(seed)")
      #expect(proof.value == expected.low)
      #expect(IndependentCheck(prover.structure).holds(proof, question), "seed \(seed)")
    }
    if let high = expected.high {
      let proof = try #require(prover.proofOfMost(question), "seed \(seed)")
      #expect(proof.value == high)
      #expect(IndependentCheck(prover.structure).holds(proof, question), "seed \(seed)")
    }
  }
}

/// Multiplies a proof out over every kind of person, knowing only its counts and the assumptions that it names.
struct IndependentCheck {
  private let structure: PeopleStructure

  init(_ structure: PeopleStructure) { self.structure = structure }

  func holds(_ proof: PeopleProof, _ question: PeopleQuestion?) -> Bool {
    var assumed = structure
    for place in assumed.groups.indices {
      let group = Reference<PeopleGroup>(place)
      assumed.groups[place].disjoint = proof.assumptions.contains(.disjoint(.group(group)))
      assumed.groups[place].exhaustive = proof.assumptions.contains(.exhaustive(group))
    }
    for place in assumed.cohorts.indices {
      assumed.cohorts[place].disjoint =
        proof.assumptions.contains(.disjoint(.cohort(Reference(place))))
    }
    let kinds = KindsOfPeople(assumed)
    func place(_ term: PeopleProof.Term) -> Int {
      switch term.part {
      case .group(let group): group.index
      case .cohort(let cohort): structure.groups.count + cohort.index
      }
    }
    let sign = proof.isLeast ? 1 : -1
    let isTrue = proof.terms.allSatisfy { term in
      let size = structure.size(place(term))
      return term.count == (term.isLower ? size.low : size.high)
        && term.factor.signum() == (term.isLower == proof.isLeast ? 1 : -1)
    }
    let isSound = kinds.kinds.allSatisfy { kind in
      let sum = proof.terms.reduce(0) { $0 + (kinds.isIn(kind, place($1)) ? $1.factor : 0) }
      return sign * sum <= sign * proof.divisor * (question.map { kinds.weight(kind, $0) } ?? 0)
    }
    let sum = proof.terms.reduce(0) { $0 + $1.factor * $1.count }
    guard let value = proof.value else { return isTrue && isSound && sum > 0 }
    let rest = sign * (sum - proof.divisor * value)
    return isTrue && isSound && rest <= 0 && rest > -proof.divisor
  }
}
