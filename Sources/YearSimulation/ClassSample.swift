import Lowering
import Population
import Propagation
import TopologyModel

/// The examined years for one person class, with the outcome of each.
struct ClassSample: Sendable {
  struct Stratum: Sendable {
    var run: YearRun
    var table: OutcomeTable
    /// The number of the outcome of each world.
    var outcomes: [UInt32]

    var hits: Int { outcomes.reduce(0) { $0 + ($1 == 0 ? 0 : 1) } }
  }

  var strata: [Stratum]

  /// The number of trials; nil if every combination was weighted.
  var trials: Int? {
    var sum = 0
    for stratum in strata {
      guard let trials = stratum.run.trials else { return nil }
      sum += trials
    }
    return sum
  }

  /// The probability that a year is one of those examined; in all others nobody is exposed.
  var probability: Double { strata.reduce(0) { $0 + $1.run.probability } }

  /// The number of trials in which someone is exposed or may be.
  var hits: Int { strata.reduce(0) { $0 + $1.hits } }

  /// The probability that someone is exposed or may be, from whole trials; nil if every combination was weighted.
  var exposed: Double? {
    guard trials != nil else { return nil }
    return strata.reduce(0) {
      $0 + Double($1.hits) / Double($1.run.count) * $1.run.probability
    }
  }

  /// The probability of each outcome, except the outcome that nobody is exposed.
  /// - Complexity: O(worlds).
  func masses() -> [OutcomeTable.Outcome: Double] {
    var masses: [OutcomeTable.Outcome: Double] = [:]
    for stratum in strata {
      var mass = [Double](repeating: 0, count: stratum.table.outcomes.count)
      let weights = stratum.run.weights
      if weights.isEmpty {
        for outcome in stratum.outcomes { mass[Int(outcome)] += 1 }
        let unit = stratum.run.probability / Double(stratum.run.count)
        for index in mass.indices { mass[index] *= unit }
      } else {
        for (world, outcome) in stratum.outcomes.enumerated() {
          mass[Int(outcome)] += weights[world]
        }
      }
      for index in mass.indices.dropFirst() where mass[index] > 0 {
        masses[stratum.table.outcomes[index], default: 0] += mass[index]
      }
    }
    return masses
  }

  /// The worst years and the events in them.
  /// - Complexity: O(outcomes log outcomes + worlds / 64 × events).
  func tail(
    _ asked: Double, _ masses: [OutcomeTable.Outcome: Double], certain: [BasicEvent]
  ) -> Tail? {
    guard let worst = WorstOutcomes(masses, share: asked), let events = strata.first?.run.events
    else { return nil }
    var together = [Double](repeating: 0, count: events.count)
    for stratum in strata { Self.add(stratum, worst, to: &together) }
    let shares = events.indices.compactMap { index in
      events[index].event.map {
        Tail.Share(
          event: $0, likelihood: events[index].likelihood,
          inTail: min(1, together[index] / worst.probability))
      }
    }
    return worst.tail(asked, shares, certain: certain)
  }

  private static func add(
    _ stratum: Stratum, _ worst: WorstOutcomes, to together: inout [Double]
  ) {
    let isBad = stratum.table.outcomes.enumerated().map { $0 > 0 && worst.contains($1) }
    // The bad worlds of each word, in stretches whose draws are made together.
    let count = (stratum.outcomes.count + 63) / 64
    var bad = [UInt64](repeating: 0, count: count)
    for (world, outcome) in stratum.outcomes.enumerated() where isBad[Int(outcome)] {
      bad[world / 64] |= 1 << UInt64(world % 64)
    }
    let stretches = stride(from: 0, to: count, by: 64).map { $0..<min($0 + 64, count) }
      .filter { bad[$0].contains { $0 != 0 } }
    var happening = [UInt64](repeating: 0, count: 64)
    let weights = stratum.run.weights
    let unit = stratum.run.probability / Double(stratum.run.count)
    for event in stratum.run.events.indices {
      let happens = stratum.run.happens(event)
      var sum = 0.0
      for stretch in stretches {
        happening.withUnsafeMutableBufferPointer {
          happens(stretch.lowerBound, .init(rebasing: $0[..<stretch.count]))
        }
        for word in stretch where bad[word] != 0 {
          let both = happening[word - stretch.lowerBound] & bad[word]
          if weights.isEmpty {
            sum += Double(both.nonzeroBitCount)
          } else {
            for place in SetBits(both, from: word * 64) { sum += weights[place] }
          }
        }
      }
      together[event] += weights.isEmpty ? sum * unit : sum
    }
  }
}

/// The worst outcomes: largest upper bounds first, then largest lower bounds, until they make up the requested
/// share of all years, plus all that tie with the last of them.
struct WorstOutcomes {
  private var outcomes: Set<OutcomeTable.Outcome> = []
  private(set) var probability = 0.0
  let mildest: OutcomeTable.Outcome

  /// Nil if nobody can be exposed.
  init?(_ masses: [OutcomeTable.Outcome: Double], share: Double) {
    let order = masses.sorted { ($0.key.high, $0.key.low) > ($1.key.high, $1.key.low) }
    guard var mildest = order.first?.key else { return nil }
    for (outcome, mass) in order {
      probability += mass
      outcomes.insert(outcome)
      mildest = outcome
      // Rounding alone must not make another outcome one of the worst.
      if probability >= share - 1e-12 { break }
    }
    self.mildest = mildest
  }

  func contains(_ outcome: OutcomeTable.Outcome) -> Bool { outcomes.contains(outcome) }

  func tail(_ asked: Double, _ shares: [Tail.Share], certain: [BasicEvent]) -> Tail {
    let all = shares + certain.map { Tail.Share(event: $0, likelihood: 1, inTail: 1) }
    return Tail(
      asked: asked, probability: probability, mildest: mildest.persons,
      events: all.sorted { left, right in
        let gains = (left.inTail - left.likelihood, right.inTail - right.likelihood)
        return gains.0 != gains.1 ? gains.0 > gains.1 : left.event < right.event
      })
  }
}

extension OutcomeTable.Outcome {
  var persons: CountInterval {
    CountInterval(low: low, high: high == PeopleForest.unbounded ? nil : high)
  }
}
