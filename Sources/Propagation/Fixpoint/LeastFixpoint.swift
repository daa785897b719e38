import CPrefetch

/// The least fixpoint of a clause program in one world: which facts hold if some are assumed, and which clause
/// derived each of them.
///
/// Facts wait in a queue in the order of derivation; a clause that needs k of its body counts down from k
/// and fires at 0 (Dowling and Gallier, "Linear-time algorithms for testing the satisfiability of
/// propositional Horn formulae", Journal of Logic Programming 1(3), 1984). A clause that needs one body
/// fact has no counter: the occurrence points straight at the head, as in a breadth-first search.
///
/// Create it once for a program and evaluate any number of worlds.
public struct LeastFixpoint: Sendable {
  /// The program.
  public let program: ClauseProgram

  /// For each occurrence the head, or `counted` and the index of the counter.
  let targets: [UInt32]
  /// Whether `targets` contains only heads, because no clause needs more than one body fact.
  var targetsAreHeads: Bool { counterHeads.isEmpty }
  private let counterHeads: [ClauseProgram.Fact]
  private let counterThresholds: [UInt32]
  /// Whether every clause i needs one body fact for head i.
  private let isGraph: Bool
  private let unconditional: [ClauseProgram.Clause]

  private static let counted: UInt32 = 1 << 31

  /// How many facts before its turn the occurrences of a fact in the queue are asked for, and before that where
  /// they start: facts of a large program lie anywhere in memory, and waiting for them is most of the work.
  private static let ahead = 8
  private static let farAhead = 16

  /// Prepares a program for evaluation. Traps above 2³¹ facts or clauses.
  /// - Complexity: O(facts + clauses + bodies) time; 4 bytes an occurrence, none when every clause i has
  ///   head i and needs one body fact, as graphs do.
  public init(_ program: ClauseProgram) {
    precondition(program.factCount < Int(Self.counted) && program.clauseCount < Int(Self.counted))
    self.program = program
    var heads: [UInt32] = []
    var thresholds: [UInt32] = []
    var unconditional: [UInt32] = []
    var targetOfClause = program.heads
    var isGraph = true
    for clause in program.heads.indices {
      let threshold = program.thresholds[clause]
      if threshold > 1 {
        targetOfClause[clause] = Self.counted | UInt32(heads.count)
        heads.append(program.heads[clause])
        thresholds.append(threshold)
      } else if threshold == 0 {
        unconditional.append(UInt32(clause))
      }
      if targetOfClause[clause] != clause { isGraph = false }
    }
    self.isGraph = isGraph && unconditional.isEmpty
    counterHeads = heads
    counterThresholds = thresholds
    self.unconditional = unconditional
    targets =
      isGraph ? program.occurrences : program.occurrences.map { targetOfClause[Int($0)] }
  }

  /// Evaluates a single world. For several worlds, keep a `LeastFixpoint`.
  public static func evaluate(
    _ program: ClauseProgram, assuming facts: some Sequence<ClauseProgram.Fact>
  ) -> WorldResult {
    LeastFixpoint(program).evaluate(assuming: facts)
  }

  /// The facts that hold if the given facts are assumed, which may contain repetitions. Traps on a fact outside
  /// the program.
  /// - Complexity: O(facts / 64 + bodies of facts that hold) time; at most 8 bytes for each fact that holds,
  ///   a bit for each that does not.
  public func evaluate(assuming facts: some Sequence<ClauseProgram.Fact>) -> WorldResult {
    let factCount = program.factCount
    var held = [UInt64](repeating: 0, count: (factCount + 63) / 64)
    var clauses: [UInt32] = []
    var assumedCount = 0
    // One place more than facts, because the kernel writes ahead of the end before it knows whether the
    // fact is new.
    let order = [UInt32](unsafeUninitializedCapacity: factCount + 1) { order, orderCount in
      func add(_ fact: UInt32) -> Bool {
        guard held[Int(fact >> 6)] >> UInt64(fact & 63) & 1 == 0 else { return false }
        held[Int(fact >> 6)] |= 1 << UInt64(fact & 63)
        order[orderCount] = fact
        orderCount += 1
        return true
      }
      for fact in facts {
        precondition(fact < factCount, "a fact of another program")
        _ = add(fact)
      }
      assumedCount = orderCount
      if isGraph {
        orderCount = held.withUnsafeMutableBufferPointer {
          reach(held: $0, order: order, tail: orderCount)
        }
        return
      }
      clauses = [UInt32](unsafeUninitializedCapacity: factCount + 1) { clauses, clauseCount in
        for place in 0..<orderCount { clauses[place] = WorldResult.assumed }
        for clause in unconditional where add(program.heads[Int(clause)]) {
          clauses[orderCount - 1] = clause
        }
        orderCount = held.withUnsafeMutableBufferPointer {
          propagate(held: $0, order: order, clauses: clauses, tail: orderCount)
        }
        clauseCount = orderCount
      }
    }
    return WorldResult(
      factCount: factCount, held: held, order: order, clauses: clauses,
      assumedCount: assumedCount)
  }

