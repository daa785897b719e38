import Propagation
import TestSupport

/// A small random clause program with cycles and thresholds, and what brute force says about it.
struct EventProgram: Sendable {
  let program: ClauseProgram
  let events: [ClauseProgram.Fact]
  let base: [ClauseProgram.Fact]
  let target: ClauseProgram.Fact

  init(seed: UInt64, events eventCount: Int, derived: Int, clauses: Int) {
    var random = SplitMix64(seed: seed)
    var builder = ClauseProgramBuilder()
    var facts = (0..<(eventCount + derived + 2)).map { _ in builder.fact() }
    facts.shuffle(using: &random)
    events = Array(facts[..<eventCount])
    base = Int.random(in: 0..<4, using: &random) == 0 ? [facts[eventCount]] : []
    target = facts[eventCount + 2]
    for _ in 0..<clauses {
      // Now and then an event is derivable too, and a body is longer than its threshold.
      let isEventHead = Int.random(in: 0..<10, using: &random) == 0
      let heads = isEventHead ? facts[..<eventCount] : facts[(eventCount + 2)...]
      let size = Int.random(in: 1...4, using: &random)
      let body = (0..<size).compactMap { _ in facts.randomElement(using: &random) }
      let threshold = Int.random(in: 1...max(1, Set(body).count), using: &random)
      builder.clause(heads.randomElement(using: &random) ?? 0, atLeast: threshold, of: body)
    }
    program = builder.build()
  }

  /// Whether the target holds under a set of events, by going round until nothing changes: a second
  /// reading of the semantics, kept as simple as can be.
  func holds(under world: Int) -> Bool {
    var held = [Bool](repeating: false, count: program.factCount)
    for fact in base { held[Int(fact)] = true }
    for (index, event) in events.enumerated() where world >> index & 1 == 1 {
      held[Int(event)] = true
    }
    var isChanging = true
    while isChanging {
      isChanging = false
      for clause in 0..<program.clauseCount where !held[Int(program.heads[clause])] {
        let body = program.body(UInt32(clause))
        var count: UInt32 = 0
        for fact in body where held[Int(fact)] { count += 1 }
        if count >= program.thresholds[clause] {
          held[Int(program.heads[clause])] = true
          isChanging = true
        }
      }
    }
    return held[Int(target)]
  }

  /// For every set of events, as the bits of its index, whether the target holds.
  func truthTable() -> [Bool] { (0..<(1 << events.count)).map { holds(under: $0) } }
}

/// The minimal members of a family given as a table, smallest first, then in lexicographic order.
func minimalSets(of table: [Bool], count: Int) -> [[Int]] {
  var found: [[Int]] = []
  for world in table.indices where table[world] {
    let isMinimal = (0..<count).allSatisfy { world >> $0 & 1 == 0 || !table[world ^ (1 << $0)] }
    if isMinimal { found.append((0..<count).filter { world >> $0 & 1 == 1 }) }
  }
  return found.sorted {
    $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1)
  }
}

/// The table of the sets without whose events a target with this table cannot hold.
func dualTable(of table: [Bool]) -> [Bool] {
  table.indices.map { !table[table.count - 1 - $0] }
}
