import Propagation
import TestSupport

/// A small program with everything a program may have: cycles, several clauses for a head, k-of-n, clauses
/// that need nothing and clauses that can never hold.
func randomProgram(
  seed: UInt64, facts: Int = 24, clauses: Int = 40, longestBody: Int = 4, acyclic: Bool = false
) -> ClauseProgram {
  var random = SplitMix64(seed: seed)
  let factCount = Int.random(in: 1...facts, using: &random)
  var builder = ClauseProgramBuilder()
  for _ in 0..<factCount { _ = builder.fact() }
  for _ in 0..<Int.random(in: 0...clauses, using: &random) {
    let head = UInt32.random(in: 0..<UInt32(factCount), using: &random)
    if acyclic && head == 0 { continue }
    let bodies = 0..<(acyclic ? head : UInt32(factCount))
    let length = Int.random(in: 0...longestBody, using: &random)
    let body = (0..<length).map { _ in UInt32.random(in: bodies, using: &random) }
    let distinct = Set(body).count
    // Mostly and, or, and in between; now and then out of reach or for nothing.
    let threshold: Int
    switch Int.random(in: 0..<20, using: &random) {
    case 0: threshold = 0
    case 1: threshold = distinct + 1
    case 2..<10: threshold = max(1, distinct)
    default: threshold = Int.random(in: 1...max(1, distinct), using: &random)
    }
    builder.clause(head, atLeast: threshold, of: body)
  }
  return builder.build()
}

/// A graph as a program: clause i says that fact i follows from any of its predecessors.
func randomGraph(seed: UInt64) -> ClauseProgram {
  var random = SplitMix64(seed: seed)
  let factCount = Int.random(in: 1...24, using: &random)
  var builder = ClauseProgramBuilder()
  for _ in 0..<factCount { _ = builder.fact() }
  for head in 0..<UInt32(Int.random(in: 0...factCount, using: &random)) {
    let length = Int.random(in: 0...3, using: &random)
    let body = (0..<length).map { _ in UInt32.random(in: 0..<UInt32(factCount), using: &random) }
    builder.clause(head, atLeast: 1, of: body)
  }
  return builder.build()
}

/// A few facts to assume, the same for the same seed.
func randomAssumptions(seed: UInt64, factCount: Int, atMost: Int = 4) -> [UInt32] {
  var random = SplitMix64(seed: seed ^ 0xA55)
  return (0..<Int.random(in: 0...atMost, using: &random)).map { _ in
    UInt32.random(in: 0..<UInt32(factCount), using: &random)
  }
}

/// The definition read aloud: apply every clause until nothing changes.
func naiveFixpoint(
  _ program: ClauseProgram, assuming facts: some Sequence<UInt32>
) -> Set<UInt32> {
  var holds = Set(facts)
  var changed = true
  while changed {
    changed = false
    for clause in 0..<UInt32(program.clauseCount) {
      let count = program.body(clause).filter(holds.contains).count
      if count >= program.thresholds[Int(clause)],
        holds.insert(program.heads[Int(clause)]).inserted
      {
        changed = true
      }
    }
  }
  return holds
}

/// What is wrong with a derivation of `fact`, or nil when it can be replayed.
func fault(
  of derivation: Derivation, proving fact: UInt32, in program: ClauseProgram,
  assuming facts: Set<UInt32>
) -> String? {
  var proved: Set<UInt32> = []
  for premise in derivation.premises {
    guard facts.contains(premise) else { return "\(premise) was not assumed" }
    proved.insert(premise)
  }
  for step in derivation.steps {
    let clause = Int(step.clause)
    guard program.heads[clause] == step.fact else { return "clause \(clause) has another head" }
    guard Set(step.uses).isSubset(of: program.body(step.clause)) else { return "not of the body" }
    guard Set(step.uses).count == Int(program.thresholds[clause]) else { return "wrong number" }
    guard proved.isSuperset(of: step.uses) else { return "\(step) comes too early" }
    guard proved.insert(step.fact).inserted else { return "\(step.fact) is proved twice" }
  }
  return proved.contains(fact) ? nil : "\(fact) is not proved"
}
