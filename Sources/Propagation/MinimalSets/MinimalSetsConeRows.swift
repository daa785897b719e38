/// The clauses of a program with what is settled taken out, by head, as the cone of targets is cut
/// from.
struct ConeRows {
  /// What is known of a fact beforehand.
  enum Standing {
    case always, open, never
  }

  /// For each clause how many of its open bodies are needed, counting those that hold anyway as
  /// met.
  let thresholds: [Int]
  /// The clauses with an open head that can still hold, by head.
  private let clauseOffsets: [UInt32]
  private let clausesByHead: [UInt32]
  private let bodyOffsets: [UInt32]
  private let bodies: [UInt32]
  /// From each head to the bodies that suffice alone.
  let singleOffsets: [UInt32]
  let singleEdges: [UInt32]

  init(program: ClauseProgram, standing: (ClauseProgram.Fact) -> Standing) {
    var thresholds: [Int] = []
    var bodyOffsets: [UInt32] = [0]
    var bodies: [UInt32] = []
    var counts = [UInt32](repeating: 0, count: program.factCount + 1)
    var isUsable: [Bool] = []
    for clause in 0..<program.clauseCount {
      var threshold = Int(program.thresholds[clause])
      let head = program.heads[clause]
      if standing(head) == .open {
        for fact in program.body(ClauseProgram.Clause(clause)) {
          switch standing(fact) {
          case .always: threshold -= 1
          case .open: bodies.append(fact)
          case .never: break
          }
        }
      }
      bodyOffsets.append(UInt32(bodies.count))
      thresholds.append(threshold)
      let open = Int(bodyOffsets[clause + 1] - bodyOffsets[clause])
      isUsable.append(open > 0 && threshold <= open)
      if isUsable[clause] { counts[Int(head) + 1] += 1 }
    }
    for fact in 0..<program.factCount { counts[fact + 1] += counts[fact] }
    var next = counts
    var clausesByHead = [UInt32](repeating: 0, count: Int(counts.last ?? 0))
    for clause in 0..<program.clauseCount where isUsable[clause] {
      let head = Int(program.heads[clause])
      clausesByHead[Int(next[head])] = UInt32(clause)
      next[head] += 1
    }
    var singleOffsets: [UInt32] = [0]
    var singleEdges: [UInt32] = []
    for fact in 0..<program.factCount {
      for clause in clausesByHead[Int(counts[fact])..<Int(counts[fact + 1])]
      where thresholds[Int(clause)] == 1 {
        let range = Int(bodyOffsets[Int(clause)])..<Int(bodyOffsets[Int(clause) + 1])
        singleEdges.append(contentsOf: bodies[range])
      }
      singleOffsets.append(UInt32(singleEdges.count))
    }
    self.thresholds = thresholds
    self.bodyOffsets = bodyOffsets
    self.bodies = bodies
    self.clauseOffsets = counts
    self.clausesByHead = clausesByHead
    self.singleOffsets = singleOffsets
    self.singleEdges = singleEdges
  }

  /// The clauses that can derive a fact, as indices of the program.
  func clauses(of fact: ClauseProgram.Fact) -> some Sequence<Int> {
    clausesByHead[Int(clauseOffsets[Int(fact)])..<Int(clauseOffsets[Int(fact) + 1])]
      .lazy.map { Int($0) }
  }

  /// The open body facts of a clause.
  func body(_ clause: Int) -> ArraySlice<UInt32> {
    bodies[Int(bodyOffsets[clause])..<Int(bodyOffsets[clause + 1])]
  }

  /// The facts each of which is enough for a fact to hold, that fact included.
  /// - Complexity: O(edges).
  func sufficientAlone(for fact: ClauseProgram.Fact) -> [UInt32] {
    var seen = [Bool](repeating: false, count: singleOffsets.count - 1)
    var reached = [fact]
    seen[Int(fact)] = true
    var next = 0
    while next < reached.count {
      let row = Int(reached[next])
      for below in singleEdges[Int(singleOffsets[row])..<Int(singleOffsets[row + 1])]
      where !seen[Int(below)] {
        seen[Int(below)] = true
        reached.append(below)
      }
      next += 1
    }
    return reached
  }

  /// The facts on which the targets depend, the targets included, in the order of a search from
  /// them.
  func cone(of targets: [ClauseProgram.Fact]) -> [UInt32] {
    var seen = [Bool](repeating: false, count: clauseOffsets.count - 1)
    var reached: [UInt32] = []
    for target in targets where !seen[Int(target)] {
      seen[Int(target)] = true
      reached.append(target)
    }
    var next = 0
    while next < reached.count {
      for clause in clauses(of: reached[next]) {
        for fact in body(clause) where !seen[Int(fact)] {
          seen[Int(fact)] = true
          reached.append(fact)
        }
      }
      next += 1
    }
    return reached
  }
}
