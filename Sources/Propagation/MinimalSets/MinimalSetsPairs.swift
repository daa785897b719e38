/// For each fact of a cone the single events that derive it, as a row of bits, and from these the
/// pairs: what single events derive once one is assumed. Where every fact has thousands of such
/// sets and all depend on one another, diagrams of them grow past any budget, and rows of bits do
/// not.
///
/// A row is one word for 64 events, so a clause is worked for 64 events at once.
struct MinimalSetsPairs {
  private let cone: MinimalSetsCone
  /// Words in a row.
  private let width: Int
  /// Row by row, the events that derive each fact alone.
  private var alone: [UInt64]
  /// The same rows, while an event is assumed.
  private var rows: [UInt64]
  private var touched: [Int] = []
  /// What a clause derives, while it is worked.
  private var derived: [UInt64]
  private var isTouched: [Bool]

  private var dependents: [[Int]]
  private var componentOfFact: [Int]
  private var isPendingClause: [Bool]
  private var isPendingFact: [Bool]
  private var isPendingComponent: [Bool]

  /// Words worked so far, and how many may be.
  private var work = 0
  private let budget: Int

  /// Words of rows that are worked in about the time of one operation on nodes.
  private static let wordsForOperation = 1 << 10
  /// Words that rows may take in memory for each operation, which may take a node.
  private static let wordsForNode = 8

  /// Finds the single events of every fact.
  /// - Parameter budget: how much work may be done, and how much memory taken, in operations on
  ///   diagram nodes; nil comes of one that is not enough.
  init?(_ cone: MinimalSetsCone, budget: Int) {
    self.cone = cone
    self.budget = Self.saturatedProduct(budget, Self.wordsForOperation)
    width = (cone.eventsByLevel.count + 63) / 64
    guard cone.factCount * width <= Self.saturatedProduct(budget, Self.wordsForNode) else {
      return nil
    }
    alone = []
    rows = [UInt64](repeating: 0, count: cone.factCount * width)
    derived = [UInt64](repeating: 0, count: width)
    isTouched = [Bool](repeating: false, count: cone.factCount)
    dependents = [[Int]](repeating: [], count: cone.factCount)
    componentOfFact = [Int](repeating: 0, count: cone.factCount)
    isPendingClause = [Bool](repeating: true, count: cone.clauses.count)
    isPendingFact = [Bool](repeating: true, count: cone.factCount)
    isPendingComponent = [Bool](repeating: true, count: cone.components.count)
    for (clause, content) in cone.clauses.enumerated() {
      for (fact, _) in content.body { dependents[fact].append(clause) }
    }
    for component in 0..<cone.components.count {
      for fact in cone.components[component] { componentOfFact[Int(fact)] = component }
    }
    for (level, event) in cone.eventsByLevel.enumerated() {
      rows[event.fact * width + level / 64] |= 1 << UInt64(level % 64)
    }
    settle(from: 0)
    for fact in touched { isTouched[fact] = false }
    touched = []
    alone = rows
    if isExhausted { return nil }
  }

  /// Whether the budget is used up, so that results are worthless.
  private var isExhausted: Bool { work > budget }

  /// The levels of the events that derive a fact alone, ascending.
  func single(_ fact: Int) -> [Int] { levels(of: alone, fact: fact, from: 0) }

  /// For each fact asked about, the pairs of levels that derive it together and not alone, first
  /// with second larger, in ascending order; nil when the budget is not enough.
  /// - Complexity: O(events × words in a row × what depends on an event), at worst
  ///   O(events² / 64 × cone).
  mutating func pairs(deriving facts: [Int]) -> [[(Int, Int)]]? {
    var found = [[(Int, Int)]](repeating: [], count: facts.count)
    for level in cone.eventsByLevel.indices {
      assume(level)
      settle(from: level / 64)
      guard !isExhausted else { return nil }
      for (index, fact) in facts.enumerated() where isTouched[fact] {
        guard !derives(level, fact) else { continue }
        for other in levels(of: rows, fact: fact, from: level / 64)
        where other > level && !derives(other, fact) {
          found[index].append((level, other))
        }
      }
      restore()
    }
    return found
  }

  private static func saturatedProduct(_ first: Int, _ second: Int) -> Int {
    let (product, overflow) = first.multipliedReportingOverflow(by: second)
    return overflow ? .max : product
  }

  private func derives(_ level: Int, _ fact: Int) -> Bool {
    alone[fact * width + level / 64] >> UInt64(level % 64) & 1 == 1
  }

