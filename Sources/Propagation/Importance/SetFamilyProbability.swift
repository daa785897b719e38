import Foundation

// What minimal sets say about a probability if there are too many events for a target as a function.

extension SetFamily {
  /// The probability that all events of some set occur, if events occur independently: exact except for
  /// rounding if both bounds are equal.
  ///
  /// If the function of the sets is too large, it lies between that of the most probable sets and the
  /// min-cut upper bound 1 − ∏ (1 − P(set)), which holds because sets that share events occur together more
  /// often than others (Esary and Proschan, "Coherent structures of non-identical components",
  /// Technometrics 5(2), 1963). From the sum of all P(set) and the largest of them follows what the product is
  /// at least, without any set being made.
  /// - Parameters:
  ///   - probabilities: The probability of each event, 0…1, in the order of the events that the family was
  ///     computed for.
  ///   - budget: The maximum number of diagram operations for the exact value.
  /// - Complexity: O(nodes), and that of the function, bounded by the budget.
  public func probability(
    of probabilities: [Double], budget: Int = MinimalSets.defaultBudget
  ) -> ClosedRange<Double> {
    precondition(probabilities.allSatisfy { 0...1 ~= $0 }, "a probability is outside 0…1")
    if isEmpty { return 0...0 }
    if isEmptySetAlone { return 1...1 }
    if let exact = exactProbability(of: probabilities, budget: budget) { return exact...exact }
    let most = mostProbable(limit: Self.fewSets, probabilities: probabilities)
    let sum = sumOfProbabilities(probabilities)
    let largest = most.first?.probability ?? 0
    let high = largest < 1 ? Swift.min(1, -expm1(-sum / (1 - largest))) : 1
    return Swift.min(high, Self.probability(of: most, probabilities, budget: budget))...high
  }

  /// What the sets with one event amount to.
  public struct EventSets: Hashable, Sendable {
    /// The probability of the most probable set with the event; 0 if no set has it.
    public var mostProbable: Double
    /// The sum of the probabilities of all sets with the event, from 0 to infinity.
    public var sum: Double
  }

  /// For each event what the sets with it amount to, in the order of the events that the family was computed
  /// for. P(some set with the event occurs) is between the two.
  /// - Complexity: O(nodes).
  public func setsWithEachEvent(_ probabilities: [Double]) -> [EventSets] {
    var result = [EventSets](
      repeating: EventSets(mostProbable: 0, sum: 0), count: probabilities.count)
    let count = diagram.table.count
    let nodes = diagram.table.reachable(from: CollectionOfOne(root))
    // From below: the sets of each node; from above: the ways that lead to it.
    let below = amounts(nodes, probabilities)
    var above = [EventSets](repeating: EventSets(mostProbable: 0, sum: 0), count: count)
    above[Int(root)] = EventSets(mostProbable: 1, sum: 1)
    for node in nodes.reversed() {
      let decision = diagram.table[node]
      let event = eventOfLevel[Int(decision.level)]
      let probability = probabilities[event]
      let (way, rest) = (above[Int(node)], below[Int(decision.high)])
      result[event].mostProbable = Swift.max(
        result[event].mostProbable, way.mostProbable * probability * rest.mostProbable)
      result[event].sum += way.sum * probability * rest.sum
      for (child, factor) in [(decision.low, 1), (decision.high, probability)] {
        above[Int(child)].mostProbable = Swift.max(
          above[Int(child)].mostProbable, way.mostProbable * factor)
        above[Int(child)].sum += way.sum * factor
      }
    }
    return result
  }

  /// How many sets the lower bound is taken from.
  private static let fewSets = 128

  private func amounts(
    _ nodes: [SetFamilyDiagram.Node], _ probabilities: [Double]
  ) -> [EventSets] {
    var amounts = [EventSets](
      repeating: EventSets(mostProbable: 0, sum: 0), count: diagram.table.count)
    amounts[Int(SetFamilyDiagram.unit)] = EventSets(mostProbable: 1, sum: 1)
    for node in nodes {
      let decision = diagram.table[node]
      let probability = probabilities[eventOfLevel[Int(decision.level)]]
      let (low, high) = (amounts[Int(decision.low)], amounts[Int(decision.high)])
      amounts[Int(node)] = EventSets(
        mostProbable: Swift.max(low.mostProbable, probability * high.mostProbable),
        sum: low.sum + probability * high.sum)
    }
    return amounts
  }

  private func sumOfProbabilities(_ probabilities: [Double]) -> Double {
    amounts(diagram.table.reachable(from: CollectionOfOne(root)), probabilities)[Int(root)].sum
  }

  /// From the function that some set occurs; nil if the budget is not enough.
  private func exactProbability(of probabilities: [Double], budget: Int) -> Double? {
    var functions = FunctionDiagram(budget: budget)
    var anySet = [FunctionDiagram.Node](repeating: 0, count: diagram.table.count)
    anySet[1] = 1
    for node in diagram.table.reachable(from: CollectionOfOne(root)) {
      let decision = diagram.table[node]
      let low = anySet[Int(decision.low)]
      let high = functions.either(anySet[Int(decision.high)], low)
      anySet[Int(node)] = functions.node(decision.level, low, high)
      guard !functions.isExhausted else { return nil }
    }
    var known: [Double] = []
    functions.extend(&known, probabilities: eventOfLevel.map { probabilities[$0] })
    return known[Int(anySet[Int(root)])]
  }

  /// The probability that one of some sets occurs, of as many as the budget is enough for.
  private static func probability(
    of sets: [ProbableSet], _ probabilities: [Double], budget: Int
  ) -> Double {
    var functions = FunctionDiagram(budget: budget)
    let levels = Set(sets.flatMap(\.events)).sorted()
    var levelOfEvent: [Int: UInt32] = [:]
    for (level, event) in levels.enumerated() { levelOfEvent[event] = UInt32(level) }
    var found: (function: FunctionDiagram.Node, probability: Double) = (
      0, sets.first?.probability ?? 0
    )
    for set in sets {
      var occurs: FunctionDiagram.Node = 1
      for event in set.events.reversed() {
        occurs = functions.node(levelOfEvent[event] ?? 0, 0, occurs)
      }
      let either = functions.either(found.function, occurs)
      guard !functions.isExhausted else { break }
      found.function = either
    }
    var known: [Double] = []
    functions.extend(&known, probabilities: levels.map { probabilities[$0] })
    return Swift.max(found.probability, known[Int(found.function)])
  }
}
