import HeapModule

/// The cheapest derivation of every fact that holds. An assumed fact has a given cost. A derived fact costs 1
/// more than the body facts that its clause uses, counted as a tree. Of a k-of-n body, the k cheapest facts are
/// used. cheapest are used.
///
/// Facts are settled in the order of cost, as in Dijkstra's algorithm, because a fact never costs less than the
/// facts it is derived from (Knuth, "A generalization of Dijkstra's algorithm", Information Processing Letters
/// 6(1), 1977). Costs saturate at 2⁶⁴ − 1. Equal costs are ordered by fact, then by clause, with assumptions
/// first, so that the same program and assumptions give the same proofs.
public struct ShortestDerivation: Sendable {
  private let costs: [UInt64]
  private let settled: Derivations

  /// Settles everything that follows from facts assumed at cost 1 each.
  /// - Complexity: O((bodies + clauses) · log clauses) time.
  public init(_ program: ClauseProgram, assuming facts: some Sequence<ClauseProgram.Fact>) {
    self.init(program, assuming: facts.lazy.map { (fact: $0, cost: 1) })
  }

  /// Settles everything that follows from facts assumed at given costs. If a fact is repeated, the lower cost
  /// counts.
  /// - Complexity: O((bodies + clauses) · log clauses) time.
  public init(
    _ program: ClauseProgram,
    assuming facts: some Sequence<(fact: ClauseProgram.Fact, cost: UInt64)>
  ) {
    var heap = Heap<Candidate>()
    for (fact, cost) in facts {
      precondition(fact < program.factCount, "a fact of another program")
      heap.insert(Candidate(cost: cost, fact: fact, rule: 0))
    }
    for clause in program.heads.indices where program.thresholds[clause] == 0 {
      heap.insert(
        Candidate(cost: 1, fact: program.heads[clause], rule: UInt32(clause) + 1))
    }
    var remaining = program.thresholds
    var sums = [UInt64](repeating: 1, count: program.clauseCount)
    var costs = [UInt64](repeating: 0, count: program.factCount)
    var isSettled = [Bool](repeating: false, count: program.factCount)
    var order: [UInt32] = []
    var clauses: [UInt32] = []
    while let candidate = heap.popMin() {
      let fact = Int(candidate.fact)
      guard !isSettled[fact] else { continue }
      isSettled[fact] = true
      costs[fact] = candidate.cost
      order.append(candidate.fact)
      clauses.append(candidate.rule == 0 ? WorldResult.assumed : candidate.rule - 1)
      let start = Int(program.occurrenceOffsets[fact])
      for occurrence in start..<Int(program.occurrenceOffsets[fact + 1]) {
        let clause = Int(program.occurrences[occurrence])
        // At 0 the clause has fired, or needs nothing and was put in at the start.
        guard remaining[clause] > 0 else { continue }
        remaining[clause] -= 1
        let (sum, overflow) = sums[clause].addingReportingOverflow(candidate.cost)
        sums[clause] = overflow ? .max : sum
        if remaining[clause] == 0 {
          heap.insert(
            Candidate(
              cost: sums[clause], fact: program.heads[clause], rule: UInt32(clause) + 1))
        }
      }
    }
    self.costs = costs
    settled = Derivations(program: program, order: order, clauses: clauses)
  }

  /// The cost of a fact's cheapest derivation; nil if it does not hold.
  public func cost(of fact: ClauseProgram.Fact) -> UInt64? {
    settled.rank(of: fact) == nil ? nil : costs[Int(fact)]
  }

  /// A fact's cheapest proof, which derives each fact once; nil if it does not hold.
  /// - Complexity: O(n log n) in the body facts of the proof's clauses.
  public func derivation(of fact: ClauseProgram.Fact) -> Derivation? {
    settled.derivation(of: fact)
  }

  /// A way to a fact: `rule` is 0 for an assumption, else the clause's index and 1.
  private struct Candidate: Comparable {
    let cost: UInt64
    let fact: UInt32
    let rule: UInt32

    static func < (one: Candidate, other: Candidate) -> Bool {
      if one.cost != other.cost { return one.cost < other.cost }
      if one.fact != other.fact { return one.fact < other.fact }
      return one.rule < other.rule
    }
  }
}