  private func levels(of rows: [UInt64], fact: Int, from word: Int) -> [Int] {
    var levels: [Int] = []
    for word in word..<max(word, width) {
      levels.append(contentsOf: SetBits(rows[fact * width + word], from: word * 64))
    }
    return levels
  }

  /// Lets every fact hold that the event derives alone, whatever else occurs. Only clauses that
  /// need more than one of these can then derive something new.
  private mutating func assume(_ level: Int) {
    for fact in 0..<cone.factCount where derives(level, fact) {
      touch(fact)
      for word in level / 64..<width { rows[fact * width + word] = .max }
      for clause in dependents[fact] {
        let head = cone.clauses[clause].head
        if !derives(level, head) { pend(clause, head) }
      }
    }
  }

  private mutating func touch(_ fact: Int) {
    guard !isTouched[fact] else { return }
    isTouched[fact] = true
    touched.append(fact)
  }

  private mutating func pend(_ clause: Int, _ head: Int) {
    isPendingClause[clause] = true
    isPendingFact[head] = true
    isPendingComponent[componentOfFact[head]] = true
  }

  private mutating func restore() {
    for fact in touched {
      isTouched[fact] = false
      for word in fact * width..<(fact + 1) * width { rows[word] = alone[word] }
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// Works pending clauses until there are none, in the words from `word` on.
  private mutating func settle(from word: Int) {
    for component in 0..<cone.components.count {
      while isPendingComponent[component] {
        isPendingComponent[component] = false
        for fact in cone.components[component] where isPendingFact[Int(fact)] {
          update(Int(fact), from: word)
        }
        guard !isExhausted else { return }
      }
    }
  }

  private mutating func update(_ fact: Int, from word: Int) {
    isPendingFact[fact] = false
    var hasChanged = false
    for clause in cone.clauses(of: fact) where isPendingClause[clause] {
      isPendingClause[clause] = false
      if apply(clause, from: word) { hasChanged = true }
    }
    guard hasChanged else { return }
    touch(fact)
    for clause in dependents[fact] { pend(clause, cone.clauses[clause].head) }
  }

  /// Adds what a clause derives to its head's row; says whether that was anything new.
  private mutating func apply(_ clause: Int, from start: Int) -> Bool {
    let (head, threshold) = (cone.clauses[clause].head, cone.clauses[clause].threshold)
    let body = cone.clauses[clause].body
    let weight = body.reduce(0) { $0 + $1.weight }
    let isAll = body.allSatisfy { weight - $0.weight < threshold }
    let isCounted = threshold > 1 && !isAll
    work += body.count * (isCounted ? threshold : 1) * (width - start)
    return rows.withUnsafeMutableBufferPointer { rows in
      derived.withUnsafeMutableBufferPointer { derived in
        // Each row is `width` words long, and `derived` is one such row.
        if isCounted {
          Self.count(body, atLeast: threshold, rows: rows, words: start..<width, into: derived)
        } else {
          for word in start..<width { derived[word] = isAll ? .max : 0 }
          for (fact, _) in body {
            let row = UnsafeMutableBufferPointer(rebasing: rows[(fact * width)...])
            if isAll {
              for word in start..<width { derived[word] &= row[word] }
            } else {
              for word in start..<width { derived[word] |= row[word] }
            }
          }
        }
        let row = UnsafeMutableBufferPointer(rebasing: rows[(head * width)...])
        var added: UInt64 = 0
        for word in start..<width {
          added |= derived[word] & ~row[word]
          row[word] |= derived[word]
        }
        return added != 0
      }
    }
  }

  /// For each of 64 events whether facts of enough weight hold under it, word by word: bit e of
  /// `reached[k]` says that at least k do.
  private static func count(
    _ body: [(fact: Int, weight: Int)], atLeast threshold: Int,
    rows: UnsafeMutableBufferPointer<UInt64>, words: Range<Int>,
    into derived: UnsafeMutableBufferPointer<UInt64>
  ) {
    let width = derived.count
    var reached = [UInt64](repeating: 0, count: threshold + 1)
    for word in words {
      for goal in 1...threshold { reached[goal] = 0 }
      reached[0] = .max
      for (fact, weight) in body {
        let holds = rows[fact * width + word]
        guard holds != 0 else { continue }
        for goal in stride(from: threshold, to: 0, by: -1) {
          reached[goal] |= holds & reached[max(0, goal - weight)]
        }
      }
      derived[word] = reached[threshold]
    }
  }
}
