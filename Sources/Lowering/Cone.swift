package import Propagation

/// Finds everything that some facts depend on.
package struct ConeSearch {
  package typealias Fact = ClauseProgram.Fact

  private let program: ClauseProgram
  /// The clauses of each fact.
  private let clauses: CompressedRows<UInt32>

  /// - Complexity: O(program).
  package init(_ program: ClauseProgram) {
    self.program = program
    clauses = CompressedRows(rowCount: program.factCount, placesIn: program.heads)
  }

  /// The targets and every fact they depend on, in no particular order.
  /// - Complexity: O(their clauses + facts / 8).
  package func facts(before targets: [Fact]) -> [Fact] {
    var inside = [Bool](repeating: false, count: program.factCount)
    var found: [Fact] = []
    for fact in targets where !inside[Int(fact)] {
      inside[Int(fact)] = true
      found.append(fact)
    }
    var next = 0
    while next < found.count {
      let fact = Int(found[next])
      next += 1
      for clause in clauses[fact] {
        for body in program.body(clause) where !inside[Int(body)] {
          inside[Int(body)] = true
          found.append(body)
        }
      }
    }
    return found
  }
}

/// The part of a program that some targets depend on, with renumbered facts.
package struct Cone {
  package typealias Fact = ClauseProgram.Fact

  package let program: ClauseProgram
  /// The new number of each fact; nil outside the cone. The order is kept.
  package let number: [Fact?]

  /// - Complexity: O(program).
  package init(of program: ClauseProgram, before targets: [Fact]) {
    var number = [Fact?](repeating: nil, count: program.factCount)
    let inside = ConeSearch(program).facts(before: targets).sorted()
    for (index, fact) in inside.enumerated() { number[Int(fact)] = Fact(index) }
    var heads: [Fact] = []
    var thresholds: [UInt32] = []
    var offsets: [UInt32] = [0]
    var bodies: [Fact] = []
    for (clause, head) in program.heads.enumerated() {
      guard let head = number[Int(head)] else { continue }
      heads.append(head)
      thresholds.append(program.thresholds[clause])
      for body in program.body(UInt32(clause)) {
        if let body = number[Int(body)] { bodies.append(body) }
      }
      offsets.append(UInt32(bodies.count))
    }
    self.program = ClauseProgram(
      factCount: inside.count, heads: heads, thresholds: thresholds, bodyOffsets: offsets,
      bodies: bodies)
    self.number = number
  }
}
