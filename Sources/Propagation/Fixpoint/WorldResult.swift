/// The facts that hold in one world, and how each was derived.
public struct WorldResult: Sendable {
  /// The number of facts of the program.
  public let factCount: Int
  /// The facts that hold, in the order of derivation: assumed facts first, then by rounds.
  public let order: [ClauseProgram.Fact]
  /// One bit per fact.
  let held: [UInt64]
  /// For each place of `order` the clause that derived the fact there, or `assumed`; empty when it is the one
  /// with the fact's number.
  let clauses: [UInt32]
  /// The number of assumed facts at the start of `order`.
  let assumedCount: Int

  static let assumed = UInt32.max

  init(factCount: Int, held: [UInt64], order: [UInt32], clauses: [UInt32], assumedCount: Int) {
    self.factCount = factCount
    self.held = held
    self.order = order
    self.clauses = clauses
    self.assumedCount = assumedCount
  }

  /// The number of facts that hold.
  public var count: Int { order.count }

  /// Whether a fact holds.
  /// - Complexity: O(1).
  public func holds(_ fact: ClauseProgram.Fact) -> Bool {
    precondition(fact < factCount)
    return held[Int(fact >> 6)] >> UInt64(fact & 63) & 1 == 1
  }

  /// The derivations of all facts that hold, prepared for queries.
  /// - Complexity: O(facts) time and 4 bytes a fact.
  public func derivations(in program: ClauseProgram) -> Derivations {
    Derivations(
      program: program, order: order,
      clauses: clauses.isEmpty
        ? order.enumerated().map { $0 < assumedCount ? Self.assumed : $1 } : clauses)
  }
}
