/// The least fixpoint of a cone's clauses, each fact a monotone function of the events; or, read
/// the other way round, the greatest fixpoint of the dual clauses, each fact a monotone function of
/// the events that are kept from happening and then keep it from holding.
///
/// Node 0 never holds, node 1 always. Components come one after the other; inside a cyclic one,
/// what changed is worked again until nothing changes. Functions only grow (or only shrink, in the
/// dual) and are finitely many, so this ends.
struct MinimalSetsFixpoint<Algebra: MonotoneAlgebra> {
  private(set) var algebra: Algebra
  /// The function of each fact of the cone.
  private(set) var functions: [UInt32]
  /// For each fact whether something may have been left out of its function for its size.
  private(set) var isTruncated: [Bool]

  private let cone: MinimalSetsCone
  private let reading: SetsReading
  private var isPending: [Bool]
  private var componentOfFact: [Int]
  private var dependentOffsets: [Int]
  private var dependents: [Int]

  /// Computes the functions of every fact, unless the algebra's budget is used up before.
  init(_ cone: MinimalSetsCone, reading: SetsReading, algebra: Algebra) {
    self.cone = cone
    self.reading = reading
    self.algebra = algebra
    functions = [UInt32](repeating: reading == .attack ? 0 : 1, count: cone.factCount)
    isTruncated = [Bool](repeating: false, count: cone.factCount)
    isPending = [Bool](repeating: true, count: cone.clauses.count)
    componentOfFact = [Int](repeating: -1, count: cone.factCount)
    for component in 0..<cone.components.count {
      for fact in cone.components[component] { componentOfFact[Int(fact)] = component }
    }
    dependentOffsets = [Int](repeating: 0, count: cone.factCount + 1)
    for clause in cone.clauses {
      for (fact, _) in clause.body { dependentOffsets[fact + 1] += 1 }
    }
    for fact in 0..<cone.factCount { dependentOffsets[fact + 1] += dependentOffsets[fact] }
    var next = dependentOffsets
    dependents = [Int](repeating: 0, count: dependentOffsets[cone.factCount])
    for (clause, content) in cone.clauses.enumerated() {
      for (fact, _) in content.body {
        dependents[next[fact]] = clause
        next[fact] += 1
      }
    }
    startWithEvents()
    for component in 0..<cone.components.count where !self.algebra.isExhausted {
      solve(component)
    }
  }

  /// Deepest first, so that an event of a fact that has thousands is put on top of the others in one step.
  private mutating func startWithEvents() {
    for (level, event) in cone.eventsByLevel.enumerated().reversed() {
      algebra.isTruncated = false
      let function = algebra.event(level: UInt32(level))
      functions[event.fact] = joined(functions[event.fact], function)
      if algebra.isTruncated { isTruncated[event.fact] = true }
    }
  }

  private mutating func solve(_ component: Int) {
    let facts = cone.components[component].map { Int($0) }
    var isChanging = true
    while isChanging, !algebra.isExhausted {
      isChanging = false
      for fact in facts where update(fact) {
        guard cone.isCyclic[component] else { continue }
        for index in dependentOffsets[fact]..<dependentOffsets[fact + 1] {
          let clause = dependents[index]
          if componentOfFact[cone.clauses[clause].head] == component {
            isPending[clause] = true
            isChanging = true
          }
        }
      }
    }
  }

  /// Works the pending clauses of a fact; says whether anything about the fact changed.
  private mutating func update(_ fact: Int) -> Bool {
    var values = [functions[fact]]
    var truncated = isTruncated[fact]
    algebra.isTruncated = false
    for clause in cone.clauses(of: fact) where isPending[clause] {
      isPending[clause] = false
      let content = cone.clauses[clause]
      values.append(value(of: content))
      truncated = truncated || content.body.contains { isTruncated[$0.fact] }
    }
    guard values.count > 1 else { return false }
    let function = reading == .attack ? anyOf(deepestFirst(values)) : allOf(deepestFirst(values))
    guard !algebra.isExhausted else { return false }
    // Whatever was left out contains the empty set.
    truncated = function != 1 && (truncated || algebra.isTruncated)
    guard function != functions[fact] || truncated != isTruncated[fact] else { return false }
    functions[fact] = function
    isTruncated[fact] = truncated
    return true
  }

  /// One way more for the same fact: one of them must hold, or all be kept from it.
  private mutating func joined(_ first: UInt32, _ second: UInt32) -> UInt32 {
    reading == .attack ? algebra.either(first, second) : algebra.both(first, second)
  }

  private mutating func value(of clause: MinimalSetsCone.Clause) -> UInt32 {
    let weight = clause.body.reduce(0) { $0 + $1.weight }
    let threshold = reading == .attack ? clause.threshold : weight - clause.threshold + 1
    return atLeast(threshold, of: clause.body.map { (functions[$0.fact], $0.weight) })
  }

  /// The function that holds when parts of at least `threshold` weight do, by the recursion: with
  /// the first part, the rest needs that much less; without it, as much.
  private mutating func atLeast(
    _ threshold: Int, of parts: [(function: UInt32, weight: Int)]
  ) -> UInt32 {
    if threshold == 1 { return anyOf(deepestFirst(parts.map(\.function))) }
    var left = parts.reduce(0) { $0 + $1.weight }
    if parts.allSatisfy({ left - $0.weight < threshold }) {
      return allOf(deepestFirst(parts.map(\.function)))
    }
    let parts = parts.sorted { isDeeper($0.function, $1.function) }
    var reached = [UInt32](repeating: 0, count: threshold + 1)
    reached[0] = 1
    for part in parts {
      left -= part.weight
      for goal in stride(from: threshold, through: max(1, threshold - left), by: -1) {
        let with = algebra.both(part.function, reached[max(0, goal - part.weight)])
        reached[goal] = algebra.either(with, reached[goal])
      }
    }
    return reached[threshold]
  }

  /// The order in which each function is put on top of what is there already.
  private func deepestFirst(_ functions: [UInt32]) -> [UInt32] {
    functions.sorted { isDeeper($0, $1) }
  }

  private func isDeeper(_ first: UInt32, _ second: UInt32) -> Bool {
    let (level, other) = (algebra.level(first), algebra.level(second))
    return level != other ? level > other : first > second
  }

  private mutating func allOf(_ functions: [UInt32]) -> UInt32 {
    functions.reduce(1) { algebra.both($0, $1) }
  }

  /// Joins neighbours pairwise, so that a function takes part in few unions.
  private mutating func anyOf(_ functions: [UInt32]) -> UInt32 {
    var functions = functions
    while functions.count > 1 {
      var joined: [UInt32] = []
      for index in stride(from: 0, to: functions.count - 1, by: 2) {
        joined.append(algebra.either(functions[index], functions[index + 1]))
      }
      if functions.count % 2 == 1 { joined.append(functions[functions.count - 1]) }
      functions = joined
    }
    return functions.first ?? 0
  }
}
