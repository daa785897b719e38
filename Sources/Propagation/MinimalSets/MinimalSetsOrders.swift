// Orders in which the events of a cone may be the variables of a diagram, besides the one it comes with.
// Which is best differs from cone to cone by a factor of ten and more, and none is best everywhere.

extension MinimalSetsCone {
  /// Places of facts in a depth-first search from the targets, small branches first.
  /// - Complexity: O(bodies · log bodies).
  func smallFirstOrder() -> [Int] {
    var sizes = [Double](repeating: 1, count: factCount)
    for fact in components.nodes.map({ Int($0) }) {
      for clause in clauses(of: fact) {
        for (below, _) in clauses[clause].body { sizes[fact] += sizes[below] }
      }
    }
    var places = [Int](repeating: -1, count: factCount)
    var stack: [Int] = []
    for case .fact(let target) in targets.reversed() { stack.append(target) }
    var met = 0
    while let fact = stack.popLast() {
      guard places[fact] < 0 else { continue }
      places[fact] = met
      met += 1
      var below = clauses(of: fact).flatMap { clauses[$0].body.map(\.fact) }
      below.sort { sizes[$0] != sizes[$1] ? sizes[$0] > sizes[$1] : $0 > $1 }
      stack += below
    }
    return places
  }

  /// Places of events by weight: a target weighs 1, a fact shares its weight among what makes it hold,
  /// and what is shared weighs the sum. The event that weighs most comes first, is taken out, and the
  /// rest is weighed again (Minato, Ishiura and Yajima, "Shared binary decision diagram with attributed
  /// edges", DAC 1990).
  /// - Complexity: O(events · bodies).
  func weightOrder() -> [Int] {
    var places = [Int](repeating: 0, count: eventsByLevel.count)
    var open = events.map(\.count)
    var isTaken = [Bool](repeating: false, count: places.count)
    // Each fact after those that need it, but for circles, whose weight only counts where it has come.
    let downwards = components.nodes.reversed().map { Int($0) }
    var isOpen = [Bool](repeating: true, count: factCount)
    var weights = [Double](repeating: 0, count: factCount)
    for place in places.indices {
      for fact in downwards { weights[fact] = 0 }
      for case .fact(let target) in targets { weights[target] = 1 }
      var heaviest = (weight: -1.0, event: -1, fact: -1)
      for fact in downwards where isOpen[fact] {
        let usable = clauses(of: fact).lazy.filter { clauses[$0].body.contains { isOpen[$0.fact] } }
        let share = weights[fact] / Double(max(1, open[fact] + usable.count))
        if open[fact] > 0, share > heaviest.weight,
          let event = events[fact].first(where: { !isTaken[$0] })
        {
          heaviest = (share, event, fact)
        }
        for clause in usable {
          let body = clauses[clause].body
          let part = share / Double(body.count { isOpen[$0.fact] })
          for (below, _) in body where isOpen[below] { weights[below] += part }
        }
      }
      guard heaviest.event >= 0 else { break }
      places[heaviest.event] = place
      isTaken[heaviest.event] = true
      open[heaviest.fact] -= 1
      guard open[heaviest.fact] == 0 else { continue }
      // Facts below which no event is left.
      for component in 0..<components.count {
        let facts = components[component].map { Int($0) }
        let hasEvent = facts.contains { fact in
          open[fact] > 0
            || clauses(of: fact).contains { clause in
              clauses[clause].body.contains { below, _ in
                isOpen[below] && (facts.count == 1 || !facts.contains(below))
              }
            }
        }
        if !hasEvent { for fact in facts { isOpen[fact] = false } }
      }
    }
    return places
  }

  /// Places of facts such that those that clauses need together are close together: facts move to
  /// the middle of their clauses, and clauses to the middle of their facts, again and again (Aloul,
  /// Markov and Sakallah, "FORCE: a fast and easy-to-implement variable-ordering heuristic", GLSVLSI
  /// 2003).
  /// - Complexity: O(bodies · log² facts).
  func gravityOrder() -> [Int] {
    var places = [Int](repeating: 0, count: factCount)
    for (place, fact) in components.discovered.enumerated() { places[Int(fact)] = place }
    var order = components.discovered.map { Int($0) }
    var sums = [Double](repeating: 0, count: factCount)
    var counts = [Int](repeating: 0, count: factCount)
    var (best, least) = (places, span(places))
    let rounds = 8 * (Int.bitWidth - factCount.leadingZeroBitCount)
    for _ in 0..<rounds {
      for fact in order { (sums[fact], counts[fact]) = (Double(places[fact]), 1) }
      for clause in clauses {
        var sum = places[clause.head]
        for (fact, _) in clause.body { sum += places[fact] }
        let middle = Double(sum) / Double(clause.body.count + 1)
        func pull(_ fact: Int) {
          sums[fact] += middle
          counts[fact] += 1
        }
        for (fact, _) in clause.body { pull(fact) }
        pull(clause.head)
      }
      let middles = order.map { sums[$0] / Double(counts[$0]) }
      let sorted = order.indices.sorted {
        middles[$0] != middles[$1] ? middles[$0] < middles[$1] : $0 < $1
      }
      order = sorted.map { order[$0] }
      for (place, fact) in order.enumerated() { places[fact] = place }
      let reached = span(places)
      if reached < least { (best, least) = (places, reached) }
    }
    return best
  }

  /// How far apart the facts of each clause are, in sum.
  private func span(_ places: [Int]) -> Int {
    clauses.reduce(0) { sum, clause in
      var (low, high) = (places[clause.head], places[clause.head])
      for (fact, _) in clause.body {
        low = min(low, places[fact])
        high = max(high, places[fact])
      }
      return sum + high - low
    }
  }
}
