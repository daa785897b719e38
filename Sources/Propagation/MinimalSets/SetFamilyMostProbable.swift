import HeapModule

extension SetFamily {
  /// A set of a family, and the probability that all of its events occur.
  public struct ProbableSet: Hashable, Sendable {
    /// The events, ascending.
    public let events: [Int]
    /// The product of their probabilities, 0…1; 1 for the empty set.
    public let probability: Double
  }

  /// The sets of which all events are most likely to occur, if events occur independently.
  ///
  /// No set of the family that is not among them is more probable than one that is, except for
  /// rounding. Each node has a most probable set, found from below; sets are then made from the root,
  /// always going on with the part that can become the most probable one (the first solutions of a
  /// best-first search with an exact bound).
  /// - Parameters:
  ///   - limit: How many are wanted.
  ///   - probabilities: The probability of each event, 0…1, in the order of the events that the
  ///     family was computed for.
  /// - Returns: at most `limit` sets, the most probable first, then the smaller, then in
  ///   lexicographic order. Probabilities that differ only in rounding count as equal.
  /// - Complexity: O(nodes + limit · depth of the diagram · log), however many sets there are.
  public func mostProbable(limit: Int, probabilities: [Double]) -> [ProbableSet] {
    precondition(probabilities.allSatisfy { 0...1 ~= $0 }, "a probability is outside 0…1")
    guard limit > 0, !isEmpty else { return [] }
    var found: [ProbableSet] = []
    var chosen: [(event: Int, before: Int)] = []
    let best = mostProbablePerNode(probabilities)
    var open: Heap<Beginning> = [
      Beginning(bound: best[Int(root)], number: 0, node: root, probability: 1, chosen: -1)
    ]
    var number = 0
    while found.count < limit, let beginning = open.popMax() {
      guard beginning.node != SetFamilyDiagram.unit else {
        found.append(set(beginning.chosen, chosen, probabilities))
        continue
      }
      let decision = diagram.table[beginning.node]
      let event = eventOfLevel[Int(decision.level)]
      if decision.low != SetFamilyDiagram.empty {
        number += 1
        open.insert(
          Beginning(
            bound: beginning.probability * best[Int(decision.low)], number: number,
            node: decision.low, probability: beginning.probability, chosen: beginning.chosen))
      }
      number += 1
      chosen.append((event, beginning.chosen))
      let probability = beginning.probability * probabilities[event]
      open.insert(
        Beginning(
          bound: probability * best[Int(decision.high)], number: number, node: decision.high,
          probability: probability, chosen: chosen.count - 1))
    }
    return found.sorted(by: Self.isFirst)
  }

  /// The probability of the most probable set of each node's family.
  private func mostProbablePerNode(_ probabilities: [Double]) -> [Double] {
    var best = [Double](repeating: 0, count: diagram.table.count)
    best[Int(SetFamilyDiagram.unit)] = 1
    for node in diagram.table.reachable(from: CollectionOfOne(root)) {
      let decision = diagram.table[node]
      let event = eventOfLevel[Int(decision.level)]
      best[Int(node)] = Swift.max(
        best[Int(decision.low)], probabilities[event] * best[Int(decision.high)])
    }
    return best
  }

  private func set(
    _ last: Int, _ chosen: [(event: Int, before: Int)], _ probabilities: [Double]
  ) -> ProbableSet {
    var events: [Int] = []
    var place = last
    while place >= 0 {
      events.append(chosen[place].event)
      place = chosen[place].before
    }
    events.sort()
    return ProbableSet(
      events: events, probability: events.reduce(1) { $0 * probabilities[$1] })
  }

  private static func isFirst(_ left: ProbableSet, _ right: ProbableSet) -> Bool {
    // In single precision, so that the order of a product's factors does not matter.
    let (first, second) = (Float(left.probability), Float(right.probability))
    if first != second { return first > second }
    if left.events.count != right.events.count { return left.events.count < right.events.count }
    return left.events.lexicographicallyPrecedes(right.events)
  }

  /// A set as far as it is chosen: the way from the root to a node.
  private struct Beginning: Comparable {
    /// The probability of the most probable set that begins like this.
    let bound: Double
    let number: Int
    let node: SetFamilyDiagram.Node
    /// That of the events chosen.
    let probability: Double
    /// The last event chosen, as a place in the list of choices; -1 for none.
    let chosen: Int

    /// Of equal bounds the latest first, so that one set is finished before another is begun.
    static func < (left: Beginning, right: Beginning) -> Bool {
      left.bound != right.bound ? left.bound < right.bound : left.number < right.number
    }

    static func == (left: Beginning, right: Beginning) -> Bool { left.number == right.number }
  }
}
