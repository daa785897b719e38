/// A clause program made ready for evaluation in many worlds at once.
///
/// Facts that derive one another through clauses of one body fact hold in the same worlds, so they share
/// one *place*; places are numbered so that bodies come before heads, except inside the *loops*, the
/// remaining cyclic components, whose places are neighbours. All clauses that need one body fact are merged
/// into one for each place, without repetitions.
public struct WorldsProgram: Sendable {
  /// Number of facts of the program it was made from.
  public let factCount: Int
  /// For each fact its place.
  let places: [UInt32]
  /// The program over places: clause i is the merged one with head i; the others follow, ordered by head.
  let condensed: LeastFixpoint
  /// For each place where its clauses that need several body facts start among those; empty without any.
  let gateOffsets: [UInt32]
  /// The cyclic components of several places, ascending.
  let loops: [Range<Int>]

  /// The most body places that the clauses of one head name together.
  let longestRow: Int

  /// Number of places.
  var placeCount: Int { condensed.program.factCount }

  /// Condenses a program.
  /// - Complexity: O(facts + clauses + bodies) time and memory.
  public init(_ program: ClauseProgram) {
    self.init(LeastFixpoint(program))
  }

  /// Condenses a program already laid out for one world.
  public init(_ fixpoint: LeastFixpoint) {
    let program = fixpoint.program
    factCount = program.factCount
    let order = PlaceOrder(fixpoint)
    places = order.places
    loops = order.loops
    let (condensed, gateOffsets) = Self.condense(
      program, places: order.places, placeCount: order.placeCount)
    self.condensed = LeastFixpoint(condensed)
    self.gateOffsets = gateOffsets
    var rowLengths = [Int](repeating: 0, count: order.placeCount)
    for (clause, head) in condensed.heads.enumerated() {
      rowLengths[Int(head)] += condensed.body(UInt32(clause)).count
    }
    longestRow = rowLengths.max() ?? 0
  }

  /// The number that facts share exactly when the program alone makes them hold in the same worlds, by
  /// deriving one another; ascending with the order of derivation.
  public func place(of fact: ClauseProgram.Fact) -> UInt32 {
    places[Int(fact)]
  }

  private static func condense(
    _ program: ClauseProgram, places: [UInt32], placeCount: Int
  ) -> (ClauseProgram, gateOffsets: [UInt32]) {
    var gates: [(head: UInt32, clause: UInt32)] = []
    let rows = CompressedRows<UInt32>(rowCount: placeCount, filler: 0) { add in
      for clause in program.heads.indices {
        let head = places[Int(program.heads[clause])]
        if program.thresholds[clause] == 1 {
          add(Int(head), program.bodyOffsets[clause + 1] - program.bodyOffsets[clause])
        } else {
          gates.append((head, UInt32(clause)))
        }
      }
    } filling: { add in
      for clause in program.heads.indices where program.thresholds[clause] == 1 {
        let head = Int(places[Int(program.heads[clause])])
        for body in program.body(UInt32(clause)) { add(head, places[Int(body)]) }
      }
    }
    var (offsets, bodies) = (rows.offsets, rows.values)
    removeRepetitions(offsets: &offsets, bodies: &bodies)

    gates.sort { ($0.head, $0.clause) < ($1.head, $1.clause) }
    var thresholds = [UInt32](repeating: 1, count: placeCount)
    var gateOffsets: [UInt32] = gates.isEmpty ? [] : [0]
    for (index, gate) in gates.enumerated() {
      while gateOffsets.count <= gate.head { gateOffsets.append(UInt32(index)) }
      // What the head itself says for its own clause adds nothing to a least fixpoint. A place may stand
      // several times in a body: it counts for as many facts.
      for body in program.body(gate.clause) where places[Int(body)] != gate.head {
        bodies.append(places[Int(body)])
      }
      offsets.append(UInt32(bodies.count))
      thresholds.append(program.thresholds[Int(gate.clause)])
    }
    while !gates.isEmpty && gateOffsets.count <= placeCount {
      gateOffsets.append(UInt32(gates.count))
    }
    let condensed = ClauseProgram(
      factCount: placeCount, heads: Array(0..<UInt32(placeCount)) + gates.map(\.head),
      thresholds: thresholds, bodyOffsets: offsets, bodies: bodies)
    return (condensed, gateOffsets)
  }

  /// Leaves out of each row what it names before, and the row's own number.
  private static func removeRepetitions(offsets: inout [UInt32], bodies: inout [UInt32]) {
    var lastRow = [UInt32](repeating: .max, count: offsets.count - 1)
    var kept = 0
    for row in 0..<offsets.count - 1 {
      let start = Int(offsets[row])
      offsets[row] = UInt32(kept)
      lastRow[row] = UInt32(row)
      for index in start..<Int(offsets[row + 1]) where lastRow[Int(bodies[index])] != row {
        lastRow[Int(bodies[index])] = UInt32(row)
        bodies[kept] = bodies[index]
        kept += 1
      }
    }
    offsets[offsets.count - 1] = UInt32(kept)
    bodies.removeLast(bodies.count - kept)
  }
}
