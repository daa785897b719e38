extension FunctionDiagram {
  /// Appends the probabilities of the nodes made since `known` was last extended.
  /// - Complexity: O(new nodes).
  func extend(_ known: inout [Double], probabilities: [Double]) {
    if known.isEmpty { known = [0, 1] }
    for index in known.count..<max(table.count, known.count) {
      let decision = table[UInt32(index)]
      let probability = probabilities[Int(decision.level)]
      known.append(
        (1 - probability) * known[Int(decision.low)] + probability * known[Int(decision.high)])
    }
  }
}

/// The probability of a function and, for every event at once, its probability given the event and
/// given its absence.
///
/// One pass down the diagram gives each node the probability of reaching it. Given an event, the
/// function holds either through a node of the event's level or along an edge that passes the level
/// by. The sums have no negative terms, so a conditional probability that is 0 comes out as 0, and
/// small ones keep their digits. Only the difference of two cofactors has; these are known with twice
/// the digits.
struct ConditionalProbabilities {
  /// The probability of the function.
  let total: Double
  /// For each level the probability given its event.
  private(set) var given: [Double]
  /// For each level the probability given that its event does not occur.
  private(set) var givenNot: [Double]
  /// For each level the difference of both, not by subtraction of the sums.
  private(set) var birnbaum: [Double]

  /// - Complexity: O(nodes of the diagram + reachable nodes · log levels).
  init(_ functions: FunctionDiagram, root: FunctionDiagram.Node, probabilities: [Double]) {
    let levels = probabilities.count
    let happens = probabilities.map { Compensated($0) }
    let happensNot = happens.map(\.complement)
    var known = [Compensated](repeating: Compensated(0), count: functions.table.count)
    known[1] = Compensated(1)
    let nodes = functions.table.reachable(from: CollectionOfOne(root))
    for node in nodes {
      let decision = functions.table[node]
      let level = Int(decision.level)
      known[Int(node)] =
        happensNot[level] * known[Int(decision.low)] + happens[level] * known[Int(decision.high)]
    }
    total = known[Int(root)].value
    given = [Double](repeating: 0, count: levels)
    givenNot = given
    birnbaum = given
    var passing = RangeSums(count: levels)
    func level(_ node: FunctionDiagram.Node) -> Int {
      min(levels, Int(functions.table.level(node)))
    }
    var reach = [Double](repeating: 0, count: functions.table.count)
    reach[Int(root)] = 1
    passing.add(total, to: 0..<level(root))
    for node in nodes.reversed() {
      let decision = functions.table[node]
      let here = Int(decision.level)
      let reached = reach[Int(node)]
      let (low, high) = (known[Int(decision.low)], known[Int(decision.high)])
      given[here] += reached * high.value
      givenNot[here] += reached * low.value
      // A monotone function is no less likely with the event than without.
      birnbaum[here] += reached * max(0, (high - low).value)
      let probability = probabilities[here]
      for (child, share) in [(decision.low, 1 - probability), (decision.high, probability)] {
        reach[Int(child)] += reached * share
        passing.add(reached * share * known[Int(child)].value, to: (here + 1)..<level(child))
      }
    }
    for index in 0..<levels {
      given[index] += passing[index]
      givenNot[index] += passing[index]
    }
  }
}

/// Sums over places, to which amounts are added a range at a time, as a segment tree.
private struct RangeSums {
  private let count: Int
  private var sums: [Double]

  init(count: Int) {
    self.count = count
    sums = [Double](repeating: 0, count: 2 * count)
  }

  /// - Complexity: O(log count).
  mutating func add(_ amount: Double, to range: Range<Int>) {
    var lower = range.lowerBound + count
    var upper = range.upperBound + count
    while lower < upper {
      if lower & 1 == 1 {
        sums[lower] += amount
        lower += 1
      }
      if upper & 1 == 1 {
        upper -= 1
        sums[upper] += amount
      }
      lower >>= 1
      upper >>= 1
    }
  }

  /// - Complexity: O(log count).
  subscript(place: Int) -> Double {
    var sum = 0.0
    var index = place + count
    while index > 0 {
      sum += sums[index]
      index >>= 1
    }
    return sum
  }
}
