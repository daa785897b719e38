public import Propagation
public import TopologyModel

/// A fact of `OutageProgram`. Its type keeps it apart from the facts of other programs, whose numbers mean
/// something else.
public struct OutageFact: Hashable, Comparable, Sendable {
  /// The number of the fact in `OutageProgram.program`, for the engine.
  public let number: ClauseProgram.Fact

  init(_ number: ClauseProgram.Fact) { self.number = number }

  /// Whether the first fact has the smaller number.
  public static func < (left: OutageFact, right: OutageFact) -> Bool {
    left.number < right.number
  }
}

/// What stops in one world.
public struct OutageWorld: Sendable {
  private let result: WorldResult
  private let program: ClauseProgram

  /// Evaluates the program after some systems are contained or disabled.
  /// - Complexity: O(clauses).
  init(_ fixpoint: LeastFixpoint, stopped: [OutageFact]) {
    result = fixpoint.evaluate(assuming: stopped.map(\.number))
    program = fixpoint.program
  }

  /// Whether a fact holds.
  /// - Complexity: O(1).
  public func holds(_ fact: OutageFact) -> Bool { result.holds(fact.number) }

  /// For each fact, the systems contained or disabled from outside because of which it holds; none if it does not
  /// hold.
  /// - Complexity: O(facts of the program + derivations).
  public func causes(of facts: [OutageFact]) -> [[Reference<System>]] {
    let derivations = result.derivations(in: program)
    return facts.map { fact in
      (derivations.derivation(of: fact.number)?.premises ?? []).map { Reference(Int($0)) }.sorted()
    }
  }
}
