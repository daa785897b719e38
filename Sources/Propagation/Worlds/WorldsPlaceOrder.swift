/// Which facts share a place, and in which order places stand.
struct PlaceOrder {
  let placeCount: Int
  /// For each fact its place.
  let places: [UInt32]
  /// The cyclic components of several places, ascending.
  let loops: [Range<Int>]

  /// - Complexity: O(facts + clauses + bodies).
  init(_ fixpoint: LeastFixpoint) {
    let program = fixpoint.program
    let classes: Components
    if fixpoint.targetsAreHeads {
      classes = Components(fixpoint)
    } else {
      // Only clauses of one body fact make facts equal: leave the edges of the others out.
      let (offsets, targets) = Self.edges(of: program) { program.thresholds[Int($0)] == 1 }
      classes = Components(checkedOffsets: offsets, targets: targets)
    }
    var places = classes.numbers
    if fixpoint.targetsAreHeads {
      if classes.count == program.factCount && Self.isAscending(program) {
        // The order in which the facts came has the better locality.
        places = Array(0..<UInt32(program.factCount))
      }
      (placeCount, self.places, loops) = (classes.count, places, [])
      return
    }
    let (offsets, targets) = Self.edges(
      of: program, nodes: places, nodeCount: classes.count)
    let components = Components(checkedOffsets: offsets, targets: targets)
    if components.count == program.factCount && Self.isAscending(program) {
      (placeCount, self.places, loops) = (components.count, Array(0..<UInt32(components.count)), [])
      return
    }
    let members = CompressedRows(rowCount: components.count, placesIn: components.numbers)
    loops = (0..<components.count).map(members.range).filter { $0.count > 1 }
    // Classes are numbered in topological order of the clauses of one body fact; keep it within a loop.
    var placeOfClass = [UInt32](repeating: 0, count: components.numbers.count)
    for (place, member) in members.values.enumerated() { placeOfClass[Int(member)] = UInt32(place) }
    placeCount = classes.count
    for fact in places.indices { places[fact] = placeOfClass[Int(places[fact])] }
    self.places = places
  }

  /// Whether every clause's body comes before its head, when the facts are taken as they are.
  private static func isAscending(_ program: ClauseProgram) -> Bool {
    for clause in program.heads.indices {
      let head = program.heads[clause]
      for body in program.body(UInt32(clause)) where body > head { return false }
    }
    return true
  }

  /// The edges from body to head of the clauses chosen.
  private static func edges(
    of program: ClauseProgram, where isChosen: (UInt32) -> Bool
  ) -> (offsets: [UInt32], targets: [UInt32]) {
    var offsets: [UInt32] = [0]
    var targets: [UInt32] = []
    offsets.reserveCapacity(program.factCount + 1)
    targets.reserveCapacity(program.occurrences.count)
    for fact in 0..<program.factCount {
      let start = Int(program.occurrenceOffsets[fact])
      for occurrence in start..<Int(program.occurrenceOffsets[fact + 1]) {
        let clause = program.occurrences[occurrence]
        if isChosen(clause) { targets.append(program.heads[Int(clause)]) }
      }
      offsets.append(UInt32(targets.count))
    }
    return (offsets, targets)
  }

  /// The edges from body to head between nodes that stand for several facts each.
  private static func edges(
    of program: ClauseProgram, nodes: [UInt32], nodeCount: Int
  ) -> (offsets: [UInt32], targets: [UInt32]) {
    let rows = CompressedRows<UInt32>(rowCount: nodeCount, filler: 0) { add in
      for fact in program.bodies { add(Int(nodes[Int(fact)]), 1) }
    } filling: { add in
      for fact in 0..<program.factCount {
        let node = Int(nodes[fact])
        let start = Int(program.occurrenceOffsets[fact])
        for occurrence in start..<Int(program.occurrenceOffsets[fact + 1]) {
          add(node, nodes[Int(program.heads[Int(program.occurrences[occurrence])])])
        }
      }
    }
    return (rows.offsets, rows.values)
  }
}
