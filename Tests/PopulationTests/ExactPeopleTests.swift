@testable import Population
import TestSupport
import Testing
import TopologyModel

/// Least and greatest numbers are those of all populations that satisfy the counts, and come with proofs.
@Suite struct ExactPeopleTests {
  /// `PEOPLE_SEEDS=20000` asks of more.
  static let seeds = RandomClass.seeds(2_000)

  @Test(arguments: Array(stride(from: 0, to: seeds, by: 100)))
  func agreesWithKindsOfPeople(_ first: UInt64) throws {
    for seed in first..<min(first + 100, Self.seeds) {
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
      #expect(ProofByKinds(prover.structure).holds(proof, nil), "seed \(seed)")
      return
    }
    #expect(prover.contradiction() == nil, "seed \(seed)")
    if expected.low > 0 {
      let proof = try #require(prover.proofOfLeast(question), "seed \(seed)")
      #expect(proof.value == expected.low)
      #expect(ProofByKinds(prover.structure).holds(proof, question), "seed \(seed)")
    }
    if let high = expected.high {
      let proof = try #require(prover.proofOfMost(question), "seed \(seed)")
      #expect(proof.value == high)
      #expect(ProofByKinds(prover.structure).holds(proof, question), "seed \(seed)")
    }
  }
}
