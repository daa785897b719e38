/// The part of a clause program that decides some targets, made smaller without changing what it
/// says: facts that hold anyway or never can are gone, and facts that derive one another by clauses
/// of one body fact are one.
struct MinimalSetsCone {
  /// What became of a fact of the program.
  enum Place: Hashable {
    /// Holds whatever happens.
    case always
    /// Holds under no set of the events.
    case never
    /// A fact of the cone.
    case fact(Int)
  }

  /// A clause of the cone: the head holds when facts of at least `threshold` weight do. After facts
  /// were made one, a body fact may stand for several.
  struct Clause {
    var head: Int
    var threshold: Int
    var body: [(fact: Int, weight: Int)]
  }

  /// For each target of the caller, where it is.
  private(set) var targets: [Place] = []
  /// Number of facts of the cone.
  private(set) var factCount = 0
  /// For each fact of the cone the events, as indices into the caller's list, that make it hold.
  private(set) var events: [[Int]] = []
  /// The clauses, head by head.
  private(set) var clauses: [Clause] = []
  /// Where each head's clauses start; one more entry than facts.
  private(set) var clauseOffsets: [Int] = [0]
  /// The components of the facts, each after those it depends on.
  private(set) var components: MinimalSetsComponents
  /// Whether each component depends on itself.
  private(set) var isCyclic: [Bool] = []
  /// The events, each with the fact it makes hold, in the order in which a depth-first search from
  /// the targets meets them, large branches first: the order of the variables of diagrams, so that
  /// what is decided together stays together.
  private(set) var eventsByLevel: [(event: Int, fact: Int)] = []

  /// - Parameter absorbing: Whether facts that derive the target alone become one with it, if there
  ///   is one target. Its function stays what it is: in a world in which such a fact holds, the target
  ///   does too, so a body that needs one adds nothing. What remains besides `events` of the target
  ///   needs several events.
  /// - Complexity: O(facts + clauses + bodies) for the program, O(b log b) for the cone's bodies.
  init(
    program: ClauseProgram, targets: [ClauseProgram.Fact], events: [ClauseProgram.Fact],
    base: [ClauseProgram.Fact], absorbing: Bool = false
  ) {
    let fixpoint = LeastFixpoint(program)
    let certain = fixpoint.evaluate(assuming: base)
    let possible = fixpoint.evaluate(assuming: base + events)
    func isOpen(_ fact: ClauseProgram.Fact) -> Bool {
      possible.holds(fact) && !certain.holds(fact)
    }

    // What stays open of each clause: bodies that hold anyway count, those that never can are
    // dropped.
    let rows = ConeRows(program: program) { fact in
      certain.holds(fact) ? .always : possible.holds(fact) ? .open : .never
    }
    let openTargets = targets.filter(isOpen)
    let merged = MinimalSetsComponents(
      offsets: rows.singleOffsets, edges: rows.singleEdges,
      roots: rows.cone(of: openTargets))

    // Facts that are absorbed come last, as one.
    var absorbed = [Bool](repeating: false, count: program.factCount)
    if absorbing, targets.count == 1, let target = openTargets.first {
      for fact in rows.sufficientAlone(for: target) { absorbed[Int(fact)] = true }
    }
    func isAbsorbed(_ component: Int) -> Bool { merged[component].contains { absorbed[Int($0)] } }
    let order = (0..<merged.count).filter { !isAbsorbed($0) }
    let last = (0..<merged.count).filter(isAbsorbed)
    let groups = order.map { [$0] } + (last.isEmpty ? [] : [last])
    var indexOfFact = [Int](repeating: -1, count: program.factCount)
    for (index, group) in groups.enumerated() {
      for component in group {
        for fact in merged[component] { indexOfFact[Int(fact)] = index }
      }
    }
    factCount = groups.count
    self.events = [[Int]](repeating: [], count: factCount)
    var isListed = [Bool](repeating: false, count: program.factCount)
    for (index, fact) in events.enumerated() where !isListed[Int(fact)] {
      isListed[Int(fact)] = true
      if indexOfFact[Int(fact)] >= 0 { self.events[indexOfFact[Int(fact)]].append(index) }
    }
    for (head, group) in groups.enumerated() {
      for fact in group.lazy.flatMap({ merged[$0] }) {
        for clause in rows.clauses(of: fact) {
          let body = rows.body(clause).lazy.filter { !absorbed[Int($0)] }
          let gathered = Self.gathered(body.map { indexOfFact[Int($0)] }, leavingOut: head)
          let threshold = rows.thresholds[clause]
          guard gathered.reduce(0, { $0 + $1.weight }) >= threshold else { continue }
          clauses.append(Clause(head: head, threshold: threshold, body: gathered))
        }
      }
      clauseOffsets.append(clauses.count)
    }
    self.targets = targets.map { target in
      certain.holds(target)
        ? .always : possible.holds(target) ? .fact(indexOfFact[Int(target)]) : .never
    }
    components = MinimalSetsComponents(offsets: [0], edges: [], roots: [])
    orderFacts()
  }

