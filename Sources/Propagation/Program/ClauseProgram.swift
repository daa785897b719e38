/// A finite set of positive clauses over facts: `head ← at least k of body`.
///
/// AND is k = the number of body facts, OR is k = 1. There is no negation, so the least fixpoint exists, is
/// unique, and grows with the assumed facts. Facts `0 ..< factCount` and clauses `0 ..< clauseCount` are
/// indices, in compressed sparse rows. Facts without clauses are basic: they hold only if assumed.
///
/// A head may have any number of clauses. A body must not contain the same fact twice (it would count twice);
/// the builder removes repetitions.
public struct ClauseProgram: Sendable {
  /// The index of a fact.
  public typealias Fact = UInt32
  /// The index of a clause.
  public typealias Clause = UInt32

  /// The number of facts.
  public let factCount: Int
  /// The head of each clause.
  public let heads: [Fact]
  /// The number of body facts that each clause needs; 0 means that the head always holds.
  public let thresholds: [UInt32]
  /// The start of each clause's body in `bodies`; one more entry than clauses.
  public let bodyOffsets: [UInt32]
  /// All bodies in sequence.
  public let bodies: [Fact]
  /// The start of each fact's occurrences in `occurrences`; one more entry than facts.
  public let occurrenceOffsets: [UInt32]
  /// For each fact, the clauses whose body contains it, ascending.
  public let occurrences: [Clause]

  /// The number of clauses.
  public var clauseCount: Int { heads.count }

  /// The body of a clause.
  public func body(_ clause: Clause) -> ArraySlice<Fact> {
    bodies[Int(bodyOffsets[Int(clause)])..<Int(bodyOffsets[Int(clause) + 1])]
  }

  /// Creates a program from existing rows, for large graphs. Traps if the rows are not well formed: offsets
  /// must be ascending and in range, and facts below `factCount`.
  /// - Complexity: O(facts + clauses + bodies) time, 4 bytes an occurrence.
  public init(
    factCount: Int, heads: [Fact], thresholds: [UInt32], bodyOffsets: [UInt32], bodies: [Fact]
  ) {
    precondition(thresholds.count == heads.count && bodyOffsets.count == heads.count + 1)
    precondition(bodyOffsets.first == 0 && bodyOffsets.last == UInt32(bodies.count))
    precondition(heads.allSatisfy { $0 < factCount } && bodies.allSatisfy { $0 < factCount })
    precondition(zip(bodyOffsets, bodyOffsets.dropFirst()).allSatisfy { $0 <= $1 })
    self.factCount = factCount
    self.heads = heads
    self.thresholds = thresholds
    self.bodyOffsets = bodyOffsets
    self.bodies = bodies
    let rows = CompressedRows<Clause>(rowCount: factCount, filler: 0) { add in
      for fact in bodies { add(Int(fact), 1) }
    } filling: { add in
      for clause in heads.indices {
        for position in Int(bodyOffsets[clause])..<Int(bodyOffsets[clause + 1]) {
          add(Int(bodies[position]), Clause(clause))
        }
      }
    }
    occurrenceOffsets = rows.offsets
    occurrences = rows.values
  }
}

/// Collects facts and clauses one by one; `build()` creates the program.
public struct ClauseProgramBuilder: Sendable {
  /// The number of facts so far.
  public private(set) var factCount = 0
  private var heads: [UInt32] = []
  private var thresholds: [UInt32] = []
  private var bodyOffsets: [UInt32] = [0]
  private var bodies: [UInt32] = []

  /// The number of facts from which repetitions in a body are found by hashing.
  private static let longBody = 32

  /// Creates an empty builder.
  public init() {}

  /// The number of clauses so far.
  public var clauseCount: Int { heads.count }

  /// Adds a fact.
  public mutating func fact() -> ClauseProgram.Fact {
    factCount += 1
    return ClauseProgram.Fact(factCount - 1)
  }

  /// Adds `head ← at least threshold of body` and returns its index. Repeated body facts count once;
  /// a clause that can never hold (threshold above the number of distinct body facts) is kept, so that
  /// indices stay those of the caller.
  @discardableResult
  public mutating func clause(
    _ head: ClauseProgram.Fact, atLeast threshold: Int, of body: some Sequence<ClauseProgram.Fact>
  ) -> ClauseProgram.Clause {
    let start = bodies.count
    // A long body is looked through once, not once for each fact.
    var seen: Set<ClauseProgram.Fact> = []
    for fact in body {
      if bodies.count - start < Self.longBody {
        guard !bodies[start...].contains(fact) else { continue }
      } else {
        if seen.isEmpty { seen.formUnion(bodies[start...]) }
        guard seen.insert(fact).inserted else { continue }
      }
      bodies.append(fact)
    }
    heads.append(head)
    thresholds.append(UInt32(threshold))
    bodyOffsets.append(UInt32(bodies.count))
    return ClauseProgram.Clause(heads.count - 1)
  }

  /// Adds `head ← body` with a single body fact.
  @discardableResult
  public mutating func clause(
    _ head: ClauseProgram.Fact, from body: ClauseProgram.Fact
  ) -> ClauseProgram.Clause {
    clause(head, atLeast: 1, of: CollectionOfOne(body))
  }

  /// Creates the program.
  public func build() -> ClauseProgram {
    ClauseProgram(
      factCount: factCount, heads: heads, thresholds: thresholds, bodyOffsets: bodyOffsets,
      bodies: bodies)
  }
}

extension ClauseProgram {
  /// The program with an additional fact that holds if any of `facts` holds: a single target for a question
  /// about several.
  /// - Complexity: O(program).
  public func adding(anyOf facts: [Fact]) -> (program: ClauseProgram, fact: Fact) {
    let (program, added) = adding(anyOfEach: [facts])
    return (program, added[0])
  }

  /// The program with an additional fact for each list, that holds if any of the list holds: a target for each of many
  /// questions.
  /// - Complexity: O(program + facts).
  public func adding(anyOfEach lists: [[Fact]]) -> (program: ClauseProgram, facts: [Fact]) {
    let added = lists.indices.map { Fact(factCount + $0) }
    var offsets = bodyOffsets
    var all = bodies
    for facts in lists {
      all += facts
      offsets.append(UInt32(all.count))
    }
    let program = ClauseProgram(
      factCount: factCount + lists.count, heads: heads + added,
      thresholds: thresholds + lists.map { _ in 1 }, bodyOffsets: offsets, bodies: all)
    return (program, added)
  }
}
