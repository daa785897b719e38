/// What holds in one world, and how each fact came to hold.
public struct WorldResult: Sendable {
  /// Number of facts of the program.
  public let factCount: Int
  /// The facts that hold, in the order of derivation: those assumed first, then by rounds.
  public let order: [ClauseProgram.Fact]
  /// A bit for each fact.
  let held: [UInt64]
  /// For each place of `order` the clause that derived the fact there, or `assumed`; empty when it is the one with
  /// the fact's number.
  let clauses: [UInt32]
  /// How many facts at the beginning of `order` were assumed.
  let assumedCount: Int

  static let assumed = UInt32.max

  init(factCount: Int, held: [UInt64], order: [UInt32], clauses: [UInt32], assumedCount: Int) {
    self.factCount = factCount
    self.held = held
    self.order = order
    self.clauses = clauses
    self.assumedCount = assumedCount
  }

  /// Number of facts that hold.
  public var count: Int { order.count }

  /// Whether a fact holds.
  /// - Complexity: O(1).
  public func holds(_ fact: ClauseProgram.Fact) -> Bool {
    precondition(fact < factCount)
    return held[Int(fact >> 6)] >> UInt64(fact & 63) & 1 == 1
  }

  /// The derivations of every fact that holds, ready to be asked for one by one.
  /// - Complexity: O(facts) time and 4 bytes a fact.
  public func derivations(in program: ClauseProgram) -> Derivations {
    Derivations(
      program: program, order: order,
      clauses: clauses.isEmpty
        ? order.enumerated().map { $0 < assumedCount ? Self.assumed : $1 } : clauses)
  }
}