  /// A cone of given clauses, ordered by head.
  init(factCount: Int, events: [[Int]], clauses: [Clause], targets: [Place]) {
    self.factCount = factCount
    self.events = events
    self.clauses = clauses
    self.targets = targets
    clauseOffsets = [Int](repeating: 0, count: factCount + 1)
    for clause in clauses { clauseOffsets[clause.head + 1] += 1 }
    for fact in 0..<factCount { clauseOffsets[fact + 1] += clauseOffsets[fact] }
    components = MinimalSetsComponents(offsets: [0], edges: [], roots: [])
    orderFacts()
  }

  /// Orders the events by a place of each, keeping the order of those of one place.
  mutating func orderEvents(by place: ((event: Int, fact: Int)) -> Int) {
    let places = eventsByLevel.map(place)
    eventsByLevel = places.indices.sorted {
      places[$0] != places[$1] ? places[$0] < places[$1] : $0 < $1
    }.map { eventsByLevel[$0] }
  }

  /// The clauses of a fact of the cone, as indices.
  func clauses(of fact: Int) -> Range<Int> { clauseOffsets[fact]..<clauseOffsets[fact + 1] }

  /// A body as facts of the cone with their weights, ascending. What needs its own head derives
  /// nothing that the rest would not, so the head is left out.
  private static func gathered(
    _ body: some Sequence<Int>, leavingOut head: Int
  ) -> [(fact: Int, weight: Int)] {
    var gathered: [(fact: Int, weight: Int)] = []
    for fact in body.sorted() where fact != head {
      if gathered.last?.fact == fact {
        gathered[gathered.count - 1].weight += 1
      } else {
        gathered.append((fact, 1))
      }
    }
    return gathered
  }

  /// Finds the components and the order of the events.
  private mutating func orderFacts() {
    var offsets: [UInt32] = [0]
    var edges: [UInt32] = []
    for fact in 0..<factCount {
      for clause in clauses(of: fact) {
        edges.append(contentsOf: clauses[clause].body.map { UInt32($0.fact) })
      }
      offsets.append(UInt32(edges.count))
    }
    let roots: [UInt32] = targets.compactMap { target in
      if case .fact(let fact) = target { UInt32(fact) } else { nil }
    }
    // The facts with most below them are searched first: the events of what is large come together,
    // and those it shares with what is small before those of the small. A fact used twice counts
    // twice.
    components = MinimalSetsComponents(offsets: offsets, edges: edges, roots: roots)
    var sizes = [Double](repeating: 1, count: factCount)
    for fact in components.nodes.map({ Int($0) }) {
      let row = Int(offsets[fact])..<Int(offsets[fact + 1])
      for below in edges[row] { sizes[fact] += sizes[Int(below)] }
      edges[row].sort { first, second in
        let (size, other) = (sizes[Int(first)], sizes[Int(second)])
        return size != other ? size > other : first < second
      }
    }
    components = MinimalSetsComponents(offsets: offsets, edges: edges, roots: roots)
    // A head is never in its own body, so a component of one fact has no cycle.
    isCyclic = (0..<components.count).map { components[$0].count > 1 }
    for fact in components.discovered {
      for event in events[Int(fact)] { eventsByLevel.append((event, Int(fact))) }
    }
  }
}