  /// What `propagate` does when every clause i needs one body fact for head i: a breadth-first search. The
  /// clause that derived a fact has its number, and need not be kept.
  private func reach(
    held: UnsafeMutableBufferPointer<UInt64>, order: UnsafeMutableBufferPointer<UInt32>,
    tail start: Int
  ) -> Int {
    guard let held = held.baseAddress, let order = order.baseAddress else { return 0 }
    // In bounds for the reasons given in `propagate`.
    return targets.withUnsafeBufferPointer { targets in
      program.occurrenceOffsets.withUnsafeBufferPointer { offsets in
        guard let offsets = offsets.baseAddress, let targets = targets.baseAddress else {
          return start
        }
        var next = 0
        var tail = start
        while next < tail {
          let fact = Int(order[next])
          next &+= 1
          if next &+ Self.farAhead < tail {
            prefetch(offsets + Int(order[next &+ Self.farAhead]))
            prefetch(targets + Int(offsets[Int(order[next &+ Self.ahead])]))
          }
          var occurrence = Int(offsets[fact])
          let end = Int(offsets[fact &+ 1])
          while occurrence < end {
            let head = targets[occurrence]
            let bit = UInt64(head & 63)
            let old = held[Int(head >> 6)]
            held[Int(head >> 6)] = old | (1 &<< bit)
            order[tail] = head
            tail &+= Int(truncatingIfNeeded: ~(old &>> bit) & 1)
            occurrence &+= 1
          }
        }
        return tail
      }
    }
  }

  /// Derives everything that follows from the first `tail` facts of `order`; returns how many hold.
  private func propagate(
    held: UnsafeMutableBufferPointer<UInt64>, order: UnsafeMutableBufferPointer<UInt32>,
    clauses: UnsafeMutableBufferPointer<UInt32>, tail start: Int
  ) -> Int {
    guard let held = held.baseAddress, let order = order.baseAddress,
      let clauses = clauses.baseAddress
    else { return 0 }
    var counters = counterThresholds
    // In bounds throughout: `ClauseProgram.init` checked offsets, heads and bodies; `targets` names heads
    // or counters; `tail` is at most the facts, because each is counted once, and there is room for one more.
    return counters.withUnsafeMutableBufferPointer { counters in
      counterHeads.withUnsafeBufferPointer { counterHeads in
        targets.withUnsafeBufferPointer { targets in
          program.occurrences.withUnsafeBufferPointer { occurrences in
            program.occurrenceOffsets.withUnsafeBufferPointer { offsets in
              guard let offsets = offsets.baseAddress, let targets = targets.baseAddress,
                let occurrences = occurrences.baseAddress
              else { return start }
              var next = 0
              var tail = start
              while next < tail {
                let fact = Int(order[next])
                next &+= 1
                if next &+ Self.farAhead < tail {
                  prefetch(offsets + Int(order[next &+ Self.farAhead]))
                  let soon = Int(offsets[Int(order[next &+ Self.ahead])])
                  prefetch(targets + soon)
                  prefetch(occurrences + soon)
                }
                var occurrence = Int(offsets[fact])
                let end = Int(offsets[fact &+ 1])
                while occurrence < end {
                  var head = targets[occurrence]
                  if head & Self.counted != 0 {
                    let counter = Int(head & ~Self.counted)
                    counters[counter] &-= 1
                    if counters[counter] != 0 {
                      occurrence &+= 1
                      continue
                    }
                    head = counterHeads[counter]
                  }
                  // No branch on whether the head is new: it cannot be predicted, and without it the
                  // loads of the next occurrences start early.
                  let word = Int(head >> 6)
                  let bit = UInt64(head & 63)
                  let old = held[word]
                  held[word] = old | (1 &<< bit)
                  order[tail] = head
                  clauses[tail] = occurrences[occurrence]
                  tail &+= Int(truncatingIfNeeded: ~(old &>> bit) & 1)
                  occurrence &+= 1
                }
              }
              return tail
            }
          }
        }
      }
    }
  }
}
