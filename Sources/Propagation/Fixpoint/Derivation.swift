/// A proof that a fact holds: steps in dependency order, each based on premises and earlier steps.
public struct Derivation: Hashable, Sendable {
  /// An application of a clause.
  public struct Step: Hashable, Sendable {
    /// The derived fact.
    public let fact: ClauseProgram.Fact
    /// The clause that derives it.
    public let clause: ClauseProgram.Clause
    /// The facts of the clause's body that are used, as many as required and in body order. Each is a premise
    /// or derived by an earlier step.
    public let uses: [ClauseProgram.Fact]

    /// Creates a step.
    public init(
      fact: ClauseProgram.Fact, clause: ClauseProgram.Clause, uses: [ClauseProgram.Fact]
    ) {
      self.fact = fact
      self.clause = clause
      self.uses = uses
    }
  }

  /// The assumed facts that the proof uses, in the order in which they were assumed.
  public let premises: [ClauseProgram.Fact]
  /// The steps. The last step derives the fact in question. Empty if that fact was assumed.
  public let steps: [Step]
}

/// How each fact of one world was derived, as clauses and ranks. A derivation uses only facts of lower rank, so
/// following it terminates.
public struct Derivations: Sendable {
  private let program: ClauseProgram
  private let order: [UInt32]
  private let clauses: [UInt32]
  /// The position of each fact in `order`, or `unranked`.
  private let ranks: [UInt32]

  private static let unranked = UInt32.max

  init(program: ClauseProgram, order: [UInt32], clauses: [UInt32]) {
    self.program = program
    self.order = order
    self.clauses = clauses
    var ranks = [UInt32](repeating: Self.unranked, count: program.factCount)
    for place in order.indices { ranks[Int(order[place])] = UInt32(place) }
    self.ranks = ranks
  }

  /// The position of a fact in the order of derivation; nil if it does not hold.
  public func rank(of fact: ClauseProgram.Fact) -> Int? {
    let rank = ranks[Int(fact)]
    return rank == Self.unranked ? nil : Int(rank)
  }

  /// The clause that derived a fact; nil if it was assumed or does not hold.
  public func clause(of fact: ClauseProgram.Fact) -> ClauseProgram.Clause? {
    guard let rank = rank(of: fact), clauses[rank] != WorldResult.assumed else { return nil }
    return clauses[rank]
  }

  /// The body facts that its clause used: those of lowest rank, as many as required, in body order.
  public func uses(of fact: ClauseProgram.Fact) -> [ClauseProgram.Fact] {
    guard let clause = clause(of: fact) else { return [] }
    let body = program.body(clause)
    let needed = Int(program.thresholds[Int(clause)])
    if needed == body.count { return Array(body) }
    let chosen = body.sorted { ranks[Int($0)] < ranks[Int($1)] }.prefix(needed)
    guard let last = chosen.last else { return [] }
    return body.filter { ranks[Int($0)] <= ranks[Int(last)] }
  }

  /// The proof of a fact, or nil if it does not hold.
  /// - Complexity: O(n log n) in the body facts of the proof's clauses.
  public func derivation(of fact: ClauseProgram.Fact) -> Derivation? {
    guard let top = rank(of: fact) else { return nil }
    var needed: Set<UInt32> = [UInt32(top)]
    var waiting = [fact]
    var premises: [UInt32] = []
    var steps: [UInt32: Derivation.Step] = [:]
    while let fact = waiting.popLast() {
      let rank = ranks[Int(fact)]
      guard let clause = clause(of: fact) else {
        premises.append(rank)
        continue
      }
      let uses = uses(of: fact)
      steps[rank] = Derivation.Step(fact: fact, clause: clause, uses: uses)
      for use in uses where needed.insert(ranks[Int(use)]).inserted { waiting.append(use) }
    }
    return Derivation(
      premises: premises.sorted().map { order[Int($0)] },
      steps: steps.sorted { $0.key < $1.key }.map(\.value))
  }
}
