/// Draws worlds among those in which a target holds, each as often as it is likely among them: rare targets
/// cost no more than others, and no draw is wasted.
///
/// The target is a decision diagram over the events. A walk down it takes, at each event, the branch in which
/// the event happens with p · P(target | it happens, what is settled) / P(target | what is settled), so it ends
/// in the target always, and each world comes out with its probability given the target. Events that the walk
/// passes by are drawn as they are.
public struct ConditionalTrials: Sendable {
  /// P(target), 0 … 1, exact except for rounding.
  public let probability: Double

  private let events: [RandomEvent]
  private let diagram: FunctionDiagram
  private let root: FunctionDiagram.Node
  /// The event of each level of the diagram.
  private let eventOfLevel: [Int]
  /// Events that do not occur in the diagram.
  private let others: [Int]
  /// The probability of each node's function.
  private let known: [Double]

  /// Builds the diagram; nil if the budget is insufficient.
  /// - Parameters:
  ///   - events: The independent events, each fact once.
  ///   - base: The facts that always hold.
  ///   - budget: The maximum number of operations on diagram nodes.
  /// - Complexity: exponential at worst and bounded by the budget.
  public init?(
    of target: ClauseProgram.Fact, in program: ClauseProgram, events: [RandomEvent],
    base: [ClauseProgram.Fact] = [], budget: Int = MinimalSets.defaultBudget
  ) {
    guard
      let function = TargetProbability.function(
        of: target, in: program, events: events.map(\.fact), base: base, budget: budget)
    else { return nil }
    self.events = events
    (diagram, root, eventOfLevel, _) = function
    let inDiagram = Set(eventOfLevel)
    others = events.indices.filter { !inDiagram.contains($0) }
    var known: [Double] = []
    diagram.extend(&known, probabilities: eventOfLevel.map { events[$0].probability })
    self.known = known
    probability = known[Int(root)]
  }

  /// For each event the worlds in which it happens, a bit each, the first in the lowest bit of the first word.
  /// Whether an event happens in a trial depends on the seed, its key, the trial and the events before it. Traps
  /// when the target cannot hold.
  /// - Complexity: O(trials × events).
  public func rows(_ trials: Int, seed: UInt64) -> [[UInt64]] {
    precondition(probability > 0, "the target has probability 0")
    var rows = [[UInt64]](
      repeating: [UInt64](repeating: 0, count: (trials + 63) / 64), count: events.count)
    let draws = events.map { EventDraws(seed: seed, key: $0.key, probability: $0.probability) }
    for trial in 0..<trials {
      let (word, bit) = (trial / 64, UInt64(1) << UInt64(trial % 64))
      var node = root
      for (level, event) in eventOfLevel.enumerated() {
        let decision = diagram.table[node]
        var likelihood = events[event].probability
        let isDecided = Int(decision.level) == level
        if isDecided { likelihood *= known[Int(decision.high)] / known[Int(node)] }
        // Rounding must not lead to where the target cannot hold.
        let mustHappen = isDecided && known[Int(decision.low)] <= 0
        let happens = mustHappen || draws[event].uniform(trial) < likelihood
        if happens { rows[event][word] |= bit }
        if isDecided { node = happens ? decision.high : decision.low }
      }
      for event in others where draws[event].uniform(trial) < events[event].probability {
        rows[event][word] |= bit
      }
    }
    return rows
  }
}
