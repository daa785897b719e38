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
    var starts = [UInt32](repeating: 0, count: components.count + 1)
    for component in components.numbers { starts[Int(component) + 1] += 1 }
    for component in 0..<components.count { starts[component + 1] += starts[component] }
    var loops: [Range<Int>] = []
    for component in 0..<components.count {
      let members = Int(starts[component])..<Int(starts[component + 1])
      if members.count > 1 { loops.append(members) }
    }
    self.loops = loops
    // Classes are numbered in topological order of the clauses of one body fact; keep it within a loop.
    let placeOfClass = components.numbers.map { component in
      defer { starts[Int(component)] += 1 }
      return starts[Int(component)]
    }
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
    var offsets = [UInt32](repeating: 0, count: nodeCount + 1)
    for fact in program.bodies { offsets[Int(nodes[Int(fact)]) + 1] += 1 }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    var next = offsets
    var targets = [UInt32](repeating: 0, count: program.bodies.count)
    for fact in 0..<program.factCount {
      let node = Int(nodes[fact])
      let start = Int(program.occurrenceOffsets[fact])
      for occurrence in start..<Int(program.occurrenceOffsets[fact + 1]) {
        let head = program.heads[Int(program.occurrences[occurrence])]
        targets[Int(next[node])] = nodes[Int(head)]
        next[node] += 1
      }
    }
    return (offsets, targets)
  }
}
